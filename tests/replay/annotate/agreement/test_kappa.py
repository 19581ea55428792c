"""Cohen's kappa on time: nltk's figure on units, without cutting time into any."""

import pytest
from nltk.metrics.agreement import AnnotationTask

from replay.annotate.agreement.intervals import vocabulary
from replay.annotate.agreement.kappa import kappa
from tests.replay.annotate.agreement.laid import laid, random_pairs


def test_kappa_is_nltks() -> None:
    """On 200 random cases, gaps being a label of their own."""
    for first, second in random_pairs(1, lambda first, second: len({*first, *second}) > 1):
        a, b = laid(first), laid(second)
        task = AnnotationTask(
            [("a", i, letter) for i, letter in enumerate(first)]
            + [("b", i, letter) for i, letter in enumerate(second)]
        )

        ours = kappa(a, b, vocabulary([a, b])).value

        assert ours == pytest.approx(task.kappa(), abs=1e-9)


def test_kappa_without_gaps_is_of_what_both_labelled() -> None:
    """Where gaps are missing, it is the kappa of the time that remains."""
    a, b = laid("aab..bba"), laid("abbb..ba")
    short_a, short_b = laid("aabba"), laid("abbba")

    ours = kappa(a, b, vocabulary([a, b], gaps=False))

    assert ours == kappa(short_a, short_b, vocabulary([short_a, short_b], gaps=False))


def test_kappa_of_one_label_is_said_to_be_undefined() -> None:
    """Neither 0 nor 1 nor NaN: a sentence."""
    a = laid("aaaa")

    found = kappa(a, a, vocabulary([a], gaps=False))

    assert found.value is None
    assert found.why == "both use one label only"


def test_kappa_of_nothing_is_said_to_be_undefined() -> None:
    """Two who never judged the same time cannot be compared."""
    a, b = laid("aa.."), laid("..bb")

    found = kappa(a, b, vocabulary([a, b], gaps=False))

    assert found.value is None
    assert found.why == "there is no time that both judged"


def test_kappa_of_chance_is_zero_and_of_contradiction_below() -> None:
    """It is no share: 0 is what chance gives, and it can be negative."""
    words = ("a", "b")

    assert kappa(laid("aabb"), laid("abab"), words).value == pytest.approx(0)
    assert kappa(laid("aabb"), laid("bbaa"), words).value == pytest.approx(-1)
