"""Changed rectangles: together they hold every pixel that changed, and not much else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from replay.privacy.screen.changed import changed_boxes, grown, joined, with_margin

SHAPE = (70, 110)


@given(arrays.arrays(np.bool_, SHAPE, elements=st.booleans(), fill=st.just(False)))
def test_every_change_is_in_a_rectangle(differs: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> None:
    """And each lies within the picture; no change, no rectangle."""
    before = np.zeros((*SHAPE, 3), np.uint8)
    after = before.copy()
    after[differs] = 255

    boxes = changed_boxes(before, after)

    held = np.zeros(SHAPE, np.bool_)
    for x, y, width, height in boxes:
        assert 0 <= x < x + width <= SHAPE[1]
        assert 0 <= y < y + height <= SHAPE[0]
        held[y : y + height, x : x + width] = True
    assert not (differs & ~held).any()
    assert bool(boxes) == bool(differs.any())


def test_noise_is_no_change() -> None:
    """A lossy picture differs everywhere by a little."""
    before = np.full((40, 40, 3), 100, np.uint8)

    assert changed_boxes(before, before + 8, tolerance=24) == []
    assert changed_boxes(before, before + 30, tolerance=24) == [(0, 0, 40, 40)]


def test_a_line_is_held_whole_and_its_neighbour_is_not() -> None:
    """Boxes of lines below each other overlap by some pixels; reading all of them would take for ever."""
    lines = [(0, 0, 200, 22), (0, 20, 200, 22), (0, 40, 200, 22)]

    assert grown((150, 24, 8, 14), lines) == (0, 20, 200, 22)


def test_margins_end_at_the_edges() -> None:
    """A rectangle in the corner has less room."""
    assert with_margin((0, 0, 10, 10), 100, 15) == (0, 0, 22, 15)


def test_rectangles_that_touch_become_one() -> None:
    """However they come."""
    assert joined([(0, 0, 10, 10), (30, 0, 10, 10), (8, 0, 24, 10)], 0) == [(0, 0, 40, 10)]
