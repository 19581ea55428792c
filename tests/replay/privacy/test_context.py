"""Context: passwords are found by where, after what and in which order they are typed."""

import pytest

from formats.model.time import NS_PER_S
from replay.privacy.scan import scan_recording
from tests.benchmarks.privacy.leaks import leaks
from tests.replay.privacy.typing import found, texts, typist


def test_a_login_is_told_by_its_title() -> None:
    """The name is none, the word after Tab is one, even a plain one."""
    ann = typist()
    ann.window("firefox", "Sign in - Contoso - Mozilla Firefox")
    ann.click()
    ann.type("ann")
    ann.key("Tab")
    ann.type("butterfly")
    ann.key("Enter")

    assert texts(ann.recording(), "password") == ["butterfly"]


def test_an_address_and_tab_lead_to_a_password() -> None:
    """Whatever the page is called."""
    ann = typist()
    ann.window("chrome", "Contoso - Google Chrome")
    ann.click()
    ann.type("ann@example.com")
    ann.key("Tab")
    ann.type("Horse42!battery")
    ann.key("Enter")

    assert texts(ann.recording(), "password") == ["Horse42!battery"]


@pytest.mark.parametrize(
    "command",
    [
        "sudo apt update",
        "ssh ann@fileserver",
        "mysql -u root -p",
        "su",
        "gpg -d a.gpg",
        "docker login -u ann",
    ],
)
def test_a_command_asks_for_a_password(command: str) -> None:
    """The line after it is one; commands before and behind are none."""
    ann = typist()
    ann.window("xterm", "ann@desk: ~")
    ann.type(f"ls -la\n{command}\nHorse42!\ngit status\n")

    assert texts(ann.recording(), "password") == ["Horse42!"]


def test_a_command_that_may_have_asked_does_not_make_a_command_a_password() -> None:
    """`sudo` remembers: what follows is mostly another command."""
    ann = typist()
    ann.window("xterm", "ann@desk: ~")
    ann.type("sudo apt update\nls\nsudo make install\ncd /tmp\nssh-keygen -l\n./run.sh\n")

    assert texts(ann.recording(), "password") == []


def test_a_password_tried_again_is_found_again() -> None:
    """A slip at the first try, and the right one."""
    ann = typist()
    ann.window("xterm", "ann@desk: ~")
    ann.type("sudo -i\nHorse42\nHorse42!\nls\n")

    assert texts(ann.recording(), "password") == ["Horse42", "Horse42!"]


def test_a_field_is_told_by_its_name() -> None:
    """As accessibility gives it; the next field is another one."""
    ann = typist()
    ann.window("app", "Settings")
    ann.click()
    ann.element("Password", "EditControl")
    ann.type("abc")
    ann.click()
    ann.element("City", "EditControl")
    ann.type("Paris9$x!")

    assert texts(ann.recording(), "password") == ["abc"]


def test_corrections_leave_the_time_of_what_was_typed() -> None:
    """A secret within a long run has its own span, not that of the run."""
    ann = typist()
    ann.window("xterm", "ann@desk: ~")
    ann.type("ls -la\n" * 10)
    before_ns = ann.now_ns
    ann.type("export KEY=AKIAIOSFODNN7EXAMPLX")
    ann.key("Backspace")
    ann.type("E\n")
    after_ns = ann.now_ns
    ann.type("ls -la\n" * 10)

    (finding,) = found(ann.recording(), "api-key")

    assert before_ns <= finding.start_ns < finding.end_ns <= after_ns
    assert finding.text == "AKIAIOSFODNN7EXAMPLE"


def test_a_secret_that_was_deleted_again_is_found_in_the_raw_keys() -> None:
    """What stands there in the end says nothing of it."""
    ann = typist()
    ann.window("editor", "notes")
    ann.type("4111 1111 1111 1111 ")
    for _ in range(20):
        ann.key("Backspace")
    ann.type("hello")

    (finding,) = found(ann.recording(), "card")

    assert finding.channel == "keys"


@pytest.mark.parametrize("error_rate", [0.04, 0.10])
def test_recall_and_precision_of_typed_leaks(error_rate: float) -> None:
    """Recall at least 0.95 with corrections, precision at least 0.90: the aims, on a fixed seed."""
    typed = leaks(7, error_rate, 3)
    every = scan_recording(typed.recording()).findings
    findings = [each for each in every if each.channel in {"typed", "keys"}]
    hit = [
        any(each.start_ns <= planted.end_ns and planted.start_ns <= each.end_ns for each in findings)
        for planted in typed.planted
    ]
    true = [
        any(each.start_ns <= planted.end_ns and planted.start_ns <= each.end_ns for planted in typed.planted)
        for each in findings
    ]

    assert sum(hit) / len(hit) >= 0.95
    assert sum(true) / len(true) >= 0.90
    assert all(each.end_ns - each.start_ns < 120 * NS_PER_S for each in findings)
