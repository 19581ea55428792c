"""Boundary similarity B: what share of the boundaries need not be edited to make one segmentation the other.

    B = 1 - (A + sum over transpositions of distance / n) / (A + T + M)

M boundaries are the same, T pairs are near misses (transpositions: up to n - 1 potential boundaries apart),
and A are only one annotator's. All boundaries are of one type, so that there are no substitutions. Near
misses are taken from the closest to the farthest, of equally close ones the first, each boundary once. Where
neither has a boundary there is nothing to edit: B is 1, as in segeval.

Source: C. Fournier, "Evaluating text segmentation using boundary edit distance", ACL 2013.
"""

import heapq
from dataclasses import dataclass

import numpy as np

from replay.annotate.agreement.figure import Counts, Figure, Times, counted, ratio
from replay.annotate.agreement.labelling import Labelling
from replay.annotate.agreement.units import positions


@dataclass(frozen=True, slots=True)
class BoundaryEdits:
    """What makes one segmentation the other; all of it potential boundaries."""

    matches: Times
    transpositions: Times
    """Shape (n, 2), the earlier one first."""
    additions: Times
    """Boundaries of one of the two only."""


def boundary_similarity(first: Labelling, second: Labelling, unit_ns: int, reach: int = 2) -> Figure:
    """Return B of two annotators on one axis.

    Args:
        first: One annotator.
        second: The other.
        unit_ns: Length of a unit.
        reach: Fournier's n: how many potential boundaries a transposition may span, both ends counted; at
            least 1, which allows none.
    """
    total = parts(first, second, unit_ns, reach, np.array([0, first.length_ns])).sum(axis=0)
    return Figure(float(values(total[None])[0]))


def boundary_edits(first: Times, second: Times, reach: int = 2) -> BoundaryEdits:
    """Return the boundary edit distance's edits between two sets of potential boundaries, each rising."""
    own = np.concatenate([np.setdiff1d(first, second), np.setdiff1d(second, first)])
    side = np.isin(own, second)
    order = np.argsort(own)
    at, is_second = own[order].tolist(), side[order].tolist()
    pairs, left = _transposed(at, is_second, reach)
    transpositions = np.array([(at[i], at[j]) for i, j in pairs], np.int64).reshape(-1, 2)
    return BoundaryEdits(np.intersect1d(first, second), transpositions, np.array(left, np.int64))


def parts(first: Labelling, second: Labelling, unit_ns: int, reach: int, cuts: Times) -> Counts:
    """Return by block the edits, each with its weight, and the edits and matches, 1 each."""
    edits = boundary_edits(positions(first, unit_ns), positions(second, unit_ns), reach)
    starts, ends = edits.transpositions.T
    near = counted(starts * unit_ns, cuts, (ends - starts) / reach)
    added = counted(edits.additions * unit_ns, cuts)
    every = added + counted(starts * unit_ns, cuts) + counted(edits.matches * unit_ns, cuts)
    return np.stack([added + near, every], axis=1)


def values(totals: Counts) -> Counts:
    """Return B of each row of sums."""
    return 1 - np.nan_to_num(ratio(totals[:, 0], totals[:, 1]))


def _transposed(at: list[int], is_second: list[bool], reach: int) -> tuple[list[tuple[int, int]], list[int]]:
    """Pair boundaries of the two sides, the closest first; return pairs of places, and what is left."""
    # Between two that could be paired lies none that is left: it would be closer to one of them, and on the
    # other side of it or of the other. So only neighbours are ever looked at.
    after = list(range(1, len(at) + 1))
    before = list(range(-1, len(at) - 1))
    alive = [True] * len(at)
    queue = [(at[i + 1] - at[i], i, i + 1) for i in range(len(at) - 1) if is_second[i] != is_second[i + 1]]
    heapq.heapify(queue)
    pairs: list[tuple[int, int]] = []
    while queue and queue[0][0] < reach:
        _, i, j = heapq.heappop(queue)
        if not (alive[i] and alive[j]):
            continue
        pairs.append((i, j))
        alive[i] = alive[j] = False
        left, right = before[i], after[j]
        if left >= 0:
            after[left] = right
        if right < len(at):
            before[right] = left
        if left >= 0 and right < len(at) and is_second[left] != is_second[right]:
            heapq.heappush(queue, (at[right] - at[left], left, right))
    return pairs, [at[i] for i in range(len(at)) if alive[i]]
