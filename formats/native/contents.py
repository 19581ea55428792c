"""What a file holds: its header, its chunks, and its streams with the rows that its journal adds."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import zstandard

from formats.errors import DamagedError, FormatError, UnsupportedError
from formats.model.header import Header
from formats.native.beside import journal_path
from formats.native.chunk import StoredRows
from formats.native.chunk_file import ChunkFile
from formats.native.header_body import unpack_header
from formats.native.index import ENTRY_DTYPE, Entries, known, unpack_index
from formats.native.layout import HEADER_BYTES, STREAM_IDS, Kind, is_chunk_header
from formats.native.limits import Limits
from formats.native.progress import Progress, silent
from formats.native.scan import Found, find_chunks, hop
from formats.native.stored_bytes import Unlock
from formats.native.stream_chunks import StreamChunks

_NAMES = {number: name for name, number in STREAM_IDS.items()}


@dataclass(slots=True)
class Contents:
    """An open file and what its index says."""

    file: ChunkFile
    journal: ChunkFile | None
    entries: Entries
    """The chunks of the file itself, in its order."""
    header: Header
    header_body: bytes
    """The header as it is stored, empty where no copy of it is left."""
    streams: dict[str, StreamChunks]
    """Of every stream that has rows."""
    problems: list[str] = field(default_factory=list)
    absent: Entries = field(default_factory=lambda: np.empty(0, ENTRY_DTYPE))
    """Chunks that the file tells of and that do not read; known only after every chunk was read."""

    def close(self) -> None:
        """Close the files."""
        self.file.close()
        _close(self.journal)


def open_contents(
    path: Path,
    limits: Limits,
    *,
    intact_only: bool = False,
    progress: Progress = silent,
    unlock: Unlock | None = None,
) -> Contents:
    """Open a file and its journal where it has one.

    Args:
        path: The file.
        limits: What to believe.
        intact_only: Read every chunk, believe no index, and leave out what is damaged.
        progress: Called with the bytes read and all bytes, with `intact_only`.
        unlock: Asked for the key of a sealed file.

    Raises:
        FormatError: Nothing of it can be read.
        OSError: It cannot be opened.
    """
    # The journal first: rows leave it for the file, and would be seen in neither.
    journal, no_journal = _open_journal(path, limits)
    try:
        file = ChunkFile(path, limits, unlock, mend=intact_only)
    except BaseException:
        _close(journal)
        raise
    try:
        found = find_chunks(file, thorough=intact_only)
        absent = found.entries[:0]
        if intact_only:
            absent = _leave_out_damaged(file, found, progress)
        header_body = _header_body(file, found)
        header = unpack_header(header_body, limits) if header_body else Header("")
        streams, problems = _streams(file, found.entries)
        if not found.problems:
            _close(journal)
            journal = None
        elif journal is not None:
            journal.salt = file.salt
            problems += _add_journal(streams, journal)
        else:
            problems += no_journal
    except BaseException:
        file.close()
        _close(journal)
        raise
    problems = found.problems + problems
    return Contents(file, journal, found.entries, header, header_body, streams, problems, absent)


def _leave_out_damaged(file: ChunkFile, found: Found, progress: Progress) -> Entries:
    """Keep the chunks that read; return those that do not, and those that only the directory tells of."""
    keep = np.ones(len(found.entries), np.bool_)
    inflator = zstandard.ZstdDecompressor(max_window_size=file.limits.window_bytes)
    for number, (offset, length) in enumerate(
        zip(found.entries["offset"].tolist(), found.entries["length"].tolist(), strict=True)
    ):
        try:
            _check_chunk(file, inflator, offset, length)
        except FormatError as error:
            found.problems.append(str(error))
            keep[number] = False
        progress(offset, file.size)
    damaged = found.entries[~keep]
    unseen = found.listed[~np.isin(found.listed["offset"], found.entries["offset"])]
    found.entries = found.entries[keep]
    return np.concatenate([damaged, unseen])


def _check_chunk(file: ChunkFile, inflator: zstandard.ZstdDecompressor, offset: int, length: int) -> None:
    """Read a chunk, and decode it where it holds rows that are known.

    Raises:
        FormatError: What does not hold.
    """
    header, body = file.chunk_at(offset, length)
    name = _NAMES.get(header.stream)
    if header.kind != Kind.EVENTS or header.flags or name is None:
        return
    try:
        StoredRows(name, body, header.rows, inflator, file.limits).check()
    except UnsupportedError:
        return  # sound, for a later version to read: a copy keeps it
    except FormatError as error:
        raise DamagedError(f"chunk {header.sequence} ({name}) at byte {offset}: {error}") from error


def _header_body(file: ChunkFile, found: Found) -> bytes:
    """Return the header's body: the copy that the index had, or the chunk itself."""
    if found.header_body:
        return found.header_body
    for entry in known(found.entries, Kind.HEADER):
        try:
            return file.chunk_at(int(entry["offset"]), int(entry["length"]))[1]
        except FormatError as error:
            found.problems.append(str(error))
    copy = _copied_header(file, found)
    if not copy:
        found.problems.append("the header of the recording and all copies of it are lost")
    return copy


def _copied_header(file: ChunkFile, found: Found) -> bytes:
    for entry in (*known(found.entries, Kind.INDEX), *known(found.entries, Kind.DIRECTORY)):
        try:
            body = file.chunk_at(int(entry["offset"]), int(entry["length"]))[1]
            copy = unpack_index(body, file.size, file.limits).header_body
        except FormatError as error:
            found.problems.append(str(error))
            continue
        if copy:
            return copy
    return b""


def _streams(file: ChunkFile, entries: Entries) -> tuple[dict[str, StreamChunks], list[str]]:
    """Sort the chunks of events by stream; streams and flags that are not known are left out."""
    events = known(entries, Kind.EVENTS)
    streams: dict[str, StreamChunks] = {}
    problems: list[str] = []
    # Not np.unique, see `display_ids`.
    for number in sorted(set(events["stream"].tolist())):
        name = _NAMES.get(number)
        if name is None:
            continue
        chunks = StreamChunks(name)
        problems += chunks.extend(file, events[events["stream"] == number])
        if len(chunks):
            streams[name] = chunks
    return streams, problems


def _open_journal(path: Path, limits: Limits) -> tuple[ChunkFile | None, list[str]]:
    """Open the journal where there is one, or say why it cannot be read."""
    try:
        return ChunkFile(journal_path(path), limits), []
    except FileNotFoundError:
        return None, []
    except (OSError, FormatError) as error:
        why = getattr(error, "strerror", None) or error
        return None, [f"rows may be lost: the journal of the file cannot be read: {why}"]


def _close(journal: ChunkFile | None) -> None:
    if journal is not None:
        journal.close()


def _add_journal(streams: dict[str, StreamChunks], journal: ChunkFile) -> list[str]:
    """Add the rows of the journal that go on where their stream stops; what is older repeats rows."""
    problems = []
    entries = hop(journal).entries
    if not len(entries) and is_chunk_header(journal.read(0, HEADER_BYTES)):
        problems.append(f"the journal {journal.path.name} belongs to another file and was not read")
    for entry in known(entries, Kind.EVENTS):
        name = _NAMES.get(int(entry["stream"]))
        if name is None:
            continue
        chunks = streams.get(name) or StreamChunks(name)
        if int(entry["first_row"]) != chunks.next_row:
            continue
        try:
            journal.chunk_at(int(entry["offset"]), int(entry["length"]))
        except FormatError:
            continue  # torn while it was written: older than a tick is in chunks before it
        problems += chunks.extend(journal, np.array([entry], ENTRY_DTYPE))
        streams[name] = chunks
    return problems
