"""The journal beside a file that is being recorded: rows that are not yet in a chunk. FORMAT.md, section 10.

It is a row of chunks as in the file itself, with the file's salt. Every tick adds the rows that came since;
when rows were sealed into the file, a new journal with those that still wait takes the place of the old one.
Until then some of its rows are in the file too: readers take a row only where its stream goes on.
"""

import os
from pathlib import Path

import numpy as np

from formats.model.streams import Rows
from formats.native.beside import journal_path
from formats.native.chunk import encode_rows, string_columns
from formats.native.columns import Packer
from formats.native.layout import STREAM_IDS, ChunkHeader, Kind
from formats.native.pending import PendingRows
from formats.native.sink import frame_chunk

TICK_S = 0.15
"""Between two writes: below the quarter of a second that is promised, because writing takes time too."""
_LEVEL = 1


class Journal:
    """Keeps pending rows on disk; for one thread at a time."""

    def __init__(self, path: Path, salt: int) -> None:
        self._path = journal_path(path)
        self._file = _make(self._path)
        self._salt = salt
        self._end = 0
        self._kept: dict[str, int] = {}
        self._stale = False
        self._packer = Packer(_LEVEL, 256)

    def sealed(self) -> None:
        """Say that rows went into the file: the next tick starts the journal again."""
        self._stale = True

    def tick(self, pending: dict[str, PendingRows]) -> None:
        """Write the rows that are not in the journal yet.

        Raises:
            OSError: They cannot be written; what is there stays, and the next call tries again.
        """
        kept = {} if self._stale else self._kept
        waiting = {stream: rows for stream, rows in pending.items() if len(rows) > kept.get(stream, 0)}
        data = b"".join(self._chunk(rows, kept.get(stream, 0)) for stream, rows in waiting.items())
        if not data:
            return
        if self._stale:
            self._replace(data)
            self._end = len(data)
        else:
            _write(self._file, data, self._end)
            self._end += len(data)
        self._kept = {**kept, **{stream: len(rows) for stream, rows in waiting.items()}}
        self._stale = False

    def close(self, *, remove: bool) -> None:
        """Close the journal, and remove it where the file is whole."""
        os.close(self._file)
        if remove:
            self._path.unlink()

    def _replace(self, data: bytes) -> None:
        """Put a new file in the place of the journal.

        Not written over the old one: a writer that is killed on the way would lose minutes, and whoever
        reads meanwhile, rows that he was promised.
        """
        path = self._path.with_name(self._path.name + ".new")
        file = _make(path)
        try:
            _write(file, data, 0)
            path.replace(self._path)
        except BaseException:
            os.close(file)
            path.unlink(missing_ok=True)
            raise
        os.close(self._file)
        self._file = file

    def _chunk(self, pending: PendingRows, kept: int) -> bytes:
        rows, strings = _compact(pending, kept)
        body = encode_rows(pending.stream, rows, strings, self._packer)
        header = ChunkHeader(
            sequence=0,
            kind=Kind.EVENTS,
            flags=0,
            stream=STREAM_IDS[pending.stream],
            length=len(body),
            rows=len(rows),
            first_ns=int(rows["t"][0]),
            last_ns=int(rows["t"][-1]),
            first_row=pending.first_row + kept,
            back=0,
            body_crc=0,
            salt=self._salt,
        )
        return frame_chunk(header, body)


def _make(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)


def _write(file: int, data: bytes, offset: int) -> None:
    rest = memoryview(data)
    while rest:
        written = os.pwrite(file, rest, offset)
        rest, offset = rest[written:], offset + written


def _compact(pending: PendingRows, start: int) -> tuple[Rows, list[str]]:
    """Return the rows from `start` on with only the strings that they point at."""
    rows = pending.rows[start:]
    names = string_columns(pending.stream)
    if not names:
        return rows, [""]
    rows = rows.copy()
    strings = pending.strings()
    used = np.unique(np.concatenate([rows[name] for name in names]))
    used = used[used > 0]
    for name in names:
        rows[name] = np.where(rows[name] > 0, np.searchsorted(used, rows[name]) + 1, 0)
    return rows, ["", *(strings[code] for code in used.tolist())]
