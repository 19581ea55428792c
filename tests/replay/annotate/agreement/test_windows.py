"""WindowDiff and Pk: nltk's and segeval's figures, counted at boundaries and not at units."""

import random

import pytest
import segeval
from nltk.metrics import segmentation

from replay.annotate.agreement.pk import pk
from replay.annotate.agreement.window_diff import window_diff
from replay.annotate.agreement.windows import TOO_SHORT, window_units
from tests.replay.annotate.agreement.laid import UNIT_NS, boundary_string, laid, masses, random_pairs


def test_both_are_nltks() -> None:
    """On 200 random cases, with windows of any length."""
    chance = random.Random(3)
    for first, second in random_pairs(3):
        window = chance.randint(1, len(first) - 1)
        a, b = laid(first), laid(second)
        strings = boundary_string(first), boundary_string(second)

        assert window_diff(a, b, UNIT_NS, window).value == pytest.approx(
            segmentation.windowdiff(*strings, window), abs=1e-9
        )
        assert pk(a, b, UNIT_NS, window).value == pytest.approx(segmentation.pk(*strings, window), abs=1e-9)


def test_both_are_segevals_with_its_own_window() -> None:
    """On 200 random cases, with half the mean length of the reference's parts."""
    for first, second in random_pairs(4, lambda first, _: window_units([laid(first)], UNIT_NS) < len(first)):
        a, b = laid(first), laid(second)
        # segeval takes the reference second.
        peers = masses(second), masses(first)

        assert window_units([a], UNIT_NS) == segeval.compute_window_size(peers[1])
        assert window_diff(a, b, UNIT_NS).value == pytest.approx(float(segeval.window_diff(*peers)), abs=1e-9)
        assert pk(a, b, UNIT_NS).value == pytest.approx(float(segeval.pk(*peers)), abs=1e-9)


def test_a_window_as_long_as_everything_is_said_to_leave_them_undefined() -> None:
    """No window, no share of windows."""
    a = laid("aab")

    for measure in (pk, window_diff):
        found = measure(a, a, UNIT_NS, 3)
        assert found.value is None
        assert found.why == TOO_SHORT


def test_nobody_having_a_boundary_is_full_agreement() -> None:
    """No window differs."""
    a = laid("aaaaaaaa")

    assert pk(a, a, UNIT_NS).value == 0
    assert window_diff(a, a, UNIT_NS).value == 0
