"""Numbers of people: each state's form and check, the names of papers, and what only looks like either."""

import pytest

from replay.privacy.detectors import national_id

ALONE = {
    "us": "078-05-1120",
    "gb": "AB 12 34 56 C",
    "ie": "1234567T",
    "be": "85.07.30-033.28",
    "ch": "756.9217.0769.85",
    "fr": "2 55 08 14 168 025 38",
    "de": "36 574 261 809",
    "at": "1237 010180",
    "es": "X1234567L",
    "it": "RSSMRA80A01H501U",
    "se": "640823-3234",
    "no": "11077941012",
    "fi": "131052-308T",
    "dk": "211062-5629",
    "is": "120174-3399",
    "lv": "161175-19997",
    "pl": "123-456-32-18",
    "cz": "710319/2745",
    "ru": "112-233-445 95",
    "br": "390.533.447-05",
    "cl": "12.531.909-2",
    "ar": "20-05536168-2",
    "mx": "BOXW310820HNERXN09",
    "uy": "1.234.567-2",
    "in": "ABCPE1234F",
    "cn": "11010519491231002X",
    "hk": "A123456(3)",
    "sg": "S1234567D",
    "kr": "870507-1543214",
    "th": "1-2345-45678-78-1",
    "za": "8001015009087",
    "au": "2428 77813 2",
}
"""By form and check alone; the numbers are those that the issuers print in their manuals, or made up."""
CALLED = {
    "NHS 943 476 5919": "gb",
    "UTR: 1955839661": "gb",
    "BSN 111222333": "nl",
    "Steuer-ID 36574261809": "de",
    "Versichertennummer A123456780": "de",
    "NIF: 123456789": "pt",
    "TC Kimlik 10000000146": "tr",
    "isikukood 36805280109": "ee",
    "PESEL 44051401359": "pl",
    "TAJ 111 111 110": "hu",
    "CNP 1630615123457": "ro",
    "EGN 7523169263": "bg",
    "OIB 33392005961": "hr",
    "EMŠO 0101006500006": "si",
    "ИНН 500100732259": "ru",
    "SIN (Canada) 130 692 544": "ca",
    "Aadhaar 2341 2341 2346": "in",
    "TFN 123 456 782": "au",
}


@pytest.mark.parametrize(("country", "number"), ALONE.items())
def test_a_number_with_a_telling_form_is_found_alone(country: str, number: str) -> None:
    """In a sentence that does not say what it is."""
    text = f"It is {number}, I think."

    (match,) = national_id.detect(text)

    assert (text[match.start : match.stop], match.rule) == (number, f"national-id-{country}")


@pytest.mark.parametrize(("text", "country"), CALLED.items())
def test_bare_digits_are_found_by_their_name(text: str, country: str) -> None:
    """With the name that a form or a table gives them, and not without it."""
    (match,) = national_id.detect(text)

    assert match.rule == f"national-id-{country}"
    assert text.endswith(text[match.start : match.stop])
    assert not national_id.detect(f"order {text[match.start : match.stop]}")


@pytest.mark.parametrize(
    "number", ["11077941013", "36 574 261 808", "1234567A", "111222334", "20-05536168-3"]
)
def test_a_wrong_check_is_no_number(number: str) -> None:
    """One digit beside."""
    assert not national_id.detect(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Passport number CY4WK6JF7", "CY4WK6JF7"),
        ("Reisepassnummer: C01X00T47", "C01X00T47"),
        ("N° de passeport 12AB34567", "12AB34567"),
        ("Driver's license number: D1234567", "D1234567"),
        ("Personalausweis-Nr. L01X00T471", "L01X00T471"),
        ("P<D<<NOVAK<<CLARA<<<<<<<<<<<<<<<<<<<<<<<<<<<", "P<D<<NOVAK<<CLARA<<<<<<<<<<<<<<<<<<<<<<<<<<<"),
    ],
)
def test_a_paper_is_told_by_its_name(text: str, number: str) -> None:
    """Passports, licences and what machines read on them."""
    (match,) = national_id.detect(text)

    assert text[match.start : match.stop] == number


@pytest.mark.parametrize(
    "text",
    [
        "4006381133931",
        "order 123456789",
        "Kundennr 1234567890",
        "passport renewal 2025",
        "Driving license 18.11.2025",
        "license MIT 2024",
        "id 42",
        "Steuer 2024: 1.234,56",
        "0171-7048194",
        "the id number of items is 3",
        "AA7114/65",
        "4111 1111 1111 1111",
        "passport valid until 12/2030",
        "std::vector<int> << a << b",
    ],
)
def test_what_only_looks_like_a_number_is_left(text: str) -> None:
    """Orders, articles, dates, cards, and papers that are spoken of."""
    assert not national_id.detect(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("BSN 111222334", "111222334"),
        ("Die Rentenversicherungsnummer meiner Frau: 65 170885 K 008", "65 170885 K 008"),
        ("what passport number should I put for Tom?\nit's 925076473", "925076473"),
        ("Ma carte d'identité porte le numéro 880692310285.", "880692310285"),
        ("Číslo občanského průkazu: 204817365", "204817365"),
        ("személyi igazolvány száma: 123456AB", "123456AB"),
        ("Αριθμός ταυτότητας: ΑΚ 482913", "ΑΚ 482913"),
        ("Паспорт серия 4510 482913, выдан ОВД", "4510 482913"),
        ("Passport: 925076473 12.05.2031", "925076473"),
        ("ehliyet no 482913", "482913"),
    ],
)
def test_a_name_tells_a_number_in_any_language(text: str, number: str) -> None:
    """With words between, inflected, at the end of the line before, and where no check holds."""
    (match,) = national_id.detect(text)

    assert text[match.start : match.stop] == number


@pytest.mark.parametrize(
    "text",
    [
        "passport control at gate 48291377",
        "my passport expires 12052031",
        "driver's license office, phone 4155552671",
        "USt-IdNr. DE136695976",
        "the passport for order 48291377 is in the post",
        "Pass gültig bis 12052031",
        "personalausweis kostet 370000 Euro im Jahr insgesamt 99",
        "license MIT 2024 and 12 files",
        "numéro perso 06 12 84 90 37",
        "tax id lookup failed for user 482913",
        "my social media has 482913 followers",
        "national insurance contributions of 48291 pounds",
        "boarding pass 48291377",
    ],
)
def test_a_number_of_something_else_behind_a_name_is_left(text: str) -> None:
    """Days until which they hold, orders, telephones."""
    assert not national_id.detect(text)
