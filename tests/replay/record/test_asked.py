"""The person is asked on the terminal, and answers there."""

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")

from formats.native.reader import Reader
from replay.cli.reading.subject_list import subject_path
from samples.x_session import XSession
from tests.data import ROOT
from tests.replay.cli.shell import replay
from tests.replay.record.policy import POLICY
from tests.replay.record.sessions import ended, start_recording, x_session

_PATIENCE_S = 20.0


class Terminal:
    """`replay record` with a terminal of its own."""

    def __init__(self, session: XSession, *words: str) -> None:
        """Start it."""
        self._ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (40, 120))
        self.said = ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "replay.cli.main", "record", *words],
            cwd=ROOT,
            env={**session.environment, "PYTHONPATH": str(ROOT)},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    def until(self, word: str) -> None:
        """Read until it says a word."""
        end = time.monotonic() + _PATIENCE_S
        while word not in self.said:
            assert time.monotonic() < end, self.said
            try:
                self.said += os.read(self._ours, 1 << 16).decode("utf-8", "replace")
            except OSError:
                assert word in self.said, self.said

    def answer(self, text: str) -> None:
        """Type a line."""
        os.write(self._ours, f"{text}\n".encode())

    def keys(self, text: str) -> None:
        """Press keys."""
        os.write(self._ours, text.encode())

    def drain(self) -> None:
        """Read to its end: it waits where nobody reads."""
        with contextlib.suppress(OSError):
            while os.read(self._ours, 1 << 16):
                pass

    def close(self) -> int:
        """Wait for its end; return its status."""
        status = self.process.wait(_PATIENCE_S)
        os.close(self._ours)
        return status


def test_a_yes_on_the_terminal_records(tmp_path: Path) -> None:
    """The header holds who agreed to what; Ctrl+C ends it well."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path, 640, 480) as session:
        days = ("--until", "2999-01-02", "--retain-until", "2999-03-04")
        terminal = Terminal(session, "-o", str(out), "--purpose", "a study", *days)
        terminal.until("Who agrees")
        assert "deleted after 2999-03-04" in terminal.said
        terminal.answer("P-09")
        terminal.until("Type yes")
        assert not out.exists()
        terminal.answer("yes")
        terminal.until("recording to")
        time.sleep(1.5)
        terminal.process.send_signal(signal.SIGINT)
        terminal.until("of a core")
        status = terminal.close()

    assert status == 0
    assert "a study" in terminal.said
    assert "every key you press" in terminal.said
    with Reader(out) as recording:
        consent = recording.header.consent
    assert consent is not None
    assert (consent.person, consent.purposes) == ("P-09", ("a study",))
    assert (consent.until, consent.retain_until) == ("2999-01-02", "2999-03-04")
    assert consent.given_utc_ns is not None


@pytest.mark.parametrize("answer", ["", "no", "y"])
def test_anything_else_records_nothing(tmp_path: Path, answer: str) -> None:
    """Exit status 2, no file."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path, 640, 480) as session:
        terminal = Terminal(session, "-o", str(out), "--purpose", "a study", "--person", "P")
        terminal.until("Type yes")
        terminal.answer(answer)
        terminal.until("no consent, no recording")
        status = terminal.close()

    assert status == 2
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--purpose", ""), "a purpose is words"),
        (("--purpose", "x", "--until", "2020-01-01"), "ended on 2020-01-01"),
        (("--purpose", "x", "--retain-until", "2020-01-01"), "kept until 2020-01-01"),
        ((), "without a purpose"),
    ],
)
def test_what_cannot_be_agreed_to_is_not_asked(tmp_path: Path, words: tuple[str, ...], why: str) -> None:
    """It is said before the person has read and answered anything."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path, 640, 480) as session:
        terminal = Terminal(session, "-o", str(out), *words)
        terminal.until(why)
        status = terminal.close()

    assert status == 2
    assert "This records" not in terminal.said
    assert not out.exists()


def test_one_key_for_pause_and_stop_is_refused(tmp_path: Path) -> None:
    """Whoever pauses would end it, or never could."""
    out, policy = tmp_path / "a.replay", tmp_path / "policy.toml"
    policy.write_text(POLICY)
    with x_session(tmp_path, 640, 480) as session:
        keys = ("--pause-key", "Ctrl+F9", "--stop-key", "ctrl+F9")
        terminal = Terminal(session, "-o", str(out), "--consent", str(policy), *keys)
        terminal.until("cannot both pause and stop")
        status = terminal.close()

    assert status == 2
    assert not out.exists()


def test_a_key_that_another_program_has_taken_is_told(tmp_path: Path) -> None:
    """Nothing is recorded that could not be stopped: two recorders cannot share a key."""
    first, second = tmp_path / "a.replay", tmp_path / "b.replay"
    policy = tmp_path / "policy.toml"
    policy.write_text(POLICY)
    with x_session(tmp_path, 640, 480) as session:
        recording = start_recording(session, first)
        terminal = Terminal(session, "-o", str(second), "--consent", str(policy))
        terminal.until("another program has taken the key Pause")
        status = terminal.close()
        recording.terminate()
        ended(recording)

    assert status == 2
    assert not second.exists()


@pytest.mark.parametrize(("keys", "state"), [(("r", "1", "q"), "released"), (("q", "1"), "undecided")])
def test_the_person_sees_it_first(tmp_path: Path, keys: tuple[str, ...], state: str) -> None:
    """With --review their screen opens afterwards, and no copy is made before they released it."""
    out, policy = tmp_path / "mine.replay", tmp_path / "policy.toml"
    policy.write_text(POLICY)
    with x_session(tmp_path, 640, 480) as session:
        session.environment["LANG"] = "C.UTF-8"
        words = ("--seconds", "1", "--review")
        terminal = Terminal(session, "-o", str(out), "--consent", str(policy), *words)
        terminal.until("of a core")
        assert "as P-07 agreed for tests, until 2999-12-31: Pause pauses" in terminal.said
        terminal.until("Enter begins")
        assert json.loads(subject_path(out).read_text())["state"] == "undecided"
        terminal.keys("\r")
        for key in keys:
            terminal.keys(key)
        terminal.until("shows it again")
        terminal.drain()
        status = terminal.close()

    assert status == 0
    with Reader(out) as recording:
        assert not recording.problems
    copied = replay("redact", out, "-o", tmp_path / "copy.replay", "--purpose", "tests")
    assert json.loads(subject_path(out).read_text())["state"] == state
    assert ("has not released" in copied.err) is (state == "undecided")


def test_no_screen_to_review_on_is_told_before(tmp_path: Path) -> None:
    """Nothing is recorded that the person could not see first."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path, 640, 480) as session:
        session.environment["TERM"] = "dumb"
        terminal = Terminal(session, "-o", str(out), "--purpose", "a study", "--review")
        terminal.until("--review")
        status = terminal.close()

    assert status == 2
    assert not out.exists()
