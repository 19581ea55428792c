"""The lines above a line tell what it is: a sentence goes on in it, or announces a code that stands alone."""

import pytest

from replay.privacy.page.codes import kept_codes, told_above
from replay.privacy.page.layout import Page
from replay.privacy.policy import DEFAULT_POLICY
from tests.replay.privacy.shown_texts import shown, under


def told(*lines: str) -> list[tuple[str, str]]:
    return [(each.category, each.text) for each in told_above(Page(under(*lines)), DEFAULT_POLICY)]


@pytest.mark.parametrize(
    "lines",
    [
        ("Enter this code to confirm your", "email address:", "482913"),
        ("Deine TAN für die Überweisung:", "482913"),
        ("Voici votre code de connexion :", "482913"),
        ("Your verification code is", "482913. It expires soon."),
    ],
)
def test_a_code_below_the_sentence_that_announces_it(lines: tuple[str, ...]) -> None:
    """As mails and messages break their lines."""
    assert told(*lines) == [("one-time-code", "482913")]


def test_what_goes_on_in_the_next_line() -> None:
    """Dates and passwords of a narrow message."""
    assert told("Mein Geburtsdatum ist der", "18.05.1998") == [("birth-date", "18.05.1998")]
    assert told("Ihr vorläufiges Passwort lautet:", "Correct_606") == [("password", "Correct_606")]


def test_numbers_below_other_things_are_none() -> None:
    """The head of a column that is called "Code", orders, codes of places."""
    assert told("Code", "482913") == []
    assert told("Ihre Bestellung", "482913") == []
    assert told("Bitte geben Sie die Postleitzahl an:", "48291") == []


def test_codes_in_reserve_stand_below_their_name() -> None:
    """In columns, with a sentence between; two numbers are no list."""
    lines = [("Backup codes", (100, 100, 96, 16)), ("Keep them in a safe place.", (100, 122, 200, 16))]
    codes = [
        (f"{row}146 569{row}", (100 + 150 * (row % 2), 150 + 24 * (row // 2), 72, 16)) for row in range(4)
    ]

    every = kept_codes(Page(shown(*lines, *codes)), DEFAULT_POLICY)

    assert [each.text for each in every] == [text for text, _ in codes]
    assert kept_codes(Page(shown(*lines, *codes[:2])), DEFAULT_POLICY) == []
