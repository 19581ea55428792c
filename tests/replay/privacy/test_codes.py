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
        ("engangskode fra banken: 482911", "482911"),
        ("vahvistuskoodi on 482911", "482911"),
        ("codul de verificare este 482911", "482911"),
        ("ο κωδικός επαλήθευσης είναι 482911", "482911"),
        ("přišla mi sms s kódem 7719", "7719"),
        ("пришёл код 7712", "7712"),
        ("j'ai reçu 559201 pour valider le paiement", "559201"),
        ("ik kreeg de code 581204 via sms", "581204"),
        ("die sms ist da, 804271", "804271"),
        ("clave de un solo uso 40918", "40918"),
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
        "the code sent in 2024", "kód zboží 482911", "código do produto 482911", "ürün kodu 482911",
        "код ошибки 4829", "felkoden är 4829", "the text has 482911 characters",
        "we got 482911 orders to confirm", "sms gateway 482911 down",
        "security code audit: 2024 results",
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


@pytest.mark.parametrize(
    "text",
    [
        "Backup codes Google\n4821 9034\n7719 0042",
        "codes de secours facebook\n4821 9930\n1174 0286",
        "kody zapasowe:\n4821 9930\n1174 0286",
        "резервные коды\n4821 9930\n1174 0286",
    ],
)
def test_every_code_kept_in_reserve_is_found(text: str) -> None:
    """Behind their name, in lines below it."""
    found = [text[each.start : each.stop] for each in matches_in(text) if each.category == "one-time-code"]

    assert found == text.split("\n")[1:]
