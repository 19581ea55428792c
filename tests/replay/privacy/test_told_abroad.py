"""Passwords that are told in other languages than English and German, and what is only said of them."""

import pytest

from replay.privacy.detectors import password


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("psw: Gelato2024", "Gelato2024"),
        ("la parola d'accesso è Sirena!4", "Sirena!4"),
        ("la password e' pomodoro1", "pomodoro1"),
        ("la clave del router: Sirena!4", "Sirena!4"),
        ("le puse Torre_alta19 de contraseña", "Torre_alta19"),
        ("j'ai mis Lapin-bleu9 comme mot de passe", "Lapin-bleu9"),
        ("ww is Fietsbel2024", "Fietsbel2024"),
        ("ik heb Molen_wiek19 als wachtwoord ingesteld", "Molen_wiek19"),
        ("zmieniłem hasło na Slonecznik24", "Slonecznik24"),
        ("zaloguj się hasłem Wiatrak_9", "Wiatrak_9"),
        ("ustawiłam Wieza_19 jako haslo", "Wieza_19"),
        ("heslo na wifi je Kapusta88", "Kapusta88"),
        ("lösenordet till wifi är Blomkal88", "Blomkal88"),
        ("kodeord: rugbroed12", "rugbroed12"),
        ("adgangskoden til wifi er Blomkaal88", "Blomkaal88"),
    ],
)
def test_a_password_is_found_in_the_order_of_words_of_a_language(text: str, told: str) -> None:
    """Whatever form the word has, and whether the password stands before it or behind."""
    assert [text[each.start : each.stop] for each in password.detect(text)] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "znowu zapomniałem hasła",
        "hasło musi mieć co najmniej 12 znaków",
        "la clave es hablar con el cliente pronto",
        "la clave primaria es order_id",
        "het wachtwoord is verlopen",
        "la password deve avere almeno 12 caratteri",
        "lösenordet måste ha minst 12 tecken",
        "WW2 als thema",
    ],
)
def test_what_is_said_of_passwords_is_left(text: str) -> None:
    """Forgotten, too short, expired; and keys to success."""
    assert not password.detect(text)
