"""One-time codes and dates of birth by where they are typed, and numbers that look like them."""

import pytest

from formats.model.memory import MemoryRecording
from replay.privacy.policy import DOUBTFUL
from tests.replay.privacy.typing import found, texts, typist


def _typed(
    title: str, *values: str, by: str = "Enter", field: str = "", app: str = "chrome"
) -> MemoryRecording:
    ann = typist()
    ann.window(app, title)
    ann.click()
    if field:
        ann.element(field, "edit")
    for value in values:
        ann.type(value)
        ann.key(by)
    return ann.recording()


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Sparkasse - TAN-Eingabe", ""),
        ("Vérification en deux étapes", ""),
        ("RSA SecurID", ""),
        ("Acme", "Code"),
        ("Acme", "Bestätigungscode"),
        ("Acme", "Código de verificación"),
    ],
)
def test_a_code_is_told_by_its_place(title: str, field: str) -> None:
    """Its window's title or its field's name says what is asked for."""
    (finding,) = found(_typed(title, "482913", field=field), "one-time-code")

    assert finding.text == "482913"
    assert finding.confidence >= DOUBTFUL


@pytest.mark.parametrize("title", ["Gerät koppeln", "Security check", "Überweisung - Volksbank"])
def test_what_may_be_a_code_needs_a_decision(title: str) -> None:
    """A page that asks for a code most often is no proof."""
    (finding,) = found(_typed(title, "482913"), "one-time-code")

    assert (finding.severity, finding.confidence < DOUBTFUL) == ("medium", True)


@pytest.mark.parametrize(
    ("title", "value", "field"),
    [
        ("Acme", "53113", "Postal code"),
        ("Acme", "482913", "Promo code"),
        ("Order status - Acme", "482913", ""),
        ("Verify shipment - Lager", "482913", ""),
        ("Überweisung - Sparkasse", "1500", ""),
        ("Weather", "53113", ""),
        ("main.py - Visual Studio Code", "482913", ""),
    ],
)
def test_another_number_is_no_code(title: str, value: str, field: str) -> None:
    """Postcodes, orders, amounts."""
    assert texts(_typed(title, value, field=field), "one-time-code") == []


def test_a_shell_asks_for_a_code_behind_the_password() -> None:
    """The number is no second password; to a calculator it is nothing."""
    login = _typed("ann@host: ~", "ssh ann@server", "Tulip-Harbour-29", "482913", app="gnome-terminal")
    sums = _typed("ann@host: ~", "bc", "482913", app="gnome-terminal")

    assert texts(login, "one-time-code") == ["482913"]
    assert texts(sums, "one-time-code") == []


def test_a_code_that_is_announced_on_the_line_before_is_found() -> None:
    """In a chat; the number of an order is not."""
    assert texts(_typed("Slack | Jo", "what's the code?", "482913"), "one-time-code") == ["482913"]
    assert texts(_typed("Slack | Jo", "what is the order number?", "482913"), "one-time-code") == []


def test_a_code_in_fields_of_one_digit_is_found_among_the_keys() -> None:
    """In a table the same are numbers."""
    code = _typed("Two-step verification", *"482913", by="Tab")
    table = _typed("Book1 - Excel", *"482913", by="Tab", app="excel")

    assert [each.replace("\t", "") for each in texts(code, "one-time-code")] == ["482913"]
    assert texts(table, "one-time-code") == []


def test_a_day_a_month_and_a_year_in_fields_of_a_person_are_a_date_of_birth() -> None:
    """An appointment is to come, and parts have sizes."""
    patient = _typed("Patient registration", "Ann Miller", "12", "March", "1984", "Bonn", by="Tab")
    appointment = _typed("Book an appointment", "Ann Miller", "12", "3", "2027", by="Tab")
    parts = _typed("Parts", "12", "3", "1984", by="Tab")

    assert [each.split() for each in texts(patient, "birth-date")] == [["12", "March", "1984"]]
    assert texts(appointment, "birth-date") == []
    assert texts(parts, "birth-date") == []


def test_the_head_of_a_column_tells_dates_of_birth_in_every_line() -> None:
    """Of a file with commas; times in a log are none."""
    people = _typed("staff.csv", "name,dob,city", "Ann,12.03.1984,Bonn", "Bob,1979-05-14,Ulm", app="notepad")
    log = _typed("log.csv", "time,level", "1999-03-12,info", app="notepad")

    assert texts(people, "birth-date") == ["12.03.1984", "1979-05-14"]
    assert texts(log, "birth-date") == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("my birthday is March 12", "March 12"),
        ("ich hab am 12. März Geburtstag", "12. März"),
        ("dob - 12th Mar 84", "12th Mar 84"),
        ("Ann Miller (12.03.1984) was seen", "12.03.1984"),
        ("Patient Ann Miller, 12/03/1984, F", "12/03/1984"),
    ],
)
def test_a_birthday_without_a_year_and_that_of_a_patient_are_found(text: str, date: str) -> None:
    """As people say them."""
    assert texts(_typed("Notes", text, app="notepad"), "birth-date") == [date]


@pytest.mark.parametrize(
    "text", ["meeting 12 March at 10", "the contract of 12.3.1998 holds", "Patient seen on 12.03.2024"]
)
def test_another_date_is_no_birthday(text: str) -> None:
    """Meetings, contracts, visits."""
    assert texts(_typed("Notes", text, app="notepad"), "birth-date") == []


def _in_shell(*lines: str) -> MemoryRecording:
    return _typed("ann@box: ~", *lines, app="gnome-terminal-server")


@pytest.mark.parametrize(
    "lines",
    [
        ("npm login", "annlee", "Kestrel#88fog", "ann@example.com", "482911", "npm whoami"),
        ("adb pair 192.168.1.20:37123", "482911", "adb devices"),
        ("ssh ann@bastion.example.com", "Kestrel#88fog", "482 911", "ls"),
        ("steamcmd +login annlee", "Kestrel#88fog", "X7K2P", "quit"),
    ],
)
def test_a_code_in_a_shell_is_told_by_the_command_and_the_answers_before_it(lines: tuple[str, ...]) -> None:
    """However many answers it asks for first."""
    (code,) = texts(_in_shell(*lines), "one-time-code")

    assert code in lines


@pytest.mark.parametrize(
    "lines",
    [("python3", "482911", "exit()"), ("npm login", "cd /srv", "482911"), ("kill -9 48291", "482911")],
)
def test_a_number_in_a_shell_behind_another_command_is_no_code(lines: tuple[str, ...]) -> None:
    """A sum, or the number of a process."""
    assert texts(_in_shell(*lines), "one-time-code") == []


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("did you get the text?", "yes", "774 201"), "774 201"),
        (("kannst du mir den code schicken?", "662910 kam gerade an"), "662910"),
        (("send me the code please", "ok it says 662910"), "662910"),
    ],
)
def test_a_code_answers_a_question(lines: tuple[str, ...], code: str) -> None:
    """A line or two after it, with words around it or without."""
    (finding,) = found(_typed("Slack", *lines, app="slack"), "one-time-code")

    assert finding.text == code


@pytest.mark.parametrize(
    "lines",
    [
        ("can you review the code?", "662910 lines changed"),
        ("what is the error code?", "662910"),
        ("did you get the text?", "yes", "see ticket 774201"),
    ],
)
def test_a_number_that_answers_something_else_is_left(lines: tuple[str, ...]) -> None:
    """Of work, of mistakes."""
    assert not found(_typed("Slack", *lines, app="slack"), "one-time-code")
