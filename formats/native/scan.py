"""Finds the chunks of a file: by its end, its last index chunk, or header by header. FORMAT.md, section 8."""

from dataclasses import dataclass, field

import numpy as np

from formats.errors import DamagedError, FormatError, LimitError, TruncatedError, UnknownFormatError
from formats.native.chunk_file import ChunkFile
from formats.native.index import Entries, Index, entries_of, pack_entry, unpack_index
from formats.native.layout import (
    HEADER_BYTES,
    MARK_BYTES,
    SYNC,
    TRAILER_BYTES,
    ChunkHeader,
    Kind,
    check_mark,
    is_chunk_header,
    padded,
    unpack_chunk,
    unpack_trailer,
)

_WINDOW_BYTES = 1 << 20
_FIRST_WINDOW_BYTES = 1 << 12
# Sound files have a marker outside of a chunk once in four thousand million bytes; hostile ones, everywhere.
_FALSE_MARKERS = 1 << 16
_FALSE_INDEXES = 16


@dataclass(slots=True)
class Found:
    """The chunks of a file, and what was seen to be wrong on the way."""

    entries: Entries
    header_body: bytes = b""
    """A copy of the header's body, empty where none was met."""
    problems: list[str] = field(default_factory=list)
    listed: Entries = field(default_factory=lambda: entries_of(b""))
    """What the directory lists, where it reads but is not believed."""


def find_chunks(file: ChunkFile, *, thorough: bool = False) -> Found:
    """Find all chunks; the file's salt becomes known.

    Args:
        file: The file, just opened.
        thorough: Do not believe any index: read every chunk header.

    Raises:
        FormatError: It is no file of this format, or of a later version.
    """
    if not file.size:
        raise UnknownFormatError(f"{file.path.name} is empty")
    problems = []
    listed = entries_of(b"")
    if not check_mark(file.read(0, MARK_BYTES)):
        problems.append("the first bytes of the file are damaged")
    end = max(file.size - TRAILER_BYTES, 0)
    trailer = unpack_trailer(file.read(end, TRAILER_BYTES))
    if trailer is not None:
        file.salt = trailer[1]
        try:
            index = _index_at(file, trailer[0], Kind.DIRECTORY, end=end)
        except FormatError as error:
            if not thorough:
                problems.append(str(error))
        else:
            listed = index.entries
            if not thorough:
                return Found(index.entries, index.header_body, problems)
    else:
        file.salt = _first_salt(file)
        problems.append("the file has no end: its writer was stopped, or it was cut")
    found = None if thorough else _from_last_index(file)
    if found is None:
        found = _hop(file, MARK_BYTES, 0)
    found.problems[:0] = problems
    found.listed = listed
    return found


def hop(file: ChunkFile) -> Found:
    """Find the chunks of a journal, whose salt must be known: everything whole up to its end."""
    return _hop(file, 0, None)


def _index_at(file: ChunkFile, offset: int, kind: Kind, *, end: int | None = None) -> Index:
    header, body = file.chunk_at(offset)
    if end is not None and offset + HEADER_BYTES + padded(header.length) != end:
        raise DamagedError(f"the directory at byte {offset:,} is not the last chunk")
    if header.kind != kind or header.flags:
        raise DamagedError(
            f"chunk {header.sequence} at byte {offset} is no {kind.name.lower()} that is known"
        )
    return unpack_index(body, file.size, file.limits)


def _first_salt(file: ChunkFile) -> int:
    first = file.read(MARK_BYTES, HEADER_BYTES)
    if is_chunk_header(first):
        return unpack_chunk(first, None, MARK_BYTES).salt
    offset = _next_chunk(file, MARK_BYTES, SYNC)
    if offset >= 0:
        return unpack_chunk(file.read(offset, HEADER_BYTES), None, offset).salt
    raise DamagedError("no chunk of a .replay file is left in it")


def _from_last_index(file: ChunkFile) -> Found | None:
    """Follow the index chunks from the last one back, then hop on from it; None where that fails."""
    last = _last_index(file)
    if last is None:
        return None
    offset, parts, header_body, listed = last, [], b"", 0
    try:
        header, _ = file.chunk_at(last)
        while offset:
            index = _index_at(file, offset, Kind.INDEX)
            parts.append(index.entries)
            header_body = header_body or index.header_body
            listed += len(index.entries)
            # A ring, or indexes that list the same chunks again and again.
            if index.before >= offset or listed > file.size // HEADER_BYTES:
                return None
            offset = index.before
    except FormatError:
        return None
    rest = _hop(file, last, header.sequence)
    return Found(np.concatenate([*reversed(parts), rest.entries]), header_body, rest.problems)


def _last_index(file: ChunkFile) -> int | None:
    """Look for the last sound index chunk, window by window from the end."""
    needle = file.marker()
    stop = file.size
    false_markers = false_indexes = 0
    while stop > 0:
        start = max(stop - _WINDOW_BYTES, 0)
        window = file.read(start, stop - start + HEADER_BYTES)
        place = len(window)
        while (place := window.rfind(needle, 0, place)) >= 0:
            header = window[place : place + HEADER_BYTES]
            if not is_chunk_header(header):
                false_markers += 1
            elif header[12] == Kind.INDEX:
                if _is_index(file, start + place):
                    return start + place
                false_indexes += 1
            if false_markers > _FALSE_MARKERS or false_indexes > _FALSE_INDEXES:
                return None
            place += len(needle) - 1
        stop = start
    return None


def _is_index(file: ChunkFile, offset: int) -> bool:
    try:
        _index_at(file, offset, Kind.INDEX)
    except FormatError:
        return False
    return True


def _hop(file: ChunkFile, offset: int, sequence: int | None) -> Found:
    """Go from header to header from `offset` on, over damage to the next sync marker.

    Args:
        file: The file, its salt known.
        offset: Where to begin.
        sequence: The number due; None where chunks are not numbered.
    """
    needle = file.marker()
    packed = bytearray()
    problems: list[str] = []
    damaged_from = damaged_to = -1
    while offset < file.size:
        try:
            header = file.header_at(offset)
        except (DamagedError, LimitError, TruncatedError):
            try:
                following = _next_chunk(file, offset + 1, needle)
            except DamagedError as error:
                problems.append(str(error))
                break
            end = file.size if following < 0 else following
            if damaged_to == offset:
                problems.pop()
            else:
                damaged_from = offset
            damaged_to = end
            if end - damaged_from != TRAILER_BYTES or following >= 0:
                problems.append(f"bytes {damaged_from:,} to {end:,} {_fault(file, damaged_from)}")
            if following < 0:
                break
            offset = following
            continue
        end = offset + HEADER_BYTES + padded(header.length)
        if end > file.size:
            problems.append(f"the file ends inside chunk {header.sequence} at byte {offset:,}")
            break
        problems += _gap(header, sequence, offset)
        sequence = None if sequence is None else header.sequence + 1
        packed += pack_entry(offset, header)
        offset = end
    return Found(entries_of(bytes(packed)), problems=problems)


def _fault(file: ChunkFile, offset: int) -> str:
    """Say what is wrong with bytes that are no chunk of this file."""
    header = file.read(offset, HEADER_BYTES)
    if is_chunk_header(header) and unpack_chunk(header, None, offset).salt != file.salt:
        return "belong to another file"
    return "are damaged"


def _gap(header: ChunkHeader, due: int | None, offset: int) -> list[str]:
    if due is None or header.sequence == due:
        return []
    if header.sequence < due:
        return [f"chunk {header.sequence} at byte {offset:,} lies where chunk {due} is due"]
    last = header.sequence - 1
    chunks = f"chunk {due} is" if last == due else f"chunks {due} to {last} are"
    return [f"{chunks} lost before byte {offset:,}"]


def _next_chunk(file: ChunkFile, offset: int, needle: bytes) -> int:
    """Return the place of the next sound chunk header at or after `offset`, -1 where there is none.

    Raises:
        DamagedError: There are so many markers without a chunk that the file is not worth the time.
    """
    false_markers = 0
    size = _FIRST_WINDOW_BYTES
    while offset < file.size:
        window = file.read(offset, size + HEADER_BYTES)
        place = window.find(needle)
        while 0 <= place < size:
            if is_chunk_header(window[place : place + HEADER_BYTES]):
                return offset + place
            false_markers += 1
            if false_markers > _FALSE_MARKERS:
                raise DamagedError(
                    f"{false_markers:,} markers of chunks without a chunk before byte {offset:,}"
                )
            place = window.find(needle, place + 1)
        offset += size
        size = min(2 * size, _WINDOW_BYTES)
    return -1
