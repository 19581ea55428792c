"""The commonest gap: the mode of the density of gaps on a logarithmic scale."""

import numpy as np
from numpy.typing import NDArray

from replay.fidelity.capture import Ints

BINS_A_DECADE = 100
LOWEST_NS, HIGHEST_NS = 1e4, 1e11
EDGES: NDArray[np.float64] = np.logspace(4, 11, 7 * BINS_A_DECADE + 1)
"""Edges of the bins of a histogram of gaps, nanoseconds: 10 microseconds to 100 seconds, 2.3 % each."""
_NEAR = 1.2


def histogram(gaps_ns: Ints) -> Ints:
    """Count gaps by the bins between `EDGES`; shorter and longer ones go into the outermost."""
    counts: Ints = np.histogram(np.clip(gaps_ns, LOWEST_NS, HIGHEST_NS), EDGES)[0].astype(np.int64)
    return counts


def mode_of_gaps(gaps_ns: Ints) -> float:
    """Return the commonest gap, nanoseconds: the median of those near the density's peak.

    Args:
        gaps_ns: At least one, above 0.
    """
    peak_ns = mode_of_counts(histogram(gaps_ns))
    near = gaps_ns[(gaps_ns >= peak_ns / _NEAR) & (gaps_ns <= peak_ns * _NEAR)]
    return float(np.median(near)) if len(near) else peak_ns


def mode_of_counts(counts: Ints) -> float:
    """Return where the density of a histogram over `EDGES` is highest, smoothed over 10 %."""
    kernel = np.exp(-0.5 * (np.arange(-6, 7) / 2.0) ** 2)
    smooth = np.convolve(counts, kernel, mode="same")
    peak = int(np.argmax(smooth))
    return float(np.sqrt(EDGES[peak] * EDGES[peak + 1]))
