"""Dates of birth as people of many countries write them and are asked for them, and dates of other things."""

import pytest

from formats.model.memory import MemoryRecording
from replay.privacy.detecting import matches_in
from tests.replay.privacy.typing import texts, typist


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("naci el 3 de mayo de 1987", "3 de mayo de 1987"),
        ("nací el 3/5/1987 en Sevilla", "3/5/1987"),
        ("née le 14 févr. 1986", "14 févr. 1986"),
        ("nee le 14 fevrier 1986", "14 fevrier 1986"),
        ("urodzona 3 maja 1987", "3 maja 1987"),
        ("fodt 03.05.1987", "03.05.1987"),
        ("nasci em 03/05/1987", "03/05/1987"),
        ("DOB 14MAR1986", "14MAR1986"),
        ("BDAY:19860314", "19860314"),
        ("生年月日 1986年3月14日", "1986年3月14日"),
        ("дата рождения: 14 марта 1986", "14 марта 1986"),
        ("born on the 3rd of May, 1987", "3rd of May, 1987"),
        ("verjaardag: 3 mei 1987", "3 mei 1987"),
        ("mein sohn kam am 12.11.2019 zur welt", "12.11.2019"),
        ("Geburtstage\nMama 12.3.1956\nPapa 4.7.1953", "4.7.1953"),
        ("född 860312", "860312"),
        ("nacimos el mismo día, 12/03/1986", "12/03/1986"),
        ("ils demandent la date de naissance de l'assuré, c'est le 22/09/1967", "22/09/1967"),
        ("14 Mart 1987 doğumluyum", "14 Mart 1987"),
        ("1987. március 14-én születtem", "1987. március 14"),
        ("rođen sam 14. ožujka 1987", "14. ožujka 1987"),
        ("γεννήθηκα στις 14 Μαρτίου 1987", "14 Μαρτίου 1987"),
        ("INSERT INTO p (name, dob) VALUES ('Weber', '1986-03-14'), ('Kurz', '1990-12-02')", "1990-12-02"),
    ],
)
def test_a_date_of_birth_is_found_as_it_is_written(text: str, date: str) -> None:
    """With accents or without, in figures or with the name of a month."""
    assert date in [
        text[each.start : each.stop] for each in matches_in(text) if each.category == "birth-date"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "reborn on 2025-03-12",
        "founded on 3 May 1987",
        "the idea was born in a meeting on 3 May 2024",
        "born to code, build 860312x",
        "grep -rn TODO of ODO, find\nBerlin,42\n2026-01-03,x",
        "Erstzulassung 03.05.2009",
        "INSERT INTO orders (name, due) VALUES ('Weber', '2025-03-14')",
        "natural gas 2009-05-03",
    ],
)
def test_a_date_of_something_else_is_none(text: str) -> None:
    """Whatever letters of a birth stand in its words."""
    assert "birth-date" not in [each.category for each in matches_in(text)]


def _form(title: str, *fields: str) -> MemoryRecording:
    ann = typist()
    ann.window("chrome", title)
    ann.click()
    for field in fields:
        ann.type(field)
        ann.key("Tab")
    return ann.recording()


@pytest.mark.parametrize(
    ("title", "fields", "date"),
    [
        ("ESTA Application", ("C01X00T47", "14 April 1986"), "14 April 1986"),
        ("W-9 Request for Taxpayer", ("219-09-9999", "03/14/1986"), "03/14/1986"),
        ("Kita-Anmeldung", ("Leon Keller", "02.08.2021"), "02.08.2021"),
        ("Online check-in", ("KELLER", "MARIA", "14 Mar 1986"), "14 Mar 1986"),
        ("Confirm your date of birth", ("03/14/1986",), "03/14/1986"),
        ("Vérification de l'âge", ("14.03.86",), "14.03.86"),
        ("Zlecenie badań - Diagnostyka", ("Agnieszka Pawlak", "28.01.2006"), "28.01.2006"),
    ],
)
def test_a_form_tells_a_date_of_birth_by_what_it_asks(title: str, fields: tuple[str, ...], date: str) -> None:
    """Its title, and what only people have in the fields before."""
    assert texts(_form(title, *fields), "birth-date") == [date]


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("Buch suchen - Stadtbibliothek", ("Die Blechtrommel", "01.01.1959")),
        ("Flight search", ("Berlin", "14.03.2027")),
        ("Rechnung erfassen", ("Meier Bau", "14.03.2025")),
    ],
)
def test_a_form_about_something_else_holds_none(title: str, fields: tuple[str, ...]) -> None:
    """Searches, journeys and invoices are dated, too."""
    assert texts(_form(title, *fields), "birth-date") == []


def test_a_field_that_is_named_otherwise_holds_none() -> None:
    """The day somebody was hired is no birthday, nor that a machine was started."""
    ann = typist()
    ann.window("chrome", "Mitarbeiter anlegen - HR")
    ann.click()
    ann.element("Eintrittsdatum", "edit")
    ann.type("01.04.2009")
    ann.key("Enter")

    assert texts(ann.recording(), "birth-date") == []


def test_a_passport_is_known_in_a_form_of_travellers() -> None:
    """By how it is written, beside a name or a date; what a flight goes by is shorter."""
    esta = _form("ESTA Application", "C01X00T47", "14 April 1986", "LH499")
    order = _form("Order status", "C01X00T47", "14 April 1986")

    assert texts(esta, "national-id") == ["C01X00T47"]
    assert texts(order, "national-id") == []


@pytest.mark.parametrize(
    ("title", "fields", "number"),
    [
        ("Zamów kuriera - InPost", ("Ewa Wiśniewska", "608-103-141", "12,5"), "608-103-141"),
        ("Zamów taksówkę", ("os. Słoneczne 90", "06:40", "602 035 075"), "602 035 075"),
        ("Prenota un tavolo", ("Sara Conti", "347 3837704"), "347 3837704"),
    ],
)
def test_a_form_tells_a_telephone_by_who_or_where_somebody_is(
    title: str, fields: tuple[str, ...], number: str
) -> None:
    """In groups, as where no number begins with 0."""
    assert texts(_form(title, *fields), "phone") == [number]


def test_numbers_in_a_form_of_things_are_no_telephones() -> None:
    """Nor are they in one of people those that are a date, or too short."""
    assert texts(_form("Bestellung", "Schrauben M8", "608-103-141"), "phone") == []
    assert texts(_form("Zamów kuriera", "Ewa Wiśniewska", "608-103", "12 05 2026"), "phone") == []


def test_who_is_employed_is_known_by_the_number_of_a_state() -> None:
    """In a form of a payroll and in no other."""
    fields = ("Saskia Vogelsang", "63029371547", "2808")

    assert texts(_form("Mitarbeiter anlegen – Personio", *fields), "national-id") == ["63029371547"]
    assert texts(_form("Neuer Kontakt", *fields), "national-id") == []


def test_a_day_far_behind_a_word_for_birth_is_none_of_late() -> None:
    """What is dated these years there is something else."""
    said = "the date of birth of whoever is insured by that, and the policy holds until"

    assert not [each for each in matches_in(f"{said} 2026-01-03") if each.category == "birth-date"]


def test_days_of_work_below_a_word_for_birth_are_left() -> None:
    """A list of birthdays has names, and they were born long ago."""
    said = "date of birth\nof whom is not known\n2026-01-03 12:00 backup done\nrelease 3.5.2026\n"

    assert not [each for each in matches_in(said) if each.category == "birth-date"]
