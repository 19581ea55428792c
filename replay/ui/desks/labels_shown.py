"""What the widgets show of a workspace: lanes of the timeline, rows of the list, boundaries to step to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from formats.model.annotations import Edge
from replay.annotate.tier_view import TierView
from replay.annotate.workspace import Workspace
from replay.ui.widgets.label_rows import LabelSource
from replay.ui.widgets.notes import PinnedWords
from replay.ui.widgets.timeline_lanes import TierLane


@dataclass(frozen=True, slots=True)
class LabelsShown:
    """What is to be seen of the labels."""

    lanes: tuple[TierLane, ...]
    rows: LabelSource
    """Of the tier in hand."""
    edges: NDArray[np.int64]
    """Of the tier in hand, rising."""
    comments: tuple[PinnedWords, ...]
    """In order of time."""
    marks: dict[str, int]
    """Where letters return to."""


def labels_shown(work: Workspace, between: Sequence[str] = ()) -> LabelsShown:
    """Return what is to be seen of a workspace now.

    Args:
        work: Whose tiers are shown.
        between: Authors whose tier in hand is shown below one's own.
    """
    lanes = tuple(
        lane
        for name, view in work.all_tiers.items()
        for lane in (
            _lane(work, name, view),
            *(_lane_of(work, author) for author in between if name == work.tier),
        )
    )
    comments = tuple(
        PinnedWords(each.start.t_ns, work.whose.said(each), each.resolved) for each in work.comments()
    )
    marks = {letter: mark.at.t_ns for letter, mark in work.letters().items()}
    if work.is_of_points:
        points = work.points(work.tier)
        times = [point.at.t_ns for point in points]
        edges = np.unique(np.array(times, np.int64))
        return LabelsShown(lanes, LabelSource(times, points), edges, comments, marks)
    if work.tier not in work.tiers_here:
        return LabelsShown(lanes, LabelSource((), ()), np.empty(0, np.int64), comments, marks)
    columns = work.view.columns
    edges = np.sort(np.concatenate([columns.starts, columns.ends]))
    return LabelsShown(lanes, LabelSource(columns.starts.tolist(), columns.segments), edges, comments, marks)


def _lane(work: Workspace, name: str, view: TierView) -> TierLane:
    in_hand = name == work.tier
    in_out = (_time(work.in_point), _time(work.out_point)) if in_hand else (None, None)
    tier = work.labels.tier(name)
    if tier is not None and tier.kind == "points":
        points = work.points(name)
        times = np.array([point.at.t_ns for point in points], np.int64)
        labels = [point.label for point in points]
        return TierLane(name, times, times, labels, [work.labels.colour(x) for x in labels], in_hand, in_out)
    columns = view.columns
    labels = [segment.label for segment in columns.segments]
    colours = {label: work.labels.colour(label) for label in set(labels)}
    return TierLane(
        name, columns.starts, columns.ends, labels, [colours[label] for label in labels], in_hand, in_out
    )


def _lane_of(work: Workspace, author: str) -> TierLane:
    """Return another author's tier in hand."""
    segments = work.placement.segments_by_author(work.notebook.ledger, work.tier).get(author, [])
    view = TierView(work.tier, segments, duration_ns=work.recording.duration_ns)
    return replace(_lane(work, work.tier, view), name=f" {author}", in_hand=False, points=(None, None))


def _time(edge: Edge | None) -> int | None:
    return None if edge is None else edge.t_ns
