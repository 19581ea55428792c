"""Files of annotations, which are small: refused by their size before anything is read."""

import os
from pathlib import Path
from typing import Any

from formats.errors import DamagedError, FormatError, LimitError
from formats.model.exchange import FILE_BYTES, MOST_ANNOTATIONS
from formats.plain_file import open_plain
from formats.sources.files import read_file
from formats.sources.lines import parse_value

# An empty array takes thirty times its bytes.
_MOST_BRACKETS = 6 * MOST_ANNOTATIONS


def check_size(path: Path) -> None:
    """Refuse a file of more than `FILE_BYTES`.

    Raises:
        FormatError: It is larger, or no file.
    """
    with open_plain(path) as file:
        size = os.fstat(file.fileno()).st_size
    if size > FILE_BYTES:
        raise LimitError(f"{path}: its size in bytes", value=size, limit=FILE_BYTES)


def text_of(path: Path, *, ends: bool = True, otherwise: str | None = None) -> str:
    r"""Return the text of a file: UTF-8, or UTF-16 with a byte order mark.

    Args:
        path: The file.
        ends: Whether to make all ends of lines "\n".
        otherwise: The encoding of what is not UTF-8; None refuses it.

    Raises:
        FormatError: It cannot be read, is too large, or is no text.
    """
    data = read_file(path, FILE_BYTES)
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return text_in(data, encoding, ends=ends)
    except UnicodeDecodeError as error:
        if otherwise is not None and encoding != "utf-16":
            return text_in(data, otherwise, ends=ends)
        name = encoding.removesuffix("-sig").upper()
        raise DamagedError(f"{path}: no text in {name} (byte {error.start:,} of it is wrong)") from error


def text_in(data: bytes, encoding: str, *, ends: bool) -> str:
    """Return the text of bytes; UnicodeDecodeError where they are none."""
    text = data.decode(encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n") if ends else text


def json_of(path: Path) -> Any:
    """Return the one JSON value of a file.

    Raises:
        FormatError: It cannot be read, is too large, or is no JSON.
    """
    data = read_file(path, FILE_BYTES).removeprefix(b"\xef\xbb\xbf")
    brackets = data.count(b"[") + data.count(b"{")
    if brackets > _MOST_BRACKETS:
        raise LimitError(f"{path}: arrays and objects in it", value=brackets, limit=_MOST_BRACKETS)
    value, fault = parse_value(data)
    if fault:
        raise DamagedError(f"{path}: {fault}")
    return value


def is_json_with(path: Path, head: bytes, *names: str) -> bool:
    """Say whether a file is a JSON object, or an array of objects, that has all these members.

    Members may come in any order and behind long ones: the file is read wholly where its beginning is JSON.
    """
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in {b"{", b"["} or not path.is_file():
        return False
    try:
        value = json_of(path)
    except FormatError:
        return False
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and all(name in first for name in names)
