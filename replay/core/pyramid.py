"""How dense events are over time, drawn in time that does not depend on how many there are.

Counts are kept once, in leaves of equal width, with their running sum: a bar of any width is the difference
of two sums. That answers every zoom, as a pyramid of levels would, from one array.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from replay.core.idle import time_parts

_LEAVES = 1 << 20
_LEAST_LEAF_NS = 1_000_000
_SPARSE = 16


class Pyramid:
    """Counts of events in leaves of time; grows as events are read.

    One thread may extend it; what others draw from is a `snapshot`.
    """

    def __init__(self, duration_ns: int, counts: NDArray[np.uint32] | None = None) -> None:
        self.duration_ns = duration_ns
        # At most a million leaves: 27 ms each for eight hours, 8 MB of sums.
        self.leaf_ns = max(_LEAST_LEAF_NS, -(-(duration_ns + 1) // _LEAVES))
        leaves = duration_ns // self.leaf_ns + 1
        self._counts = np.zeros(leaves, np.uint32) if counts is None else counts
        self._sums: NDArray[np.int64] | None = None

    @classmethod
    def build(cls, times: Iterable[NDArray[np.int64]], duration_ns: int) -> "Pyramid":
        """Count all of `times`.

        Args:
            times: Parts of any length, each shape (n,), nanoseconds.
            duration_ns: End of the recording.
        """
        pyramid = cls(duration_ns)
        for part in times:
            pyramid.extend(part)
        return pyramid

    @property
    def total(self) -> int:
        """How many events are counted."""
        return int(self._running()[-1])

    def extend(self, times: NDArray[np.int64]) -> None:
        """Count more events; times outside the recording count at its edge.

        Args:
            times: Nanoseconds, shape (n,), in any order.
        """
        if not len(times):
            return
        leaves = np.clip(times, 0, self.duration_ns) // self.leaf_ns
        low, high = int(leaves.min()), int(leaves.max())
        if high - low > _SPARSE * len(leaves):
            # A few events spread over a day: counting bin by bin would take a table of all leaves.
            np.add.at(self._counts, leaves, 1)
        else:
            self._counts[low : high + 1] += np.bincount(leaves - low).astype(np.uint32)
        self._sums = None

    def snapshot(self) -> "Pyramid":
        """Return a copy that later extending does not change."""
        return Pyramid(self.duration_ns, self._counts.copy())

    def bins(self, start_ns: int, end_ns: int, n: int) -> NDArray[np.int64]:
        """Count events in `n` bars of equal width over the span `[start_ns, end_ns)`.

        Neighbouring bars add up exactly. A bar narrower than a leaf gets its share of the leaf, so that an
        event may be drawn up to `leaf_ns` beside its place.

        Returns:
            Counts, shape (n,).
        """
        if n <= 0 or end_ns <= start_ns:
            return np.zeros(max(n, 0), np.int64)
        running = self._running()
        points = np.linspace(start_ns, end_ns, n + 1)
        edges = np.clip(points / self.leaf_ns, 0, len(running) - 1)
        # The last leaf is as wide as what is left of the recording, and its last event lies at its very end.
        edges[points > self.duration_ns] = len(running) - 1
        leaves = np.minimum(edges.astype(np.int64), len(running) - 2)
        sums = running[leaves] + (edges - leaves) * (running[leaves + 1] - running[leaves])
        counts: NDArray[np.int64] = np.diff(np.rint(sums).astype(np.int64))
        return counts

    def _running(self) -> NDArray[np.int64]:
        if self._sums is None:
            self._sums = np.concatenate([np.zeros(1, np.int64), np.cumsum(self._counts, dtype=np.int64)])
        return self._sums


def event_times(
    recording: Recording, streams: Iterable[str] | None = None, rows: int = 8192
) -> Iterator[NDArray[np.int64]]:
    """Yield the times of the streams named, of all without names, in parts of at most `rows`."""
    for name in recording.streams if streams is None else streams:
        if name in recording.streams:
            yield from time_parts(recording, name, rows)
