"""Pk: in which share of the windows two annotators do not agree whether its ends are in one part; 0 is best.

    Pk = sum over the N - k windows of [(b(reference) > 0) != (b(other) > 0)] / (N - k)

Where neither has a boundary it is 0. Undefined where the window is as long as all of the time. It forgives
near misses less evenly than WindowDiff, and is here because much is published in it.

Source: D. Beeferman, A. Berger and J. Lafferty, "Statistical models for text segmentation", 1999.
"""

import numpy as np
from numpy.typing import NDArray

from replay.annotate.agreement.figure import Counts, Figure, Times, figure, ratio
from replay.annotate.agreement.labelling import Labelling
from replay.annotate.agreement.windows import TOO_SHORT, window_parts, window_units


def pk(reference: Labelling, other: Labelling, unit_ns: int, window: int | None = None) -> Figure:
    """Return Pk of two annotators on one axis.

    Args:
        reference: Whose parts give the window its usual length.
        other: Who is measured.
        unit_ns: Length of a unit.
        window: Units, at least 1; None for the usual ones, see `windows.window_units`.
    """
    size = window_units([reference], unit_ns) if window is None else window
    total = parts(reference, other, unit_ns, size, np.array([0, reference.length_ns])).sum(axis=0)
    return figure(float(values(total[None])[0]), TOO_SHORT)


def parts(reference: Labelling, other: Labelling, unit_ns: int, window: int, cuts: Times) -> Counts:
    """Return by block the windows that differ, and all windows."""
    return window_parts(reference, other, unit_ns, window=window, cuts=cuts, differ=_differ)


def values(totals: Counts) -> Counts:
    """Return Pk of each row of sums, NaN where it is undefined."""
    return ratio(totals[:, 0], totals[:, 1])


def _differ(first: NDArray[np.intp], second: NDArray[np.intp]) -> NDArray[np.bool_]:
    differs: NDArray[np.bool_] = (first > 0) != (second > 0)
    return differs
