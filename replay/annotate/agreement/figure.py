"""A figure of agreement, which may be undefined and then says why."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
"""Shape (blocks, n): what a measure adds up, a row a block of time; it is a function of their sum."""
Times = NDArray[np.int64]
"""Instants in order, nanoseconds, shape (n,)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of a measure."""

    value: float | None
    """None where it is undefined, and never NaN."""
    why: str = ""
    """What makes it undefined."""


def ratio(numerator: Counts, denominator: Counts) -> Counts:
    """Divide; NaN where the denominator is 0."""
    numerator, denominator = np.broadcast_arrays(numerator, denominator)
    out = np.full(numerator.shape, np.nan)
    np.divide(numerator, denominator, out=out, where=denominator != 0)
    return out


def figure(value: float, why: str) -> Figure:
    """Make a figure of a value that is NaN where it is undefined.

    Args:
        value: Of the measure.
        why: What makes it undefined, should it be.
    """
    return Figure(None, why) if np.isnan(value) else Figure(float(value))


def blocks_of(times: Times, cuts: Times) -> NDArray[np.intp]:
    """Return the number of the block in which each time lies; what lies past an end is in the block there.

    Args:
        times: Instants in any order.
        cuts: Borders of blocks, shape (blocks + 1,), rising.
    """
    return np.clip(np.searchsorted(cuts, times, side="right") - 1, 0, len(cuts) - 2)


def counted(times: Times, cuts: Times, weights: Counts | None = None) -> Counts:
    """Add up by block what lies at `times`, 1 each without weights."""
    return np.bincount(blocks_of(times, cuts), weights, minlength=len(cuts) - 1).astype(np.float64)


def tabled(
    blocks: int, columns: int, block: NDArray[np.intp], column: NDArray[np.int64], weights: Counts
) -> Counts:
    """Add weights up in a table of `blocks` rows and `columns` columns, each in the cell it names."""
    sums = np.bincount(block * columns + column, weights, minlength=blocks * columns)
    return sums.reshape(blocks, columns).astype(np.float64)
