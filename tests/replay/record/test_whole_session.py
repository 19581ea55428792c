"""From recording to export: a scripted session, held against what its driver did, through every command."""

import json
import os
import signal
import time
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")

from formats.native.reader import Reader
from replay.core.typed_text import typed_runs
from samples.person import Person
from samples.x_session import XSession
from tests.replay.cli.shell import replay
from tests.replay.record.beacon import Beacon
from tests.replay.record.compared import Compared, compare, table
from tests.replay.record.sessions import ended, start_recording, x_session

_FPS = 4.0
_SAID, _CARD = "the quick brown Fox, 7 times!", "4111 1111 1111 1111"
_OF_A_BUSY_MACHINE = frozenset({"frames-missing", "frames-late", "missed-polls"})
"""Checks that find, rightly, that pictures came late, or moves of the driver, where something else kept the
machine busy; that every move which was made is there, the comparison shows."""
_PAUSED, _HIDDEN, _TITLE = "vxqzkw", "jwyvzx", "kdbx-7731"


@dataclass(frozen=True, slots=True)
class Done:
    """A session that was recorded, and one whose recorder was killed."""

    out: Path
    said: str
    status: int
    rows: list[Compared]
    killed: Path
    killed_at_ns: int
    killed_person: Person


def act(session: XSession, person: Person) -> None:
    """Do everything that a recording holds, and two things that it must not."""
    person.move(300, 240)
    person.click()
    person.type(f"{_SAID}\ncard {_CARD}\n")
    person.move(900, 540)
    # Over the desktop the wheel changes to another.
    person.move(420, 260)
    person.scroll(-5)
    person.scroll(3)
    person.drag(200, 150)
    person.click(3)
    person.pause()
    person.wait(0.1)
    person.type(_PAUSED, slips=False)
    person.move(620, 300)
    person.pause()
    # So long before a window becomes active keys are taken for its own.
    person.wait(0.5)
    hidden = session.start(
        *("xterm", "-title", _TITLE, "-class", "KeePassXC", "-geometry", "30x8+640+60", "-e", "cat")
    )
    session.wait_for_title(_TITLE)
    person.left_out = "excluded"
    person.type(_HIDDEN, slips=False)
    person.move(760, 120)
    person.wait(0.4)
    person.move(320, 220)
    person.click()
    session.wait_for_title("notes")
    hidden.terminate()
    person.wait(0.4)
    person.left_out = ""
    person.type("done\n")
    person.wait(0.3)
    person.left_out = "hotkey"
    person.stroke("Scroll_Lock")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Record both."""
    home = tmp_path_factory.mktemp("session")
    out, killed = home / "a.replay", home / "killed.replay"
    with x_session(home, 960, 600) as session:
        session.terminal("notes", place="60x16+40+60")
        recording = start_recording(session, out, "--fps", f"{_FPS:g}")
        person = Person(session.name, seed=7)
        with Beacon(session.name) as beacon:
            act(session, person)
            status, said = ended(recording)
        person.close()
        rows = [*compare(out, person.truth), beacon.compare(out, fps=_FPS)]

        recording = start_recording(session, killed)
        person = Person(session.name, seed=3)
        for _ in range(2):
            person.type("some words ", slips=False)
            person.move(800, 400)
            person.move(100, 200)
        killed_at_ns = time.monotonic_ns()
        os.kill(recording.pid, signal.SIGKILL)
        ended(recording)
        person.close()
    return Done(out, said, status, rows, killed, killed_at_ns, person)


def test_a_session_is_recorded_as_it_was_done(done: Done) -> None:
    """Every move, click, key and scroll step, in order and place, within 5 ms; the pictures on time."""
    print(f"\n{table(done.rows)}\n{done.said}")

    assert done.status == 0, done.said
    assert "of a core" in done.said
    # A machine that is busy elsewhere may come too late for some pictures; events wait for it.
    frames = done.rows[-1]
    assert frames.recorded >= 0.9 * frames.done, table(done.rows)
    assert all(row.equal and row.done for row in done.rows[:-1]), table(done.rows)
    assert frames.p99_ms < 50, table(done.rows)
    assert all(row.p99_ms < 5 for row in done.rows[:-1]), table(done.rows)
    with Reader(done.out) as whole:
        assert not whole.problems
        # Each picture differs from the one before, by a few tiles.
        assert done.out.stat().st_size < 2_000 * len(whole.frames)
        runs = typed_runs(whole)
        text = "".join(runs.record(i)["text"] for i in range(len(runs)))
        assert _SAID in text
        assert _CARD in text
        names = [row["name"] for row in whole.events("marker").records()]
    assert names == ["pause", "resume", "excluded", "included", "end"]


def test_what_was_left_out_is_in_no_form_in_the_file(done: Done, tmp_path: Path) -> None:
    """Neither by keys nor as text, in the file's bytes or unpacked, in any encoding, also backwards."""
    out = tmp_path / "all.jsonl"
    assert replay("export", done.out, "--purpose", "tests", "--to", "jsonl", "-o", out).status == 0
    unpacked = done.out.read_bytes() + out.read_bytes()
    records = [json.loads(line) for line in out.read_text().splitlines()]
    typed = "".join(row["key"] for row in records if row.get("stream") == "key" and row["pressed"])

    for secret in (_PAUSED, _HIDDEN, _TITLE):
        for form in (secret, secret[::-1], secret.upper()):
            assert form not in typed
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
                coded = form.encode(encoding)
                assert not any(each in unpacked for each in (coded, b64encode(coded), coded.hex().encode()))


def test_a_killed_recorder_leaves_all_but_the_last_second(done: Done, tmp_path: Path) -> None:
    """In order and equal, recovered into a whole file."""
    whole = tmp_path / "whole.replay"

    assert replay("recover", done.killed, "-o", whole).status in {0, 1}

    kept = [r for r in done.killed_person.truth if r["t_ns"] < done.killed_at_ns - 1_000_000_000]
    with Reader(whole) as recovered:
        assert not recovered.problems
        assert len(recovered.frames) > 8
    rows = compare(whole, done.killed_person.truth)
    print(f"\nkilled:\n{table(rows)}")
    assert sum(row.recorded for row in rows) >= len(kept) > 100, table(rows)
    assert all(row.begins_equal for row in rows), table(rows)


def test_the_recording_goes_through_every_command(done: Done, tmp_path: Path) -> None:
    """Checked, searched, redacted, proved and exported: nothing is bad with it, and the secret goes."""
    copy, out = tmp_path / "copy.replay", tmp_path / "out.jsonl"

    checked = {check["name"]: check for check in replay("check", done.out, "--json").document["checks"]}
    found = replay("scan", done.out, "--json")
    unasked = replay("redact", done.out, "-o", copy, "--accept-all")
    redacted = replay("redact", done.out, "-o", copy, "--accept-all", "--purpose", "tests")
    verified = replay("verify", copy, "--against", done.out)
    export = ("export", copy, "--to", "jsonl", "-o", out)
    refused = replay(*export, "--purpose", "advertising")
    exported = replay(*export, "--purpose", "tests")

    found_bad = {name: check["note"] for name, check in checked.items() if check["verdict"] == "bad"}
    bad = {name: note for name, note in found_bad.items() if name not in _OF_A_BUSY_MACHINE}
    assert not bad
    for name in ("order", "duplicates", "key-never-released", "outside-display", "damage"):
        assert checked[name]["verdict"] == "ok", checked[name]
    assert found.status == 1
    where = {(finding["category"], finding["channel"]) for finding in found.document["findings"]}
    assert {("card", "typed"), ("card", "screen")} <= where
    assert unasked.status == 2
    assert "no purpose was stated" in unasked.err
    assert redacted.status == 0, redacted.err
    assert verified.status == 0, verified.out + verified.err
    assert refused.status != 0
    assert "not for advertising" in refused.err
    assert exported.status == 0, exported.err
    unpacked = copy.read_bytes() + out.read_bytes()
    assert not any(form.encode() in unpacked for form in (_CARD, _CARD.replace(" ", "")))
    keys = [row["key"] for row in map(json.loads, out.read_text().splitlines()) if row.get("stream") == "key"]
    assert "".join(keys[::2]).endswith("doneEnter")
