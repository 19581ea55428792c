"""Annotations from a file of another tool, brought to the recording's own times, by which they are stored.

Such a file may have been written before the frames were corrected, under this correction or under another;
only its edges at frames differ between these, and they tell which it was. Formats that have no place for what
an edge is at leave it to the times: an edge within a millisecond of where a frame was recorded, and of none
that is corrected, was most likely at that frame before it was corrected.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from formats.model.annotations import Anchor, Annotation, Correction, Edge
from formats.model.corrected import corrected, refusal, uncorrected
from formats.model.recording import Recording
from formats.model.time import NS_PER_MS
from replay.annotate.placement import Placement, edges_of, with_edges

_NEAR_NS = NS_PER_MS
_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Untold:
    """Edges of a file that does not say what they are at, taken in where frames are corrected."""

    edges: int
    recorded: int
    """Of those, how many lie where a frame was recorded and none is now."""
    corrected: int
    """How many lie where a frame is now and none was recorded."""


def untold(annotations: Sequence[Annotation], recording: Recording) -> Untold | None:
    """Say where the edges of a file lie that speaks of no frame; None where that makes no difference.

    Args:
        annotations: All that the file holds.
        recording: With the correction in force where they are taken in.
    """
    raw = uncorrected(recording)
    edges = [edge for each in annotations for edge in edges_of(each)]
    says = any(isinstance(each, Correction) for each in annotations) or any(edge.anchor for edge in edges)
    if raw is recording or says or not edges:
        return None
    t = np.array([edge.t_ns for edge in edges], np.int64)
    before, now = (_frames_at(t, each.frames["t"]) != _NOWHERE for each in (raw, recording))
    return Untold(len(edges), int((before & ~now).sum()), int((now & ~before).sum()))


def at_recorded_frames(annotations: Sequence[Annotation], recording: Recording) -> list[Annotation]:
    """Return annotations whose edges are at the frames that were recorded where they lie.

    Args:
        annotations: Of a file that was written before the frames were corrected.
        recording: With any correction, or none.
    """
    recorded_ns = uncorrected(recording).frames["t"]

    def anchored(edge: Edge) -> Edge:
        frame = int(_frames_at(np.array([edge.t_ns], np.int64), recorded_ns)[0])
        if edge.anchor is not None or frame == _NOWHERE:
            return edge
        return replace(edge, t_ns=int(recorded_ns[frame]), anchor=Anchor("frame", frame))

    return [with_edges(each, map(anchored, edges_of(each))) for each in annotations]


def as_recorded(annotations: Sequence[Annotation], recording: Recording) -> list[Annotation]:
    """Return the annotations of a file with the recording's own times.

    An edge at a frame that has the time at which the frame was recorded stays; any other is taken to be where
    the frame is by the correction that the file holds, or that in force where it holds none, and goes back
    with it. Edges at events and at nothing have the same time under every correction.

    Args:
        annotations: All that the file holds.
        recording: With the correction in force where they are taken in.
    """
    raw = uncorrected(recording)
    held = [each for each in annotations if isinstance(each, Correction) and not refusal(each)]
    told = Placement.of(corrected(raw, held[0]) if held else recording)
    recorded_ns = raw.frames["t"]

    def back(edge: Edge) -> Edge:
        anchor = edge.anchor
        if anchor is None or anchor.kind != "frame" or not 0 <= anchor.number < len(recorded_ns):
            return edge
        return edge if edge.t_ns == recorded_ns[anchor.number] else told.unmoved(edge)

    return [with_edges(each, map(back, edges_of(each))) for each in annotations]


def _frames_at(t: NDArray[np.int64], frames_ns: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the frame that is at each time, `_NOWHERE` for none."""
    if not len(frames_ns):
        return np.full(len(t), _NOWHERE, np.int64)
    order = np.argsort(frames_ns, kind="stable")
    ordered = frames_ns[order]
    after = np.clip(np.searchsorted(ordered, t), 0, len(ordered) - 1)
    before = np.maximum(after - 1, 0)
    nearest = np.where(np.abs(ordered[after] - t) < np.abs(ordered[before] - t), after, before)
    found: NDArray[np.int64] = np.where(np.abs(ordered[nearest] - t) <= _NEAR_NS, order[nearest], _NOWHERE)
    return found
