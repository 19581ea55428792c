"""`replay subject`: the recorded person sees everything, and what they remove is in no copy."""

import stat
from pathlib import Path

import pytest

from formats.native.copy import write_recording
from tests.replay.cli.shell import Ended, replay
from tests.replay.privacy.leaky import SECRET, leaky


@pytest.fixture
def original(tmp_path: Path) -> Path:
    write_recording(leaky(), tmp_path / "leaky.replay", lossless=True)
    return tmp_path / "leaky.replay"


def copied(original: Path, *more: str | Path) -> Ended:
    out = original.with_name("out.replay")
    return replay(
        "redact", original, "--purpose", "research", "-o", out, "--pictures", "drop", "--force", *more
    )


def test_everything_about_the_person_is_shown_in_words(original: Path) -> None:
    """Names, consent, what was typed, windows, clipboard."""
    told = replay("subject", original)
    found = replay("subject", original, "--json").document

    assert told.status == 0
    for words in ("maria", "desk-7", "research", SECRET, "goodbye", "Notes"):
        assert words in told.out
    assert found["state"] == "undecided"
    assert found["typed"][0]["text"] == "helloWorld"


def test_what_they_black_out_is_in_no_copy_and_no_report(original: Path) -> None:
    """Only how many things it were."""
    (original.with_name("mine.txt")).write_text("goodbye\n")
    removed = replay("subject", original, "--black-out-words", original.with_name("mine.txt"))
    released = replay("subject", original, "--black-out-span", "9", "18.9", "--release")

    ended = copied(original)
    texts = replay("text", original.with_name("out.replay"), "--json").objects
    listed = original.with_name("leaky.replay.subject.json")

    assert (removed.status, released.status, ended.status) == (0, 0, 0)
    assert [run["text"] for run in texts] == ["helloWorld"]
    assert "goodbye" not in removed.err + released.err + ended.err + ended.out
    assert "2 things removed; released" in released.err
    assert stat.S_IMODE(listed.stat().st_mode) == 0o600
    assert replay("verify", original.with_name("out.replay"), "--against", original).status == 0


@pytest.mark.parametrize("word", ["--withhold", None])
def test_no_copy_is_made_before_they_released_it(original: Path, word: str | None) -> None:
    """Nor after they removed more and did not release it again."""
    replay("subject", original, "--release")
    assert copied(original).status == 0
    replay("subject", original, *([word] if word else ["--black-out-app", "Browser"]))

    ended = copied(original)

    assert ended.status == 2
    assert "has not released" in ended.err


def test_the_list_of_another_recording_is_refused(original: Path, tmp_path: Path) -> None:
    """It would remove the wrong things."""
    other = tmp_path / "other.replay"
    write_recording(leaky("another.secret"), other, lossless=True)
    replay("subject", other, "--release")

    ended = copied(original, "--subject", tmp_path / "other.replay.subject.json")

    assert (ended.status, "another recording" in ended.err) == (2, True)
