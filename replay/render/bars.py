"""Bars of block characters for the timeline."""

import numpy as np
from numpy.typing import NDArray

from replay.core.spans import Spans

EIGHTHS = " ▁▂▃▄▅▆▇█"


def bars(counts: NDArray[np.int64]) -> str:
    """Draw counts as one line of bars; anything above nothing shows.

    The height goes with the square root: a burst of pointer moves must not hide a single key press.

    Args:
        counts: Shape (n,), 0 or more.

    Returns:
        A string of n characters.
    """
    if not len(counts) or not counts.max():
        return " " * len(counts)
    heights = np.sqrt(counts / counts.max()) * 8
    levels = np.where(counts > 0, np.clip(np.ceil(heights), 1, 8), 0).astype(int)
    return "".join(EIGHTHS[level] for level in levels.tolist())


def ticks(start_ns: int, end_ns: int, width: int, label_width: int = 10) -> list[tuple[int, int]]:
    """Choose round times for a ruler.

    Returns:
        Pairs of column and time, far enough apart for labels of `label_width` columns.
    """
    span = max(end_ns - start_ns, 1)
    least = span * label_width / max(width, 1)
    step = next((s for s in _STEPS_NS if s >= least), _STEPS_NS[-1])
    first = -(-start_ns // step) * step
    found = [(int((t - start_ns) * width // span), t) for t in range(first, end_ns, step)]
    return [(column, t) for column, t in found if column + label_width <= width + 4]


def covered(spans: Spans, edges: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return which share of each bar spans cover, in the time of the bars.

    Args:
        spans: In order and apart from each other, shape (m, 2).
        edges: Of n bars side by side, rising, shape (n + 1,).

    Returns:
        0 to 1, shape (n,).
    """
    if not len(spans):
        return np.zeros(len(edges) - 1)
    before = np.concatenate([[0], np.cumsum(spans[:, 1] - spans[:, 0])])
    number = np.searchsorted(spans[:, 0], edges, side="right") - 1
    begun = np.maximum(number, 0)
    inside = np.minimum(edges, spans[begun, 1]) - spans[begun, 0]
    sums = np.where(number < 0, 0, before[begun] + inside)
    shares: NDArray[np.float64] = np.diff(sums) / np.maximum(np.diff(edges), 1)
    return shares


def gaps(times: NDArray[np.int64], least_ns: int = 1_000_000_000) -> Spans:
    """Find where times that come steadily stop coming: more than eight times as long as between most.

    Args:
        times: In order, shape (n,).
        least_ns: Nothing shorter is a gap.

    Returns:
        From the time before to the time after, shape (m, 2).
    """
    if len(times) < 3:
        return np.empty((0, 2), np.int64)
    lengths = np.diff(times)
    wide = np.flatnonzero(lengths > max(least_ns, 8 * int(np.median(lengths))))
    return np.stack([times[wide], times[wide + 1]], axis=1)


_STEPS_NS = [
    int(seconds * 1_000_000_000)
    for seconds in (
        *(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30),
        *(60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400, 604_800),
    )
]
