"""What words on a finding come to: one person's last word, and two people's where the policy asks for two."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.annotations import Verdict
from replay.privacy.errors import PolicyError
from replay.privacy.finding import Finding
from replay.privacy.policy import DEFAULT_POLICY, Policy
from replay.privacy.policy_text import parse_policy
from replay.privacy.review.deciding import (
    Word,
    decided,
    decision,
    for_same_secret,
    others_last,
    told_apart,
    who_must,
)

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
    shares = parse_policy(f"{text}\nshared_logins = true")

    assert parse_policy(text).four_eyes == {"password", "high"}
    assert (parse_policy(text).shared_logins, shares.shared_logins) == (False, True)
    wrong_tables = ("categories = ['x']", "who = []", "shared_logins = 'yes'")
    for wrong in ("four_eyes = 1", *(f"[four_eyes]\n{table}" for table in wrong_tables)):
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


def by_logins(*said: tuple[str, str]) -> list[Word]:
    """Return words that all confirm, each by a name from a login."""
    return [Word(who, "f", "accepted", number, login) for number, (who, login) in enumerate(said)]


@pytest.mark.parametrize(
    ("said", "names_and_logins", "names_alone"),
    [
        ([("ann", "l1"), ("ben", "l2")], "confirmed", "confirmed"),
        ([("ann", "l1"), ("ben", "l1")], "new", "confirmed"),
        ([("ann", "l1"), ("ben", "L1 ")], "new", "confirmed"),
        ([("ann", "l1"), ("Ann", "l2")], "new", "new"),
        ([("ann", "l1"), ("ben", "l1"), ("eve", "l2")], "confirmed", "confirmed"),
        ([("ann", ""), ("ben", "")], "confirmed", "confirmed"),
        ([("ann", ""), ("ann", "l1")], "new", "new"),
        ([("ann", ""), ("ben", "l1")], "confirmed", "confirmed"),
        ([("ann", ""), ("ann", "l1"), ("ben", "l1")], "new", "confirmed"),
        ([("ann", "l1"), ("ann", "l2"), ("ben", "l1")], "new", "confirmed"),
        ([("l1", "ann"), ("ann", "l1")], "confirmed", "confirmed"),
    ],
)
def test_a_second_person_has_another_name_and_another_login(
    said: list[tuple[str, str]], names_and_logins: str, names_alone: str
) -> None:
    """A setting changes the name; where the policy says that a login is shared, names alone count."""
    shared = replace(FOUR, shared_logins=True)

    assert status(by_logins(*said)) == names_and_logins
    assert status(by_logins(*said), shared) == names_alone
    assert status(by_logins(*said), DEFAULT_POLICY) == "confirmed"


def test_why_a_second_word_does_not_count_is_told() -> None:
    """By the finding, and by the record that `scan --json` prints; not where one name spoke."""
    (two,) = decided([FOUND], by_logins(("ann", "l1"), ("ben", "l1")), FOUR)
    (one,) = decided([FOUND], by_logins(("ann", "l1"), ("ann", "l2")), FOUR)

    assert (two.decided_by, two.needs_second, two.one_login) == (("ann", "ben"), True, True)
    assert two.record()["one_login"] is True
    assert (one.needs_second, one.one_login) == (True, False)


@pytest.mark.parametrize(
    ("said", "shared", "by_names"),
    [
        ([("ann", "l1"), ("ben", "l2")], False, False),
        ([("ann", "l1"), ("ben", "l2")], True, True),
        ([("ann", "l1"), ("ben", "")], False, True),
        ([("ann", "l1"), ("ben", ""), ("eve", "l3")], False, False),
    ],
)
def test_whether_names_alone_told_two_apart_is_known(
    said: list[tuple[str, str]], *, shared: bool, by_names: bool
) -> None:
    """For the certificate."""
    assert decision(by_logins(*said), due=True, shared_logins=shared).by_names is by_names


@pytest.mark.parametrize(
    ("on", "shared", "says"),
    [
        ([], False, ""),
        ([["l1"]], False, ""),
        ([["l1", "l2"]], False, "by name and login"),
        ([["l1", "l2"], ["l1", ""]], False, "by name and login, but on 1 of 2 findings by their names alone"),
        ([["", ""]], False, "by name and login, but on all findings by their names alone"),
        ([["l1", "l1"]], True, "by their names alone: the policy says that they share a login"),
    ],
)
def test_how_two_were_told_apart_is_said(on: list[list[str]], *, shared: bool, says: str) -> None:
    """Of findings on which two have decided alone."""
    each = [by_logins(*zip(["ann", "ben"], logins, strict=False)) for logins in on]
    decisions = [decision(said, due=True, shared_logins=shared) for said in each]

    assert told_apart(decisions, shared_logins=shared).startswith(says)
    assert bool(told_apart(decisions, shared_logins=shared)) is bool(says)


@given(st.lists(st.sampled_from(["ann", "ben", "eve"]), min_size=1))
def test_nobody_is_their_own_second_by_another_name(said: list[str]) -> None:
    """However many names one login takes."""
    assert decision(by_logins(*((name, "l1") for name in said)), due=True).status == "new"


def said_by(*said: tuple[str, str, Verdict]) -> list[Word]:
    """Return words said one after the other, each by a name from a login."""
    return [Word(who, "f", verdict, number, login) for number, (who, login, verdict) in enumerate(said)]


@pytest.mark.parametrize(
    ("second", "comes_to", "against"),
    [("rejected", "rejected", ()), ("accepted", "new", ("ben",))],
)
def test_what_one_login_said_under_two_names_is_its_last_word(
    second: Verdict, comes_to: str, against: tuple[str, ...]
) -> None:
    """A second login ends it by saying the same; else it would be open for as long as a name is gone."""
    said = said_by(("ann", "l1", "accepted"), ("ben", "l1", "rejected"), ("eve", "l2", second))

    found = decision(said, due=True)

    assert (found.status, found.against) == (comes_to, against)


def test_one_person_gives_in_under_any_name() -> None:
    """Of one login; where logins are shared each name for itself."""
    said = said_by(("ann", "l1", "rejected"), ("eve", "l2", "accepted"), ("ben", "l1", "accepted"))

    assert decision(said, due=True).status == "confirmed"
    assert decision(said, due=True, shared_logins=True).against == ("ann",)


def test_who_takes_a_word_back_under_another_name_says_nothing() -> None:
    """What is left for later is not decided, whichever name had."""
    said = said_by(("ann", "l1", "accepted"), ("eve", "l2", "accepted"), ("ben", "l1", "skipped"))

    assert decision(said, due=True).by == ("eve",)
    assert decision(said, due=True).needs_second


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        (
            said_by(("ann", "l1", "accepted")),
            "ann decided, and a second person must, by another name and login",
        ),
        (
            said_by(("ann", "l1", "accepted"), ("ben", "l1", "accepted")),
            "ann and ben decided from one login, which is one person, and a second person must, by another",
        ),
        (
            said_by(("ann", "l1", "accepted"), ("eve", "l2", "rejected")),
            "eve decided, ann otherwise: it stays open until they agree",
        ),
    ],
)
def test_who_must_decide_is_told(said: list[Word], tells: str) -> None:
    """One line, with who has said what until now."""
    told = decision(said, due=True)

    must = who_must(told.by, told.against, one_login=told.one_login, shared_logins=False)
    assert must.startswith(tells)


def test_where_logins_are_shared_a_second_one_is_not_asked_for() -> None:
    """A name tells people apart then, and nobody looks for a login that they need not have."""
    told = decision(said_by(("ann", "l1", "accepted")), due=True, shared_logins=True)

    must = who_must(told.by, told.against, one_login=told.one_login, shared_logins=True)
    assert must == "ann decided, and a second person must, by another name"


def test_names_are_compared_in_one_way() -> None:
    """In any case and with any spaces: nobody contradicts themselves."""
    said = said_by(("Ann", "", "rejected"), ("eve", "", "accepted"))

    assert [word.author for word in others_last(said, " ann ", shared_logins=False)] == ["eve"]
    assert [word.author for word in others_last(said, "EVE", shared_logins=False)] == ["Ann"]


def test_what_was_done_with_a_finding_joins_nobody() -> None:
    """Copies are marked in one name from everybody's login."""
    done = [Word("replay", "f", "applied", number, login) for number, login in enumerate(["l1", "l2"], -2)]

    assert status([*done, *by_logins(("ann", "l1"), ("ben", "l2"))]) == "confirmed"
