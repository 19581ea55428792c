"""A recording goes nowhere that the recorded person did not agree to."""

import datetime as dt
from dataclasses import replace

import pytest

from formats.model.header import Consent
from replay.privacy.consent import handed_on, names_none, narrowed, opening_refusal, opening_warning, refusal

TODAY = dt.date(2026, 11, 25)
AGREED = Consent("Maria", ("research", "training"), until="2026-11-25")


@pytest.mark.parametrize("purpose", ["research", " Training "])
def test_an_agreed_purpose_is_free_up_to_the_last_day(purpose: str) -> None:
    """That day included."""
    assert not refusal(AGREED, purpose, TODAY)
    assert "ended on 2026-11-25" in refusal(AGREED, purpose, TODAY + dt.timedelta(days=1))


@pytest.mark.parametrize(("purpose", "said"), [("", "no purpose"), ("sale", "not for sale")])
def test_another_purpose_or_none_is_refused(purpose: str, said: str) -> None:
    """With what was agreed to."""
    assert said in refusal(AGREED, purpose, TODAY)
    assert "research, training" in refusal(AGREED, purpose, TODAY)


def test_a_withdrawn_consent_refuses_everything() -> None:
    """Whatever it once allowed."""
    assert "withdrew" in refusal(Consent(purposes=("research",), withdrawn=True), "research", TODAY)


def test_a_day_that_cannot_be_read_is_no_day() -> None:
    """What is not understood is not allowed."""
    assert "cannot be read" in refusal(Consent(until="next year"), "", TODAY)


@pytest.mark.parametrize("consent", [Consent("Maria"), Consent(given_utc_ns=1), Consent(until="2999-01-01")])
def test_a_consent_that_names_no_purpose_covers_none(consent: Consent) -> None:
    """Unless whoever asks knows better; what else is against it counts all the same."""
    assert "names no purpose, and so covers none" in refusal(consent, "research", TODAY)
    assert not refusal(consent, "research", TODAY, unnamed=True)
    assert "withdrew" in refusal(replace(consent, withdrawn=True), "research", TODAY, unnamed=True)
    assert names_none(consent)


def test_without_a_consent_none_needs_to_be_stated() -> None:
    """A last day to keep a recording is none."""
    assert not refusal(None, "", TODAY)
    assert not names_none(None)
    assert not names_none(Consent(retain_until="2999-01-01"))
    assert not names_none(AGREED)


def test_after_the_last_day_it_may_be_kept_nothing_is_looked_at() -> None:
    """That day included it is; a day that cannot be read is none, and without one there is no end."""
    kept = Consent("Maria", retain_until="2026-11-25")

    assert not opening_refusal(kept, TODAY)
    assert "deleted after 2026-11-25" in opening_refusal(kept, TODAY + dt.timedelta(days=1))
    assert "deleted after 2026-11-25" in refusal(kept, "", TODAY + dt.timedelta(days=1))
    assert "cannot be read" in opening_refusal(Consent(retain_until="soon"), TODAY)
    assert "withdrew" in opening_refusal(Consent(withdrawn=True), TODAY)
    assert not opening_refusal(None, TODAY)


def test_a_consent_that_ended_is_a_word_to_whoever_looks() -> None:
    """Only handing on is refused."""
    assert "ended on 2026-11-25" in opening_warning(AGREED, TODAY + dt.timedelta(days=1))
    assert not opening_warning(AGREED, TODAY)
    assert not opening_refusal(AGREED, TODAY + dt.timedelta(days=1))


def test_who_imports_may_narrow_a_consent_and_not_widen_it() -> None:
    """Purposes to some of those agreed to, days to earlier ones; who agreed stays who agreed."""
    asked = Consent("somebody", (" Research",), None, "2027-01-01", "2026-12-31")

    found, why = narrowed(AGREED, asked)
    assert (why, found.person, found.purposes) == ("", "Maria", (" Research",))
    assert (found.until, found.retain_until) == ("2026-11-25", "2026-12-31")
    assert narrowed(AGREED, Consent()) == (AGREED, "")
    assert narrowed(None, asked) == (asked, "")
    assert "not for sale" in narrowed(AGREED, Consent(purposes=("research", "sale")))[1]
    assert narrowed(Consent(withdrawn=True), asked)[0].withdrawn


def test_what_is_handed_on_is_for_the_stated_purpose_alone() -> None:
    """All else that was agreed to stays, and where nothing was agreed to nothing is made up."""
    assert handed_on(AGREED, "training") == Consent("Maria", ("training",), until="2026-11-25")
    assert handed_on(Consent("Maria"), "training") == Consent("Maria", ("training",))
    assert handed_on(AGREED, "") == AGREED
    assert handed_on(None, "training") is None
