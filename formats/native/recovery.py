"""Makes a whole file from a damaged one, and says what was kept and what was lost. FORMAT.md, section 17."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from formats.errors import DamagedError, FormatError
from formats.model.frames import Frames, Storage
from formats.model.recording import Recording
from formats.model.streams import Events
from formats.native.beside import journal_path
from formats.native.chunk import FRAME_TABLE, encode_rows
from formats.native.chunk_file import ChunkFile
from formats.native.columns import Packer
from formats.native.header_body import pack_header
from formats.native.index import Entries
from formats.native.layout import STREAM_IDS, Kind
from formats.native.losses import Gap, count_lost_chunks, find_gaps
from formats.native.pending import PendingRows
from formats.native.progress import Progress, silent
from formats.native.reader import Reader
from formats.native.sink import ChunkSink
from formats.native.stored_bytes import Unlock
from formats.native.whole_file import whole_file

_ROWS = 8192
_INDEXES = (Kind.INDEX, Kind.DIRECTORY)
"""Made anew whatever their flags: where chunks lay in the old file is wrong in the new one."""
_PICTURES = (Kind.TILES, Kind.IMAGE)


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of a file."""

    kept: tuple[str, ...]
    """What the new file holds, in sentences for people."""
    lost: tuple[str, ...]
    """What was wrong and what is gone, in sentences; empty where the file was whole."""
    rows: dict[str, int] = field(default_factory=dict)
    """Rows kept of each stream, frames among them."""
    pictures: int = 0
    """Frames that have a picture."""
    videos: int = 0
    unknown_chunks: int = 0
    """Chunks of kinds that this version does not know, kept as they are."""
    journal_rows: int = 0
    """Rows that were only in the journal of a recorder that was stopped."""
    gaps: tuple[Gap, ...] = ()
    """Rows that are known to be lost, and between which times."""
    lost_pictures: int = 0
    """Frames that are kept without the picture that they had."""
    lost_chunks: int = 0


def recover(
    path: Path,
    out: Path,
    progress: Progress = silent,
    unlock: Unlock | None = None,
    check: Callable[[Recording], None] | None = None,
) -> Recovered:
    """Write what is intact in `path`, and in the journal beside it, to `out`.

    Chunks are copied as they are, those of unknown kinds too; rows and frames are numbered anew. A frame
    whose picture is lost stays in the frame table without a picture.

    Args:
        path: The file, which is only read.
        out: Another path; replaced once the new file is whole and on the disk.
        progress: Called with the bytes done and all bytes, each of which is read twice.
        unlock: Asked for the key of a sealed file; `out` is not sealed.
        check: Called with what is intact before anything is written; what it raises is raised.

    Raises:
        FormatError: `path` is no file of this format, or nothing of it is left; `out` is as it was.
        OSError: A file cannot be read or written; `out` is as it was.
        ValueError: `out` is `path`, or its journal, by whatever name.
    """
    for source in (path, journal_path(path)):
        if source.exists() and out.exists() and out.samefile(source):
            raise ValueError(f"{out} is {source}: it would be lost")
    size = path.stat().st_size
    checked = partial(_half_done, progress, size, 0)
    with Reader(path, intact_only=True, progress=checked, unlock=unlock) as reader:
        _check_worth(reader)
        if check is not None:
            check(reader)
        with whole_file(out) as file:
            copier = _Copier(reader, ChunkSink(file, reader.header_body or pack_header(reader.header)))
            copier.copy(partial(_half_done, progress, size, size))
        progress(2 * size, 2 * size)
        return _account(reader, copier)


def _half_done(progress: Progress, size: int, before: int, done: int, _total: int) -> None:
    progress(before + done, 2 * size)


def _check_worth(reader: Reader) -> None:
    """Refuse a file of which nothing but its header is left."""
    _, entries = reader.chunks
    others = ~np.isin(entries["kind"], (*_INDEXES, Kind.HEADER))
    if reader.problems and not reader.streams and not others.any():
        raise DamagedError(f"nothing but the header is left of it: {reader.problems[0]}")


def _account(reader: Reader, copier: "_Copier") -> Recovered:
    rows = {name: info.rows for name, info in reader.streams.items() if name != FRAME_TABLE}
    kept = [f"{_counted(sum(rows.values()), 'event')} in {_counted(len(rows), 'stream')}"]
    shown = int(np.count_nonzero(copier.frames["storage"] != Storage.NONE))
    if len(reader.frames):
        rows[FRAME_TABLE] = len(reader.frames)
        kept.append(f"{_counted(len(reader.frames), 'frame')}, {shown:,} of them with a picture")
    if reader.videos:
        kept.append(_counted(len(reader.videos), "video"))
    if copier.unknown:
        kept.append(f"{_counted(copier.unknown, 'chunk')} of a kind that this version does not know")
    lost = list(reader.problems)
    if copier.lost_pictures:
        lost.append(f"the pictures of {_counted(copier.lost_pictures, 'frame')}")
    return Recovered(
        tuple(kept),
        tuple(lost),
        rows,
        pictures=shown,
        videos=len(reader.videos),
        unknown_chunks=copier.unknown,
        journal_rows=copier.journal_rows,
        gaps=tuple(find_gaps(reader)),
        lost_pictures=copier.lost_pictures,
        lost_chunks=count_lost_chunks(reader),
    )


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


class _Copier:
    """Copies chunk by chunk; memory follows the chunk in hand and the frame table."""

    def __init__(self, reader: Reader, sink: ChunkSink) -> None:
        self._reader = reader
        self._sink = sink
        self._packer = Packer(3, _ROWS)
        self._next_row: Counter[int] = Counter()
        self._new_ids = {int(number): row for row, number in enumerate(reader.frame_ids)}
        self.frames: Frames = reader.frames.copy()
        self.lost_pictures = 0
        self.unknown = 0
        self.journal_rows = 0
        self._known_offsets: dict[int, frozenset[int]] = {}

    def copy(self, progress: Progress) -> None:
        """Copy everything that reads."""
        self._forget_lost_pictures()
        file, entries = self._reader.chunks
        for entry in entries:
            self._copy_chunk(file, entry)
            progress(int(entry["offset"]), file.size)
        for stream in self._reader.streams:
            if stream != FRAME_TABLE:
                self._copy_journal(stream)
        self._write_frames()
        self._sink.finish()

    def _copy_chunk(self, file: ChunkFile, entry: Entries) -> None:
        kind, stream = int(entry["kind"]), int(entry["stream"])
        known = kind in list(Kind) and not entry["flags"]
        is_table = kind == Kind.EVENTS and stream == STREAM_IDS[FRAME_TABLE]
        if kind in _INDEXES or (known and (kind == Kind.HEADER or is_table)):
            return
        header, body = file.chunk_at(int(entry["offset"]), int(entry["length"]))
        first_row = header.first_row
        if not known:
            self.unknown += 1
        elif kind == Kind.EVENTS and stream in STREAM_IDS.values():
            if int(entry["offset"]) not in self._offsets(stream):
                return
            first_row = self._next_row[stream]
            self._next_row[stream] += header.rows
        elif kind in _PICTURES:
            row = self._new_ids.get(header.first_row)
            if row is None or self.frames[row]["storage"] == Storage.NONE:
                return
            first_row = row
        self._sink.add(
            kind,
            body,
            stream=header.stream,
            rows=header.rows,
            first_ns=header.first_ns,
            last_ns=header.last_ns,
            first_row=first_row,
            back=header.back,
            flags=header.flags,
        )

    def _offsets(self, stream: int) -> frozenset[int]:
        """Return where chunks of a stream are that do not repeat others."""
        if stream not in self._known_offsets:
            self._known_offsets[stream] = self._reader.chunk_offsets(stream)
        return self._known_offsets[stream]

    def _copy_journal(self, stream: str) -> None:
        """Seal the rows that were only in the journal."""
        start, stop = self._next_row[STREAM_IDS[stream]], self._reader.streams[stream].rows
        self.journal_rows += stop - start
        while start < stop:
            start += self._seal(self._reader.rows(stream, start, min(start + _ROWS, stop)), start)

    def _write_frames(self) -> None:
        start = 0
        while start < len(self.frames):
            start += self._seal(Events(FRAME_TABLE, self.frames[start : start + _ROWS]), start)

    def _seal(self, events: Events, first_row: int) -> int:
        pending = PendingRows(events.stream, _ROWS)
        taken = pending.take(events, 0)
        rows = pending.rows
        self._sink.add(
            Kind.EVENTS,
            encode_rows(events.stream, rows, pending.strings(), self._packer),
            stream=STREAM_IDS[events.stream],
            rows=taken,
            first_ns=int(rows["t"][0]),
            last_ns=int(rows["t"][-1]),
            first_row=first_row,
        )
        return taken

    def _forget_lost_pictures(self) -> None:
        """Mark the frames whose picture, or one that it depends on, is not there."""
        for row in np.flatnonzero(np.isin(self.frames["storage"], (Storage.TILES, Storage.IMAGE))).tolist():
            try:
                self._reader.check_picture(row)
            except FormatError:
                self.frames["storage"][row] = Storage.NONE
                self.lost_pictures += 1
