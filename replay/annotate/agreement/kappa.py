"""Cohen's kappa on time: how much more of it two annotators label alike than by chance.

    kappa = (observed - expected) / (1 - expected)

`observed` is the share of time with the same label, `expected` the sum over labels of the product of the two
annotators' shares of it. Undefined where both use one and the same label only: expected is 1 then, and
agreement says nothing. (nltk calls that 1.)

Source: J. Cohen, "A coefficient of agreement for nominal scales", 1960.
"""

from collections.abc import Sequence

import numpy as np

from replay.annotate.agreement.figure import Counts, Figure, Times, blocks_of, figure, ratio, tabled
from replay.annotate.agreement.intervals import intervals
from replay.annotate.agreement.labelling import Labelling


def kappa(a: Labelling, b: Labelling, words: Sequence[str]) -> Figure:
    """Return Cohen's kappa of two annotators on one axis.

    Args:
        a: One annotator.
        b: The other.
        words: The vocabulary, see `intervals.vocabulary`; without "" only time that both labelled counts.
    """
    total = parts(a, b, words, np.array([0, a.length_ns])).sum(axis=0)
    return figure(float(values(total[None])[0]), why(total))


def parts(a: Labelling, b: Labelling, words: Sequence[str], cuts: Times) -> Counts:
    """Return by block the time labelled alike, then a's time with each label, then b's; nanoseconds."""
    merged = intervals([a, b], words, cuts)
    both = (merged.codes >= 0).all(axis=0)
    first, second = merged.codes[:, both]
    weights = merged.lengths[both].astype(np.float64)
    block = blocks_of(merged.edges[:-1][both], cuts)
    blocks = len(cuts) - 1
    agreed = np.bincount(block, np.where(first == second, weights, 0), minlength=blocks)
    given = [tabled(blocks, len(words), block, codes, weights) for codes in (first, second)]
    return np.concatenate([agreed[:, None], *given], axis=1)


def values(totals: Counts) -> Counts:
    """Return kappa of each row of sums, NaN where it is undefined."""
    agreed, of_first, of_second = _split(totals)
    time = of_first.sum(axis=1)
    observed = ratio(agreed, time)
    expected = (ratio(of_first, time[:, None]) * ratio(of_second, time[:, None])).sum(axis=1)
    one_label = ((of_first == time[:, None]) & (of_second == time[:, None])).any(axis=1)
    return ratio(observed - expected, np.where(one_label, 0, 1 - expected))


def why(total: Counts) -> str:
    """Say why kappa of one row of sums is undefined, should it be."""
    return "both use one label only" if total[1:].any() else "there is no time that both judged"


def _split(totals: Counts) -> tuple[Counts, Counts, Counts]:
    labels = (totals.shape[1] - 1) // 2
    return totals[:, 0], totals[:, 1 : 1 + labels], totals[:, 1 + labels :]
