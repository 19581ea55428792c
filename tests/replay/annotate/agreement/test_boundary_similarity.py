"""Boundary similarity: segeval's figure and edits."""

import random

import pytest
import segeval

from replay.annotate.agreement.boundary_similarity import boundary_edits, boundary_similarity
from replay.annotate.agreement.units import positions
from tests.replay.annotate.agreement.laid import UNIT_NS, has_boundary, laid, masses, random_pairs


def test_it_is_segevals() -> None:
    """On 200 random cases, with transpositions of any reach."""
    chance = random.Random(5)
    for first, second in random_pairs(5, has_boundary):
        reach = chance.choice([2, 2, 3, 5, 12])

        ours = boundary_similarity(laid(first), laid(second), UNIT_NS, reach).value

        theirs = segeval.boundary_similarity(masses(first), masses(second), n_t=reach)
        assert ours == pytest.approx(float(theirs), abs=1e-9)


def test_the_edits_are_segevals() -> None:
    """Not only their number: the same boundaries are near misses."""
    for first, second in random_pairs(6, has_boundary):
        ours = boundary_edits(positions(laid(first), UNIT_NS), positions(laid(second), UNIT_NS), 6)

        theirs = segeval.boundary_statistics(masses(first), masses(second), n_t=6)
        near = [(start + 1, end + 1) for start, end, _ in theirs["transpositions"]]
        assert sorted(map(tuple, ours.transpositions.tolist())) == sorted(near)
        assert len(ours.additions) == len(theirs["additions"])
        assert len(ours.matches) == len(theirs["matches"])


def test_nobody_having_a_boundary_is_full_agreement() -> None:
    """There is nothing to edit."""
    a = laid("aaaa")

    assert boundary_similarity(a, a, UNIT_NS).value == 1
