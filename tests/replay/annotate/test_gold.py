"""Feedback from a gold recording."""

from replay.annotate.gold import NOTHING_DUE, Feedback, feedback
from tests.replay.annotate.agreement.laid import UNIT_NS, random_pairs, segments


def told(own: str, gold: str, until: int | None = None) -> Feedback:
    return feedback(
        segments(own),
        segments(gold),
        tolerance_ns=UNIT_NS,
        duration_ns=len(gold) * UNIT_NS,
        until_ns=None if until is None else until * UNIT_NS,
    )


def test_each_boundary_has_a_verdict() -> None:
    """Right, wrong label, one too many, missed; with how far off it is."""
    found = told("aaaabbbbbbxxxx", "aaabbbbbccdddd")

    assert [(v.t_ns // UNIT_NS, v.kind, v.off_ns // UNIT_NS, v.given, v.due) for v in found.verdicts] == [
        (0, "right", 0, "a", "a"),
        (4, "right", 1, "b", "b"),
        (8, "missed", 0, "b", "c"),
        (10, "label", 0, "x", "d"),
        (14, "right", 0, "", ""),
    ]
    assert found.score.value == 2 * 3 / (4 + 5)


def test_the_gold_itself_is_right() -> None:
    """With a score of 1."""
    for gold, _ in random_pairs(31, lambda gold, _: set(gold) != {"."}):
        found = told(gold, gold)

        assert {verdict.kind for verdict in found.verdicts} == {"right"}
        assert found.score.value == 1


def test_what_is_not_due_yet_is_not_missed() -> None:
    """At any moment of work that is right so far, nothing is wrong."""
    for gold, _ in random_pairs(32):
        for until in range(1, len(gold)):
            found = told(gold[:until] + "." * (len(gold) - until), gold, until)

            assert {verdict.kind for verdict in found.verdicts} <= {"right"}


def test_what_was_passed_over_is_missed_at_once() -> None:
    """As soon as it can no longer be put within the tolerance."""
    gold = "aaaabbbbbb"

    assert [v.kind for v in told("aaaaa.....", gold, 5).verdicts] == ["right"]
    assert [v.kind for v in told("aaaaaa....", gold, 6).verdicts] == ["right", "missed"]


def test_before_anything_is_due_there_is_no_score() -> None:
    """It is said, and is not 0."""
    found = told("....", "....")

    assert (found.score.value, found.score.why) == (None, NOTHING_DUE)
