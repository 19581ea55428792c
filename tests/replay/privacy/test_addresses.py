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
