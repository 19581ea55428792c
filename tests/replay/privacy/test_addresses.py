"""Addresses in the order of many countries, with the flat and the town."""

import pytest

from replay.privacy.detectors import address


@pytest.mark.parametrize(
    "told",
    [
        "14 bis rue des Lilas, 69003 Lyon",
        "27, avenue Jean-Jaurès, appt 12, 31000 Toulouse",
        "Piazza San Carlo 7/B, interno 4, 10121 Torino (TO)",
        "calle Mayor 14, 3º B, 28013 Madrid",
        "Avda. de la Constitución, 27, 2º izq., 41001 Sevilla",
        "C/ Alcalá 231, 4ºD",
        "Van Goghlaan 27 bis, 3583 AB Utrecht",
        "Kerkstraat 14-2, 1017 GK Amsterdam",
        "ul. Mickiewicza 14 m. 3, 00-950 Warszawa",
        "ul. Długa 27/5, 31-147 Kraków",
        "Rua Augusta 14, 3º esq., 1100-053 Lisboa",
        "Dlouhá 14, 110 00 Praha 1",
        "Storgatan 14 lgh 1102, 211 34 Malmö",
        "Vestergade 14, 2. tv., 8000 Aarhus C",
        "Flat 4, 22 Elm Court, Bristol BS1 4DJ",
        "Unit 7, 310 Collins Street",
        "Lindenallee 14, 3. OG links, 50667 Köln",
        "1420 N Vermont Ave Apt 5C, Los Angeles, CA 90027",
        "35 W 4th Street, Chicago, IL 60618",
        "350 5th Avenue, New York, NY 10118",
        "Na Příkopě 14, 110 00 Praha 1",
        "Mannerheimintie 14 A 5, 00100 Helsinki",
        "1052 Budapest, Váci utca 14",
        "Strada Lalelelor nr. 14, bl. B2, ap. 5",
        "Atatürk Cad. No: 14 D: 5, 34394 Şişli",
        "ул. Ленина, д. 14, кв. 5",
        "вул. Шевченка 14, кв. 8",
        "Ερμού 14, 105 63 Αθήνα",
        "Ilica 14, 10000 Zagreb",
        "52 Harbour View",
        "Im Winkel 5",
    ],
)
def test_all_of_an_address_is_found(told: str) -> None:
    """The street and the number, whichever comes first, and what belongs to them."""
    text = f"she lives at {told}, come by"

    assert [text[each.start : each.stop] for each in address.detect(text)] == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [("calle Mayor 14 a las 5", "calle Mayor 14"), ("via Roma 12 e poi a sinistra", "via Roma 12")],
)
def test_a_sentence_that_goes_on_is_no_part_of_it(text: str, told: str) -> None:
    """A letter behind the number may be a word."""
    assert [text[each.start : each.stop] for each in address.detect(text)] == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("er wohnt Im Winkel 5 in Rottweil", "Im Winkel 5"),
        ("wpadnij na Kwiatową 8", "Kwiatową 8"),
        ("bydlím Na Příkopě 14", "Na Příkopě 14"),
        ("adresa Ilica 14", "Ilica 14"),
        ("asun osoitteessa Mannerheimintie 14 A 5", "Mannerheimintie 14 A 5"),
        ("moro na Rua das Flores, 123, apto 45, São Paulo", "Rua das Flores, 123, apto 45, São Paulo"),
    ],
)
def test_where_somebody_lives_is_a_street_whatever_it_is_called(text: str, told: str) -> None:
    """A word for living, coming or an address leads to it."""
    assert [text[each.start : each.stop] for each in address.detect(text)] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "via libera alle 14",
        "komm um 14 Uhr",
        "we live in May 2024 times",
        "come to Room at 5 pm",
        "kom om 14 uur",
    ],
)
def test_other_numbers_behind_such_a_word_are_left(text: str) -> None:
    """Hours, most often."""
    assert not address.detect(text)
