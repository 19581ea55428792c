"""JSON values that come back exactly as they were, where JSON alone would change or refuse them.

| value | written as |
|---|---|
| a string with two lone surrogates that JSON would join | `{"$utf8": base64}`, the surrogates encoded too |
| a float that is no number | `{"$float": "nan"}`, `"inf"` or `"-inf"` |
| bytes | `{"$bytes": base64}` |
| a map with a key that begins with "$", or a key as in the first line | `{"$map": [[key, value], ...]}` |

Everything else is written as it is.
"""

import base64
import binascii
import json
import math
import re
from collections.abc import Mapping
from typing import Any

_JOINED = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_FLOATS = frozenset({"nan", "inf", "-inf"})
# Made once: `json.dumps` makes one for each value, which takes longer than the value.
_READABLE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_ESCAPED = json.JSONEncoder(separators=(",", ":"), allow_nan=False)


def pack(value: Any) -> Any:
    """Return what to write for a value: strings, numbers, booleans, None, bytes, lists and maps of them."""
    if isinstance(value, Mapping):
        if any(key.startswith("$") or _JOINED.search(key) for key in value):
            return {"$map": [[pack(key), pack(item)] for key, item in value.items()]}
        return {key: pack(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [pack(item) for item in value]
    if isinstance(value, str) and _JOINED.search(value):
        return {"$utf8": _base64(value.encode("utf-8", "surrogatepass"))}
    if isinstance(value, bytes):
        return {"$bytes": _base64(value)}
    return {"$float": str(value)} if isinstance(value, float) and not math.isfinite(value) else value


def unpack(value: Any) -> Any:
    """Return the value that `pack` was given; lists where there were tuples.

    Raises:
        ValueError: A map with a key that begins with "$" is none of those that are written.
    """
    if isinstance(value, list):
        return [unpack(item) for item in value]
    if not isinstance(value, dict):
        return value
    if any(key.startswith("$") for key in value):
        return _marked(value)
    return {key: unpack(item) for key, item in value.items()}


def line(value: Any) -> str:
    """Return packed JSON on one line, with readable text as it is and everything else escaped.

    What is not printable is escaped together with all else that is not ASCII: a line never holds half
    a character, a control character of any kind, or what some programs take for the end of a line.
    """
    text = _READABLE.encode(value)
    return text if text.isprintable() else _ESCAPED.encode(value)


def _marked(value: dict[str, Any]) -> Any:
    if len(value) == 1:
        match value:
            case {"$utf8": str(text)}:
                return _bytes(text).decode("utf-8", "surrogatepass")
            case {"$bytes": str(text)}:
                return _bytes(text)
            case {"$float": str(text)} if text in _FLOATS:
                return float(text)
            case {"$map": [*pairs]}:
                return dict(_pair(pair) for pair in pairs)
    raise ValueError(f"no value is written as {value!r:.60}")


def _pair(pair: Any) -> tuple[str, Any]:
    match pair:
        case [key, value]:
            name = unpack(key)
            if isinstance(name, str):
                return name, unpack(value)
    raise ValueError(f"no pair of a map: {pair!r:.60}")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(f"no base64: {error}") from error
