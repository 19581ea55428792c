"""Gamma through its own package."""

import sys

import numpy as np
import pytest

from formats.errors import MissingExtraError
from replay.annotate.agreement.gamma import MOST_SEGMENTS, gamma
from tests.replay.annotate.agreement.laid import laid


def test_equal_work_agrees_fully_and_other_work_less() -> None:
    """1 for the same; the further off, the less; the same again for the same."""
    a = laid("aaaabbbb..cccaaaabbbbbccc")
    near = laid("aaabbbbb..cccaaaabbbbcccc")
    far = laid("abcabcabcabcabcabcabcabca")

    assert gamma(a, a).value == pytest.approx(1)
    assert 0.5 < (gamma(a, near).value or 0) < 1
    assert (gamma(a, far).value or 0) < 0.3
    assert gamma(a, near) == gamma(a, near)


def test_chance_is_left_as_it_was() -> None:
    """A seed for one figure is none for the program."""
    np.random.seed(7)
    expected = np.random.random()
    np.random.seed(7)

    gamma(laid("aabb"), laid("abbb"))

    assert np.random.random() == expected


def test_what_cannot_be_computed_says_why() -> None:
    """No segments, or too many of them."""
    many = laid("ab" * MOST_SEGMENTS)

    assert gamma(laid("...."), laid("aabb")).why == "one of them has no segment"
    assert gamma(many, many).why == "more than 500 segments would take too long"


def test_without_the_extra_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """And how to get it."""
    monkeypatch.setitem(sys.modules, "pygamma_agreement", None)

    with pytest.raises(MissingExtraError, match=r"gamma needs an extra: pip install 'replay-desk\[gamma\]'"):
        gamma(laid("aabb"), laid("abbb"))
