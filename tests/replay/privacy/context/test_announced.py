"""Lines tell of the lines beside them: announced, given twice, or sent by mistake."""

import pytest

from tests.replay.privacy.typing import texts, typist


def _said(app: str, title: str, *lines: str) -> list[str]:
    ann = typist()
    ann.window(app, title)
    ann.click()
    ann.type("\n".join(lines) + "\n")
    return texts(ann.recording(), "password")


@pytest.mark.parametrize(
    ("before", "line", "secret"),
    [
        ("here is the password", "rosebud77", "rosebud77"),
        ("das Passwort für die NAS lautet:", "wolkenbruch", "wolkenbruch"),
        ("what's the login for the nas?", "admin / rosebud77", "rosebud77"),
    ],
)
def test_a_line_announces_the_password_behind_it(before: str, line: str, secret: str) -> None:
    """A plain word only where the line leads to it."""
    assert _said("slack", "Bob - Slack", before, line, "thanks") == [secret]


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("did you change the password?", "yes"),
        ("password", "reset"),
        ("I forgot my login", "Can you help me out?"),
        ("the build is red", "rosebud77"),
    ],
)
def test_other_lines_announce_nothing(before: str, line: str) -> None:
    """Answers in words, and lines that speak of something else."""
    assert _said("slack", "Bob - Slack", before, line) == []


def test_what_is_regretted_was_not_to_be_read() -> None:
    """A weak word alone is a word; with "wrong window" behind it, it is a password."""
    assert _said("slack", "general - Slack", "wolke77", "oops, wrong window") == ["wolke77"]
    assert _said("slack", "general - Slack", "wolke77", "see you there") == []
    assert _said("slack", "general - Slack", "thanks", "oops, wrong window") == []


def test_what_a_prompt_takes_twice_is_a_password() -> None:
    """Whatever program asks; a command that is run twice is none."""
    assert (
        _said("xterm", "ann@desk: ~", "python manage.py createsuperuser", "ann@example.com", "sunny", "ls")
        == []
    )
    assert _said("xterm", "ann@desk: ~", "python x.py", "ann@example.com", "sunnyday", "sunnyday", "ls") == [
        "sunnyday",
        "sunnyday",
    ]
    assert _said("xterm", "ann@desk: ~", "./run.sh", "sunny7day", "sunny7day") == ["sunny7day", "sunny7day"]
    assert _said("xterm", "ann@desk: ~", "make", "make", "lazygit", "lazygit") == []


@pytest.mark.parametrize("head", ["Logins", "# Passwörter", "My passwords:"])
def test_a_list_is_told_by_its_head(head: str) -> None:
    """Each line ends with one."""
    assert _said("notes", "Notes", head, "amazon: Wolke77x", "ebay Kiste88y") == ["Wolke77x", "Kiste88y"]
    assert _said("notes", "Notes", "Groceries", "oat milk 3x", "eggs XL10") == []


def test_a_line_that_stands_there_very_often_is_no_password() -> None:
    """No program asks so often; what is typed so often is looked at a few lines around each."""
    assert _said("xterm", "anna@web3: ~", *["rose.bud77x"] * 40) == []
