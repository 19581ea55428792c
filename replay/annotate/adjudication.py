"""Two annotators settled by a third: at each boundary one is followed, the other, or both.

From a boundary that is taken the adjudicator's own tier goes on as that annotator has it, to the end of their
segment or to the next boundary that was already decided, so that no decision undoes another. A boundary
that only one has is left out by following the other. Where segments of one tier lie within each other, what
is innermost is settled.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from formats.model.annotations import Edge, Segment
from replay.annotate.agreement.labelling import innermost
from replay.annotate.agreement.matching import matched
from replay.annotate.edits.new_id import NewId, new_id
from replay.annotate.history import Edit

Which = Literal["a", "b", "both"]
Edits = tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A boundary of one annotator."""

    edge: Edge
    after: Segment | None
    """What holds from here on, None for nothing."""
    until: Edge | None
    """Where it ends; None for the recording's end."""

    @property
    def label(self) -> str:
        """The label from here on, "" for none."""
        return self.after.label if self.after else ""


@dataclass(frozen=True, slots=True)
class Contested:
    """A boundary as two annotators have it."""

    a: Cut | None
    """None where only the other has it; never both."""
    b: Cut | None
    going_a: Segment | None
    """Where `a` has none: the segment that goes on there, None for nothing."""
    going_b: Segment | None
    times_ns: frozenset[int] = frozenset()
    """Where an edge can only be this boundary, as it was decided before."""

    @property
    def t_ns(self) -> int:
        """When it is, the earlier of two."""
        return min(cut.edge.t_ns for cut in (self.a, self.b) if cut is not None)

    @property
    def agreed(self) -> bool:
        """Whether both have it, with the same label from here on."""
        return self.a is not None and self.b is not None and self.a.label == self.b.label


def contested(
    a: Iterable[Segment], b: Iterable[Segment], *, tolerance_ns: int, duration_ns: int
) -> tuple[Contested, ...]:
    """Return all boundaries of two annotators in order of time, those within the tolerance as one.

    Args:
        a: Segments of a tier, of one annotator.
        b: Of the other.
        tolerance_ns: How far apart the two may have put a boundary.
        duration_ns: Of the recording.
    """
    cuts = [_cuts(segments, duration_ns) for segments in (a, b)]
    times = [np.array([cut.edge.t_ns for cut in each], np.int64) for each in cuts]
    pairs = matched(times[0], times[1], tolerance_ns)
    known = [set(each.tolist()) for each in times]
    found = [_pair(cuts[0][i], cuts[1][j], *known) for i, j in pairs.tolist()]
    alone_a = set(range(len(cuts[0]))) - set(pairs[:, 0].tolist())
    alone_b = set(range(len(cuts[1]))) - set(pairs[:, 1].tolist())
    found += [Contested(cuts[0][i], None, None, _going(cuts[1], cuts[0][i])) for i in alone_a]
    found += [Contested(None, cuts[1][j], _going(cuts[0], cuts[1][j]), None) for j in alone_b]
    return tuple(sorted(found, key=lambda each: (each.t_ns, each.a is None)))


def take(
    boundary: Contested, which: Which, own: Iterable[Segment], *, tier: str, make_id: NewId = new_id
) -> Edits:
    """Return what follows one annotator at a boundary, in the adjudicator's own segments.

    Args:
        boundary: One of `contested`.
        which: Whom to follow; "both" puts it in the middle, with the label of `a` where the labels differ,
            and keeps one that only one has.
        own: The adjudicator's segments of the tier, none overlapping another.
        tier: In which new ones are made.
        make_id: Gives each new one its id.
    """
    settled = _Settled(own, tier, make_id)
    settled.follow(boundary, which)
    return settled.edits()


def take_all(
    boundaries: Sequence[Contested],
    which: Which,
    own: Iterable[Segment],
    *,
    tier: str,
    make_id: NewId = new_id,
) -> Edits:
    """Return what follows one annotator at several boundaries at once, such as all that are `agreed`."""
    settled = _Settled(own, tier, make_id)
    for boundary in boundaries:
        settled.follow(boundary, which)
    return settled.edits()


class _Settled:
    """The adjudicator's segments as they become; in order, none overlapping another."""

    def __init__(self, own: Iterable[Segment], tier: str, make_id: NewId) -> None:
        self._before = {segment.id: segment for segment in own if segment.tier == tier}
        self._now = sorted(self._before.values(), key=lambda segment: segment.start.t_ns)
        self._starts = [segment.start.t_ns for segment in self._now]
        self._tier = tier
        self._make_id = make_id

    def edits(self) -> Edits:
        after = {segment.id: segment for segment in self._now}
        names = [*self._before, *(name for name in after if name not in self._before)]
        every = (Edit(self._before.get(name), after.get(name)) for name in names)
        return tuple(edit for edit in every if edit.before != edit.after)

    def follow(self, boundary: Contested, which: Which) -> None:
        a, b = boundary.a, boundary.b
        between = _middle(a, b) if a and b else a or b
        cut = {"a": a, "b": b, "both": between}[which]
        if cut is not None:
            for t_ns in boundary.times_ns - {cut.edge.t_ns}:
                self._move(t_ns, cut.edge)
            self._cut(cut)
        else:
            going = boundary.going_a if which == "a" else boundary.going_b
            self._join(boundary.t_ns, going)

    def _cut(self, cut: Cut) -> None:
        """Let the tier go on from a cut as its annotator has it."""
        t_ns = cut.edge.t_ns
        place = self._at(t_ns)
        if place is None:
            following = bisect_right(self._starts, t_ns)
            if cut.after is not None:
                end = self._sooner(cut.until, following)
                self._insert(following, self._new(cut.after, cut.edge, end))
            return
        segment = self._now[place]
        if segment.start.t_ns < t_ns:
            self._put(place, replace(segment, end=cut.edge))
            if cut.after is not None:
                self._insert(place + 1, self._new(cut.after, cut.edge, segment.end))
        elif cut.after is None:
            self._remove(place)
        else:
            self._put(place, replace(segment, label=cut.after.label, note=cut.after.note))

    def _join(self, t_ns: int, going: Segment | None) -> None:
        """Take a boundary out, where what one annotator has goes on."""
        place = bisect_left(self._starts, t_ns)
        starts = place < len(self._now) and self._starts[place] == t_ns
        ends = place > 0 and _ends_at(self._now[place - 1], t_ns)
        if starts and going is None:
            self._remove(place)
        elif starts and ends:
            end = self._now[place].end
            self._remove(place)
            self._put(place - 1, replace(self._now[place - 1], end=end))
        elif starts and going is not None:
            self._put(place, replace(self._now[place], label=going.label, note=going.note))
        elif ends and going is not None:
            self._put(place - 1, replace(self._now[place - 1], end=self._sooner(going.end, place)))

    def _move(self, t_ns: int, to: Edge) -> None:
        """Put an edge that was decided before at another time, as far as its segments allow."""
        place = bisect_left(self._starts, t_ns)
        if place < len(self._now) and self._starts[place] == t_ns:
            segment = self._now[place]
            if segment.end is None or to.t_ns < segment.end.t_ns:
                self._put(place, replace(segment, start=self._later(to, place - 1, t_ns)))
            else:
                self._remove(place)
        if place and _ends_at(self._now[place - 1], t_ns):
            segment = self._now[place - 1]
            if to.t_ns > segment.start.t_ns:
                end = self._sooner(to, place)
                self._put(place - 1, replace(segment, end=end))
            else:
                self._remove(place - 1)

    def _at(self, t_ns: int) -> int | None:
        place = bisect_right(self._starts, t_ns) - 1
        if place < 0:
            return None
        end = self._now[place].end
        return place if end is None or t_ns < end.t_ns else None

    def _sooner(self, end: Edge | None, following: int) -> Edge | None:
        """Return an end, or the start of the segment numbered `following` where that comes sooner."""
        if following < len(self._now):
            start = self._now[following].start
            if end is None or start.t_ns < end.t_ns:
                return start
        return end

    def _later(self, start: Edge, previous: int, t_ns: int) -> Edge:
        """Return a start, or the end of a segment before it that does not go with an edge at `t_ns`."""
        end = self._now[previous].end if previous >= 0 else None
        return end if end is not None and start.t_ns < end.t_ns < t_ns else start

    def _new(self, like: Segment, start: Edge, end: Edge | None) -> Segment:
        return Segment(self._make_id(), self._tier, like.label, start, end, like.note)

    def _put(self, place: int, segment: Segment) -> None:
        self._now[place] = segment
        self._starts[place] = segment.start.t_ns

    def _insert(self, place: int, segment: Segment) -> None:
        self._now.insert(place, segment)
        self._starts.insert(place, segment.start.t_ns)

    def _remove(self, place: int) -> None:
        del self._now[place]
        del self._starts[place]


def _cuts(segments: Iterable[Segment], duration_ns: int) -> list[Cut]:
    """Return an annotator's boundaries in order of time, the two ends of a tier among them."""
    pieces = innermost(segments, duration_ns)
    edges: dict[int, Edge] = {}
    for _, _, segment in pieces:
        for edge in (segment.start, segment.end):
            if edge is not None:
                edges.setdefault(edge.t_ns, edge)
    cuts: list[Cut] = []
    for number, (start, end, segment) in enumerate(pieces):
        until = None if end == duration_ns and segment.end is None else edges.get(end, Edge(end))
        cuts.append(Cut(edges.get(start, Edge(start)), segment, until))
        following = pieces[number + 1][0] if number + 1 < len(pieces) else None
        if until is not None and following != end:
            cuts.append(Cut(until, None, None if following is None else edges.get(following)))
    return cuts


def _going(cuts: Sequence[Cut], at: Cut) -> Segment | None:
    """Return what an annotator has at a boundary that they do not have."""
    place = bisect_right(cuts, at.edge.t_ns, key=lambda cut: cut.edge.t_ns) - 1
    return cuts[place].after if place >= 0 else None


def _pair(a: Cut, b: Cut, all_a: set[int], all_b: set[int]) -> Contested:
    free = {a.edge.t_ns} - all_b | {b.edge.t_ns} - all_a | {_middle(a, b).edge.t_ns} - all_a - all_b
    return Contested(a, b, None, None, frozenset(free))


def _middle(a: Cut, b: Cut) -> Cut:
    """Return the boundary of `a`, moved half way to that of `b` unless what begins there is over by then."""
    t_ns = (a.edge.t_ns + b.edge.t_ns) // 2
    over = a.until is not None and a.until.t_ns <= t_ns
    return a if t_ns == a.edge.t_ns or over else replace(a, edge=Edge(t_ns))


def _ends_at(segment: Segment, t_ns: int) -> bool:
    return segment.end is not None and segment.end.t_ns == t_ns
