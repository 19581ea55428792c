"""Boundaries of two annotators paired one to one: as many pairs as can be, and of those the closest.

On a line the best pairs never cross, so that an alignment finds them (as Needleman and Wunsch, 1970, do).
Boundaries that are alone with each other, nearly all of them, are paired without it.
"""

import numpy as np
from numpy.typing import NDArray

from replay.annotate.agreement.figure import Times

Pairs = NDArray[np.intp]
"""Shape (n, 2): places in the first and in the second, rising in both."""

_LARGEST = 1 << 62


def matched(first: Times, second: Times, tolerance_ns: int) -> Pairs:
    """Pair instants that lie at most `tolerance_ns` apart, each with at most one.

    Args:
        first: Instants, rising, none twice.
        second: As the first.
        tolerance_ns: 0 or more.
    """
    if not len(first) or not len(second):
        return np.empty((0, 2), np.intp)
    times = np.concatenate([first, second])
    order = np.argsort(times, kind="stable")
    group = np.concatenate([[0], np.cumsum(np.diff(times[order]) > tolerance_ns)])
    groups = np.empty(len(times), np.int64)
    groups[order] = group
    of_first, of_second = groups[: len(first)], groups[len(first) :]
    counts = np.stack([np.bincount(part, minlength=group[-1] + 1) for part in (of_first, of_second)])
    alone = np.flatnonzero((counts == 1).all(axis=0))
    found = [np.stack([np.searchsorted(part, alone) for part in (of_first, of_second)], axis=1)]
    for contested in np.flatnonzero((counts.min(axis=0) > 0) & (counts.max(axis=0) > 1)):
        a, b = (int(np.searchsorted(part, contested)) for part in (of_first, of_second))
        n, m = counts[:, contested]
        within = _aligned(first[a : a + n], second[b : b + m], tolerance_ns)
        found.append(within + np.array([a, b]))
    pairs = np.concatenate(found).astype(np.intp)
    return pairs[np.argsort(pairs[:, 0])]


def _aligned(first: Times, second: Times, tolerance_ns: int) -> Pairs:
    """Pair by dynamic programming, a row for each of the first, over those of the second within reach."""
    # A pair is worth more than all distances together; they are rounded where both would not fit.
    most = min(len(first), len(second))
    grain = max(1, -(-((tolerance_ns + 1) * (most + 1) * (most + 1)) // _LARGEST))
    worth = (tolerance_ns // grain + 1) * (most + 1)
    low = np.searchsorted(second, first - tolerance_ns)
    high = np.searchsorted(second, first + tolerance_ns, side="right")
    best = np.zeros(len(second) + 1, np.int64)
    """Best sum with the rows so far and the first n of the second; right up to `reach`."""
    reach = 0
    taken: list[NDArray[np.intp]] = []
    for row, (start, end) in enumerate(zip(low.tolist(), high.tolist(), strict=True)):
        if end > reach:
            best[reach + 1 : end + 1] = best[reach]
            reach = end
        before = best[start : end + 1]
        distance = np.abs(second[start:end] - first[row]) // grain
        paired = before[:-1] + worth - distance
        better = paired > before[1:]
        after = np.maximum.accumulate(np.concatenate([before[:1], np.where(better, paired, before[1:])]))
        # Where the best so far was last raised by this row, and by which of the second.
        raised = after > before
        place = np.where(better & (paired == after[1:]), np.arange(start, end), -1)
        taken.append(np.where(raised[1:], np.maximum.accumulate(place), -1))
        best[start : end + 1] = after
    return _walked_back(taken, low, high)


def _walked_back(taken: list[NDArray[np.intp]], low: NDArray[np.intp], high: NDArray[np.intp]) -> Pairs:
    pairs: list[tuple[int, int]] = []
    left = int(high[-1]) if len(high) else 0
    for row in range(len(taken) - 1, -1, -1):
        at = min(left, int(high[row])) - int(low[row]) - 1
        place = int(taken[row][at]) if at >= 0 else -1
        if place >= 0:
            pairs.append((row, place))
            left = place
    return np.array(pairs[::-1], np.intp).reshape(-1, 2)
