"""Bars of block characters for the timeline."""

import numpy as np
from numpy.typing import NDArray

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


_STEPS_NS = [
    int(seconds * 1_000_000_000)
    for seconds in (
        *(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30),
        *(60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400, 604_800),
    )
]
