"""Values of a database row: SQLite keeps any type in any column, and recorders change theirs."""

import json
import math
from typing import Any

from formats.sources.lines import parse_object
from formats.sources.rows import number, reading_ns

KEPT_BYTES = 1 << 20
"""Longest JSON or text of one column that is kept."""


def as_number(value: Any) -> float | None:
    """Return a sane number, also from its text, None for anything else."""
    return number(_from_text(value))


def as_time_ns(value: Any) -> int | None:
    """Return seconds since 1970, also from their text, as nanoseconds; None for anything else."""
    return reading_ns(_from_text(value))


def as_text(value: Any) -> str:
    """Return a text, or the text of a number; "" for anything else and for what is too long."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    text = str(value)
    return text if len(text) <= KEPT_BYTES else ""


def as_object(value: Any) -> dict[str, Any] | None:
    """Return a JSON object from its text, None where it is none."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, str) or len(value) > KEPT_BYTES:
        return None
    return parse_object(value.encode("utf-8", "replace"))[0]


def as_flag(value: Any) -> bool | None:
    """Return a truth value from 0, 1 or their text, None for anything else."""
    if value in {0, 1} if isinstance(value, (bool, int)) else False:
        return bool(value)
    return (
        {"true": True, "false": False, "1": True, "0": False}.get(value.lower())
        if isinstance(value, str)
        else None
    )


def as_json(value: Any) -> str:
    """Return a value as JSON; what JSON has no form for as its text."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _from_text(value: Any) -> Any:
    if not isinstance(value, str) or len(value) > 40:
        return value
    try:
        found = float(value)
    except ValueError:
        return None
    return found if math.isfinite(found) else None
