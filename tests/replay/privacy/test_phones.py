"""Telephone numbers as people write them in many countries, and numbers of other things."""

import pytest

from replay.privacy.detectors import phone


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mi número es 612 84 90 37", "612 84 90 37"),
        ("Tel.: 91 481 22 07", "91 481 22 07"),
        ("Móvil: 677.129.048", "677.129.048"),
        ("mój numer to 612 849 037", "612 849 037"),
        ("zadzwoń na 612849037", "612849037"),
        ("kom. 677-129-048", "677-129-048"),
        ("Cell. 338/7712904", "338/7712904"),
        ("o meu número é 912 849 037", "912 849 037"),
        ("moje číslo je 612 849 037", "612 849 037"),
        ("mit nummer er 28 49 03 71", "28 49 03 71"),
        ("text me 4152969286", "4152969286"),
        ("Phone: (212) 605-0741 x204", "(212) 605-0741 x204"),
        ("ring 020 7946 0912 ext 14", "020 7946 0912 ext 14"),
        ("Durchwahl 089 7948343-12", "089 7948343-12"),
        ("| M 07700900182", "07700900182"),
        ("Conserje: Javier Romero, 91 468 34 70", "91 468 34 70"),
        ("Kierownik zmiany: Anna Nowak, 608-103-141", "608-103-141"),
        ("custode 347 3837704", "347 3837704"),
        ("fone 11 3456-7890", "11 3456-7890"),
        ("mi cel es 55 1234 5678", "55 1234 5678"),
        ("gsm: 0478/12.34.56", "0478/12.34.56"),
        ("beni 05321234567 numarasından ara", "05321234567"),
        ("звони 89161234567", "89161234567"),
        ("мой номер 8 916 123-45-67", "8 916 123-45-67"),
        ("το κινητό μου 694 123 4567", "694 123 4567"),
        ("a számom 06 30 123 4567", "06 30 123 4567"),
        ("4155552671 is my new number", "4155552671"),
        ("złap mnie pod 512 482 913", "512 482 913"),
        ("Büro: (0 62 21) 48 29 13", "(0 62 21) 48 29 13"),
        ("Whatsapp +52 1 55 4829 1377", "+52 1 55 4829 1377"),
        ("cep: 0 533 482 91 37", "0 533 482 91 37"),
    ],
)
def test_a_number_is_found_as_its_country_writes_it(text: str, told: str) -> None:
    """In groups, in one, with the number within the house."""
    assert [text[each.start : each.stop] for each in phone.detect(text)] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "zamówienie nr 612849037 wysłane",
        "pedido nº 612849037 enviado",
        "numer seryjny 12345678",
        "номер версии 20230115",
        "line number 12345678",
        "IP numarası 12345678",
        "range 12 3456-7890",
        "KvK-nummer 12345678",
        "ordine n. 3478129034 spedito",
        "Artikel 0151/23456 und 0176-555 sind aus",
        "rev 020 7946 of drawing 0912-14",
        "reach me at 192.168.10.25",
        "call me on 12 03 2025",
        "we sold 612 849 037 pieces",
        "Reparto: Viti Acciaio, 347 3837704 pezzi venduti",
        "Projekt: Neue Halle, 608 103 141 Schrauben",
    ],
)
def test_numbers_of_other_things_are_left(text: str) -> None:
    """Orders, articles, drawings, machines, days."""
    assert not phone.detect(text)
