"""Edits that move one edge of a segment; what shares it goes with it."""

from collections.abc import Iterable
from dataclasses import replace

from formats.model.annotations import Edge, Segment
from replay.annotate.edits.draft import Draft
from replay.annotate.edits.refusals import cuts, named, refuse_cutting, refuse_outside
from replay.annotate.errors import EditError
from replay.annotate.history import Edit
from replay.annotate.tier_view import Side, TierView, edge_of


def move_edge(
    tier: TierView, segment: Segment, side: Side, to: Edge, *, inner: Iterable[TierView] = ()
) -> tuple[Edit, ...]:
    """Move an edge of a segment; () where it is there already.

    In a partition the neighbour that shares it goes along. Where to is for the caller to find: `nudged` in
    `replay.annotate.snap` has the next event, frame or 10 ms.

    Args:
        tier: Of the segment.
        segment: One of them; an open one is ended by moving its end.
        side: Which edge.
        to: Where to.
        inner: Views of tiers further in: what begins or ends there at the same instant goes along.

    Raises:
        EditError: Nothing would be left of a segment, it would cut one, leave a gap in a partition, or go
            beyond the timeline.
    """
    old = edge_of(segment, side, tier.duration_ns)
    if to == old and (side == "start" or segment.end is not None):
        return ()
    draft = Draft()
    moved = _moved(tier, segment, side, to)
    draft.put(segment, moved)
    if tier.partition:
        shared = _sharing(tier, segment, side, old)
        for other in shared:
            draft.put(other, _moved(tier, other, "end" if side == "start" else "start", to))
        if not shared and _shrinks(side, old, to) and old.t_ns != to.t_ns:
            raise EditError("a partition leaves no gap: split here, and label the rest")
        _refuse_over(tier, moved, (segment, *shared))
    else:
        before = tier.span(segment)
        cut_before = (other for other in tier.overlapping(before) if cuts(before, tier.span(other)))
        refuse_cutting(tier, tier.span(moved), (segment, *cut_before))
    for view in inner:
        for found in view.edges_at(old.t_ns):
            if found.segment.id != segment.id:
                draft.put(found.segment, _moved(view, found.segment, found.side, to))
    return draft.edits()


def _moved(tier: TierView, segment: Segment, side: Side, to: Edge) -> Segment:
    other = edge_of(segment, "end" if side == "start" else "start", tier.duration_ns)
    if (to.t_ns >= other.t_ns) if side == "start" else (to.t_ns <= other.t_ns):
        raise EditError(f"nothing would be left of {named(segment)}")
    after = replace(segment, start=to) if side == "start" else replace(segment, end=to)
    refuse_outside(tier, tier.span(after))
    return after


def _sharing(tier: TierView, segment: Segment, side: Side, at: Edge) -> list[Segment]:
    opposite = "end" if side == "start" else "start"
    return [
        found.segment
        for found in tier.edges_at(at.t_ns)
        if found.side == opposite and found.segment.id != segment.id
    ]


def _shrinks(side: Side, old: Edge, to: Edge) -> bool:
    return to.t_ns > old.t_ns if side == "start" else to.t_ns < old.t_ns


def _refuse_over(tier: TierView, moved: Segment, but: Iterable[Segment]) -> None:
    passed = {segment.id for segment in but}
    span = tier.span(moved)
    for other in tier.overlapping(span):
        if other.id not in passed:
            raise EditError(f"nothing would be left of {named(other)}")
