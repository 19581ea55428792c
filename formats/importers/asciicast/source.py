"""The lines of an asciicast, whatever its version, as events with absolute times.

Source: docs.asciinema.org, asciicast v1, v2 and v3.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from formats.errors import DamagedError, LimitError, UnsupportedError
from formats.sources.files import open_decompressed
from formats.sources.lines import LINE_BYTES, LineFaults, bounded_lines, parse_object, parse_value
from formats.sources.rows import reading_ns

LATEST = 3
WHOLE_BYTES = 256 << 20
"""Largest file of version 1, which is one JSON value."""
_VERSION = re.compile(r'"version"\s*:\s*\d')
_SIZED = re.compile(r'"term"\s*:\s*\{|"(?:width|cols)"\s*:\s*\d')
_TALL = re.compile(r'"term"\s*:\s*\{|"(?:height|rows)"\s*:\s*\d')
_ANY_VALUES = (str, int, float)


@dataclass(frozen=True, slots=True)
class CastEvent:
    """One event."""

    at_ns: int
    """From the recording's start."""
    code: str
    """"o", "i", "r", "m", "x", or one that is not known."""
    data: str
    line: int


def looks_like_asciicast(head: str) -> bool:
    """Say whether a text begins like an asciicast of any version."""
    text = head.lstrip("\ufeff \t\r\n")
    first, _, rest = text.partition("\n")
    if not text.startswith("{"):
        return False
    if first.rstrip().endswith("}") and '"stdout"' not in first:
        after = rest.lstrip(" \t\r\n")
        return _is_header(first) and (not after or after[0] in "[#")
    # Version 1 may be spread over lines; a long header may be cut here.
    return _is_header(text) and ('"stdout"' in text or len(first) > 1)


def read_header(path: Path) -> dict[str, Any]:
    """Return the header; of version 1, all of the file.

    Raises:
        UnsupportedError: It is of a version from the future.
        FormatError: It cannot be read.
    """
    with open_decompressed(path) as file:
        first = next(bounded_lines(file, LINE_BYTES), None) or b""
    header, fault = parse_object(first.strip().removeprefix(b"\xef\xbb\xbf").strip())
    if header is None:
        header, fault = parse_object(_whole(path).removeprefix(b"\xef\xbb\xbf").strip())
    if header is None:
        raise DamagedError(f"{path}: the header in line 1 cannot be read: {fault}")
    version = header.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise DamagedError(f"{path}: the header names no version: {str(version)[:50]!r}")
    if version > LATEST:
        raise UnsupportedError(
            f"{path}: asciicast version {version}: versions 1 to {LATEST} are read; update replay"
        )
    return header


def cast_events(path: Path, header: dict[str, Any], faults: LineFaults) -> Iterator[CastEvent]:
    """Yield the events in their order.

    Args:
        path: The file.
        header: What `read_header` gave.
        faults: Gets what cannot be read; reading goes on with the next line.
    """
    clock_ns = 0
    adds_up = header["version"] != 2
    for number, item in _items(path, header, faults):
        event, fault = _event(item, number)
        if event is None:
            faults.bad.append((number, fault))
            continue
        clock_ns = clock_ns + event.at_ns if adds_up else event.at_ns
        if not abs(clock_ns) < 1 << 62:
            faults.bad.append((number, "a time beyond all sense"))
            return
        yield CastEvent(clock_ns, event.code, event.data, number)


def _is_header(text: str) -> bool:
    return all(pattern.search(text) is not None for pattern in (_VERSION, _SIZED, _TALL))


def _whole(path: Path) -> bytes:
    with open_decompressed(path) as file:
        data = file.read(WHOLE_BYTES + 1)
    if len(data) > WHOLE_BYTES:
        raise LimitError(f"{path}: its size in bytes", value=len(data), limit=WHOLE_BYTES)
    return data


def _items(path: Path, header: dict[str, Any], faults: LineFaults) -> Iterator[tuple[int, Any]]:
    if header["version"] == 1:
        items = header.get("stdout")
        for number, item in enumerate(items if isinstance(items, list) else [], 1):
            yield number, [item[0], "o", *item[1:]] if isinstance(item, list) and item else item
        return
    with open_decompressed(path) as file:
        for number, line in enumerate(_until_broken(file, faults), 1):
            text = b"" if line is None else line.strip()
            if line is None:
                faults.bad.append((number, "longer than 16 MiB"))
            elif text and number > 1 and not text.startswith(b"#"):
                value, fault = parse_value(text)
                if not fault:
                    yield number, value
                elif line.endswith(b"\n"):
                    faults.bad.append((number, fault))
                else:
                    faults.cut = number


def _until_broken(file: BinaryIO, faults: LineFaults) -> Iterator[bytes | None]:
    """Yield lines up to where compressed data are cut off or damaged; all before can be read."""
    number = 0
    try:
        for number, line in enumerate(bounded_lines(file, LINE_BYTES), 1):  # noqa: B007 - told below
            yield line
    except DamagedError:
        faults.bad.append((number + 1, "the compressed data end or break off here"))


def _event(item: Any, line: int) -> tuple[CastEvent | None, str]:
    if not isinstance(item, list) or len(item) < 3:
        return None, "no event of time, code and data"
    at_ns = reading_ns(item[0])
    if at_ns is None:
        return None, "a time that is no sane number"
    if not isinstance(item[1], str) or isinstance(item[2], bool) or not isinstance(item[2], _ANY_VALUES):
        return None, "a code or data that is no text"
    return CastEvent(at_ns, item[1], str(item[2]), line), ""
