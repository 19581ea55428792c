"""Lists of spans of time, and where two of them meet."""

import numpy as np
from numpy.typing import NDArray

Spans = NDArray[np.int64]
"""Shape (n, 2): start and end in nanoseconds, in order, none overlapping another."""

NO_SPANS: Spans = np.empty((0, 2), np.int64)


def meeting(first: Spans, second: Spans) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return every pair of spans that share time, as places in the one list and in the other, both rising."""
    low = np.searchsorted(second[:, 1], first[:, 0], side="right")
    high = np.searchsorted(second[:, 0], first[:, 1], side="left")
    # For each span of `first` those that meet it are a run of `second`.
    counts = np.maximum(high - low, 0)
    left = np.repeat(np.arange(len(first)), counts)
    right = np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(low, counts)
    return left, right


def shared(first: Spans, second: Spans, least_ns: int = 1) -> Spans:
    """Return the time that is in both lists, in spans of at least `least_ns`."""
    left, right = meeting(first, second)
    starts = np.maximum(first[left, 0], second[right, 0])
    ends = np.minimum(first[left, 1], second[right, 1])
    both: Spans = np.stack([starts, ends], axis=1)[ends - starts >= least_ns]
    return both
