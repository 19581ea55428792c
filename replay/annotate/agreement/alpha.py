"""Krippendorff's alpha on time, nominal: agreement of any number of annotators, who may miss parts of it.

    alpha = 1 - observed / expected

Each unit of time has the labels of the annotators who judged it, m of them; units with m < 2 do not count.
With n labels in all, n_c of them c, `observed` is the sum over units of (pairs of unlike labels) / (m - 1),
divided by n, and `expected` is the sum over unlike c and k of n_c n_k / (n (n - 1)). Undefined where only one
label is used. (nltk calls that 1.)

Source: K. Krippendorff, "Content Analysis", 3rd edition 2013, chapter 12.
"""

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from replay.annotate.agreement.figure import Counts, Figure, Times, blocks_of, figure, ratio, tabled
from replay.annotate.agreement.intervals import intervals
from replay.annotate.agreement.labelling import Labelling


def alpha(labellings: Sequence[Labelling | None], words: Sequence[str], unit_ns: int) -> Figure:
    """Return Krippendorff's alpha of annotators on one axis, at least one of whom worked on it.

    Args:
        labellings: Of each annotator; None for one who did not work on it.
        words: The vocabulary, see `intervals.vocabulary`; without "" unlabelled time is missing.
        unit_ns: Length of a unit, which only tells how many there are: n is not endless.
    """
    length_ns = next(each.length_ns for each in labellings if each is not None)
    total = parts(labellings, words, unit_ns, np.array([0, length_ns])).sum(axis=0)
    return figure(float(values(total[None])[0]), why(total))


def parts(labellings: Sequence[Labelling | None], words: Sequence[str], unit_ns: int, cuts: Times) -> Counts:
    """Return by block the unlike pairs over m - 1, then how often each label was given; in units."""
    merged = intervals(labellings, words, cuts)
    judges = (merged.codes >= 0).sum(axis=0)
    counts = judges >= 2
    codes, judges = merged.codes[:, counts], judges[counts]
    units = merged.lengths[counts] / unit_ns
    block = blocks_of(merged.edges[:-1][counts], cuts)
    alike = sum(((one == other) & (one >= 0)).astype(np.int64) for one, other in permutations(codes, 2))
    blocks = len(cuts) - 1
    unlike = np.bincount(block, units * (judges * (judges - 1) - alike) / (judges - 1), minlength=blocks)
    given = np.zeros((blocks, len(words)))
    for labels in codes:
        own = labels >= 0
        given += tabled(blocks, len(words), block[own], labels[own], units[own])
    return np.concatenate([unlike[:, None], given], axis=1)


def values(totals: Counts) -> Counts:
    """Return alpha of each row of sums, NaN where it is undefined."""
    unlike, given = totals[:, 0], totals[:, 1:]
    count = given.sum(axis=1)
    expected = ratio(count**2 - (given**2).sum(axis=1), count * (count - 1))
    one_label = (given > 0).sum(axis=1) < 2
    return 1 - ratio(ratio(unlike, count), np.where(one_label, 0, np.nan_to_num(expected)))


def why(total: Counts) -> str:
    """Say why alpha of one row of sums is undefined, should it be."""
    return "all use one label only" if total[1:].any() else "there is no time that two judged"
