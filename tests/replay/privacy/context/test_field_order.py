"""The order of fields: a login's is a name and a password, a form's goes on, and has numbers in it."""

import pytest

from replay.privacy.context.entries import Entry
from replay.privacy.context.field_order import form_before
from replay.privacy.finding import ChannelText
from replay.privacy.likeness import is_file_name, is_reference, is_strong
from replay.privacy.policy import DOUBTFUL
from tests.replay.privacy.context.test_rules import password_of
from tests.replay.privacy.typing import found, texts, typist


@pytest.mark.parametrize(
    "number", ["AB-4471-XK9", "ORD2231XK9", "R-4471/22b", "RR123456785DE", "1Z999AA10123456784"]
)
def test_the_number_of_a_matter_is_no_password(number: str) -> None:
    """In a form of contact, by its title; and by the text behind it, whatever the title."""
    assert password_of("Contact us - ACME - Google Chrome", "Anna Miller", "ann@example.com", number) == []
    assert password_of("Track your order - ACME", "ann@example.com", number) == []
    assert (
        password_of("ACME - Google Chrome", "ann@example.com", number, "It has not come, please help.") == []
    )


def test_two_fields_and_no_more_may_be_a_login_whatever_the_second_looks_like() -> None:
    """In doubt, for it looks like a number of something."""
    ann = typist()
    ann.window("chrome", "ACME - Google Chrome")
    ann.click()
    ann.type("ann@example.com")
    ann.key("Tab")
    ann.type("AB-4471-XK9\n")

    (finding,) = found(ann.recording(), "password")

    assert finding.confidence < DOUBTFUL
    assert password_of("ACME", "ann@example.com", "Horse42!battery") == ["Horse42!battery"]
    assert password_of("Support - ACME", "ann@example.com", "sunshine12") == ["sunshine12"]
    assert password_of("Sign in - ACME", "ann@example.com", "AB-4471-XK9") == ["AB-4471-XK9"]


def test_a_card_behind_a_password_is_no_message() -> None:
    """An account is made, and something bought, in one form: that is as sure as any login."""
    ann = typist()
    ann.window("chrome", "Order 4471 - Chromium")
    ann.click()
    for value in ("Ann Miller", "ann@example.com", "Tulip-Harbour-29", "4111 1111 1111 1111"):
        ann.type(value)
        ann.key("Tab")

    (finding,) = found(ann.recording(), "password")

    assert (finding.text, finding.severity) == ("Tulip-Harbour-29", "critical")


def test_a_form_of_an_account_goes_on_behind_the_password() -> None:
    """The same again, or a name: what is before it is one all the same."""
    assert password_of("ACME", "ann@example.com", "sunshine12", "sunshine12") == ["sunshine12", "sunshine12"]
    assert password_of("ACME", "ann@example.com", "Horse42!battery", "Ann Miller") == ["Horse42!battery"]


@pytest.mark.parametrize(
    "name",
    [
        "Report_Q3-Final(2).docx",
        "Budget_2026-v2_FINAL!",
        "IMG_2031-Edit@2x.png",
        "Backup-2026_01(2)",
        "Offer#4471_ACME-v2.docx",
    ],
)
def test_a_name_of_a_file_is_no_password(name: str) -> None:
    """Whatever signs are in it."""
    ann = typist()
    ann.window("gimp", "Save As")
    ann.click()
    ann.type(f"{name}\n")

    assert texts(ann.recording(), "password") == []
    assert is_file_name(name)


@pytest.mark.parametrize("word", ["Summer-2024-Rome!", "Horse-Battery_42!", "X7$kP9-Q4m_1ZB", "WINTER2024"])
def test_words_with_signs_are_no_names_of_files(word: str) -> None:
    """Nor numbers of anything."""
    assert not is_file_name(word)
    assert not is_reference(word)


def test_a_strong_one_is_told_wherever_it_stands_alone() -> None:
    """In need of a decision."""
    assert is_strong("Summer-2024-Rome!")
    assert not is_strong("R-4471/22b")


@pytest.mark.parametrize(
    "name",
    ["shop-assets-2025-eu1", "fix/PRJ-8715-round-prices", "MAX_RETRIES3", "frostbyte_77", "Windows11Pro"],
)
def test_names_of_things_are_not_strong(name: str) -> None:
    """Of buckets, branches, constants, people and products."""
    assert not is_strong(name)


def test_a_form_has_no_more_fields_than_somebody_fills_in() -> None:
    """Of a table that goes on with Tab for ever, the last of them are looked at."""
    text = ChannelText("typed", "s0", "x", 0, 1, window="table.xlsx")
    every = [Entry(text, 0, "x", "tab", "tab", number, number) for number in range(500)]

    assert len(form_before(every, 3)) == 3
    assert len(form_before(every, 499)) == 40
