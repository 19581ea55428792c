"""Precision, recall and F1 of boundaries: which of one annotator's the other has too, within a tolerance.

Boundaries are paired one to one, as many as can be (`matching`). Recall is the paired share of the
reference's boundaries, precision that of the other's, F1 their harmonic mean, which is 2 pairs / (both
counts) and does not ask who the reference is. Undefined: recall where the reference has no boundary,
precision where the other has none, F1 where neither has one.

Source: C. J. van Rijsbergen, "Information Retrieval", 1979, chapter 7.
"""

from dataclasses import dataclass

import numpy as np

from replay.annotate.agreement.figure import Counts, Figure, Times, counted, figure, ratio
from replay.annotate.agreement.labelling import Labelling
from replay.annotate.agreement.matching import matched


@dataclass(frozen=True, slots=True)
class BoundaryFigures:
    """What is found at one tolerance."""

    tolerance_ns: int
    precision: Figure
    recall: Figure
    f1: Figure


def boundary_figures(reference: Labelling, other: Labelling, tolerance_ns: int) -> BoundaryFigures:
    """Return precision, recall and F1 of the boundaries of two annotators on one axis.

    Args:
        reference: Whose boundaries are to be found.
        other: Who is measured.
        tolerance_ns: How far apart a pair may lie, 0 or more.
    """
    total = parts(reference, other, tolerance_ns, np.array([0, reference.length_ns])).sum(axis=0)
    found = [
        figure(float(values(total[None])[0]), why(total))
        for values, why in ((precision, no_other), (recall, no_reference), (f1, no_boundary))
    ]
    return BoundaryFigures(tolerance_ns, *found)


def parts(reference: Labelling, other: Labelling, tolerance_ns: int, cuts: Times) -> Counts:
    """Return by block the pairs, the reference's boundaries and the other's."""
    first, second = reference.boundaries, other.boundaries
    pairs = matched(first, second, tolerance_ns)
    columns = [counted(times, cuts) for times in (first[pairs[:, 0]], first, second)]
    return np.stack(columns, axis=1)


def precision(totals: Counts) -> Counts:
    """Return the precision of each row of sums, NaN where it is undefined."""
    return ratio(totals[:, 0], totals[:, 2])


def recall(totals: Counts) -> Counts:
    """Return the recall of each row of sums, NaN where it is undefined."""
    return ratio(totals[:, 0], totals[:, 1])


def f1(totals: Counts) -> Counts:
    """Return F1 of each row of sums, NaN where it is undefined."""
    return ratio(2 * totals[:, 0], totals[:, 1] + totals[:, 2])


def no_other(_total: Counts) -> str:
    """Say why precision is undefined, should it be."""
    return "the other has no boundary"


def no_reference(_total: Counts) -> str:
    """Say why recall is undefined, should it be."""
    return "the reference has no boundary"


def no_boundary(_total: Counts) -> str:
    """Say why F1 is undefined, should it be."""
    return "neither has a boundary"
