"""The recorded person learns whether the words that they black out stand anywhere, and nobody reads them."""

import dataclasses
from pathlib import Path

import pytest

from formats.native.copy import write_recording
from replay.cli.reading.subject_list import subject_path
from tests.data import SAMPLE
from tests.replay.cli.shell import Ended, is_refused, replay
from tests.replay.privacy.leaky import leaky

SECRET = "hunter2-not-real"


pytestmark = pytest.mark.usefixtures("apart")


def black_out(folder: Path, *words: str, more: tuple[str, ...] = ()) -> Ended:
    """Black out words of the sample."""
    path, listed = folder / "desk.replay", folder / "words.txt"
    path.write_bytes(SAMPLE.read_bytes())
    listed.write_text("\n".join(words))
    return replay("subject", path, "--black-out-words", listed, *more)


def test_in_how_many_places_they_stand_is_told_by_channel(tmp_path: Path) -> None:
    """Not the words; and that pictures are looked at later."""
    ended = black_out(tmp_path, SECRET)

    assert (ended.status, ended.out) == (0, "")
    assert "found in 1 place: typed text 1; what stands on the 279 pictures is looked for when" in ended.err
    assert SECRET not in ended.err


def test_words_that_stand_nowhere_are_told_by_number(tmp_path: Path) -> None:
    """A word that is spelt otherwise would stay in every copy."""
    ended = black_out(tmp_path, "hunter3-not-real", SECRET, "no such word")

    assert "found in 1 place: typed text 1" in ended.err
    assert "words 1, 3 are found nowhere: check the spelling\n" in ended.err
    assert "hunter3" not in ended.err


def test_a_long_list_of_words_that_stand_nowhere_is_short(tmp_path: Path) -> None:
    """Numbers that follow each other are told as one."""
    many = [f"no such word {number}" for number in range(500)]

    ended = black_out(tmp_path, SECRET, *many, SECRET[:8], "and none", "nor this")

    assert "words 2 to 501, 503, 504 are found nowhere: check the spelling\n" in ended.err


def test_that_none_stands_anywhere_is_one_line(tmp_path: Path) -> None:
    """Beside the one that says what is removed."""
    ended = black_out(tmp_path, "hunter3-not-real")

    assert ended.err.splitlines()[0] == "1 thing removed; undecided"
    assert ended.err.splitlines()[1].startswith("found nowhere: check the spelling; what stands on the 279")
    assert len(ended.err.splitlines()) == 2


def test_json_tells_the_same(tmp_path: Path) -> None:
    """In numbers."""
    told = black_out(tmp_path, SECRET, "no such word", more=("--json",)).document

    assert told.pop("places") == {"typed": 1}
    assert told == {"removed": 2, "state": "undecided", "nowhere": [2], "pictures": 279}


def test_a_file_of_words_that_is_not_there_is_the_one_that_is_named(tmp_path: Path) -> None:
    """And not the recording."""
    path, listed = tmp_path / "desk.replay", tmp_path / "nothing.txt"
    path.write_bytes(SAMPLE.read_bytes())

    ended = replay("subject", path, "--black-out-words", listed)

    assert is_refused(ended, 3, f"replay: {listed}: there is no such file")
    assert "desk.replay" not in ended.err


def test_it_is_found_in_every_channel_and_in_any_case(tmp_path: Path) -> None:
    """Titles, clipboard and what the file says of itself."""
    places = black_out(tmp_path, "EXAMPLE.COM", "X11 test recorder", more=("--json",)).document["places"]

    assert places["typed"] >= 1
    assert places["metadata"] >= 1


@pytest.mark.parametrize("is_gone", [False, True])
def test_removed_words_are_not_in_what_is_told_of_the_recording(tmp_path: Path, is_gone: bool) -> None:
    """Nor is any text of it, where the list that says which words those are is gone."""
    raw = leaky()
    raw.header = dataclasses.replace(raw.header, task="Pay Maria Beispiel", recorder="of Beispiel")
    path = tmp_path / "named.replay"
    write_recording(raw, path, lossless=True)
    words = tmp_path / "words.txt"
    words.write_text("Beispiel\n")

    before = replay("info", path).out
    replay("subject", path, "--black-out-words", words, "--release")
    if is_gone:
        subject_path(path).unlink()
    told = replay("info", path, "--json")

    assert "Beispiel" in before
    assert told.status == 0
    assert "Beispiel" not in told.out + told.err
    assert told.document["task"] == ("[redacted]" if is_gone else "Pay Maria [redacted]")
