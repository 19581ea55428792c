"""Fields of forms that the fields beside them tell from passwords and codes."""

import pytest

from formats.model.memory import MemoryRecording
from tests.replay.privacy.typing import found, texts, typist


def _filled(title: str, *values: str) -> MemoryRecording:
    ann = typist()
    ann.window("chrome", title)
    ann.click()
    for number, value in enumerate(values):
        ann.type(value)
        ann.key("Enter" if number == len(values) - 1 else "Tab")
    return ann.recording()


def test_the_name_of_a_network_is_no_password() -> None:
    """It stands first in its form, and the password behind it."""
    recording = _filled("Setup wizard - TP-Link Archer", "GuestNet-4G", "Start2026$", "36", "120")

    assert texts(recording, "password") == ["Start2026$"]


def test_the_name_of_a_database_is_no_password() -> None:
    """A host and a port stand before it, a user and the password behind it."""
    recording = _filled(
        "Se connecter à une base", "erp-sql3.lan", "5432", "erp_2025", "adm-renaud", "Blaireau_1973!"
    )

    assert "erp_2025" not in texts(recording, "password")


def test_an_account_or_a_card_of_a_network_is_what_its_form_says() -> None:
    """Whatever title stands over it."""
    recording = _filled(
        "Firewall rules - OPNsense", "10.40.2.17", "8443", "30:3c:b9:3a:9a:50", "OPNsense 24.7.9"
    )

    assert not found(recording, "password")
    assert "30:3c:b9:3a:9a:50" in texts(recording, "mac")


def test_a_guest_is_known_by_a_passport_and_a_birthday() -> None:
    """A surname stands before them, in a form for guests, with rooms and prices around."""
    recording = _filled("Check-in", "329187", "Chowdhury", "563856737", "25/12/1942", "455", "236,00")

    assert texts(recording, "national-id") == ["563856737"]
    assert texts(recording, "birth-date") == ["25/12/1942"]


@pytest.mark.parametrize(
    ("title", "values", "kind", "value"),
    [
        ("Inscription - Doctolib", ("Petit", "Hugo", "14/03/1987", "0612849037"), "birth-date", "14/03/1987"),
        ("Rejestracja pacjenta", ("Nowak", "Jan", "85073002546", "608103141"), "national-id", "85073002546"),
        ("Rejestracja pacjenta", ("Nowak", "Jan", "85073002546", "608103141"), "phone", "608103141"),
        ("Patientenanmeldung", ("Kern", "Anja", "14.03.1987", "A123456780"), "national-id", "A123456780"),
        ("Scheda paziente", ("Rossi", "Maria", "14/03/1952", "3478129034"), "phone", "3478129034"),
        ("Passenger details", ("MARY", "HILL", "14/03/1952", "533401372"), "national-id", "533401372"),
        ("Inschrijven bij huisarts", ("de Wit", "Pieter", "14-03-1987"), "birth-date", "14-03-1987"),
    ],
)
def test_a_form_about_somebody_tells_its_numbers(
    title: str, values: tuple[str, ...], kind: str, value: str
) -> None:
    """By their checks and by what stands before them, with no name of a field."""
    recording = _filled(title, *values)

    assert value in texts(recording, kind)
    assert not found(recording, "password")


def test_a_birthday_in_three_fields_is_told_whole() -> None:
    """Where only the field of the year is called so, as well."""
    ann = typist()
    ann.window("chrome", "Join")
    ann.click()
    for name, value in (("Day", "14"), ("Month", "3"), ("Year of birth", "1987")):
        ann.element(name, "edit")
        ann.type(value)
        ann.key("Tab")

    assert any(each.split() == ["14", "3", "1987"] for each in texts(ann.recording(), "birth-date"))


def test_a_form_about_goods_tells_none() -> None:
    """Its numbers are those of things."""
    recording = _filled("New invoice - Xero", "Harbour Ltd", "14/03/2026", "533401372", "85073002546")

    assert not [each for kind in ("national-id", "phone", "birth-date") for each in found(recording, kind)]


def test_a_street_is_told_by_the_name_before_it() -> None:
    """Whatever it is called, whichever comes first."""
    recording = _filled(
        "Shopify - Create order", "Marcus Chowdhury", "52 Harbour View", "Sheffield S10 2TN", "10"
    )

    assert "52 Harbour View" in " ".join(texts(recording, "address"))


def test_a_number_behind_a_code_that_was_given_is_none() -> None:
    """A second factor is asked for once."""
    ann = typist()
    ann.window("chrome", "Anmelden - Salesforce")
    ann.click()
    for value, key in (("adm-thiele", "Tab"), ("Pfutze-1977!", "Enter")):
        ann.type(value)
        ann.key(key)
    for title, value in (
        ("Bestätigung in zwei Schritten - Salesforce", "108173"),
        ("Opportunities", "619045"),
    ):
        ann.window("chrome", title)
        ann.type(value)
        ann.key("Enter")

    assert texts(ann.recording(), "one-time-code") == ["108173"]


def test_a_page_for_devices_takes_a_code_in_letters() -> None:
    """It is what another device shows, not a password."""
    recording = _filled("Device login", "ZPHQ-QXWJ")

    assert texts(recording, "one-time-code") == ["ZPHQ-QXWJ"]
    assert not found(recording, "password")
