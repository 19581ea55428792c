"""Files of lists that stay with a recording or its copy: JSON that says of what kind it is, under a limit."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from formats.errors import DamagedError, LimitError

LIST_BYTES = 64 << 20
"""A longer list is not read."""

T = TypeVar("T")


def pack(kind: str, values: Mapping[str, Any]) -> bytes:
    """Return the bytes of a list's file.

    Args:
        kind: What the file says that it is.
        values: JSON values.
    """
    return json.dumps({"list": kind, **values}, indent=1).encode() + b"\n"


def unpack(data: bytes, kind: str, named: str, read: Callable[[dict[str, Any]], T]) -> T:
    """Read a list's file.

    Args:
        data: Of the file, or its start where that is more than `LIST_BYTES`.
        kind: What the file must say that it is.
        named: What people call it: "list of redactions".
        read: Makes a value of what the file holds; what it raises of wrong values is an error of the file.

    Raises:
        FormatError: It is none.
    """
    if len(data) > LIST_BYTES:
        raise LimitError(f"size of a {named}", value=len(data), limit=LIST_BYTES)
    try:
        record: dict[str, Any] = json.loads(data)
        found = str(record["list"])
        value = read(record)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedError(f"it is no {named}: {_why(error)}") from error
    if found != kind:
        raise DamagedError(f"it is no {named}")
    return value


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return "it is no JSON"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, KeyError):
        return f'it has no "{error.args[0]!s:.40}"'
    return "a value in it is wrong"
