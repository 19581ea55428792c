"""The recorded person learns whether the words that they black out stand anywhere, and nobody reads them."""

from pathlib import Path

import pytest

from tests.data import SAMPLE
from tests.replay.cli.shell import Ended, replay

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
    assert "found in 1 place: typed 1; what stands on the 279 pictures is looked for when" in ended.err
    assert SECRET not in ended.err


def test_words_that_stand_nowhere_are_told_by_number(tmp_path: Path) -> None:
    """A word that is spelt otherwise would stay in every copy."""
    ended = black_out(tmp_path, "hunter3-not-real", SECRET, "no such word")

    assert "found in 1 place: typed 1" in ended.err
    assert "words 1, 3 are found nowhere: check the spelling\n" in ended.err
    assert "hunter3" not in ended.err


def test_that_none_stands_anywhere_is_one_line(tmp_path: Path) -> None:
    """Beside the one that says what is removed."""
    ended = black_out(tmp_path, "hunter3-not-real")

    assert ended.err.splitlines()[0] == "1 thing removed; undecided"
    assert ended.err.splitlines()[1].startswith("found nowhere: check the spelling; what stands on the 279")
    assert len(ended.err.splitlines()) == 2


def test_json_tells_the_same(tmp_path: Path) -> None:
    """In numbers."""
    told = black_out(tmp_path, SECRET, "no such word", more=("--json",)).document

    assert told == {"places": {"typed": 1}, "nowhere": [2], "pictures": 279}


def test_it_is_found_in_every_channel_and_in_any_case(tmp_path: Path) -> None:
    """Titles, clipboard and what the file says of itself."""
    places = black_out(tmp_path, "EXAMPLE.COM", "X11 test recorder", more=("--json",)).document["places"]

    assert places["typed"] >= 1
    assert places["metadata"] >= 1
