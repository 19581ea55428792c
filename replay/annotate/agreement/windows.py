"""A window that slides over two segmentations, unit by unit: what WindowDiff and Pk count.

With N units and a window of k there are N - k windows, each from a unit to the unit k later, with k potential
boundaries between them. How many boundaries a window holds changes only where one enters or leaves it, so
that the cost follows the boundaries and not the units.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from replay.annotate.agreement.figure import Counts, Times
from replay.annotate.agreement.labelling import Labelling
from replay.annotate.agreement.units import positions, unit_count

TOO_SHORT = "the window is as long as all of the time"
Differ = Callable[[NDArray[np.intp], NDArray[np.intp]], NDArray[np.bool_]]
"""Says where windows with so many boundaries of the reference and of the other differ."""


def window_units(references: Sequence[Labelling], unit_ns: int) -> int:
    """Return the window that is usual: half the mean length of the reference's parts, at least 2 units.

    Args:
        references: Of each recording.
        unit_ns: Length of a unit.

    Source: L. Pevzner and M. A. Hearst, 2002; rounded half to even as segeval does.
    """
    units = sum(unit_count(each.length_ns, unit_ns) for each in references)
    parts = sum(len(positions(each, unit_ns)) + 1 for each in references)
    return max(round(Fraction(units, 2 * max(parts, 1))), 2)


def window_parts(
    reference: Labelling, other: Labelling, unit_ns: int, *, window: int, cuts: Times, differ: Differ
) -> Counts:
    """Return by block (of a window's first unit) the windows that differ, and all windows.

    Args:
        reference: One segmentation.
        other: The other, on the same axis.
        unit_ns: Length of a unit.
        window: Units between the first and the last of a window, at least 1.
        cuts: Borders of blocks, nanoseconds.
        differ: What counts as different.
    """
    windows = max(unit_count(reference.length_ns, unit_ns) - window, 0)
    first, second = positions(reference, unit_ns), positions(other, unit_ns)
    cut_units = -(-cuts // unit_ns)
    cut_units[0], cut_units[-1] = 0, windows
    # Boundary p is in the windows from p - k to p - 1.
    changes = np.concatenate([first - window, first, second - window, second, cut_units])
    starts = np.unique(np.clip(changes, 0, windows))
    lengths = np.diff(starts).astype(np.float64)
    starts = starts[:-1]
    counts = [
        np.searchsorted(each, starts + window, side="right") - np.searchsorted(each, starts, side="right")
        for each in (first, second)
    ]
    block = np.clip(np.searchsorted(cut_units, starts, side="right") - 1, 0, len(cuts) - 2)
    different = differ(counts[0], counts[1])
    columns = [
        np.bincount(block, weights, minlength=len(cuts) - 1) for weights in (lengths * different, lengths)
    ]
    return np.stack(columns, axis=1)
