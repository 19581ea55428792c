"""What lies in what: a segment is a child of the smallest one around it, of its own tier or one further out.

Nothing of it is stored: it follows from the times of the segments and the order of the tiers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from formats.model.annotations import Segment
from formats.model.time import Span
from replay.annotate.label_sets.label_set import LabelSet
from replay.annotate.tier_view import TierView

Tiers = Mapping[str, TierView]
"""Views by the name of their tier."""


@dataclass(frozen=True, slots=True)
class Descent:
    """The inside of a segment as if it were the whole timeline."""

    segment: Segment
    bounds: Span
    tiers: Tiers
    """Views of what lies inside, with these bounds, so that edits stay there; they too follow edits."""


def inner_tiers(labels: LabelSet, tier: str) -> tuple[str, ...]:
    """Return the tiers whose segments lie inside those of a tier, outermost first; () for an unknown one."""
    found = labels.tier(tier)
    if found is None or not _nests(labels, tier):
        return ()
    after = labels.tiers[labels.ranks[tier] + 1 :]
    return tuple(each.name for each in after if each.nested)


def outer_tiers(labels: LabelSet, tier: str) -> tuple[str, ...]:
    """Return the tiers inside whose segments those of a tier lie, outermost first."""
    found = labels.tier(tier)
    if found is None or not found.nested:
        return ()
    before = labels.tiers[: labels.ranks[tier]]
    return tuple(each.name for each in before if _nests(labels, each.name))


def around(
    labels: LabelSet, tiers: Tiers, tier: str, span: Span, *, but: Sequence[str] = ()
) -> tuple[Segment, ...]:
    """Return the segments around a span of a tier, innermost first.

    Args:
        labels: Gives the order of the tiers.
        tiers: Views of the whole recording.
        tier: In which the span lies.
        span: Of a segment; of a point with the same start and end.
        but: Ids that are passed over: the segment's own.
    """
    found: list[tuple[int, int, Segment]] = []
    for rank, name in enumerate((*outer_tiers(labels, tier), tier)):
        view = tiers.get(name)
        for segment in view.all_at(span.start_ns) if view else ():
            own = view.span(segment) if view else span
            longer = own.duration_ns > span.duration_ns or name != tier
            if own.end_ns >= span.end_ns and longer and segment.id not in but:
                found.append((own.duration_ns, -rank, segment))
    return tuple(segment for _, _, segment in sorted(found, key=lambda each: each[:2]))


def children(labels: LabelSet, tiers: Tiers, segment: Segment) -> tuple[Segment, ...]:
    """Return the segments inside one, those inside its children too, tier by tier in order of time."""
    inside = []
    for name in (segment.tier, *inner_tiers(labels, segment.tier)):
        view = tiers.get(name)
        if view is not None:
            span = view.span(segment)
            inside += [
                child
                for child in view.within(span)
                if name != segment.tier or (child.id != segment.id and view.span(child) != span)
            ]
    return tuple(inside)


def descend(labels: LabelSet, tiers: Tiers, segment: Segment) -> Descent:
    """Return the inside of a segment as a timeline of its own, with a view of each tier that may lie in it.

    Args:
        labels: Gives the order of the tiers.
        tiers: Views of the whole recording, or of a descent: one descends further.
        segment: One of them.
    """
    own = tiers[segment.tier]
    bounds = own.span(segment)
    inside = children(labels, tiers, segment)
    names = inner_tiers(labels, segment.tier)
    if not own.partition:
        names = (segment.tier, *names)
    return Descent(
        segment,
        bounds,
        {
            name: TierView(
                name,
                inside,
                duration_ns=own.duration_ns,
                partition=(found := labels.tier(name)) is not None and found.partition,
                bounds=bounds,
                outer=segment.id,
            )
            for name in names
        },
    )


def _nests(labels: LabelSet, tier: str) -> bool:
    """Say whether others may lie inside a tier."""
    found = labels.tier(tier)
    return found is not None and found.kind != "points" and found.nested
