"""Without consent nothing is recorded."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from replay.record.consent import Agreement, read_policy, statement
from replay.record.errors import ConsentError
from replay.record.exclusion import DEFAULT_EXCLUDED
from tests.data import ROOT
from tests.replay.cli.shell import is_refused, replay_process
from tests.replay.record.policy import POLICY


def test_a_policy_says_what_was_agreed_to(tmp_path: Path) -> None:
    """Each field of it."""
    path = tmp_path / "policy.toml"
    path.write_text(POLICY)

    found = read_policy(path)

    assert found == Agreement(
        "P-07",
        ("tests",),
        date(2999, 12, 31),
        clipboard_text=True,
        signed_by="A. Person",
        signed_on=date(2026, 1, 1),
    )
    assert found.consent(5).until == "2999-12-31"
    assert found.consent(5).retain_until is None


def test_a_policy_says_until_when_a_recording_may_be_kept(tmp_path: Path) -> None:
    """It is in the header, where every command looks before it opens the recording."""
    path = tmp_path / "policy.toml"
    path.write_text(POLICY + "retain_until = 2999-11-30\n")

    assert read_policy(path).consent(5).retain_until == "2999-11-30"


def test_a_policy_is_narrowed_and_never_widened() -> None:
    """To some of its purposes and to earlier days; for nobody else and for nothing more."""
    soon, later = date(2027, 1, 2), date(2028, 1, 2)
    policy = Agreement("P", ("a", "b"), soon, signed_by="P")

    assert policy.narrowed("", (), None, None) == policy
    assert policy.narrowed("P", (), later, None) == policy
    narrower = policy.narrowed("P", ("b",), date(2026, 12, 1), later)
    assert (narrower.purposes, narrower.until) == (("b",), date(2026, 12, 1))
    assert narrower.retain_until == later
    assert narrower.narrowed("", (), None, soon).retain_until == soon
    for person, purposes in (("Q", ()), ("", ("c",))):
        with pytest.raises(ConsentError):
            policy.narrowed(person, purposes, None, None)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("person", "person is missing"),
        ("purposes", "purposes is missing"),
        ("until", "until is missing"),
        ("signed_by", "signed_by is missing"),
        ("signed_on", "signed_on is missing"),
    ],
)
def test_a_policy_that_is_not_signed_off_is_none(tmp_path: Path, line: str, word: str) -> None:
    """Whatever is missing is named."""
    path = tmp_path / "policy.toml"
    path.write_text("".join(kept for kept in POLICY.splitlines(keepends=True) if not kept.startswith(line)))

    with pytest.raises(ConsentError, match=word):
        read_policy(path)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (POLICY + "more = 1\n", "'more' is not known"),
        (POLICY.replace('["tests"]', "[]"), "purposes"),
        (POLICY.replace('["tests"]', "[3]"), "purposes"),
        (POLICY.replace("2999-12-31", '"2999-12-31"'), "until is not a day"),
        (POLICY.replace("2999-12-31", "2999-12-31T10:00:00"), "until is not a day"),
        (POLICY.replace("P-07", "a\\u001b[2J"), "person"),
        (POLICY.replace("true", "1"), "clipboard_text"),
        (POLICY + 'retain_until = "2999-12-31"\n', "retain_until is not a day"),
        ("person = ", "policy.toml"),
        ("#" * 70_000, "at most"),
    ],
)
def test_a_policy_with_a_mistake_is_refused(tmp_path: Path, text: str, word: str) -> None:
    """With a word on what it is."""
    path = tmp_path / "policy.toml"
    path.write_text(text)

    with pytest.raises(ConsentError, match=word):
        read_policy(path)


def test_consent_holds_for_its_time_and_for_what_it_covers() -> None:
    """Until its last day, from the day it was signed on, and for the clipboard's text where it says so."""
    today = date(2026, 11, 25)

    Agreement("P", ("x",), today).check(today, clipboard_text=False)
    for refused, wanted in [
        (Agreement("P", ("x",), date(2026, 11, 24)), False),
        (Agreement("P", ("x",), today, signed_on=date(2026, 11, 26)), False),
        (Agreement("P", ("x",), today), True),
        (Agreement("P", ("x",), today, retain_until=date(2026, 11, 24)), False),
        (Agreement("P", (), today), False),
        (Agreement("P", (" ",), today), False),
        (Agreement("P\x1b[2J", ("x",), today), False),
    ]:
        with pytest.raises(ConsentError):
            refused.check(today, clipboard_text=wanted)


def told(*excluded: str, retain_until: date | None = None) -> str:
    """Return the statement."""
    agreement = Agreement("", ("a study",), date(2027, 1, 2), clipboard_text=True, retain_until=retain_until)
    keys = {"pause_key": "F9", "stop_key": "F10"}
    return "\n".join(statement(agreement, fps=2.5, excluded=excluded, **keys))


def test_the_person_is_told_what_is_recorded() -> None:
    """Purposes, the ends, whether the clipboard's text is, and how to pause and stop it."""
    said = told(*DEFAULT_EXCLUDED, retain_until=date(2027, 3, 4))

    assert all(word in said for word in ("a study", "2027-01-02", "2.5 a second", "and its text", "REC"))
    assert "deleted after 2027-03-04" in said
    assert "F9 pauses, F10 stops" in said
    assert "No day is set" in told(*DEFAULT_EXCLUDED)


def test_the_person_is_told_what_is_left_out_by_these_settings() -> None:
    """Nobody agrees to what the settings do not do."""
    usual = "Windows of password managers and private browsing are left out"

    assert usual in told(*DEFAULT_EXCLUDED)
    assert "title:*my bank*" in told(*DEFAULT_EXCLUDED, "title:*my bank*")
    for fewer in ((), ("title:*my bank*",), DEFAULT_EXCLUDED[:1]):
        said = told(*fewer)
        assert usual not in said
        assert all(pattern in said for pattern in fewer)
    assert "No window is left out" in told()


def test_nobody_to_ask_and_no_policy_is_no_recording(tmp_path: Path) -> None:
    """One line, exit status 2, no file."""
    out = tmp_path / "a.replay"

    refused = replay_process("record", "-o", out, "--purpose", "x", DISPLAY=":9", XDG_SESSION_TYPE="x11")

    assert is_refused(refused, 2, "nobody can be asked")
    assert not out.exists()


def test_no_session_is_no_recording(tmp_path: Path) -> None:
    """The line says what is missing."""
    out = tmp_path / "a.replay"
    policy = tmp_path / "policy.toml"
    policy.write_text(POLICY)

    refused = replay_process("record", "-o", out, "--consent", policy, DISPLAY="")
    wayland = replay_process(
        "record", "-o", out, "--consent", policy, DISPLAY=":9", XDG_SESSION_TYPE="wayland"
    )
    gone = replay_process("record", "-o", out, "--consent", policy, DISPLAY=":987", XDG_SESSION_TYPE="x11")

    assert is_refused(refused, 2, "X11")
    assert is_refused(wayland, 2, "Wayland")
    assert is_refused(gone, 2, ":987")
    assert not out.exists()


def test_a_file_that_is_there_is_not_recorded_over(tmp_path: Path) -> None:
    """Recordings are never replaced."""
    out = tmp_path / "a.replay"
    out.write_bytes(b"x")

    assert is_refused(replay_process("record", "-o", out), 2, "exists")
    assert out.read_bytes() == b"x"


def test_a_missing_extra_is_named(tmp_path: Path) -> None:
    """With the command that installs it."""
    out, policy = tmp_path / "a.replay", tmp_path / "policy.toml"
    policy.write_text(POLICY)
    script = (
        "import sys; sys.modules['Xlib'] = None; sys.argv = ['replay', *sys.argv[1:]]\n"
        "from replay.cli.main import main; main()"
    )
    run = [sys.executable, "-c", script, "record", "-o", str(out), "--consent", str(policy)]
    environment = {**os.environ, "DISPLAY": ":9", "XDG_SESSION_TYPE": "x11"}

    done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "pip install 'replay-desk[record]'" in done.stderr
    assert done.stderr.count("\n") == 1
