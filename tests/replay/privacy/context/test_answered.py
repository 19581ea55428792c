"""Numbers that answer a question for what was sent or opens something, and answers to other questions."""

import pytest

from tests.replay.privacy.typing import found, typist


def _said(*lines: str, app: str = "slack", title: str = "Slack", category: str) -> list[str]:
    ann = typist()
    ann.window(app, title)
    ann.click()
    for line in lines:
        ann.type(line)
        ann.key("Enter")
    return [each.text for each in found(ann.recording(), category)]


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        ("what's the number it texted you?", "908392", "908392"),
        ("welche nummer hat paypal dir geschickt?", "739102", "739102"),
        ("donne-moi les six chiffres de l'appli", "551-083", "551-083"),
        ("¿te ha llegado el sms?", "sí, 739102", "739102"),
        ("mi leggi le cifre sul token?", "551083", "551083"),
        ("wat is het nummer dat ze je gesmst hebben?", "739102", "739102"),
        ("podaj cyfry z aplikacji", "551083", "551083"),
        ("I need the number the courier app sent", "4471", "4471"),
    ],
)
def test_a_number_that_was_sent_is_found_below_the_question_for_it(
    question: str, answer: str, code: str
) -> None:
    """Whatever the question calls it, and with a word or two in the answer."""
    assert _said(question, answer, category="one-time-code") == [code]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("how do I unlock your old phone?", "183204"),
        ("was drücke ich an der schranke?", "3391#"),
        ("comment on débloque la tablette ?", "5510"),
        ("what's the parental control number on the TV?", "9034"),
    ],
)
def test_a_number_that_opens_is_found_below_the_question_for_it(question: str, answer: str) -> None:
    """The question is how something is opened."""
    assert _said(question, answer, category="password") == [answer]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what's the order number they sent you?", "482913"),
        ("how many tickets did you get?", "482913"),
        ("welche auftragsnummer hast du bekommen?", "604118"),
        ("tu as reçu mon message ?", "oui, la facture 482913 est payée"),
        ("how do I open the report?", "row 4829 has the link"),
        ("which number did you pick for the raffle?", "4829"),
        ("did the sms campaign go out?", "yes, 48213 recipients"),
    ],
)
def test_answers_to_other_questions_are_left(question: str, answer: str) -> None:
    """Orders, counts, lines of a file."""
    assert not _said(question, answer, category="one-time-code")
    assert not _said(question, answer, category="password")


def test_digits_in_a_second_password_count_once() -> None:
    """A login in two steps asks for the code of a device below the password."""
    ann = typist()
    ann.window("vpn", "VPN")
    ann.click()
    for field, value in (("Username", "anna"), ("Password", "Tulip_1987"), ("Second password", "482913")):
        ann.element(field, "edit")
        ann.type(value)
        ann.key("Tab")

    assert [each.text for each in found(ann.recording(), "one-time-code")] == ["482913"]


def test_settings_of_a_program_are_no_numbers_of_locks() -> None:
    """A word before a colon is a name for a value there."""
    assert not _said("gate: 4829", app="code", title="alarm.yaml - Visual Studio Code", category="password")


def test_a_number_behind_a_name_and_a_date_is_no_code() -> None:
    """A page that checks who one is asks for more than codes."""
    ann = typist()
    ann.window("firefox", "Vérification d'identité - Onfido")
    ann.click()
    for value in ("Léa Colin", "23/8/1986", "887845"):
        ann.type(value)
        ann.key("Tab")

    assert not found(ann.recording(), "one-time-code")
    assert [each.text for each in found(ann.recording(), "birth-date")] == ["23/8/1986"]


def test_nobody_was_born_after_the_recording() -> None:
    """The day on which somebody begins stands in a table, below a word for numbers of birth."""
    ann = typist()
    ann.window("gedit", "draft.txt")
    ann.click()
    for line in ("Ann Reed, born 14/03/1987", "Joe Reed, born 14/03/2031"):
        ann.type(line)
        ann.key("Enter")

    assert [each.text for each in found(ann.recording(), "birth-date")] == ["14/03/1987"]
