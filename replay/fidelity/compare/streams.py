"""What became of one stream: how many of its events were matched, lost, added, moved or late."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.streams import Events
from formats.model.time import NS_PER_MS
from replay.fidelity.compare.clock import ClockMap
from replay.fidelity.compare.sequences import Pairs
from replay.fidelity.compare.space import Space
from replay.fidelity.compare.tables import PLACED, place_tokens, places_of, tokens_of

Rows = NDArray[np.int64]

MOVED_PX = 2.0
"""From how far away, along an axis, an event has moved."""
LATE_NS = 20 * NS_PER_MS
"""From how far off its time an event is late (or early), its stream's lag taken out."""
LAG_NS = 20 * NS_PER_MS
"""From what lag on a stream is behind the others."""
HOLE_NS = 500 * NS_PER_MS
"""From how long a silence on lost input is a hole."""
_NOISES = 8.0
_HOLE_EVENTS = 8


@dataclass(frozen=True, slots=True)
class StreamComparison:
    """One stream of two recordings."""

    reference: int
    """Events of the reference."""
    capture: int
    matched: int
    moved: int
    """Matched events that are elsewhere, see `MOVED_PX`."""
    late: int
    """Matched events that are off their time, see `LATE_NS`."""
    doubled: int
    """Events that were added and repeat the one before or after them."""
    lag_ns: int | None
    """By how much the stream is behind the clock of the comparison; None where nothing was matched."""
    jitter_ns_p95: int | None
    """How far off its time, lag taken out, all but a twentieth are."""
    lost_rows: Rows
    """Rows of the reference that the capture lacks, rising."""
    extra_rows: Rows
    """Rows of the capture that the reference lacks, rising."""
    lost_ns: Rows
    """Times of `lost_rows`, of the reference."""
    extra_ns: Rows
    """Times of `extra_rows`, of the capture."""
    reference_ns: Rows
    """Times of all rows of the reference."""
    matched_ns: Rows
    """Times of the reference of the matched events."""
    later_ns: Rows
    """How much later than in the reference each matched event is stamped."""

    @property
    def lost(self) -> int:
        """How many events the capture lacks."""
        return len(self.lost_rows)

    @property
    def extra(self) -> int:
        """How many events the capture has and the reference lacks."""
        return len(self.extra_rows)

    @property
    def lags(self) -> bool:
        """Say whether the stream is behind the others, or before them."""
        return self.lag_ns is not None and abs(self.lag_ns) >= LAG_NS


@dataclass(frozen=True, slots=True)
class Hole:
    """A span of the reference of which the capture has no input at all."""

    start_ns: int
    """Time of the first event that was lost."""
    end_ns: int
    """Time of the last."""
    after_ns: int
    """Time of the last event before, which the capture has; of the first lost where there is none."""
    until_ns: int
    """Time of the next that it has; of the last lost where there is none. In between it is silent."""
    events: int


def compared_stream(
    stream: str, reference: Events, capture: Events, pairs: Pairs, *, clock: ClockMap, space: Space
) -> StreamComparison:
    """Count what became of a stream.

    Args:
        stream: Its name.
        reference: Its rows in the reference.
        capture: Its rows in the capture.
        pairs: Which of them are one event.
        clock: Times of the reference in the capture.
        space: Places of the reference in the capture.
    """
    rows, others = pairs
    moved = 0
    if stream in PLACED and len(rows):
        away = places_of(reference)[rows] - space.reference_px(places_of(capture)[others])
        moved = int((np.abs(away).max(axis=1) >= MOVED_PX).sum())
    tokens = tokens_of(stream, reference, capture)[1]
    if stream == "pointer":
        tokens = place_tokens(places_of(capture))
    return counted(reference.t, capture.t, pairs, clock, moved=moved, tokens=tokens)


def counted(
    reference_ns: Rows, capture_ns: Rows, pairs: Pairs, clock: ClockMap, *, moved: int, tokens: Rows
) -> StreamComparison:
    """Count what became of events known by their times.

    Args:
        reference_ns: Times of the reference.
        capture_ns: Times of the capture.
        pairs: Which of them are one event.
        clock: Times of the reference in the capture.
        moved: How many of the pairs have moved.
        tokens: What each event of the capture is.
    """
    rows, others = pairs
    lost = np.setdiff1d(np.arange(len(reference_ns)), rows, assume_unique=True)
    extra = np.setdiff1d(np.arange(len(capture_ns)), others, assume_unique=True)
    lag_ns = jitter_ns = None
    late = 0
    if len(rows):
        off = capture_ns[others] - clock.capture_ns(reference_ns[rows])
        lag_ns = int(np.median(off))
        apart = np.abs(off - lag_ns)
        jitter_ns = int(np.percentile(apart, 95))
        late = int((apart > max(LATE_NS, _NOISES * 1.4826 * float(np.median(apart)))).sum())
    repeats = np.zeros(len(tokens), np.bool_)
    repeats[1:] |= tokens[1:] == tokens[:-1]
    repeats[:-1] |= tokens[:-1] == tokens[1:]
    return StreamComparison(
        reference=len(reference_ns),
        capture=len(capture_ns),
        matched=len(rows),
        moved=moved,
        late=late,
        doubled=int(repeats[extra].sum()),
        lag_ns=lag_ns,
        jitter_ns_p95=jitter_ns,
        lost_rows=lost,
        extra_rows=extra,
        lost_ns=reference_ns[lost],
        extra_ns=capture_ns[extra],
        reference_ns=reference_ns,
        matched_ns=reference_ns[rows],
        later_ns=capture_ns[others] - reference_ns[rows],
    )


def holes_of(streams: Mapping[str, StreamComparison]) -> tuple[Hole, ...]:
    """Return the spans in which every event of every stream was lost, in order.

    Args:
        streams: Those of the input.
    """
    if not streams:
        return ()
    t = np.concatenate([stream.reference_ns for stream in streams.values()])
    flags = []
    for stream in streams.values():
        flag = np.zeros(stream.reference, np.bool_)
        flag[stream.lost_rows] = True
        flags.append(flag)
    order = np.argsort(t, kind="stable")
    t, lost = t[order], np.concatenate(flags)[order]
    edges = np.diff(np.concatenate([[0], lost.astype(np.int8), [0]]))
    starts, stops = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    found = [
        Hole(
            start_ns=int(t[start]),
            end_ns=int(t[stop - 1]),
            after_ns=int(t[max(start - 1, 0)]),
            until_ns=int(t[min(stop, len(t) - 1)]),
            events=stop - start,
        )
        for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)
        if stop - start >= _HOLE_EVENTS
    ]
    return tuple(hole for hole in found if hole.until_ns - hole.after_ns >= HOLE_NS)
