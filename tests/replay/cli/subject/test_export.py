"""`replay export --subject`: everything about a person, to be read without any tool."""

import json
import re
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from formats.model.frames import visible_changes
from formats.model.header import Consent
from formats.model.streams import STREAMS
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.privacy.subject.plain_words import DONE, ROWS
from replay.store.audit import BROKEN, KINDS
from replay.store.journal import Store
from replay.store.place import place_in
from tests.replay.cli.labelled import changes, segments
from tests.replay.cli.redacting import read_no_pictures
from tests.replay.cli.sealing import seal_sample
from tests.replay.cli.shell import is_refused, replay
from tests.replay.privacy.leaky import SECRET, leaky

pytestmark = pytest.mark.usefixtures("apart")


def test_everything_is_told_in_words(original: Path, tmp_path: Path) -> None:
    """What was typed, windows, clipboard, names, consent, and each picture as it was seen."""
    ended = replay("export", original, "--subject", "-o", tmp_path / "mine")
    page = (tmp_path / "mine" / "index.html").read_text()
    whole = json.loads((tmp_path / "mine" / "everything.json").read_text())

    assert ended.status == 0
    for words in ("maria", "desk-7", "research", SECRET, "goodbye", "Notes"):
        assert words in page
    assert SECRET in str(whole["typed"])
    assert whole["header"]["consent"]["purposes"] == ["research"]
    assert (tmp_path / "mine" / "events" / "key.csv").exists()
    named = re.findall(r'src="(pictures/[^"]+)"', page)
    with Reader(original) as reader:
        due = np.flatnonzero(visible_changes(reader.frames))
        assert len(named) == len(due)
        first = np.asarray(Image.open(tmp_path / "mine" / named[0]).convert("RGB"))
        assert np.array_equal(first, reader.pixels(int(due[0])))


def test_the_page_asks_nobody_for_anything(original: Path, tmp_path: Path) -> None:
    """No script, no address outside of the folder."""
    replay("export", original, "--subject", "-o", tmp_path / "mine")
    page = (tmp_path / "mine" / "index.html").read_text()

    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r'(src|href)="(?!pictures/)', page)


def test_recorded_text_is_text_on_the_page(tmp_path: Path) -> None:
    """And never markup or a control character."""
    recording = leaky()
    recording.header = replace(recording.header, task="<script>alert(1)</script>\x1b[31m")
    write_recording(recording, tmp_path / "a.replay", lossless=True)

    replay("export", tmp_path / "a.replay", "--subject", "-o", tmp_path / "mine")
    page = (tmp_path / "mine" / "index.html").read_text()

    assert "&lt;script&gt;alert(1)" in page
    assert "\x1b" not in page


def test_what_the_person_removed_is_not_in_it_but_that_they_did(original: Path, tmp_path: Path) -> None:
    """In no table, picture or name; it is nobody's business, on their own disk either."""
    (tmp_path / "words.txt").write_text("goodbye\n")
    replay("subject", original, "--black-out-words", tmp_path / "words.txt")

    replay("export", original, "--subject", "-o", tmp_path / "mine")

    page = (tmp_path / "mine" / "index.html").read_text()
    assert "What you removed (1 thing) is not here either." in page
    for file in (tmp_path / "mine").rglob("*"):
        assert not file.is_file() or b"goodbye" not in file.read_bytes()
    assert SECRET in page


def test_what_others_wrote_and_did_is_told(tmp_path: Path) -> None:
    """Annotations with who made them, and the audit."""
    sealed = seal_sample(tmp_path)
    with Store(place_in(tmp_path)) as store:
        store.append(changes("ann", segments("aabb", "ann")))
    replay("text", sealed.plain)

    replay("export", sealed.plain, "--subject", "-o", tmp_path / "mine")
    page = (tmp_path / "mine" / "index.html").read_text()

    assert "segment a of task" in page
    assert ">ann<" in page
    assert "made a copy that only some can open" in page
    assert "had parts of it printed" in page


def test_a_zip_holds_the_same_for_its_owner_alone(original: Path, tmp_path: Path) -> None:
    """In a folder of its own name."""
    replay("export", original, "--subject", "-o", tmp_path / "mine")
    ended = replay("export", original, "--subject", "-o", tmp_path / "mine.zip")

    assert ended.status == 0
    assert stat.S_IMODE((tmp_path / "mine.zip").stat().st_mode) == 0o600
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        names = {name.removeprefix("mine/") for name in archive.namelist()}
    files = {
        str(file.relative_to(tmp_path / "mine")) for file in (tmp_path / "mine").rglob("*") if file.is_file()
    }
    assert names == files
    assert not list(tmp_path.glob("*.folder"))


def test_the_right_ends_with_no_consent_and_is_no_export_for_others(tmp_path: Path) -> None:
    """A withdrawn recording is still shown to its person; --to and --subject are two things."""
    recording = leaky()
    recording.header = replace(recording.header, consent=Consent("P7", ("research",), withdrawn=True))
    path = tmp_path / "a.replay"
    write_recording(recording, path, lossless=True)

    assert is_refused(replay("export", path, "--to", "srt", "-o", tmp_path / "a.srt"), 3, "withdrew")
    assert replay("export", path, "--subject", "-o", tmp_path / "mine").status == 0
    for words in ((), ("--to", "srt", "--subject")):
        assert is_refused(replay("export", path, *words, "-o", tmp_path / "x"), 2, "one of them")
    assert is_refused(replay("export", path, "--subject", "-o", tmp_path / "mine"), 2, "exists")


@pytest.mark.parametrize(
    "words",
    [
        ("text",),
        ("events",),
        ("actions",),
        ("scan",),
        ("lint",),
        ("stats",),
        ("check",),
        ("frame", "--at", "1", "-o", "f.png"),
        ("export", "--to", "srt", "-o", "f.srt", "--purpose", "research"),
    ],
)
def test_what_a_person_removed_is_shown_by_no_command(
    original: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only that they did; the copy without it is for everybody, and removing needs no look."""
    monkeypatch.chdir(tmp_path)
    replay("subject", original, "--black-out-app", "Browser")
    command, *more = words

    ended = replay(command, original, *more)

    assert is_refused(ended, 3, "the recorded person removed 1 thing of it", "replay redact")
    replay("subject", original, "--release")
    out = tmp_path / "out.replay"
    assert replay("redact", original, "-o", out, "--purpose", "research", "--pictures", "drop").status == 0
    assert replay("text", out).status == 0


def test_what_a_person_withheld_is_opened_by_them_alone(original: Path) -> None:
    """Until they release it."""
    replay("subject", original, "--withhold")
    assert is_refused(replay("text", original), 3, "the recorded person withheld it")

    replay("subject", original, "--release")
    assert replay("text", original).status == 0


def test_every_kind_of_entry_and_of_event_has_a_name_for_people() -> None:
    """Who never heard of streams reads the page."""
    assert set(DONE) == {*KINDS, BROKEN}
    assert set(ROWS) == set(STREAMS)


def test_words_that_only_pictures_show_are_not_on_its_pictures(original: Path, tmp_path: Path) -> None:
    """Where nothing here can read pictures, that is said."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    (tmp_path / "words.txt").write_text("another page\n")
    replay("subject", original, "--black-out-words", tmp_path / "words.txt")

    replay("export", original, "--subject", "-o", tmp_path / "mine")
    named = json.loads((tmp_path / "mine" / "everything.json").read_text())["pictures"]
    (shown,) = [each["file"] for each in named if each["t_ns"] == 16_000_000_001]
    picture = np.asarray(Image.open(tmp_path / "mine" / shown).convert("RGB"))

    assert not picture[:20, 8:90].any()
    assert "could not be read here" not in (tmp_path / "mine" / "index.html").read_text()


def test_that_pictures_could_not_be_read_is_said(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Removed words may stand on them."""
    read_no_pictures(monkeypatch)
    (tmp_path / "words.txt").write_text("another page\n")
    replay("subject", original, "--black-out-words", tmp_path / "words.txt")

    assert replay("export", original, "--subject", "-o", tmp_path / "mine").status == 0
    assert "The pictures could not be read here" in (tmp_path / "mine" / "index.html").read_text()
