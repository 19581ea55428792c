"""Bootstrap intervals."""

import numpy as np
import pytest

from replay.annotate.agreement import boundaries, boundary_similarity, iou, kappa, pk, window_diff
from replay.annotate.agreement.bootstrap import block_cuts, interval
from replay.annotate.agreement.figure import Counts, Times
from replay.annotate.agreement.intervals import vocabulary
from replay.annotate.agreement.labelling import Labelling
from tests.replay.annotate.agreement.laid import UNIT_NS, laid, random_pairs


def share(totals: Counts) -> Counts:
    out: Counts = totals[:, 0] / totals[:, 1]
    return out


def test_it_holds_the_truth_as_often_as_it_says() -> None:
    """Of 300 samples of a known share about 95 in 100 have it in their interval."""
    chance = np.random.default_rng(1)
    held = 0
    for _ in range(300):
        hits = chance.binomial(20, 0.3, size=60)
        found = interval(np.stack([hits, np.full(60, 20)], axis=1).astype(float), share, resamples=400)
        assert found is not None
        held += found.low <= 0.3 <= found.high

    assert 0.90 <= held / 300 <= 0.98


def test_the_same_data_give_the_same_interval() -> None:
    """The draw has a seed."""
    parts = np.random.default_rng(2).integers(1, 9, (30, 2)).astype(float)

    assert interval(parts, share) == interval(parts, share)
    assert interval(parts, share) != interval(parts, share, seed=2)


def test_one_block_gives_none() -> None:
    """Nothing can be said of how sure it is."""
    assert interval(np.array([[1.0, 2.0]]), share) is None


def test_what_is_mostly_undefined_gives_none() -> None:
    """An interval of the few resamples that are left would be made up."""
    assert interval(np.zeros((10, 2)), _undefined) is None


def _undefined(totals: Counts) -> Counts:
    return np.full(len(totals), np.nan)


def test_the_parts_of_blocks_add_up_to_the_whole() -> None:
    """However time is cut into blocks, every measure counts each thing once."""
    for number, (first, second) in enumerate(random_pairs(11)):
        a, b = laid(first), laid(second)
        whole = np.array([0, a.length_ns])
        cuts = block_cuts(a.length_ns, number % 9 + 1)

        def by_block(cuts: Times, a: Labelling = a, b: Labelling = b) -> Counts:
            every = [
                kappa.parts(a, b, vocabulary([a, b]), cuts),
                boundaries.parts(a, b, UNIT_NS, cuts),
                window_diff.parts(a, b, UNIT_NS, 2, cuts),
                pk.parts(a, b, UNIT_NS, 2, cuts),
                boundary_similarity.parts(a, b, UNIT_NS, 4, cuts),
                iou.parts(a, b, cuts),
            ]
            return np.concatenate(every, axis=1)

        assert by_block(cuts).sum(axis=0) == pytest.approx(by_block(whole).sum(axis=0))
        assert len(cuts) == number % 9 + 2
