"""How sure a figure is: percentile intervals from resampled blocks.

A block is a recording where there are several, else a stretch of time. Labels of neighbouring instants
hang together, so that single units or boundaries must not be drawn apart.

Source: B. Efron and R. Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13; for blocks H. R.
Kuensch, 1989.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from replay.annotate.agreement.figure import Counts, Times

RESAMPLES = 1000
SEED = 1
LEVEL = 0.95
_AT_ONCE = 1 << 22
"""Numbers of the sums that are held at a time."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a figure lies in `LEVEL` of the resamples."""

    low: float
    high: float
    blocks: int
    """Of how many it was drawn."""


def interval(
    parts: Counts, values: Callable[[Counts], Counts], *, resamples: int = RESAMPLES, seed: int = SEED
) -> Interval | None:
    """Return a figure's interval; None with less than two blocks, or where resamples leave it undefined.

    Args:
        parts: What the measure adds up, a row a block.
        values: The measure, of rows of sums.
        resamples: How often blocks are drawn, with replacement, as many as there are.
        seed: Of the draw: the same data give the same interval.
    """
    blocks = len(parts)
    if blocks < 2:
        return None
    chance = np.random.default_rng(seed)
    drawn = chance.multinomial(blocks, np.full(blocks, 1 / blocks), size=resamples).astype(np.float64)
    step = max(_AT_ONCE // max(parts.shape[1], 1), 1)
    found = np.concatenate([values(drawn[at : at + step] @ parts) for at in range(0, resamples, step)])
    found = found[~np.isnan(found)]
    if len(found) < resamples / 2:
        return None
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high), blocks)


def block_cuts(length_ns: int, blocks: int) -> Times:
    """Return the borders of blocks of equal time, at least 1 and at most `blocks` of them."""
    inner = np.linspace(0, length_ns, max(blocks, 1) + 1)[1:-1].astype(np.int64)
    inner = np.unique(inner[(inner > 0) & (inner < length_ns)])
    return np.concatenate([[0], inner, [length_ns]])
