"""The samples that were recorded, and what records them anew."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")

from formats.native.reader import Reader
from samples.x_session import missing_programs
from tests.data import ROOT
from tests.replay.record.compared import compare, table

FORM = ROOT / "samples" / "form.replay"
LARGEST_BYTES = 1_500_000


def test_the_committed_form_is_small_and_whole_and_agreed_to() -> None:
    """And its pause is marked."""
    assert FORM.stat().st_size < LARGEST_BYTES
    with Reader(FORM) as recording:
        assert not recording.problems
        assert recording.header.consent is not None
        assert recording.header.consent.purposes == ("sample of replay",)
        names = [row["name"] for row in recording.events("marker").records()]
        assert names == ["pause", "resume", "end"]
        assert recording.pixels(len(recording.frames) - 1).shape == (800, 1280, 3)


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
