"""WindowDiff: in which share of the windows two annotators have another number of boundaries; 0 is best.

    WindowDiff = sum over the N - k windows of [b(reference) != b(other)] / (N - k)

Where neither has a boundary it is 0. Undefined where the window is as long as all of the time.

Source: L. Pevzner and M. A. Hearst, "A critique and improvement of an evaluation metric for text
segmentation", 2002.
"""

import numpy as np

from replay.annotate.agreement.figure import Counts, Figure, Times, figure, ratio
from replay.annotate.agreement.labelling import Labelling
from replay.annotate.agreement.windows import TOO_SHORT, window_parts, window_units


def window_diff(reference: Labelling, other: Labelling, unit_ns: int, window: int | None = None) -> Figure:
    """Return WindowDiff of two annotators on one axis.

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
    return window_parts(reference, other, unit_ns, window=window, cuts=cuts, differ=np.not_equal)


def values(totals: Counts) -> Counts:
    """Return WindowDiff of each row of sums, NaN where it is undefined."""
    return ratio(totals[:, 0], totals[:, 1])
