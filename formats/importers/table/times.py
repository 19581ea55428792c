"""Times as texts, to nanoseconds without loss."""

import re
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

_FACTORS = {"s": 10**9, "ms": 10**6, "us": 10**3, "ns": 1}
_DATE = re.compile(r"\d{4}[-/]\d{2}[-/]\d{2}[T _]\d{2}:\d{2}")
_OF_DAY = re.compile(r"(\d{1,2}):(\d{2}):(\d{2}(?:[.,]\d{1,9})?)")
_WITH_COMMA = re.compile(r"\s*[+-]?\d+,\d+\s*")
_LONGEST = 40
_LARGEST_DIGITS = 19
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def is_date(text: str) -> bool:
    """Say whether a text begins like a date with a time, or is a time of day with seconds."""
    return _DATE.match(text) is not None or _OF_DAY.fullmatch(text.strip()) is not None


def has_zone(text: str) -> bool:
    """Say whether a date names its zone."""
    return re.search(r"(?:Z|[+-]\d{2}:?\d{2})$", text.strip()) is not None


def with_point(text: str) -> str:
    """Return a number with a decimal comma with a point, any other text as it is."""
    return text.replace(",", ".") if _WITH_COMMA.fullmatch(text) else text


def instant_ns(text: str, unit: str) -> int | None:
    """Return a time in nanoseconds, None for what is none; a date without a zone is taken for UTC."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if unit == "iso":
        return _date_ns(text)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or number.adjusted() >= _LARGEST_DIGITS or number.adjusted() < -_LONGEST:
        return None
    nanoseconds = int((number * _FACTORS[unit]).to_integral_value())
    return nanoseconds if abs(nanoseconds) < 1 << 62 else None


def _date_ns(text: str) -> int | None:
    if (told := _OF_DAY.fullmatch(text)) is not None:
        hours, minutes, seconds = int(told[1]), int(told[2]), Decimal(told[3].replace(",", "."))
        return (hours * 60 + minutes) * 60 * 10**9 + int(seconds * 10**9)
    try:
        date = datetime.fromisoformat(text.replace("_", "T").replace(",", ".").replace("/", "-"))
    except ValueError:
        return None
    since = (date if date.tzinfo else date.replace(tzinfo=UTC)) - _EPOCH
    return (since.days * 86_400 + since.seconds) * 10**9 + since.microseconds * 1000


def tick_ns(texts: list[str], unit: str) -> int:
    """Return the resolution that times are written with."""
    if unit == "iso":
        decimals = max((len(re.sub(r"\D.*", "", text.partition(".")[2])) for text in texts), default=0)
        decimals = min(decimals, 9)
        return int(_FACTORS["s"] // 10**decimals)
    decimals = max((len(text.strip().partition(".")[2]) for text in texts), default=0)
    return max(int(_FACTORS[unit] // 10 ** min(decimals, 9)), 1)
