"""One-time codes as people of many countries write of them, and other numbers beside the same words."""

import pytest

from replay.privacy.detecting import matches_in
from replay.privacy.words import codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("der code ist 48 29 11", "48 29 11"),
        ("your code is 4 8 2 9 1 1", "4 8 2 9 1 1"),
        ("ton code est 482 911", "482 911"),
        ("el codigo es 482911", "482911"),
        ("il codice è 482911", "482911"),
        ("o código é 482911", "482911"),
        ("kod to 482911", "482911"),
        ("bekomme code 482911 von paypal", "482911"),
        ("they texted me 482911 as the code", "482911"),
        ("the sms says 482911", "482911"),
        ("código de verificação: 482911", "482911"),
        ("kod weryfikacyjny 482911", "482911"),
    ],
)
def test_a_code_is_found_as_it_is_told(text: str, code: str) -> None:
    """In groups or without, with accents or without."""
    assert [
        text[each.start : each.stop] for each in matches_in(text) if each.category == "one-time-code"
    ] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "codice fiscale 482911", "code postal 48291", "código de barras: 482911",
        "kod pocztowy 482911",
        "error code is 482911", "code review: 482911", "the dress code is 2024 festive",
        "promo code: 482911",
        "source code has 482911 lines", "Kundencode: 482911", "we sent 482911 letters",
        "the code sent in 2024",
    ],
)  # fmt: skip
def test_a_code_that_stays_is_none(text: str) -> None:
    """Of places, articles, mistakes, programs."""
    assert "one-time-code" not in [each.category for each in matches_in(text)]


@pytest.mark.parametrize(
    "title",
    ["Inserisci il codice", "Voer de code in", "Wprowadź kod SMS", "Introduza o código",
     "Saisissez le code reçu", "Verificação em duas etapas", "Confirm it's you"],
)  # fmt: skip
def test_pages_ask_for_codes_in_many_languages(title: str) -> None:
    """With accents or without."""
    assert codes.DIALOG.search(title)


@pytest.mark.parametrize("title", ["Codice fiscale", "Discount codes", "Code postal", "Source code - GitHub"])
def test_pages_about_other_codes_do_not(title: str) -> None:
    """A word for codes alone says nothing."""
    assert not codes.DIALOG.search(title)
