"""The axis on which annotators are compared: the time of a recording without the spans that are taken out.

What remains is moved together, so that a span which nobody had to label counts for no measure and no window
of one is wider than it says. Where two remaining parts meet is a seam.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from formats.model.time import Span
from replay.annotate.agreement.figure import Times
from replay.core.spans import NO_SPANS, Spans


@dataclass(frozen=True)
class Axis:
    """Recording time without what is taken out; make it with `axis`."""

    duration_ns: int
    """Of the recording."""
    excluded: Spans
    """What is taken out: in order, apart from each other, within the recording."""

    @property
    def length_ns(self) -> int:
        """What is left."""
        return self.duration_ns - int((self.excluded[:, 1] - self.excluded[:, 0]).sum())

    def shorten(self, times: Times) -> Times:
        """Return where instants of the recording, in any order, lie on the axis.

        What lies in a span that is taken out lies at its seam, and what lies past an end at that end.
        """
        times = np.clip(times.astype(np.int64), 0, self.duration_ns)
        if not len(self.excluded):
            return times
        starts, ends = self.excluded.T
        out_before = np.concatenate([[0], np.cumsum(ends - starts)])
        begun = np.searchsorted(starts, times, side="right")
        last_end = ends[np.maximum(begun - 1, 0)]
        unfinished = np.where(begun > 0, np.maximum(last_end - times, 0), 0)
        shorter: Times = times - out_before[begun] + unfinished
        return shorter

    def in_recording(self, start_ns: int, end_ns: int) -> Span:
        """Return the time in the recording of a span of the axis, without what lies past its ends.

        Of an instant on a seam that is the moment before it, where something ended.
        """
        ends = self._kept[:, 1]
        seams = np.cumsum(ends - self._kept[:, 0])
        after = min(int(np.searchsorted(seams, start_ns, side="right")), len(seams) - 1)
        before = min(int(np.searchsorted(seams, end_ns, side="left")), len(seams) - 1)
        if start_ns == end_ns:
            after = before
        return Span(int(ends[after] - seams[after]) + start_ns, int(ends[before] - seams[before]) + end_ns)

    @cached_property
    def _kept(self) -> Spans:
        edges = np.concatenate([[0], self.excluded.ravel(), [self.duration_ns]]).reshape(-1, 2)
        kept = edges[edges[:, 1] > edges[:, 0]]
        return kept if len(kept) else edges[:1]


def axis(duration_ns: int, excluded: Iterable[Spans] = ()) -> Axis:
    """Make the axis of a recording.

    Args:
        duration_ns: Of the recording, 0 or more.
        excluded: What is taken out, lists of spans that may overlap and reach past the recording.
    """
    every = [np.asarray(spans, np.int64).reshape(-1, 2) for spans in excluded]
    spans = np.clip(np.concatenate([*every, NO_SPANS]), 0, duration_ns)
    spans = spans[spans[:, 1] > spans[:, 0]]
    if not len(spans):
        return Axis(duration_ns, NO_SPANS)
    spans = spans[np.argsort(spans[:, 0], kind="stable")]
    reach = np.maximum.accumulate(spans[:, 1])
    first = np.concatenate([[True], spans[1:, 0] > reach[:-1]])
    last = np.concatenate([first[1:], [True]])
    return Axis(duration_ns, np.stack([spans[first, 0], reach[last]], axis=1))
