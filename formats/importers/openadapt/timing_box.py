"""The box that the recorder appends to its MP4: when each encoded picture was captured.

    offset  size  field
         0     4  size of the box, big-endian; 1: in 8 bytes after the type, 0: to the end of the file
         4     4  type, "uuid"
         8    16  d8e90f06-20b4-4e0c-b449-4f70656e4164
        24        JSON: schema, fps, frames [[index, s from the start]], captures [[index, s since 1970]]

Source: OpenAdaptAI/openadapt-capture video.py; ISO/IEC 14496-12, section 4.2.
"""

import struct
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from formats.importers.openadapt.values import as_time_ns
from formats.sources.lines import parse_object

_BOX = uuid.UUID("d8e90f06-20b4-4e0c-b449-4f70656e4164").bytes
_SCHEMA = "openadapt.capture-video-timing/v1"
_JSON_BYTES = 16 << 20
_BOXES = 10_000


@dataclass(frozen=True, slots=True)
class Timing:
    """When pictures were captured, by their number in the video, counted from 0."""

    captured_ns: dict[int, int]
    """By the clock of the recording."""
    shown_ns: dict[int, int]
    """From the video's start."""


def read_timing(path: Path) -> Timing | None:
    """Return what a video's box tells, None where it has none that is sound."""
    try:
        with path.open("rb") as file:
            told = next(
                (_object(file, at, size) for at, size in _boxes(file) if _is_ours(file, at, size)), None
            )
    except OSError:
        return None
    if told is None or told.get("schema") != _SCHEMA:
        return None
    return Timing(_pairs(told.get("captures")), _pairs(told.get("frames")))


def _boxes(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield offset and size of the contents of each box of the kind uuid."""
    end = file.seek(0, 2)
    at = 0
    for _ in range(_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return
        size, kind = struct.unpack(">I4s", head[:8])
        start = at + 8
        if size == 1 and len(head) == 16:
            (size,) = struct.unpack(">Q", head[8:])
            start = at + 16
        elif size == 0:
            size = end - at
        if size < start - at or at + size > end:
            return
        if kind == b"uuid":
            yield start, at + size - start
        at += size


def _is_ours(file: BinaryIO, at: int, size: int) -> bool:
    file.seek(at)
    return 16 < size <= _JSON_BYTES and file.read(16) == _BOX


def _object(file: BinaryIO, at: int, size: int) -> dict[str, Any] | None:
    file.seek(at + 16)
    return parse_object(file.read(size - 16))[0]


def _pairs(told: Any) -> dict[int, int]:
    """Return times by number, as far as both rise."""
    found: dict[int, int] = {}
    last_number, last_ns = -1, -(1 << 62)
    for pair in told if isinstance(told, list) else ():
        if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[0], int):
            break
        at_ns = as_time_ns(pair[1])
        if at_ns is None or pair[0] <= last_number or at_ns < last_ns:
            break
        last_number, last_ns = pair[0], at_ns
        found[last_number] = at_ns
    return found
