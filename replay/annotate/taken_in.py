"""Annotations from a file of another tool, brought to the recording's own times, by which they are stored.

Such a file may have been written before the frames were corrected, under this correction or under another;
only its edges at frames differ between these, and they tell which it was.
"""

from collections.abc import Sequence

from formats.model.annotations import Annotation, Correction, Edge
from formats.model.corrected import corrected, refusal, uncorrected
from formats.model.recording import Recording
from replay.annotate.placement import Placement, edges_of, with_edges


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
