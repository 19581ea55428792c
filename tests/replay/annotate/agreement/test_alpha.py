"""Krippendorff's alpha on time: nltk's figure on units, with annotators who missed parts."""

import random

import pytest
from nltk.metrics.agreement import AnnotationTask

from replay.annotate.agreement.alpha import alpha
from replay.annotate.agreement.intervals import vocabulary
from tests.replay.annotate.agreement.laid import CASES, GAP, UNIT_NS, laid, random_letters


def test_alpha_is_nltks() -> None:
    """On 200 random cases of 2 to 5 annotators; what one did not label is missing."""
    chance = random.Random(2)
    seen = 0
    while seen < CASES:
        units = chance.randint(2, 60)
        people = [random_letters(chance, units) for _ in range(chance.randint(2, 5))]
        triples = [(str(n), i, c) for n, all_ in enumerate(people) for i, c in enumerate(all_) if c != GAP]
        given = [len([1 for _, i, _ in triples if i == unit]) for unit in range(units)]
        judged = {c for _, i, c in triples if given[i] > 1}
        if len(judged) < 2:
            continue
        labellings = [laid(letters) for letters in people]

        ours = alpha(labellings, vocabulary(labellings, gaps=False), UNIT_NS).value

        assert ours == pytest.approx(AnnotationTask(triples).alpha(), abs=1e-9)
        seen += 1


def test_alpha_is_the_same_with_somebody_who_did_nothing() -> None:
    """Who did not work on a recording has no say in it."""
    a, b = laid("aabb.a"), laid("abbb.a")
    words = vocabulary([a, b])

    assert alpha([a, None, b], words, UNIT_NS) == alpha([a, b], words, UNIT_NS)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [("aaa", "aaa", "all use one label only"), ("aa..", "..bb", "there is no time that two judged")],
)
def test_alpha_that_is_undefined_says_why(first: str, second: str, why: str) -> None:
    """Neither 0 nor 1 nor NaN: a sentence."""
    labellings = [laid(first), laid(second)]

    found = alpha(labellings, vocabulary(labellings, gaps=False), UNIT_NS)

    assert found.value is None
    assert found.why == why
