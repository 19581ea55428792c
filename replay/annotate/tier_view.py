"""One tier of one author, in order of time: what stands at an instant, beside it and inside a span.

All questions are answered by bisection. A change of one segment costs a shift of the lists, so that a view
follows the edits of a day without being made anew.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from formats.model.annotations import Annotation, Edge, Segment
from formats.model.time import Span
from replay.annotate.history import Edit

Side = Literal["start", "end"]
_Place = tuple[int, int, str]
"""Start, end turned negative (the longer of two comes first), id."""
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class SegmentEdge:
    """One edge of a segment."""

    segment: Segment
    side: Side
    t_ns: int


@dataclass(frozen=True, slots=True)
class Columns:
    """The segments of a tier as arrays, in order of their start, the longer of equals first."""

    starts: NDArray[np.int64]
    """Shape (n,), like all of them."""
    ends: NDArray[np.int64]
    """An open segment ends with the recording."""
    segments: tuple[Segment, ...]


class TierView:
    """The segments of one tier; `apply` follows what is edited."""

    def __init__(
        self,
        name: str,
        segments: Iterable[Segment] = (),
        *,
        duration_ns: int,
        partition: bool = False,
        bounds: Span | None = None,
        outer: str = "",
    ) -> None:
        """Sort the segments of the tier.

        Args:
            name: Of the tier; segments of others are passed over.
            segments: In any order.
            duration_ns: Of the recording.
            partition: Whether edits keep the tier free of gaps and overlaps.
            bounds: The timeline: what does not lie wholly in it is passed over. None: all of the recording,
                and nothing is passed over.
            outer: Id of the segment whose inside the bounds are; it is not in the view itself.
        """
        self.name = name
        self.duration_ns = duration_ns
        self.partition = partition
        self.bounds = Span(0, max(duration_ns, 0)) if bounds is None else bounds
        self._limited = bounds is not None
        self._outer = outer
        self._by_id = {segment.id: segment for segment in segments if self._holds(segment)}
        self._places: list[_Place] = sorted(map(self._place, self._by_id.values()))
        self._ends: list[tuple[int, str]] = sorted((-end, id_) for _, end, id_ in self._places)
        self._reach = list(accumulate((-end for _, end, _ in self._places), max))
        """For each place the latest end up to it: nothing before reaches further."""

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Segment]:
        """Yield the segments in order of their start, the longer of equals first."""
        return (self._by_id[name] for _, _, name in self._places)

    def __contains__(self, name: str) -> bool:
        return name in self._by_id

    def segment(self, name: str) -> Segment | None:
        """Return a segment by its id, None for one that is not in the tier."""
        return self._by_id.get(name)

    def span(self, segment: Segment) -> Span:
        """Return the time a segment takes; an open one ends with the recording."""
        return segment.span(self.duration_ns)

    def apply(self, edits: Iterable[Edit]) -> bool:
        """Follow edits; those of other tiers and kinds are passed over. False where nothing changed here."""
        changed = False
        for edit in edits:
            for value, take in ((edit.before, self._remove), (edit.after, self._insert)):
                if isinstance(value, Segment) and self._holds(value):
                    take(value)
                    changed = True
        if changed:
            self.__dict__.pop("columns", None)
        return changed

    def at(self, t_ns: int) -> Segment | None:
        """Return the innermost segment at an instant, None where there is none."""
        return next(self._over(t_ns), None)

    def all_at(self, t_ns: int) -> tuple[Segment, ...]:
        """Return the segments at an instant, innermost first."""
        return tuple(self._over(t_ns))

    def before(self, t_ns: int) -> Segment | None:
        """Return the segment that ends last at or before an instant, the innermost of equals."""
        place = bisect_right(self._ends, (t_ns, _LAST))
        # Among equal ends the shortest is innermost.
        equals = self._ends[bisect_left(self._ends, (self._ends[place - 1][0], "")) : place] if place else []
        return max((self._by_id[name] for _, name in equals), key=lambda s: s.start.t_ns, default=None)

    def after(self, t_ns: int) -> Segment | None:
        """Return the segment that starts first at or after an instant, the outermost of equals."""
        place = self._first_from(t_ns)
        return self._by_id[self._places[place][2]] if place < len(self._places) else None

    def within(self, span: Span) -> tuple[Segment, ...]:
        """Return the segments that lie wholly inside a span, in order."""
        first, stop = self._first_from(span.start_ns), self._first_from(span.end_ns + 1)
        return tuple(self._by_id[name] for _, end, name in self._places[first:stop] if -end <= span.end_ns)

    def overlapping(self, span: Span) -> tuple[Segment, ...]:
        """Return the segments that share time with a span, in order; those without length lie in it."""
        first = min(bisect_right(self._reach, span.start_ns), self._first_from(span.start_ns))
        stop = self._first_from(span.end_ns)
        return tuple(
            self._by_id[name]
            for start, end, name in self._places[first:stop]
            if -end > span.start_ns or start >= span.start_ns
        )

    def edges_at(self, t_ns: int) -> tuple[SegmentEdge, ...]:
        """Return the edges that lie at an instant: ends first, then starts."""
        return self.edges_near(t_ns, 0)

    def edges_near(self, t_ns: int, tolerance_ns: int) -> tuple[SegmentEdge, ...]:
        """Return the edges at most `tolerance_ns` from an instant, the nearest first."""
        low, high = t_ns - tolerance_ns, t_ns + tolerance_ns
        ends = self._ends[bisect_left(self._ends, (low, "")) : bisect_right(self._ends, (high, _LAST))]
        starts = self._places[self._first_from(low) : self._first_from(high + 1)]
        found = [
            *(SegmentEdge(self._by_id[name], "end", end) for end, name in ends),
            *(SegmentEdge(self._by_id[name], "start", start) for start, _, name in starts),
        ]
        return tuple(sorted(found, key=lambda edge: abs(edge.t_ns - t_ns)))

    def edge_before(self, t_ns: int) -> int | None:
        """Return the last edge before an instant, None where there is none."""
        start, end = self._first_from(t_ns), bisect_left(self._ends, (t_ns, ""))
        times = [*([self._places[start - 1][0]] if start else []), *([self._ends[end - 1][0]] if end else [])]
        return max(times, default=None)

    def edge_after(self, t_ns: int) -> int | None:
        """Return the first edge after an instant, None where there is none."""
        start, end = self._first_from(t_ns + 1), bisect_right(self._ends, (t_ns, _LAST))
        times = [place[0] for place in self._places[start : start + 1]]
        return min(times + [end for end, _ in self._ends[end : end + 1]], default=None)

    def gap_at(self, t_ns: int) -> Span | None:
        """Return the time without segments around an instant, in the bounds; None where one stands there."""
        bounds = self.bounds
        if not bounds.start_ns <= t_ns <= bounds.end_ns or self.at(t_ns) is not None:
            return None
        before, after = bisect_right(self._ends, (t_ns, _LAST)), self._first_from(t_ns)
        start = self._ends[before - 1][0] if before else bounds.start_ns
        end = self._places[after][0] if after < len(self._places) else bounds.end_ns
        return Span(max(start, bounds.start_ns), max(min(end, bounds.end_ns), t_ns))

    @cached_property
    def columns(self) -> Columns:
        """The segments as arrays; made once until something changes."""
        count = len(self._places)
        starts = np.fromiter((place[0] for place in self._places), np.int64, count)
        ends = np.fromiter((-place[1] for place in self._places), np.int64, count)
        return Columns(starts, ends, tuple(self))

    def _holds(self, segment: Segment) -> bool:
        if segment.tier != self.name or segment.id == self._outer:
            return False
        span = segment.span(self.duration_ns) if self._limited else self.bounds
        return self.bounds.start_ns <= span.start_ns and span.end_ns <= self.bounds.end_ns

    def _place(self, segment: Segment) -> _Place:
        span = segment.span(self.duration_ns)
        return span.start_ns, -span.end_ns, segment.id

    def _first_from(self, t_ns: int) -> int:
        # An end turned negative is never below this.
        return bisect_left(self._places, (t_ns, -(1 << 64), ""))

    def _over(self, t_ns: int) -> Iterator[Segment]:
        place = self._first_from(t_ns + 1) - 1
        while place >= 0 and self._reach[place] > t_ns:
            _, end, name = self._places[place]
            if -end > t_ns:
                yield self._by_id[name]
            place -= 1

    def _insert(self, segment: Segment) -> None:
        self._remove(segment)
        place = self._place(segment)
        self._by_id[segment.id] = segment
        number = bisect_left(self._places, place)
        self._places.insert(number, place)
        self._reach.insert(number, 0)
        insort(self._ends, (-place[1], segment.id))
        self._measure(number)

    def _remove(self, segment: Segment) -> None:
        known = self._by_id.pop(segment.id, None)
        if known is None:
            return
        place = self._place(known)
        number = bisect_left(self._places, place)
        del self._places[number]
        del self._reach[number]
        del self._ends[bisect_left(self._ends, (-place[1], segment.id))]
        self._measure(number)

    def _measure(self, number: int) -> None:
        """Set right what is reached from a place on."""
        reach = self._reach[number - 1] if number else -(1 << 63)
        for at in range(number, len(self._places)):
            reach = max(reach, -self._places[at][1])
            if self._reach[at] == reach and at > number:
                # What follows depends on nothing before it but this.
                break
            self._reach[at] = reach


def tier_views(
    annotations: Iterable[Annotation],
    names: Sequence[str],
    *,
    duration_ns: int,
    partitions: Iterable[str] = (),
) -> dict[str, TierView]:
    """Sort annotations into views: the tiers named in their order, then those that have segments besides.

    Args:
        annotations: Of one author, in any order; what is no segment is passed over.
        names: Tiers of the label set.
        duration_ns: Of the recording.
        partitions: Those of the tiers that have no gaps.
    """
    found: dict[str, list[Segment]] = {name: [] for name in names}
    for annotation in annotations:
        if isinstance(annotation, Segment):
            found.setdefault(annotation.tier, []).append(annotation)
    gapless = set(partitions)
    return {
        name: TierView(name, segments, duration_ns=duration_ns, partition=name in gapless)
        for name, segments in found.items()
    }


def edge_of(segment: Segment, side: Side, duration_ns: int) -> Edge:
    """Return an edge of a segment; that of an open one is the recording's end."""
    if side == "start":
        return segment.start
    return segment.end or Edge(segment.span(duration_ns).end_ns)
