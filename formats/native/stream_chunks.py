"""The chunks of one stream as an index in memory: from a row or a time to its chunk by bisection."""

from bisect import bisect_left, bisect_right

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import StreamInfo
from formats.native.chunk_file import ChunkFile
from formats.native.index import Entries

_FIELDS = ("offset", "length", "rows", "first_ns", "last_ns", "first_row")


class StreamChunks:
    """Where the rows of a stream are. Rows are numbered over the chunks that are there."""

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.files: list[ChunkFile] = []
        self.offsets: list[int] = []
        self.lengths: list[int] = []
        self.starts: list[int] = [0]
        """First row of each chunk, and the number of all rows last."""
        self.first_rows: list[int] = []
        """First row of each chunk as its writer numbered it: differs from `starts` where chunks are lost."""
        self._first_ns: list[int] = []
        self._last_ns: list[int] = []

    def __len__(self) -> int:
        return len(self.offsets)

    @property
    def rows(self) -> int:
        """All rows."""
        return self.starts[-1]

    @property
    def stored_bytes(self) -> int:
        """Bytes of all bodies."""
        return sum(self.lengths)

    @property
    def next_row(self) -> int:
        """Number of the row after the last, as the writer counts."""
        return self.first_rows[-1] + self.starts[-1] - self.starts[-2] if self.first_rows else 0

    def info(self) -> StreamInfo:
        """Return what the index knows; the stream must have chunks."""
        return StreamInfo(self.rows, self._first_ns[0], max(self._last_ns[-1], self._first_ns[0]))

    def runs(self) -> list[tuple[int, int, int, int]]:
        """Return each chunk's first row and the row after its last, as the writer counts, and their times."""
        counts = np.diff(self.starts).tolist()
        stops = [first + count for first, count in zip(self.first_rows, counts, strict=True)]
        return list(zip(self.first_rows, stops, self._first_ns, self._last_ns, strict=True))

    def extend(self, file: ChunkFile, entries: Entries) -> list[str]:
        """Add chunks in the order of the file, and return what is wrong with their order.

        A chunk that repeats rows or has none is left out.
        """
        problems = []
        lasts = self._last_ns[-1:]
        columns = (entries[name].tolist() for name in _FIELDS)
        for offset, length, rows, first_ns, last_ns, first_row in zip(*columns, strict=True):
            due = self.next_row
            if first_row < due or not rows:
                problems.append(
                    f"stream {self.stream}: the chunk at byte {offset:,} repeats row {first_row:,}"
                )
                continue
            if first_row > due:
                problems.append(f"stream {self.stream}: rows {due:,} to {first_row - 1:,} are lost")
            if lasts and first_ns < lasts[-1]:
                problems.append(f"stream {self.stream}: the chunk at byte {offset:,} overlaps in time")
            self.files.append(file)
            self.offsets.append(offset)
            self.lengths.append(length)
            self.starts.append(self.starts[-1] + rows)
            self.first_rows.append(first_row)
            self._first_ns.append(first_ns)
            self._last_ns.append(last_ns)
            lasts = [last_ns]
        return problems

    def chunk_of_row(self, row: int) -> int:
        """Return the chunk that holds a row that is there."""
        return bisect_right(self.starts, row) - 1

    def chunk_at(self, t_ns: int) -> int:
        """Return the first chunk that ends at or after `t_ns`; `len` where there is none."""
        return bisect_left(self._last_ns, t_ns)

    def writer_rows(self) -> NDArray[np.int64]:
        """Return every row's number as its writer counted, shape (rows,)."""
        spans = [
            np.arange(first, first + stop - start, dtype=np.int64)
            for first, start, stop in zip(self.first_rows, self.starts, self.starts[1:], strict=False)
        ]
        return np.concatenate(spans) if spans else np.empty(0, np.int64)
