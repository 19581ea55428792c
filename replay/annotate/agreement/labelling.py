"""One annotator's labels of one tier of a recording: at each instant one label, or none.

Where segments lie within each other the innermost holds: the one that starts last. A segment that is cut by
one inside it is two pieces.
"""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from formats.model.annotations import Segment
from replay.annotate.agreement.axis import Axis
from replay.annotate.agreement.figure import Times

UNLABELLED = ""
"""What stands where no segment lies."""


@dataclass(frozen=True)
class Labelling:
    """Pieces in order, none overlapping another, on an axis from 0 to `length_ns`."""

    starts: Times
    ends: Times
    """Each after its start."""
    labels: tuple[str, ...]
    length_ns: int

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def boundaries(self) -> Times:
        """Where a piece starts or ends, each instant once, but for the two ends of the axis."""
        edges = np.unique(np.concatenate([self.starts, self.ends]))
        return edges[(edges > 0) & (edges < self.length_ns)]

    @property
    def parts(self) -> int:
        """How many parts its boundaries cut the axis into, unlabelled ones among them; at least 1."""
        return len(self.boundaries) + 1


def labelling(
    segments: Iterable[Segment], axis: Axis, ancestors: Mapping[str, str] | None = None
) -> Labelling:
    """Lay an annotator's segments on an axis.

    A boundary goes where it lies within what is compared: between two segments that have one ancestor (unless
    both carry its very label), and at a seam with one label on both sides.

    Args:
        segments: Of one tier, in any order; those of no length count for nothing.
        axis: The recording's.
        ancestors: The label that stands for a label at the level that is compared; one that is not named
            stands for itself.
    """
    known = ancestors or {}
    pieces: list[tuple[int, int, str, bool]] = []
    for start, end, segment in innermost(segments, axis.duration_ns):
        label = known.get(segment.label, segment.label)
        coarser = label != segment.label
        if pieces and pieces[-1][1:3] == (start, label) and (coarser or pieces[-1][3]):
            pieces[-1] = (pieces[-1][0], end, label, True)
        else:
            pieces.append((start, end, label, coarser))
    edges = np.array([piece[:2] for piece in pieces], np.int64)
    return _joined(axis.shorten(edges.ravel()).reshape(-1, 2), [piece[2] for piece in pieces], axis)


def innermost(segments: Iterable[Segment], duration_ns: int) -> list[tuple[int, int, Segment]]:
    """Return start and end of each piece of time in which one segment is the innermost, in order.

    Args:
        segments: Of one tier, in any order; those of no length have none.
        duration_ns: Of the recording: what lies past its ends is cut off.
    """
    spans = []
    for segment in segments:
        span = segment.span(duration_ns)
        start, end = max(span.start_ns, 0), min(span.end_ns, duration_ns)
        if start < end:
            spans.append((start, -end, segment.id, segment))
    spans.sort(key=lambda each: each[:3])
    times = sorted({edge for start, end, _, _ in spans for edge in (start, -end)})
    pieces: list[tuple[int, int, Segment]] = []
    holder = -1
    begun = 0
    active: list[int] = []
    for time, after in pairwise(times):
        while begun < len(spans) and spans[begun][0] <= time:
            heapq.heappush(active, -begun)
            begun += 1
        while active and -spans[-active[0]][1] <= time:
            heapq.heappop(active)
        inner = -active[0] if active else -1
        if inner >= 0 and inner == holder:
            pieces[-1] = (pieces[-1][0], after, pieces[-1][2])
        elif inner >= 0:
            pieces.append((time, after, spans[inner][3]))
        holder = inner
    return pieces


def _joined(edges: Times, labels: list[str], axis: Axis) -> Labelling:
    """Drop the pieces of which nothing is left, and join those with one label that meet at a seam."""
    seams = set(axis.shorten(axis.excluded[:, 0]).tolist())
    starts: list[int] = []
    ends: list[int] = []
    kept: list[str] = []
    for (start, end), label in zip(edges.tolist(), labels, strict=True):
        if start == end:
            continue
        if kept and kept[-1] == label and ends[-1] == start and start in seams:
            ends[-1] = end
        else:
            starts.append(start)
            ends.append(end)
            kept.append(label)
    return Labelling(np.array(starts, np.int64), np.array(ends, np.int64), tuple(kept), axis.length_ns)
