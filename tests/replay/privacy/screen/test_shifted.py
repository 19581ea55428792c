"""A scroll moves what it moves: nothing else, and what it does not is read."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.model.frames import Pixels
from replay.privacy.screen.changed import difference
from replay.privacy.screen.shifted import Shift, shift_between

LINE_PX = 20


def page(seed: int, height: int = 1400, width: int = 320) -> Pixels:
    """Draw lines of noise as letters, with gaps between them."""
    random = np.random.default_rng(seed)
    pixels = np.full((height, width, 3), 255, np.uint8)
    for top in range(4, height - LINE_PX, LINE_PX):
        wide = int(random.integers(width // 2, width - 20))
        pixels[top : top + 12, 10:wide] = random.integers(0, 2, (12, wide - 10, 1), np.uint8) * 255
    return pixels


def shifted(before: Pixels, after: Pixels, lines: list[tuple[int, int, int, int]]) -> Shift | None:
    return shift_between(before, after, difference(before, after), lines)


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    down=st.integers(-200, 200).filter(bool),
    bar=st.booleans(),
    spot=st.booleans(),
)
def test_what_is_neither_moved_nor_unread_is_as_it_was(seed: int, down: int, bar: bool, spot: bool) -> None:
    """Of a window beside others, with a scroll bar that goes another way, and something that changed."""
    long = page(seed)
    before, after = page(seed + 1, 600, 640), page(seed + 1, 600, 640)
    before[80:560, 200:520], after[80:560, 200:520] = long[300:780], long[300 - down : 780 - down]
    if bar:
        before[100:200, 510:518], after[100 - down // 4 : 200 - down // 4, 510:518] = 90, 90
    if spot:
        after[300:310, 300:330] = (200, 10, 10)
    lines = [(210, 80 + top, 290, 14) for top in range(3, 460, LINE_PX)]

    found = shifted(before, after, lines)

    assert found is not None
    assert found.down_px == down
    covered = found.unread.copy()
    for number, (x, y, wide, high) in found.moved.items():
        u, v, _, _ = lines[number]
        assert np.array_equal(after[y : y + high, x : x + wide], before[v : v + high, u : u + wide])
        covered[y : y + high, x : x + wide] = True
    rest = difference(before, after) & ~covered
    rows, columns = np.nonzero(rest)
    assert np.array_equal(after[rows, columns], before[rows - down, columns])
    if spot:
        assert found.unread[300:310, 300:330].all()


@pytest.mark.parametrize("kind", ["other page", "one line", "nothing"])
def test_where_nothing_scrolled_there_is_no_scroll(kind: str) -> None:
    """Another page, a line that was typed, no change."""
    before = page(1, 600)
    after = {"other page": page(2, 600), "one line": before.copy(), "nothing": before.copy()}[kind]
    if kind == "one line":
        after[100:112, 50:200] = 0

    assert shifted(before, after, []) is None


def test_a_line_that_was_cut_at_the_edge_is_read_whole() -> None:
    """Half of it was in sight before; the other half alone would say nothing."""
    long = page(3)
    before, after = long[0:590], long[40:630]

    found = shifted(before, after, [(10, top, 300, 12) for top in range(4, 560, LINE_PX)])

    assert found is not None
    cut = (590 - 40) // LINE_PX * LINE_PX - 36
    assert found.unread[cut + LINE_PX :].any(axis=1).all()
