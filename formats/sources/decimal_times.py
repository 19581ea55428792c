"""Times written as decimal numbers of seconds, read and written without a detour over floating point."""

from decimal import Decimal, InvalidOperation
from typing import Any

from formats.model.time import NS_PER_S

_LAST_NS = (1 << 63) - 1
_LONGEST = 64
_FRACTION = 9


def ns_of(value: Any, unit_ns: int = NS_PER_S) -> int | None:
    """Return nanoseconds for a number or its text, rounded to the nearest, None where it is no time.

    Args:
        value: A whole number, a float, or a text such as "12.5" or "1e-3".
        unit_ns: Nanoseconds of one.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, int):
        # Its text could have thousands of digits, which take their time.
        return value * unit_ns if abs(value) <= _LAST_NS // unit_ns else None
    text = repr(value) if isinstance(value, float) else value.strip()
    if len(text) > _LONGEST or "_" in text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or number.copy_abs() > _LAST_NS // unit_ns:
        return None
    return int((number * unit_ns).to_integral_value())


def seconds_text(t_ns: int) -> str:
    """Write nanoseconds as seconds, exactly: "12.5", "0", "-0.000000001"."""
    sign, whole = ("-" if t_ns < 0 else ""), abs(t_ns)
    seconds, rest = divmod(whole, NS_PER_S)
    fraction = f"{rest:0{_FRACTION}d}".rstrip("0")
    return f"{sign}{seconds}.{fraction}" if fraction else f"{sign}{seconds}"
