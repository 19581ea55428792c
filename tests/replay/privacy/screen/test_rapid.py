"""Tiles of a large picture: a line that two of them hold parts of is one, and nothing swallows it."""

import numpy as np
import pytest

from replay.privacy.screen.rapid import TILE_HEIGHT_PX, TILE_WIDTH_PX, RapidEngine, _sewn


def test_parts_of_a_line_are_joined() -> None:
    """One is as high as the other, but for a letter below the line."""
    assert _sewn([(20, 100, 600, 14)], [(600, 98, 200, 20)]) == [(20, 98, 780, 20)]


def test_a_box_as_large_as_a_tile_swallows_no_line() -> None:
    """The engine finds one where a tile is empty."""
    lines = [(20, 100, 600, 14), (20, 120, 600, 14)]

    assert _sewn(lines, [(592, 0, 688, 448)]) == [*lines, (592, 0, 688, 448)]


def test_keys_go_first_between_two_tiles() -> None:
    """A picture takes as long to be searched as ten keys to be shown."""
    pytest.importorskip("rapidocr")
    asked: list[int] = []
    pixels = np.full((2 * TILE_HEIGHT_PX, 2 * TILE_WIDTH_PX, 3), 255, np.uint8)

    RapidEngine(lambda: asked.append(1)).locate(pixels)

    assert len(asked) == 4
