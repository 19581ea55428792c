"""All streams in one order, read in batches of bounded size."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from formats.model.recording import Recording
from formats.model.streams import Events
from formats.model.time import Span

BATCH_ROWS = 8192


def ordered_records(
    recording: Recording, streams: Sequence[str] | None, span: Span
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the events of `span` as (stream, record), ordered by time, then by order of capture.

    Memory is bounded by `BATCH_ROWS`, unless more events than that share one instant.

    Args:
        recording: Where from.
        streams: Names of streams; None for all.
        span: Which part.
    """
    names = [name for name in recording.streams if streams is None or name in streams]
    for batch in time_batches(recording, names, span):
        tables = [recording.events(name, batch) for name in names]
        yield from _merged([table for table in tables if len(table)])


def time_batches(recording: Recording, names: Sequence[str], span: Span) -> Iterator[Span]:
    """Cut `span` into spans in order, each with at most `BATCH_ROWS` events of the streams `names`."""
    stack = [span]
    while stack:
        part = stack.pop()
        count = sum(recording.row_at(n, part.end_ns) - recording.row_at(n, part.start_ns) for n in names)
        if count == 0:
            continue
        if count <= BATCH_ROWS or part.duration_ns <= 1:
            yield part
            continue
        middle = part.start_ns + part.duration_ns // 2
        stack += [Span(middle, part.end_ns), Span(part.start_ns, middle)]


def _merged(tables: list[Events]) -> Iterator[tuple[str, dict[str, Any]]]:
    if not tables:
        return
    t = np.concatenate([table.t for table in tables])
    seq = np.concatenate([table.rows["seq"] for table in tables])
    records = [(table.stream, record) for table in tables for record in table.records()]
    for position in np.lexsort((seq, t)).tolist():
        yield records[position]
