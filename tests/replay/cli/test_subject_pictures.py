"""What the recorded person removes is looked for on the pictures, where no detector would know it."""

import json
from pathlib import Path

import numpy as np
import pytest

from formats.native.reader import Reader
from replay.store.paths import readings_folder
from tests.replay.cli.redacting import read_no_pictures
from tests.replay.cli.sealing import own_folders
from tests.replay.cli.shell import replay

pytestmark = pytest.mark.usefixtures("apart")


def test_a_word_that_only_pictures_show_is_painted_there(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where it is not, the proof fails: no detector would know it."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    out, words = tmp_path / "out.replay", tmp_path / "mine.txt"
    words.write_text("another page\n")
    asked = ("--purpose", "research", "--accept-all", "-o", out)
    replay("subject", original, "--black-out-words", words, "--release")

    made = replay("redact", original, *asked)
    proven = replay("verify", out, "--against", original, "--json")
    with Reader(out) as copy:
        shown = copy.pixels(int(np.searchsorted(copy.frames["t"], 16_500_000_000)) - 1)[:20, 8:90]
    monkeypatch.setattr("replay.privacy.scan.asked_words.asked_in", lambda *_: [])
    monkeypatch.setattr("replay.privacy.scan.scanning.asked_in", lambda *_: [])
    replay("redact", original, *asked, "--force")
    monkeypatch.undo()
    own_folders(monkeypatch, tmp_path)
    unpainted = replay("verify", out, "--against", original, "--json")

    assert (made.status, proven.status) == (0, 0)
    assert not shown.any()
    assert unpainted.status == 1
    (found,) = [each for each in unpainted.document["checks"] if each["status"] == "found"]
    assert found["check"] == "detectors"


def test_without_an_engine_a_word_is_not_taken_for_painted(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where a list of findings says that the pictures were read."""
    read_no_pictures(monkeypatch)
    words, findings = tmp_path / "mine.txt", tmp_path / "findings.json"
    words.write_text("another page\n")
    findings.write_text(json.dumps({"searched": [{"channel": "screen", "share": 1.0}], "findings": []}))
    replay("subject", original, "--black-out-words", words, "--release")

    ended = replay(
        *("redact", original, "--purpose", "research", "--findings", findings, "-o", tmp_path / "o.replay")
    )

    assert ended.status == 2
    assert "could not be looked for on them: give --pictures drop" in ended.err
    assert not (tmp_path / "o.replay").exists()


@pytest.mark.parametrize("keep_nothing", [False, True])
def test_what_is_read_on_the_pictures_is_kept_unless_it_is_not_to_be(
    original: Path, tmp_path: Path, keep_nothing: bool
) -> None:
    """It is recorded text; a copy is the same without it."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    words = tmp_path / "words.txt"
    words.write_text("another page\n")
    asked = ["--purpose", "research", "--words-file", str(words), "--accept-all", "--json"]
    asked += ["--keep-nothing"] if keep_nothing else []

    made = replay("redact", original, "-o", tmp_path / "out.replay", *asked)

    assert made.status == 0
    assert made.document["removed"]["frames with filled regions"] > 0
    assert readings_folder().exists() != keep_nothing
