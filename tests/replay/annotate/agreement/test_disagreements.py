"""Disagreements: what a person walks through."""

import numpy as np

from formats.model.time import Span
from replay.annotate.agreement.axis import axis
from replay.annotate.agreement.disagreements import Disagreement, disagreements
from replay.annotate.agreement.labelling import labelling
from tests.replay.annotate.agreement.laid import UNIT_NS, random_pairs, segments


def found(
    first: str, second: str, tolerance: int = 0, *, out: tuple[int, int] = (0, 0)
) -> list[Disagreement]:
    """Return what differs; `out` is taken out, in units."""
    whole = axis(len(first) * UNIT_NS, [np.array([out], np.int64) * UNIT_NS])
    return disagreements(
        labelling(segments(first), whole),
        labelling(segments(second), whole),
        whole,
        tier="task",
        authors=("ann", "ben"),
        tolerance_ns=tolerance * UNIT_NS,
    )


def units(start: int, end: int) -> Span:
    return Span(start * UNIT_NS, end * UNIT_NS)


def test_the_longest_comes_first() -> None:
    """With both labels and its time in the recording."""
    first, second = found("aabbbbccc..", "aabxxxccccc", 1)

    assert (first.span, first.labels) == (units(3, 6), ("b", "x"))
    assert first.text == "ann: b, ben: x"
    assert (second.span, second.labels) == (units(9, 11), ("", "c"))
    assert second.text == "ann: nothing, ben: c"


def test_without_tolerance_they_are_all_time_with_unlike_labels() -> None:
    """No more, no less, and nothing twice."""
    for first, second in random_pairs(12):
        differs = [one != other for one, other in zip(first, second, strict=True)]

        spans = [each.span for each in found(first, second) if not each.only]

        told = [sum(span.contains(unit * UNIT_NS) for span in spans) for unit in range(len(first))]
        assert told == [int(each) for each in differs]


def test_a_boundary_within_one_label_is_told() -> None:
    """Two who agree on the label may not agree on how often it was done."""
    whole = axis(10 * UNIT_NS)
    once = segments("aaaaaaaaaa")
    twice = [*segments("aaaa......"), *segments("....aaaaaa")]

    [only] = disagreements(
        labelling(once, whole),
        labelling(twice, whole),
        whole,
        tier="task",
        authors=("ann", "ben"),
        tolerance_ns=UNIT_NS,
    )

    assert (only.span, only.only, only.labels) == (units(4, 4), "ben", ("a", "a"))
    assert only.text == "only ben has a boundary, to a; ann goes on"


def test_boundaries_within_the_tolerance_are_no_disagreement() -> None:
    """That is what it is for."""
    assert found("aaaabbbb", "aaabbbbb", 1) == []
    assert [each.span for each in found("aaaabbbb", "aabbbbbb", 1)] == [units(2, 4)]


def test_the_id_is_the_same_when_the_same_is_found_again() -> None:
    """Also with the two named the other way round; decisions hang on it."""
    one = found("aabbb", "aaxbb")
    whole = axis(5 * UNIT_NS)
    other = disagreements(
        labelling(segments("aaxbb"), whole),
        labelling(segments("aabbb"), whole),
        whole,
        tier="task",
        authors=("ben", "ann"),
        tolerance_ns=0,
    )

    assert [each.id for each in one] == [each.id for each in other]
    assert len({each.id for each in found("abcabc", "xbxabx")}) == len(found("abcabc", "xbxabx"))


def test_what_is_taken_out_is_no_disagreement() -> None:
    """And what goes around it is told from its start to its end in the recording."""
    [around] = found("aaabbbbaa", "aaaccccaa", out=(4, 6))

    assert around.span == units(3, 7)
    assert found("aaabbbaa", "aaaccbaa", out=(3, 5)) == []
