"""The journal beside a file that is being recorded: rows that are not yet in a chunk. FORMAT.md, section 10.

It is a row of chunks as in the file itself, with the file's salt. Every tick adds the rows that came since;
when rows were sealed into the file, the journal is written again from its start with those that still wait.
What lies behind the new chunks is older and repeats rows: readers take a row only where its stream goes on.
"""

import os
from pathlib import Path

import numpy as np

from formats.model.streams import Rows
from formats.native.chunk import encode_rows, string_columns
from formats.native.columns import Packer
from formats.native.layout import STREAM_IDS, ChunkHeader, Kind
from formats.native.pending import PendingRows
from formats.native.sink import frame_chunk

TICK_S = 0.15
"""Between two writes: below the quarter of a second that is promised, because writing takes time too."""
_LEVEL = 1


def journal_path(path: Path) -> Path:
    """Return where the journal of a recording lies."""
    return path.with_name(path.name + ".journal")


class Journal:
    """Keeps pending rows on disk; for one thread at a time."""

    def __init__(self, path: Path, salt: int) -> None:
        self._path = journal_path(path)
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._salt = salt
        self._end = 0
        self._kept: dict[str, int] = {}
        self._stale = False
        self._packer = Packer(_LEVEL, 256)

    def sealed(self) -> None:
        """Say that rows went into the file: the next tick starts the journal again."""
        self._stale = True

    def tick(self, pending: dict[str, PendingRows]) -> None:
        """Write the rows that are not in the journal yet."""
        if self._stale:
            self._end = 0
            self._kept = {}
            self._stale = False
        chunks = []
        for stream, rows in pending.items():
            kept = self._kept.get(stream, 0)
            if len(rows) > kept:
                chunks.append(self._chunk(rows, kept))
                self._kept[stream] = len(rows)
        if chunks:
            # One write: a killed process leaves all of it or the state before.
            self._end += os.pwrite(self._file, b"".join(chunks), self._end)

    def close(self, *, remove: bool) -> None:
        """Close the journal, and remove it where the file is whole."""
        os.close(self._file)
        if remove:
            self._path.unlink()

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
