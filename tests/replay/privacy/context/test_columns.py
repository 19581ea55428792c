"""Tables and forms: heads of columns, labels of fields, and what the fields before one tell of it."""

import pytest

from replay.privacy.scan.scanning import scan_recording
from tests.benchmarks.privacy.typist import Typist
from tests.replay.privacy.typing import texts, typist


def _table(title: str, *rows: tuple[str, ...], app: str = "excel") -> Typist:
    ann = typist()
    ann.window(app, title)
    ann.click()
    for row in rows:
        for number, cell in enumerate(row):
            if number:
                ann.key("Tab")
            ann.type(cell)
        ann.key("Enter")
    return ann


def test_a_column_is_told_by_its_head() -> None:
    """Every row below it, whatever word stands there; the other columns are not passwords."""
    sheet = _table(
        "Zugänge.xlsx - Excel",
        ("Shop", "Benutzer", "Passwort"),
        ("Post", "snovak", "sonne"),
        ("DHL", "ann", "mond"),
    )

    assert texts(sheet.recording(), "password") == ["sonne", "mond"]


@pytest.mark.parametrize(
    ("head", "value", "category"),
    [
        ("SIN (Canada)", "246 205 157", "national-id"),
        ("Geburtsdatum", "03.04.1981", "birth-date"),
        ("Adresse", "Am Markt 136", "address"),
        ("Diagnose", "Herzschwäche", "health"),
    ],
)
def test_a_head_tells_what_the_value_does_not(head: str, value: str, category: str) -> None:
    """In a column, and as the name of a field."""
    sheet = _table("staff.ods", ("Name", head), ("Greta Hofmann", value))
    ann = typist()
    ann.window("app", "Settings")
    ann.click()
    ann.element(head, "EditControl")
    ann.type(value)

    assert value in texts(sheet.recording(), category)
    assert value in texts(ann.recording(), category)


def test_a_table_of_goods_holds_nothing() -> None:
    """Heads that tell of no person."""
    sheet = _table(
        "stock.ods", ("Article", "Place", "Note"), ("AA7114", "Am Regal 12", "none"), ("B9", "Rack 3", "ok")
    )

    assert [each.category for each in scan_recording(sheet.recording()).findings] == []


def _form(title: str, *fields: str) -> list[tuple[str, str]]:
    found = scan_recording(_table(title, fields, app="app").recording()).findings
    return sorted((each.category, each.text) for each in found)


def test_a_form_about_a_person_holds_a_birthday_and_a_street() -> None:
    """Nobody names the fields: a name stands before, and what else is dated is not so old."""
    assert _form("Patientenaufnahme", "Lena Keller", "11.09.1951", "Im Winkel 80b") == [
        ("address", "Im Winkel 80b"),
        ("birth-date", "11.09.1951"),
    ]
    assert _form("Rechnung erfassen", "RE-2025-35665", "11.09.2025", "Konto 1200") == []
    assert _form("Neuer Termin", "Ann Weber", "02.12.2025", "Raum 12") == []


def test_the_password_of_a_connection_is_its_last_field() -> None:
    """A host, a base, a name and a password; times of an appointment are none."""
    assert ("password", "Fussball7") in _form(
        "Connect to a database", "db2.example.org", "shop", "k.albers", "Fussball7"
    )
    assert not any(
        text == "k.albers" for _, text in _form("DBeaver", "db2.example.org", "shop", "k.albers", "Fu7!x")
    )
    assert _form("Neuer Termin:", "Zahnarzt", "02.12.2025", "09:15", "10:00") == []


def test_an_event_is_no_login() -> None:
    """ "Anmeldung" is both: a login has no field for a company or a size."""
    assert _form("Anmeldung Firmenlauf 2026", "Lena Schuster", "Nordhafen Logistik", "XL", "FastFeet7") == []
    assert ("password", "FastFeet7") in _form("Anmeldung - Shop", "lschuster", "FastFeet7")


def test_the_name_of_a_field_tells_of_nobody() -> None:
    """A field for a diagnosis is in every such form."""
    ann = typist()
    ann.window("app", "New record")
    ann.click()
    ann.element("Diagnose", "EditControl")

    assert texts(ann.recording(), "health") == []


def test_numbers_of_goods_are_no_telephones() -> None:
    """A table of articles has such numbers; one of people has telephones."""
    assert texts(_table("artikel.ods", ("0610 373993", "4051285078128")).recording(), "phone") == []
    assert texts(_table("people.ods", ("Ann Weber", "0610 373993")).recording(), "phone") == ["0610 373993"]
