"""What was typed while dots grew on the screen is a password, whatever it says."""

import numpy as np
import pytest

from formats.model.frames import FRAME_DTYPE, Pixels, Storage
from formats.model.memory import MemoryRecording
from replay.privacy.finding import Finding
from replay.privacy.scan.dotted import RULE
from replay.privacy.scan.scanning import scan_recording
from replay.privacy.screen.reading import ScreenText
from tests.replay.privacy.screen.bars import Bars
from tests.replay.privacy.typing import typist

WORD = "meadow lark"
"""Nothing in it tells that it is a pass phrase."""


def field(count: int) -> Pixels:
    """Draw as many dots, and a frame around them."""
    pixels = np.zeros((80, 400, 3), np.uint8)
    pixels[20:50, 30:370] = 40
    pixels[22:48, 32:368] = 0
    for number in range(count):
        left = 40 + 9 * number
        pixels[32:37, left + 1 : left + 4] = 230
        pixels[33:36, left : left + 5] = 230
    return pixels


def findings(counts: list[int], *, late_ns: int = 0, before: str = "", word: str = WORD) -> list[Finding]:
    """Type a word while as many dots are shown, one picture after the other; `before`, something else."""
    ann = typist()
    ann.window("app", "Untold")
    if before:
        ann.type(before + "\n")
    start_ns = ann.now_ns
    ann.type(word + "\n")
    typed = ann.recording()
    frames = np.zeros(len(counts) + 1, FRAME_DTYPE)
    frames["t"][1:] = np.linspace(start_ns, ann.now_ns, len(counts) + 1)[1:].astype(np.int64) + late_ns
    frames["width"], frames["height"], frames["changed"], frames["storage"] = 400, 80, 1, Storage.TILES
    pictures = [field(0), *map(field, counts)]
    streams = {name: typed.events(name) for name in typed.streams}
    source = MemoryRecording(typed.header, streams, frames=frames, pixels=pictures.__getitem__)
    return [
        each for each in scan_recording(source, screen=ScreenText([Bars()])).findings if each.rule == RULE
    ]


@pytest.mark.parametrize("counts", [[3, 7, 11], [4, 10], [9, 11, 12, 11]])
def test_a_field_of_dots_that_grew_gives_the_password(counts: list[int]) -> None:
    """The whole of it, though no other rule sees a password in it."""
    (found,) = findings(counts)

    assert (found.category, found.text, found.channel) == ("password", WORD, "typed")
    assert found.confidence >= 0.95


@pytest.mark.parametrize("counts", [[0, 0], [5, 5], [3, 4]])
def test_dots_that_do_not_count_the_letters_say_nothing(counts: list[int]) -> None:
    """A row of points of interest is none."""
    assert findings(counts) == []


def test_dots_of_another_time_say_nothing() -> None:
    """They were there long after."""
    assert findings([3, 7, 11], late_ns=20_000_000_000) == []


@pytest.mark.parametrize("before", ["please leave it at the door", "a", "please, and thank you very much"])
def test_what_was_typed_before_is_not_taken_for_the_password(before: str) -> None:
    """However long it is: the dots began to stand only when the next field was filled in."""
    (found,) = findings([3, 8, 10, 11], before=before)

    assert found.text == WORD


def test_dots_where_nothing_was_typed_say_nothing() -> None:
    """Keys that a recorder left out, or a row of points in a recording of clicks alone."""
    assert findings([3, 7, 11], word="") == []
