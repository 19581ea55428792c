"""What is painted is read again by every engine: what shows through, and what stands beside it, is told."""

import numpy as np
import pytest

from formats.model.frames import FRAME_DTYPE, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from replay.privacy.painting.painted import Box, filled
from replay.privacy.proof.checks import Check
from replay.privacy.proof.painted_regions import AROUND_PX, check_painted, filled_lines, painted_boxes
from replay.privacy.screen.engine import Engine, Located
from replay.privacy.sought import Words
from tests.replay.privacy.screen.bars import Bars

BOX = Box(0, 96, 300, 124)
SECRET = "user90@example.com"


class Second(Bars):
    name = "second 1"


def picture(*bars: tuple[int, int]) -> Pixels:
    """Draw a bar of each (grey, top) on white, which counts as no grey."""
    pixels = np.zeros((240, 300, 3), np.uint8)
    pixels[:, :, 1] = 255
    for grey, top in bars:
        pixels[top : top + 10, 20:180] = grey
    return pixels


def checked(pictures: list[Pixels], engines: list[Engine], why: str = "") -> Check:
    frames = np.zeros(len(pictures), FRAME_DTYPE)
    frames["t"], frames["storage"] = np.arange(len(pictures)), Storage.TILES
    frames["width"], frames["height"] = 300, 240
    copy = MemoryRecording(Header("0" * 32), {}, frames=frames, pixels=pictures.__getitem__)
    return check_painted(
        copy,
        [(BOX,)] * len(pictures),
        Words([SECRET]),
        engines,
        why,
        progress=lambda _what, _done, _total: None,
    )


def test_a_line_that_is_gone_is_clean() -> None:
    """Others beside it are none of this check's business; each picture is read once by each engine."""
    engines = [Bars(), Second()]
    shown = filled(picture((90, 105), (50, 140)), [BOX])

    check = checked([shown] * 5, list(engines))

    assert check.status == "clean"
    assert "bars 1 and second 1" in check.words
    assert [engine.recognised for engine in engines] == [["user50@example.com"]] * 2


def test_a_line_beside_two_regions_is_read_once() -> None:
    """Two pictures of regions that differ elsewhere; each is searched for lines."""
    engine = Bars()

    check = checked(
        [filled(picture((50, 140)), [BOX]), filled(picture((50, 140), (60, 70)), [BOX])], [engine]
    )

    assert "2 pictures of regions" in check.words
    assert sorted(engine.recognised) == ["user50@example.com", "user60@example.com"]


def test_text_in_a_region_is_found() -> None:
    """Whatever it says: there should be none."""
    assert checked([picture((50, 105))], [Bars()]).status == "found"


@pytest.mark.parametrize("top", [80, 130])
def test_a_secret_beside_a_region_is_found(top: int) -> None:
    """The fill missed the line; told by the engine that saw it, and not what it says."""
    check = checked([filled(picture((90, top)), [BOX])], [Bars()])

    assert check.status == "found"
    assert "bars 1" in check.places[0]
    assert SECRET not in str(check)


def test_one_engine_alone_leaves_it_open() -> None:
    """With the reason; but where nothing was painted nothing is open."""
    check = checked([filled(picture(), [BOX])], [Bars()], "no second engine")

    assert (check.status, check.places) == ("open", ("no second engine",))
    assert checked([], [], "no engine").status == "clean"


def test_without_the_original_the_pictures_tell_what_is_filled() -> None:
    """Lines that are the fill from edge to edge; a thin rule is none."""
    shown = filled(picture(), [BOX, Box(0, 200, 300, 204)])
    frames = np.zeros(1, FRAME_DTYPE)
    frames["storage"] = Storage.TILES
    copy = MemoryRecording(Header("0" * 32), {}, frames=frames, pixels=lambda _: shown)

    assert filled_lines(shown) == [BOX]
    assert painted_boxes(copy, ()) == [(BOX,)]


class Fancying(Bars):
    """Sees letters where nothing is, as engines do beside a fill's edge."""

    def locate(self, pixels: Pixels) -> list[Located]:
        return [Located((40, AROUND_PX + 8, 60, min(12, len(pixels))), None, "ghost")]


def test_letters_that_an_engine_makes_up_in_a_fill_are_none() -> None:
    """Where all is one colour nothing is written; a single pixel of another, and it is told."""
    shown = filled(picture(), [BOX])
    spoilt = shown.copy()
    spoilt[BOX.top + 8 : BOX.bottom - 8, 60] = 255

    assert checked([shown], [Fancying()]).status == "clean"
    assert checked([spoilt], [Fancying()]).status == "found"
