"""Time cut into units of one length, for the measures that are defined on units.

An axis of `length_ns` has ceil(length / unit) units, at least 1. Between unit p - 1 and unit p lies potential
boundary p. A boundary is at the nearest of them (the later of two); one that is nearest to an end of the axis
is none, and several at one are one.
"""

import numpy as np

from replay.annotate.agreement.figure import Times
from replay.annotate.agreement.labelling import Labelling


def unit_count(length_ns: int, unit_ns: int) -> int:
    """Return how many units an axis has."""
    return max(-(-length_ns // unit_ns), 1)


def positions(each: Labelling, unit_ns: int) -> Times:
    """Return the potential boundaries at which there is one: rising, from 1 to the count of units - 1."""
    nearest = np.unique((2 * each.boundaries + unit_ns) // (2 * unit_ns))
    return nearest[(nearest > 0) & (nearest < unit_count(each.length_ns, unit_ns))]
