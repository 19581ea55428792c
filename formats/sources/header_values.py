"""JSON values of a source's metadata, made fit for a header whatever they are."""

from typing import Any

from formats.sources.lines import depth_of
from formats.sources.rows import number

_NESTING = 8
_ITEMS = 1000
_STRING_CHARACTERS = 4096
_LARGEST_INT = 1 << 63


def plain(value: Any) -> Any:
    """Return a JSON value that a header can hold: no huge number, no long string, no deep nesting."""
    if isinstance(value, str):
        return value[:_STRING_CHARACTERS]
    if isinstance(value, float) or (isinstance(value, int) and not -_LARGEST_INT <= value < _LARGEST_INT):
        return value if number(value) is not None else str(value)[:_STRING_CHARACTERS]
    if depth_of(value) > _NESTING:
        return str(value)[:_STRING_CHARACTERS]
    if isinstance(value, dict):
        return {str(name)[:_STRING_CHARACTERS]: plain(part) for name, part in list(value.items())[:_ITEMS]}
    if isinstance(value, list):
        return [plain(part) for part in value[:_ITEMS]]
    return value
