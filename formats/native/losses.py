"""What a damaged or cut file has lost: rows by stream, the times between which they lay, and chunks.

Rows are numbered by their writer, so a row that is gone leaves a hole in the numbers; only what came after
the last chunk of a file without an end leaves none, and cannot be counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from formats.native.chunk import FRAME_TABLE
from formats.native.layout import STREAM_IDS, Kind
from formats.native.reader import Reader

_Run = tuple[int, int, int, int]
"""First row, the row after the last, time of the first, time of the last."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Rows of a stream that are lost, in a row."""

    stream: str
    rows: int
    start_ns: int | None
    """Time of the row before; None where none is left before them."""
    end_ns: int | None
    """Time of the row after, or of the last lost one where none is left after them."""


def find_gaps(reader: Reader) -> Iterator[Gap]:
    """Yield what is lost of each stream; `reader` must be open with `intact_only`."""
    for stream, number in STREAM_IDS.items():
        chunks = reader.stream_chunks.get(stream)
        runs = chunks.runs() if chunks is not None else []
        if stream == FRAME_TABLE:
            runs = list(_frame_runs(reader))
        absent = reader.absent_chunks
        absent = absent[
            (absent["kind"] == Kind.EVENTS) & (absent["flags"] == 0) & (absent["stream"] == number)
        ]
        ends = [(int(e["first_row"]) + int(e["rows"]), int(e["last_ns"])) for e in absent]
        yield from _gaps(stream, runs, max(ends, default=None))


def count_lost_chunks(reader: Reader) -> int:
    """Return how many chunks are missing from the row of their numbers, or do not read."""
    _, entries = reader.chunks
    kept = np.unique(entries["sequence"])
    known = np.concatenate([kept, reader.absent_chunks["sequence"]])
    return int(known.max()) + 1 - len(kept) if len(known) else 0


def _frame_runs(reader: Reader) -> Iterator[_Run]:
    ids, times = reader.frame_ids, reader.frames["t"]
    starts = np.flatnonzero(np.diff(ids, prepend=-2) != 1)
    for start, stop in zip(starts.tolist(), [*starts[1:].tolist(), len(ids)], strict=False):
        yield int(ids[start]), int(ids[stop - 1]) + 1, int(times[start]), int(times[stop - 1])


def _gaps(stream: str, runs: Iterable[_Run], end: tuple[int, int] | None) -> Iterator[Gap]:
    due, before_ns = 0, None
    for first, stop, first_ns, last_ns in runs:
        if first > due:
            yield Gap(stream, first - due, before_ns, first_ns)
        due, before_ns = stop, last_ns
    if end is not None and end[0] > due:
        yield Gap(stream, end[0] - due, before_ns, end[1])
