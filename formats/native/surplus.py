"""What a file holds that no reader of this version gives: it is passed over, and whoever looks finds it.

A later version may have written it, and then it is sound. Of a copy that must not hold what it was made
without it is what nobody looked at: the end of an older file, pictures that no frame shows, a chunk of a kind
that nobody knows.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import zstandard

from formats.errors import FormatError
from formats.model.frames import SAME, Storage
from formats.native.chunk import StoredRows
from formats.native.chunk_file import KIND_NAMES, ChunkFile
from formats.native.envelope import inflate, unpack_envelope, unpack_map
from formats.native.header_body import pack_header
from formats.native.index import Entries, unpack_index
from formats.native.layout import (
    HEADER_BYTES,
    MARK_BYTES,
    STREAM_IDS,
    TRAILER_BYTES,
    Kind,
    pack_chunk,
    padded,
)
from formats.native.reader import Reader

_KINDS = frozenset({Kind.HEADER, Kind.EVENTS, Kind.TILES, Kind.INDEX, Kind.DIRECTORY})
_STREAMS = {number: name for name, number in STREAM_IDS.items()}
_INDEX_FIELDS = frozenset({"header", "rows", "before", "columns"})


def surplus(reader: Reader) -> Iterator[str]:
    """Yield a sentence for each part that no reader gives, or that does not read.

    Args:
        reader: Of the file, opened with `intact_only`.
    """
    yield from reader.problems
    file, entries = reader.chunks
    yield from _uncovered(file, entries)
    yield from _unshown(reader, entries)
    inflator = zstandard.ZstdDecompressor(max_window_size=file.limits.window_bytes)
    for offset, kind, flags, length in entries[["offset", "kind", "flags", "length"]].tolist():
        place = f"the chunk at byte {offset:,}"
        if flags or kind not in _KINDS:
            yield f"{place} is of the kind {KIND_NAMES.get(kind, kind)} with flags {flags}, and passed over"
            continue
        try:
            yield from (f"{place} {fault}" for fault in _within(reader, inflator, offset, length))
        except FormatError as error:
            yield f"{place}: {error}"


def _uncovered(file: ChunkFile, entries: Entries) -> Iterator[str]:
    """Find bytes between and behind the chunks."""
    due = MARK_BYTES
    for offset, length in entries[["offset", "length"]].tolist():
        if offset != due:
            yield f"{offset - due:,} bytes from byte {due:,} on are of no chunk"
        due = offset + HEADER_BYTES + padded(length)
        if any(file.read(offset + HEADER_BYTES + length, padded(length) - length)):
            yield f"what fills up the chunk at byte {offset:,} is not empty"
    if file.size != due + TRAILER_BYTES:
        yield f"{file.size - due - TRAILER_BYTES:,} bytes from byte {due:,} on are of no chunk"


def _unshown(reader: Reader, entries: Entries) -> Iterator[str]:
    """Find pictures that no frame shows."""
    frames = reader.frames
    due = (frames["storage"] == Storage.TILES) & (frames["changed"] != SAME)
    displays = frames["display"][due].astype(np.uint16)
    shown = set(zip(displays.tolist(), reader.frame_ids[due].tolist(), strict=True))
    tiles = entries[entries["kind"] == Kind.TILES]
    for offset, display, frame in tiles[["offset", "stream", "first_row"]].tolist():
        if (display, frame) not in shown:
            yield f"the picture at byte {offset:,} is shown by no frame"


def _within(reader: Reader, inflator: zstandard.ZstdDecompressor, offset: int, length: int) -> Iterator[str]:
    file, _ = reader.chunks
    header, body = file.chunk_at(offset, length)
    if file.read(offset, HEADER_BYTES) != pack_chunk(header):
        yield "has a header that says more than is known"
    if header.kind == Kind.HEADER and (body != reader.header_body or _says_more(reader, body)):
        yield "says more than the header that counts"
    if header.kind in {Kind.INDEX, Kind.DIRECTORY}:
        fields, _ = unpack_envelope(body, file.limits)
        copy = unpack_index(body, file.size, file.limits).header_body
        if set(fields) - _INDEX_FIELDS or copy not in {b"", reader.header_body}:
            yield "holds more than an index"
    if header.kind == Kind.EVENTS:
        name = _STREAMS.get(header.stream)
        if name is None:
            yield "is of a stream that is not known, and not looked at"
        elif told := StoredRows(name, body, header.rows, inflator, file.limits).surplus():
            yield f"holds {told}"


def _says_more(reader: Reader, body: bytes) -> bool:
    stored, given = (
        unpack_map(inflate(each[4:], int.from_bytes(each[:4], "little"), zstandard.ZstdDecompressor()))
        for each in (body, pack_header(reader.header))
    )
    return not _is_given(stored, given)


def _is_given(stored: Any, given: Any) -> bool:
    """Say whether all that stands in a header is given; older programs wrote fewer fields."""
    if isinstance(stored, dict) and isinstance(given, dict):
        return all(name in given and _is_given(value, given[name]) for name, value in stored.items())
    if isinstance(stored, list) and isinstance(given, list):
        return len(stored) == len(given) and all(map(_is_given, stored, given))
    return bool(stored == given)
