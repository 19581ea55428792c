"""Edits that keep a tier a partition: neighbours share their edges, and no time is left without a segment.

What nobody labelled is a segment without a label, which lint finds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from formats.model.annotations import Edge, Segment
from replay.annotate.edits.draft import Draft
from replay.annotate.edits.new_id import NewId, new_id
from replay.annotate.edits.refusals import refuse_outside
from replay.annotate.errors import EditError
from replay.annotate.history import Edit
from replay.annotate.tier_view import TierView

Edits = tuple[Edit, ...]


def split_here(tier: TierView, at: Edge, label: str = "", *, make_id: NewId = new_id) -> Edits:
    """Let one segment end and the next begin at an instant; where there is none yet, both are made.

    The first keeps its label and note. Nothing is done where there is an edge already, and at the timeline's
    own edges, unless it is empty.

    Args:
        tier: A partition; of a free tier only segments are split, and gaps filled.
        at: Where.
        label: Of the second.
        make_id: Gives each its id.

    Raises:
        EditError: The instant lies beyond the timeline.
    """
    bounds = tier.bounds
    if not bounds.start_ns <= at.t_ns <= bounds.end_ns:
        raise EditError("that is beyond the timeline")
    segment = tier.at(at.t_ns)
    if segment is not None:
        if segment.start.t_ns == at.t_ns:
            return ()
        second = Segment(make_id(), tier.name, label, at, segment.end)
        return (Edit(segment, replace(segment, end=at)), Edit(None, second))
    gap = tier.gap_at(at.t_ns)
    if gap is None or gap.start_ns == gap.end_ns:
        return ()
    edges = [edge_at(tier, gap.start_ns), edge_at(tier, gap.end_ns)]
    if gap.start_ns < at.t_ns < gap.end_ns:
        edges.insert(1, at)
    names = ["", label] if len(edges) == 3 else [label if at.t_ns == gap.start_ns else ""]
    return tuple(
        Edit(None, Segment(make_id(), tier.name, name, start, end))
        for name, start, end in zip(names, edges, edges[1:], strict=False)
    )


def paint(tier: TierView, segment: Segment, make_id: NewId = new_id) -> Edits:
    """Let a new segment take its time from those that are there, and fill the gaps beside it.

    One that has exactly its edges takes its label and note instead.

    Args:
        tier: A partition.
        segment: New, with an end.
        make_id: Gives a fresh id to what it cuts off, and to what fills a gap.

    Raises:
        EditError: It is empty, or beyond the timeline.
    """
    span = tier.span(segment)
    refuse_outside(tier, span)
    start, end = segment.start, segment.end or Edge(span.end_ns)
    draft = Draft()
    others = tier.overlapping(span)
    if len(others) == 1 and tier.span(others[0]) == span:
        draft.put(others[0], replace(others[0], label=segment.label, note=segment.note or others[0].note))
        return draft.edits()
    for other in others:
        own = tier.span(other)
        left, right = own.start_ns < span.start_ns, own.end_ns > span.end_ns
        if left:
            draft.put(other, replace(other, end=start))
            if right:
                draft.make(replace(other, id=make_id(), start=end))
        elif right:
            draft.put(other, replace(other, start=end))
        else:
            draft.put(other, None)
    draft.make(segment)
    for filler in _fillers(tier, start, end, make_id):
        draft.make(filler)
    return draft.edits()


def delete_from_partition(tier: TierView, gone: Sequence[Segment]) -> Edits:
    """Delete segments and let the neighbour before each grow over it, the one after where there is none.

    Args:
        tier: A partition.
        gone: Segments of it.
    """
    names = {segment.id for segment in gone}
    draft = Draft()
    # One may grow on both sides.
    became: dict[str, Segment] = {}
    for run in _runs(tier, gone):
        first, last = run[0], run[-1]
        before, after = tier.before(first.start.t_ns), tier.after(tier.span(last).end_ns)
        if before is not None and before.id not in names and tier.span(before).end_ns == first.start.t_ns:
            became[before.id] = replace(became.get(before.id, before), end=last.end)
            draft.put(before, became[before.id])
        elif after is not None and after.id not in names and after.start.t_ns == tier.span(last).end_ns:
            became[after.id] = replace(became.get(after.id, after), start=first.start)
            draft.put(after, became[after.id])
        for segment in run:
            draft.put(segment, None)
    return draft.edits()


def edge_at(tier: TierView, t_ns: int) -> Edge:
    """Return the edge that lies at an instant, with what it was snapped to; a new one where there is none."""
    for found in tier.edges_at(t_ns):
        edge = found.segment.start if found.side == "start" else found.segment.end
        if edge is not None:
            return edge
    return Edge(t_ns)


def _fillers(tier: TierView, start: Edge, end: Edge, make_id: NewId) -> Iterable[Segment]:
    """Yield what fills the gaps before and after a span that is taken."""
    bounds = tier.bounds
    if start.t_ns > bounds.start_ns:
        gap = tier.gap_at(start.t_ns - 1)
        if gap is not None and gap.start_ns < start.t_ns:
            yield Segment(make_id(), tier.name, "", edge_at(tier, gap.start_ns), start)
    if end.t_ns < bounds.end_ns:
        gap = tier.gap_at(end.t_ns)
        if gap is not None and end.t_ns < gap.end_ns:
            yield Segment(make_id(), tier.name, "", end, edge_at(tier, gap.end_ns))


def _runs(tier: TierView, segments: Iterable[Segment]) -> list[list[Segment]]:
    """Return segments in order of time, those that touch each other together."""
    runs: list[list[Segment]] = []
    for segment in sorted(segments, key=tier.span):
        if runs and tier.span(runs[-1][-1]).end_ns >= segment.start.t_ns:
            runs[-1].append(segment)
        else:
            runs.append([segment])
    return runs
