"""A recording goes nowhere that the recorded person did not agree to."""

import datetime as dt

import pytest

from formats.model.header import Consent
from replay.privacy.consent import refusal

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


def test_without_purposes_none_needs_to_be_stated() -> None:
    """Nor where no consent was recorded at all."""
    assert not refusal(Consent("Maria"), "", TODAY)
    assert not refusal(None, "", TODAY)
