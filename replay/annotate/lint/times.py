"""Rules on times: gaps, overlaps, what is empty, open, beyond the recording, or cuts an action."""

from collections.abc import Iterator

import numpy as np

from formats.model.actions import KINDS, RECORDER_STOP
from formats.model.annotations import Mark, Segment
from formats.model.time import NS_PER_S, Span, format_time
from replay.annotate.edits.refusals import cuts, named
from replay.annotate.lint.linted import Found, Linted
from replay.annotate.tier_view import TierView
from replay.core.safe_text import visible
from replay.core.spans import Spans, shared

_WAIT = KINDS.index("wait")


def gap(linted: Linted) -> Iterator[Found]:
    """Time of a partition that no segment takes: of the whole recording, or of what the tier divides."""
    for tier in linted.labels.tiers:
        view = linted.tiers.get(tier.name)
        if not tier.partition or view is None or not len(view):
            continue
        for start, end in shared(_free(view), _divided(linted, view)).tolist():
            before, after = view.before(start), view.after(end)
            beside = tuple(each.id for each in (before, after) if each is not None)
            seconds = (end - start) / NS_PER_S
            message = f"no {visible(tier.name)!r} for {seconds:.3f} s"
            yield Found(Span(start, end), beside, message, tier.name)


def overlap(linted: Linted) -> Iterator[Found]:
    """Segments of one tier that share time; in a free tier one may lie inside another."""
    for view in linted.tiers.values():
        columns = view.columns
        reach = np.maximum.accumulate(columns.ends)
        if not (columns.starts[1:] < reach[:-1]).any():
            continue
        yield from _overlaps(view)


def zero_length(linted: Linted) -> Iterator[Found]:
    """Segments that take no time."""
    for view in linted.tiers.values():
        for number in np.flatnonzero(view.columns.starts == view.columns.ends).tolist():
            segment = view.columns.segments[number]
            yield Found(view.span(segment), (segment.id,), f"{named(segment)} takes no time")


def open_segment(linted: Linted) -> Iterator[Found]:
    """Segments that nobody ended: they last to the end of the recording."""
    for segment, view in _segments(linted):
        if segment.end is None:
            yield Found(view.span(segment), (segment.id,), f"{named(segment)} was never ended")


def beyond_recording(linted: Linted) -> Iterator[Found]:
    """Segments and points that lie before the recording, or go beyond its end."""
    end_ns = linted.duration_ns
    for view in linted.tiers.values():
        columns = view.columns
        for number in np.flatnonzero((columns.ends > end_ns) | (columns.starts < 0)).tolist():
            segment = columns.segments[number]
            message = f"{named(segment)} goes beyond the recording, which ends at {format_time(end_ns)}"
            yield Found(view.span(segment), (segment.id,), message)
    for mark in linted.marks:
        if not 0 <= mark.at.t_ns <= end_ns:
            message = f"{mark_named(mark)} lies beyond the recording, which ends at {format_time(end_ns)}"
            yield Found(Span(mark.at.t_ns, mark.at.t_ns), (mark.id,), message)


def cut_action(linted: Linted) -> Iterator[Found]:
    """Edges within an action: a word half typed, a drag that is not let go."""
    actions = linted.actions
    if actions is None or not len(actions):
        return
    rows = actions.rows
    done = np.flatnonzero((rows["kind"] != _WAIT) & (rows["flags"] & RECORDER_STOP == 0))
    starts, ends = rows["start_ns"][done], rows["end_ns"][done]
    if not len(done):
        return
    reach = np.maximum.accumulate(ends)
    # The action that reaches furthest, of those that began before.
    furthest = np.maximum.accumulate(np.where(ends == reach, np.arange(len(done)), 0))
    for view in linted.tiers.values():
        columns = view.columns
        times = np.concatenate([columns.starts, columns.ends])
        begun = np.searchsorted(starts, times, side="left") - 1
        cut = (begun >= 0) & (reach[np.maximum(begun, 0)] > times)
        # Neighbours share an edge, which is one finding.
        at: dict[tuple[int, int], list[str]] = {}
        for place in np.flatnonzero(cut).tolist():
            segment = columns.segments[place % len(columns.segments)]
            at.setdefault((int(times[place]), int(furthest[begun[place]])), []).append(segment.id)
        for (t_ns, number), segments in at.items():
            span = Span(int(starts[number]), int(ends[number]))
            # Its kind alone: what was typed is not for a report.
            words = actions.kind(int(done[number])).replace("_", " ")
            message = f"an edge at {format_time(t_ns)} cuts a {words} action of {_seconds(span)}"
            key = f"{view.name}:{rows['first_seq'][done[number]]}"
            yield Found(span, tuple(sorted(segments)), message, key)


def mark_named(mark: Mark) -> str:
    """Return what a point is called in a sentence."""
    label = visible(mark.label[:40])
    return (
        f"{label!r} at {format_time(mark.at.t_ns)}" if label else f"the point at {format_time(mark.at.t_ns)}"
    )


def _segments(linted: Linted) -> Iterator[tuple[Segment, TierView]]:
    for view in linted.tiers.values():
        yield from ((segment, view) for segment in view.columns.segments)


def _seconds(span: Span) -> str:
    return f"{span.duration_ns / NS_PER_S:.1f} s"


def _overlaps(view: TierView) -> Iterator[Found]:
    columns = view.columns
    going: list[int] = []
    starts, ends = columns.starts.tolist(), columns.ends.tolist()
    for number, segment in enumerate(columns.segments):
        going = [each for each in going if ends[each] > starts[number]]
        span = Span(starts[number], ends[number])
        for each in going:
            other = Span(starts[each], ends[each])
            if view.partition or cuts(span, other):
                first = columns.segments[each]
                both = Span(span.start_ns, min(span.end_ns, other.end_ns))
                message = f"{named(segment)} overlaps {named(first)} for {_seconds(both)}"
                yield Found(both, (first.id, segment.id), message)
                # One is enough to look there, and a pile of a thousand has half a million.
                break
        going.append(number)


def _free(view: TierView) -> Spans:
    """Return the time that no segment of a tier takes, to far beyond the recording."""
    columns = view.columns
    far = 1 << 62
    reach = np.maximum.accumulate(columns.ends)
    spans = np.stack([np.append(-far, reach), np.append(columns.starts, far)], axis=1)
    free: Spans = spans[spans[:, 0] < spans[:, 1]]
    return free


def _divided(linted: Linted, view: TierView) -> Spans:
    """Return the time that a partition has to fill: the segments it divides, or the whole recording."""
    outer = [tier.name for tier in linted.labels.tiers[: linted.labels.ranks[view.name]] if tier.nested]
    tier = linted.labels.tier(view.name)
    if not outer or tier is None or not tier.nested:
        return np.array([[0, linted.duration_ns]], np.int64)
    nest = linted.nest
    divided = {
        parent
        for segment, parent in zip(nest.segments, nest.parents, strict=True)
        if parent >= 0 and segment.tier == view.name
    }
    spans = sorted(nest.edges[each] for each in divided)
    merged: list[list[int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return np.array(merged, np.int64).reshape(-1, 2)
