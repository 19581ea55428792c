"""Precision, recall and F1 of boundaries."""

import pytest

from replay.annotate.agreement.boundaries import boundary_figures
from tests.replay.annotate.agreement.laid import UNIT_NS, laid, random_pairs


def test_they_are_counted_one_to_one() -> None:
    """Two boundaries near one are one found and one too many."""
    reference, other = laid("aaaaabbbbb"), laid("aaaabcbbbb")

    found = boundary_figures(reference, other, UNIT_NS)

    # The other has boundaries at 4, 5 and 6, the reference at 5.
    assert found.precision.value == pytest.approx(1 / 3)
    assert found.recall.value == 1
    assert found.f1.value == pytest.approx(0.5)


def test_f1_does_not_ask_who_the_reference_is() -> None:
    """And precision is the other's recall."""
    for first, second in random_pairs(7):
        there = boundary_figures(laid(first), laid(second), 2 * UNIT_NS)
        back = boundary_figures(laid(second), laid(first), 2 * UNIT_NS)

        assert there.f1 == back.f1
        assert there.precision.value == back.recall.value


def test_more_tolerance_never_finds_less() -> None:
    """A sweep over tolerances rises."""
    for first, second in random_pairs(8):
        a, b = laid(first), laid(second)
        sweep = [boundary_figures(a, b, units * UNIT_NS).f1.value for units in range(6)]

        assert sweep == sorted(sweep, key=lambda value: -1 if value is None else value)


def test_what_is_undefined_says_why() -> None:
    """No boundary to find, none found, none at all: three different things."""
    none, one = laid("aaaa"), laid("aabb")

    missed = boundary_figures(one, none, 0)
    invented = boundary_figures(none, one, 0)
    nothing = boundary_figures(none, none, 0)

    assert (missed.recall.value, missed.precision.why) == (0, "the other has no boundary")
    assert (invented.precision.value, invented.recall.why) == (0, "the reference has no boundary")
    assert missed.f1.value == invented.f1.value == 0
    assert (nothing.f1.value, nothing.f1.why) == (None, "neither has a boundary")
