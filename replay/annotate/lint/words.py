"""Rules on labels: without one, unknown, in a tier that is not theirs, a point as a span, twice in a row."""

from collections.abc import Iterator

import numpy as np

from formats.model.time import Span
from replay.annotate.edits.refusals import named
from replay.annotate.lint.linted import Found, Linted
from replay.annotate.lint.times import mark_named
from replay.core.safe_text import visible


def empty_label(linted: Linted) -> Iterator[Found]:
    """Segments and points that nobody gave a label yet."""
    for name, view in linted.tiers.items():
        for segment in view.columns.segments:
            if not segment.label:
                yield Found(view.span(segment), (segment.id,), f"a segment of {visible(name)!r} has no label")
    for mark in linted.marks:
        if not mark.label:
            yield Found(_at(mark.at.t_ns), (mark.id,), f"{mark_named(mark)} has no label")


def unknown_label(linted: Linted) -> Iterator[Found]:
    """Labels that are not in the set: it was changed, perhaps; they stay as they are."""
    for span, name, label, words, _ in _labelled(linted):
        if label not in linted.labels:
            yield Found(span, (name,), f"{words}: the label set has no such label")


def unknown_tier(linted: Linted) -> Iterator[Found]:
    """Tiers that are not in the set, one finding each."""
    known = linted.labels.ranks
    for tier, view in linted.tiers.items():
        segments = view.columns.segments
        if tier not in known and segments:
            span = Span(segments[0].start.t_ns, int(view.columns.ends.max()))
            message = f"the label set has no tier {visible(tier)!r}, which has {len(segments):,} segments"
            yield Found(span, (), message, tier)
    for tier in dict.fromkeys(mark.tier for mark in linted.marks):
        if tier not in known:
            times = [mark.at.t_ns for mark in linted.marks if mark.tier == tier]
            message = f"the label set has no tier {visible(tier)!r}, which has {len(times):,} points"
            yield Found(Span(times[0], times[-1]), (), message, f"points {tier}")


def wrong_tier(linted: Linted) -> Iterator[Found]:
    """Labels that stand in a tier where the set does not have them."""
    for span, name, label, words, tier in _labelled(linted):
        known = linted.labels.label(label)
        if known is not None and tier not in known.tiers and tier in linted.labels.ranks:
            yield Found(
                span, (name,), f"{words} stands in {visible(tier)!r}; its place is {', '.join(known.tiers)}"
            )


def point_or_span(linted: Linted) -> Iterator[Found]:
    """Labels of points that were given to spans, and the other way round."""
    labels = linted.labels
    for name, view in linted.tiers.items():
        tier = labels.tier(name)
        points = {segment.label for segment in view.columns.segments} & _of_kind(linted, "point")
        for segment in view.columns.segments:
            if segment.label in points or (tier is not None and tier.kind == "points"):
                yield Found(
                    view.span(segment), (segment.id,), f"{named(segment)} is a span, and should be a point"
                )
    spans = _of_kind(linted, "span")
    for mark in linted.marks:
        tier = labels.tier(mark.tier)
        if mark.label in spans or (tier is not None and tier.kind == "spans"):
            yield Found(_at(mark.at.t_ns), (mark.id,), f"{mark_named(mark)} is a point, and should be a span")


def repeated_label(linted: Linted) -> Iterator[Found]:
    """Neighbours of one label that touch: one segment, perhaps, that was cut."""
    for view in linted.tiers.values():
        columns = view.columns
        for number in np.flatnonzero(columns.ends[:-1] == columns.starts[1:]).tolist():
            first, second = columns.segments[number], columns.segments[number + 1]
            if first.label and first.label == second.label:
                span = Span(first.start.t_ns, view.span(second).end_ns)
                yield Found(span, (first.id, second.id), f"{named(first)} goes on as the same label")


def _labelled(linted: Linted) -> Iterator[tuple[Span, str, str, str, str]]:
    """Yield span, id, label, words and tier of what has a label that may be wrong."""
    labels = linted.labels
    for tier, view in linted.tiers.items():
        segments = view.columns.segments
        doubtful = {
            name
            for name in {segment.label for segment in segments} - {""}
            if (label := labels.label(name)) is None or tier not in label.tiers
        }
        for segment in segments if doubtful else ():
            if segment.label in doubtful:
                yield view.span(segment), segment.id, segment.label, named(segment), tier
    for mark in linted.marks:
        if mark.label:
            yield _at(mark.at.t_ns), mark.id, mark.label, mark_named(mark), mark.tier


def _of_kind(linted: Linted, kind: str) -> set[str]:
    return {label.name for label in linted.labels.labels if label.kind == kind}


def _at(t_ns: int) -> Span:
    return Span(t_ns, t_ns)
