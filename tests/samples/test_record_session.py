"""The samples that were recorded, and what records them anew."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")

from formats.native.reader import Reader
from samples.scenes import SCENES
from samples.x_session import missing_programs
from tests.data import ROOT
from tests.replay.cli.shell import replay
from tests.replay.record.compared import compare, table

SAMPLES = ROOT / "samples"
LARGEST_BYTES = 400_000


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_committed_sample_is_small_and_whole_and_agreed_to(scene: str) -> None:
    """Nothing that a check of it finds is bad, and its last pictures show that it was recorded."""
    path = SAMPLES / f"{scene}.replay"

    checked = replay("check", path, "--json").document["checks"]

    assert path.stat().st_size < LARGEST_BYTES
    assert [check["name"] for check in checked if check["verdict"] == "bad"] == []
    with Reader(path) as recording:
        assert not recording.problems
        assert recording.header.consent is not None
        assert recording.header.consent.purposes == ("sample of replay",)
        assert recording.header.task
        pixels = recording.pixels(len(recording.frames) - 1)
        markers = [row["name"] for row in recording.events("marker").records()]
    assert (pixels == (0xC0, 0x18, 0x18)).all(axis=-1).sum() > 500
    assert markers == (["pause", "resume", "end"] if scene == "form" else ["end"])


def test_the_samples_hold_what_they_are_for() -> None:
    """Many corrections; a leak in three windows; displays that come, go and change, at two scales."""
    with Reader(SAMPLES / "editor.replay") as editor:
        taken_back = [row for row in editor.events("key").records() if row["key"] == "Backspace"]
    with Reader(SAMPLES / "displays.replay") as recording:
        rows = list(recording.events("display").records())
        shown = set(recording.frames["display"].tolist())
    found = replay("scan", SAMPLES / "desk.replay", "--no-ocr", "--json").document["findings"]

    assert len(taken_back) > 30
    assert {row["scale"] for row in rows} == {1.0, 1.5}
    assert {row["name"] for row in rows if row["width"] == 0} == {"screen", "right"}
    assert len({(row["x"], row["y"]) for row in rows if row["name"] == "right"}) == 2
    assert shown == {0, 1, 2}
    assert {"card", "email", "phone"} <= {each["category"] for each in found if each["channel"] == "typed"}


def test_a_scene_is_recorded_anew_by_one_command(tmp_path: Path) -> None:
    """With what the driver did beside it, and equal to it."""
    if missing := missing_programs():
        pytest.skip(f"{', '.join(missing)} not on this machine (Debian's xvfb, openbox, xterm)")
    out, truth = tmp_path / "a.replay", tmp_path / "truth.jsonl"
    run = [sys.executable, "samples/record_session.py", "displays", "-o", str(out), "--truth", str(truth)]

    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 0, done.stderr
    rows = compare(out, [json.loads(line) for line in truth.read_text().splitlines()])
    assert all(row.equal and row.done for row in rows), table(rows)


def test_what_the_command_lacks_is_said_in_a_line(tmp_path: Path) -> None:
    """A program with the package that has it, a module with the extra; and what the recorder says."""
    script = "import runpy, sys; sys.modules['Xlib'] = None; runpy.run_path(sys.argv[1], run_name='__main__')"
    path = str(ROOT / "samples" / "record_session.py")
    words = ["all", "-o", str(tmp_path / "nowhere")]
    for run, environment, said in [
        ([sys.executable, path, *words], {"PATH": ""}, "apt install xvfb openbox xterm chromium mousepad"),
        ([sys.executable, "-c", script, path, *words], {}, "Xlib is not installed: pip install '.[record]'"),
    ]:
        done = subprocess.run(
            run, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
        )
        assert done.returncode in {1, 2}
        assert said in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_recorder_that_does_not_begin_is_quoted(tmp_path: Path) -> None:
    """Not that it said something somewhere."""
    if missing := missing_programs():
        pytest.skip(f"{', '.join(missing)} not on this machine (Debian's xvfb, openbox, xterm)")
    run = [sys.executable, "samples/record_session.py", "displays", "-o", str(tmp_path / "no" / "a.replay")]

    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 1
    assert "there is no folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_sample_tells_where_it_was_recorded() -> None:
    """Neither a temporary folder nor the machine's own in titles and classes."""
    for scene in sorted(SCENES):
        with Reader(SAMPLES / f"{scene}.replay") as recording:
            rows = list(recording.events("window").records())
        shown = {word for row in rows for word in (row["title"], row["app"]) if word}
        assert shown
        assert not [word for word in shown if "tmp" in word or "/root" in word or "/home" in word]
