"""What an edit of a tier is refused for, and in which words."""

from collections.abc import Iterable

from formats.model.annotations import Segment
from formats.model.time import Span, format_time
from replay.annotate.errors import EditError
from replay.annotate.tier_view import TierView
from replay.core.safe_text import visible

_SHOWN = 40


def named(segment: Segment) -> str:
    """Return what a segment is called in a sentence."""
    label = visible(segment.label[:_SHOWN])
    return (
        f"{label!r} at {format_time(segment.start.t_ns)}"
        if label
        else (f"the segment without a label at {format_time(segment.start.t_ns)}")
    )


def refuse_outside(tier: TierView, span: Span) -> None:
    """Refuse a span that is empty, or goes beyond the timeline.

    Raises:
        EditError: It does.
    """
    if span.start_ns == span.end_ns:
        raise EditError("a segment takes time: its edges are at the same instant")
    bounds = tier.bounds
    if span.start_ns < bounds.start_ns or span.end_ns > bounds.end_ns:
        raise EditError(
            f"it would go beyond the timeline, which is {format_time(bounds.start_ns)} to "
            f"{format_time(bounds.end_ns)}"
        )


def refuse_cutting(tier: TierView, span: Span, but: Iterable[Segment] = ()) -> None:
    """Refuse a span in a free tier that cuts a segment; one inside the other is nesting.

    Args:
        tier: Where.
        span: What is to be.
        but: Segments that are to become it, or were cut before: they are no reason.

    Raises:
        EditError: It cuts one.
    """
    passed = {segment.id for segment in but}
    for other in tier.overlapping(span):
        if other.id not in passed and cuts(span, tier.span(other)):
            raise EditError(f"it would overlap {named(other)}")


def cuts(one: Span, other: Span) -> bool:
    """Say whether two spans share time and neither lies inside the other, or both are the same."""
    if not one.overlaps(other):
        return False
    inside = one.start_ns <= other.start_ns and other.end_ns <= one.end_ns
    around = other.start_ns <= one.start_ns and one.end_ns <= other.end_ns
    return inside == around
