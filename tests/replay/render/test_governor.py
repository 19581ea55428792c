"""Fewer bytes: within the budget, close to the picture, and exact in the end."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.model.frames import Pixels
from replay.render.ansi import encode_changes
from replay.render.atlas import GLYPH_SETS
from replay.render.cells import blank
from replay.render.depth import Depth
from replay.render.governor import fit, refined, tolerant
from replay.render.picker import draw, pick
from tests.replay.render.test_cells import noise
from tests.terminal_model import TerminalModel

ROWS, COLUMNS = 8, 30


def scene(seed: int) -> Pixels:
    return noise(seed, ROWS, COLUMNS)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([3.0, 5.0, 7.5]))
def test_what_is_written_fits_and_is_what_is_shown(seed: int, bytes_a_cell: float) -> None:
    """The text is within the budget, and a terminal shows the grid that is returned."""
    old, new = blank(COLUMNS, ROWS), pick(scene(seed), GLYPH_SETS["sextants"])
    budget = int(bytes_a_cell * ROWS * COLUMNS)
    shown, text = fit(old, new, Depth.TRUE, place=(4, 2), budget=budget)
    fitted, whole = TerminalModel(COLUMNS + 4, ROWS + 2), TerminalModel(COLUMNS + 4, ROWS + 2)
    fitted.feed(encode_changes(None, old, Depth.TRUE, left=4, top=2))
    fitted.feed(text)
    whole.feed(encode_changes(None, shown, Depth.TRUE, left=4, top=2))

    assert len(text.encode()) <= budget
    for row in range(ROWS):
        for column in range(COLUMNS):
            assert fitted.cell(row + 2, column + 4) == whole.cell(row + 2, column + 4)


def test_a_small_change_is_exact() -> None:
    """What fits is sent as it is."""
    old = pick(scene(7), GLYPH_SETS["blocks"])
    new = old.with_text(2, 3, "abc", (1, 2, 3), (4, 5, 6))
    shown, text = fit(old, new, Depth.TRUE, place=(0, 0), budget=2000)

    assert shown is new
    assert len(text) < 80


@pytest.mark.parametrize("tolerance", [6, 20, 48])
def test_no_colour_strays_beyond_the_tolerance(tolerance: int) -> None:
    """Every sample is drawn within the tolerance of how it would have been, faint glyphs included."""
    grid = pick(scene(11), GLYPH_SETS["sextants"])
    drawn = draw(tolerant(grid, tolerance))

    assert np.abs(drawn - draw(grid)).max() <= tolerance * 1.5 + 1


def test_a_coarse_picture_becomes_exact_in_parts() -> None:
    """Each refinement brings at least a row within the budget, and the last is the exact grid."""
    exact = pick(scene(3), GLYPH_SETS["sextants"])
    shown = tolerant(exact, 72)
    budget = 900
    for _ in range(ROWS):
        grid = refined(shown, exact, budget)
        written = len(encode_changes(shown, grid, Depth.TRUE, left=0, top=0).encode())
        assert written <= max(budget, 44 * COLUMNS)
        shown = grid

    assert np.array_equal(shown.data, exact.data)
