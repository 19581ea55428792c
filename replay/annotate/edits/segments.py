"""Edits of the segments of a tier: each returns what is to change, () where nothing is, or is refused.

None of them touches its arguments; a view follows with `TierView.apply` once the changes are made.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from formats.model.annotations import Edge, Segment
from formats.model.time import Span
from replay.annotate.edits.draft import Draft
from replay.annotate.edits.new_id import NewId, new_id
from replay.annotate.edits.partition import delete_from_partition, edge_at, paint
from replay.annotate.edits.refusals import refuse_cutting, refuse_outside
from replay.annotate.errors import EditError
from replay.annotate.history import Edit
from replay.annotate.tier_view import TierView

Edits = tuple[Edit, ...]
Neighbour = Literal["before", "after"]


def add(
    tier: TierView, start: Edge, end: Edge, label: str = "", note: str = "", *, make_id: NewId = new_id
) -> Edits:
    """Make a segment from an in and an out point, in either order.

    In a partition it takes its time from what was there; in a free tier it may lie inside another one or
    around it, and cut none.

    Raises:
        EditError: It is empty, beyond the timeline, or would cut a segment.
    """
    start, end = sorted((start, end), key=lambda edge: edge.t_ns)
    span = Span(start.t_ns, end.t_ns)
    refuse_outside(tier, span)
    segment = Segment(make_id(), tier.name, label, start, end, note)
    if tier.partition:
        return paint(tier, segment, make_id)
    same = [other for other in tier.overlapping(span) if tier.span(other) == span]
    if any(other.label == label for other in same):
        return ()
    refuse_cutting(tier, span)
    return (Edit(None, segment),)


def change(
    segments: Iterable[Segment], *, label: str | None = None, note: str | None = None, tier: str | None = None
) -> Edits:
    """Change one or many segments alike: their label, note or tier; what is None stays.

    A tier that is given is not looked into: `replay.annotate.lint.rules` says what does not fit there.
    """
    draft = Draft()
    for segment in segments:
        after = replace(
            segment,
            label=segment.label if label is None else label,
            note=segment.note if note is None else note,
            tier=segment.tier if tier is None else tier,
        )
        draft.put(segment, after)
    return draft.edits()


def relabel(segments: Iterable[Segment], label: str) -> Edits:
    """Give one or many segments a label."""
    return change(segments, label=label)


def split(tier: TierView, at: Edge, *, make_id: NewId = new_id) -> Edits:
    """Cut the innermost segment at an instant into two of the same label.

    Raises:
        EditError: There is none.
    """
    segment = tier.at(at.t_ns)
    if segment is None:
        if tier.edges_at(at.t_ns):
            return ()
        raise EditError("there is no segment to split here")
    if segment.start.t_ns == at.t_ns:
        return ()
    return (
        Edit(segment, replace(segment, end=at)),
        Edit(None, replace(segment, id=make_id(), start=at, note="")),
    )


def merge(tier: TierView, segment: Segment, toward: Neighbour) -> Edits:
    """Make one segment of two neighbours, and of the gap between them where there is one.

    The first keeps its label, or takes that of the second where it has none; their notes are joined.

    Raises:
        EditError: There is no neighbour on that side, or a segment would be cut.
    """
    span = tier.span(segment)
    other = tier.before(span.start_ns) if toward == "before" else tier.after(span.end_ns)
    # One without length is its own neighbour in time.
    if other is None or other.id == segment.id:
        raise EditError(f"there is no segment {toward} it")
    first, second = (other, segment) if toward == "before" else (segment, other)
    refuse_cutting(tier, Span(first.start.t_ns, tier.span(second).end_ns), (first, second))
    whole = replace(
        first,
        end=second.end,
        label=first.label or second.label,
        note="\n".join(note for note in (first.note, second.note) if note),
    )
    return (Edit(first, whole), Edit(second, None))


def delete(tier: TierView, segments: Iterable[Segment]) -> Edits:
    """Delete segments; in a partition a neighbour grows over each, the one before where there is one."""
    gone = tuple({segment.id: segment for segment in segments if segment.id in tier}.values())
    if tier.partition:
        return delete_from_partition(tier, gone)
    return tuple(Edit(segment, None) for segment in gone)


def close(tier: TierView, at: Edge) -> Edits:
    """End the open segment that an instant lies in.

    A partition leaves no time empty: there it is `split_here`, in `replay.annotate.edits.partition`.

    Raises:
        EditError: None is open there, or it is a partition.
    """
    if tier.partition:
        raise EditError("a partition leaves no gap: split here, and label what follows")
    segment = next((each for each in tier.all_at(at.t_ns) if each.end is None), None)
    if segment is None or segment.start.t_ns == at.t_ns:
        raise EditError("no segment is open here")
    refuse_cutting(tier, Span(segment.start.t_ns, at.t_ns), (segment,))
    return (Edit(segment, replace(segment, end=at)),)


def label_from(tier: TierView, at: Edge, label: str, *, make_id: NewId = new_id) -> Edits:
    """Label while playing: end the segment at an instant, and let the next one begin there.

    The new one takes what was left of the old one; where there was none it goes on to the next segment, and
    is open where none follows. What a partition leaves before it has no label.

    Raises:
        EditError: The instant lies beyond the timeline, or at its end.
    """
    bounds = tier.bounds
    if not bounds.start_ns <= at.t_ns < bounds.end_ns:
        raise EditError("there is nothing to label at the end of the timeline, or beyond it")
    segment = tier.at(at.t_ns)
    if segment is not None:
        if segment.start.t_ns == at.t_ns or segment.label == label:
            return relabel((segment,), label)
        return (
            Edit(segment, replace(segment, end=at)),
            Edit(None, Segment(make_id(), tier.name, label, at, segment.end)),
        )
    gap = tier.gap_at(at.t_ns) or Span(at.t_ns, bounds.end_ns)
    following = tier.after(at.t_ns)
    if following is not None:
        end: Edge | None = following.start
    else:
        end = None if bounds.end_ns >= tier.duration_ns else Edge(bounds.end_ns)
    made = []
    if tier.partition and gap.start_ns < at.t_ns:
        made.append(Segment(make_id(), tier.name, "", edge_at(tier, gap.start_ns), at))
    made.append(Segment(make_id(), tier.name, label, at, end))
    return tuple(Edit(None, segment) for segment in made)


def copy_tier(
    source: TierView, target: TierView, *, keep_labels: bool = True, make_id: NewId = new_id
) -> Edits:
    """Copy the segments of a tier to another one that has none there yet.

    Args:
        source: Where from, whole or the inside of a segment.
        target: Where to.
        keep_labels: Whether the copies keep their labels, or are without one.
        make_id: Gives each its id.

    Raises:
        EditError: There is something in the way, or the source overlaps itself where a partition may not.
    """
    if source.name == target.name:
        raise EditError("a tier is copied to another one")
    segments = tuple(source)
    if not segments:
        return ()
    end_ns = max(source.span(segment).end_ns for segment in segments)
    if target.overlapping(Span(segments[0].start.t_ns, end_ns)):
        raise EditError(f"tier {target.name!r} has segments there; delete them first")
    if target.partition and any(source.span(a).overlaps(source.span(b)) for a, b in pairwise(segments)):
        raise EditError(f"segments overlap, which those of the partition {target.name!r} may not")
    copies = (replace(segment, id=make_id(), tier=target.name) for segment in segments)
    return tuple(Edit(None, copy if keep_labels else replace(copy, label="")) for copy in copies)
