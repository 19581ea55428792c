"""What words on a finding come to: one person's last word, and two people's where the policy asks for two."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.annotations import Verdict
from replay.privacy.deciding import Word, decided, decision, for_same_secret
from replay.privacy.errors import PolicyError
from replay.privacy.finding import Finding
from replay.privacy.policy import DEFAULT_POLICY, Policy
from replay.privacy.policy_text import parse_policy

FOUND = Finding("f", "password", "typed", 0, 1, "critical", 0.9, "r", "p", 0, 4, "abcd")
FOUR = Policy(four_eyes=frozenset({"password"}))


def words(*said: tuple[str, Verdict]) -> list[Word]:
    """Return words said one after the other."""
    return [Word(who, "f", verdict, number) for number, (who, verdict) in enumerate(said)]


def status(said: Sequence[Word], policy: Policy = FOUR) -> str:
    """Return the status that words give a finding."""
    return decided([FOUND], said, policy)[0].status


@pytest.mark.parametrize(
    ("said", "one", "two"),
    [
        (words(), "new", "new"),
        (words(("ann", "accepted")), "confirmed", "new"),
        (words(("ann", "rejected")), "rejected", "new"),
        (words(("ann", "accepted"), ("ben", "accepted")), "confirmed", "confirmed"),
        (words(("ann", "accepted"), ("ben", "adjusted")), "confirmed", "confirmed"),
        (words(("ann", "rejected"), ("ben", "rejected")), "rejected", "rejected"),
        (words(("ann", "accepted"), ("ann", "accepted")), "confirmed", "new"),
        (words(("ann", "accepted"), (" ANN ", "accepted")), "confirmed", "new"),
        (words(("ann", "accepted"), ("ben", "rejected")), "rejected", "new"),
        (words(("ann", "accepted"), ("ben", "rejected"), ("ann", "rejected")), "rejected", "rejected"),
        (words(("ann", "accepted"), ("ben", "accepted"), ("eve", "rejected")), "rejected", "new"),
        (words(("ann", "accepted"), ("ben", "accepted"), ("eve", "skipped")), "deferred", "confirmed"),
        (words(("eve", "skipped")), "deferred", "deferred"),
        (words(("eve", "skipped"), ("ann", "accepted"), ("ben", "accepted")), "confirmed", "confirmed"),
        (words(("ann", "accepted"), ("ann", "applied")), "applied", "applied"),
        (words(("ann", "accepted"), ("bot", "verified")), "verified", "verified"),
        (words(("bot", "applied"), ("ann", "rejected")), "rejected", "new"),
    ],
)
def test_words_come_to_a_status(said: list[Word], one: str, two: str) -> None:
    """By the policy that asks for one person, and by the one that asks for two."""
    assert status(said, DEFAULT_POLICY) == one
    assert status(said) == two


def test_a_finding_says_who_decided_and_that_a_second_is_due() -> None:
    """It stays open until then."""
    (found,) = decided([FOUND], words(("ann", "accepted")), FOUR)

    assert (found.decided_by, found.needs_second, found.is_open) == (("ann",), True, True)
    assert found.record()["decided_by"] == ["ann"]


def test_a_severity_can_ask_for_two_as_well() -> None:
    """Other findings are decided by one."""
    policy = Policy(four_eyes=frozenset({"critical"}))
    mild = replace(FOUND, severity="low")

    assert decided([FOUND], words(("ann", "rejected")), policy)[0].status == "new"
    assert decided([mild], words(("ann", "rejected")), policy)[0].status == "rejected"


@given(
    st.lists(st.tuples(st.sampled_from(["ann", "Ann ", "ANN"]), st.sampled_from(["accepted", "rejected"])))
)
def test_nobody_is_their_own_second(said: list[tuple[str, Verdict]]) -> None:
    """However often and however written."""
    assert decision(words(*said), due=True).status == "new"


@given(
    st.permutations(words(("ann", "accepted"), ("ben", "accepted"), ("ben", "rejected"), ("bot", "applied")))
)
def test_the_order_in_which_words_come_does_not_matter(said: list[Word]) -> None:
    """They have times."""
    assert decision(said, due=True).status == "applied"


def test_a_policy_tells_it() -> None:
    """By categories and severities, which must be there."""
    text = "version = 1\n[four_eyes]\ncategories = ['password']\nseverities = ['high']"

    assert parse_policy(text).four_eyes == {"password", "high"}
    for wrong in ("four_eyes = 1", "[four_eyes]\ncategories = ['x']", "[four_eyes]\nwho = []"):
        with pytest.raises(PolicyError, match="four_eyes"):
            parse_policy(f"version = 1\n{wrong}")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"a": "accepted"}, "confirmed"),
        ({"a": "rejected", "b": "rejected"}, "rejected"),
        ({"a": "adjusted"}, "confirmed"),
        ({"a": "accepted", "b": "rejected"}, "new"),
        ({"a": "applied"}, "new"),
        ({"other": "accepted"}, "new"),
    ],
)
def test_a_word_on_one_place_of_a_secret_goes_for_a_place_that_nobody_saw(
    said: dict[str, Verdict], status: str
) -> None:
    """A picture's line that only a scan reads, in another case; another secret or a quarrel says nothing."""
    typed = [replace(FOUND, id=name, text="Abcd-1") for name in ("a", "b")]
    screen = replace(FOUND, id="s", channel="screen", text="abcd1 ")
    every = [*typed, replace(FOUND, id="other", text="another"), screen]

    found = decided(every, [Word("ann", name, verdict) for name, verdict in said.items()])

    assert found[-1].status == status


def test_texts_that_are_not_known_are_no_same_secret() -> None:
    """A list of findings without the secrets themselves has only their ids."""
    said = {"a": words(("ann", "accepted"))}

    assert for_same_secret([("a", "password", ""), ("b", "password", "")], said) == said
