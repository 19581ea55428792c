"""The intervals between the merged boundaries of several annotators: in each of them nobody's label changes.

Measures on time weigh each interval by its length, which is what counting units of any length that divides
all of them would give, at the cost of the boundaries and not of the hours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from replay.annotate.agreement.figure import Times
from replay.annotate.agreement.labelling import UNLABELLED, Labelling

MISSING = -1
"""Code of what an annotator did not judge."""


@dataclass(frozen=True)
class Intervals:
    """What each annotator says between one boundary and the next."""

    edges: Times
    """Rising, shape (n + 1,), from 0 to the axis's end."""
    codes: NDArray[np.int64]
    """Places in the vocabulary, shape (annotators, n); `MISSING` for what was not judged."""

    @property
    def lengths(self) -> Times:
        """Nanoseconds of each interval."""
        return np.diff(self.edges)


def vocabulary(labellings: Iterable[Labelling | None], *, gaps: bool = True) -> tuple[str, ...]:
    """Return the labels that are used, each once, in order.

    Args:
        labellings: Of any annotators and recordings.
        gaps: Whether what nobody labelled counts as labelled with nothing; else it is missing.
    """
    words = {label for each in labellings if each is not None for label in each.labels}
    return tuple(sorted(words | {UNLABELLED} if gaps else words))


def intervals(labellings: Sequence[Labelling | None], words: Sequence[str], cuts: Times) -> Intervals:
    """Merge the boundaries of several annotators.

    Args:
        labellings: On one axis; None for an annotator who did not work on it.
        words: The vocabulary, with "" in it where gaps are not missing.
        cuts: Borders of blocks, the axis's ends among them: no interval lies in two blocks.
    """
    edges = np.unique(np.concatenate([cuts, *(each.boundaries for each in labellings if each is not None)]))
    codes = {word: code for code, word in enumerate(words)}
    rows = [_codes(each, edges[:-1], codes) for each in labellings]
    return Intervals(edges, np.stack(rows))


def _codes(each: Labelling | None, times: Times, codes: dict[str, int]) -> NDArray[np.int64]:
    """Return the code of the label that holds from each of `times` on."""
    if each is None:
        return np.full(len(times), MISSING, np.int64)
    gap = codes.get(UNLABELLED, MISSING)
    own = np.array([codes.get(label, MISSING) for label in each.labels] or [gap], np.int64)
    if not len(each):
        return np.full(len(times), gap, np.int64)
    piece = np.searchsorted(each.starts, times, side="right") - 1
    within = (piece >= 0) & (times < each.ends[piece])
    return np.where(within, own[piece], gap)
