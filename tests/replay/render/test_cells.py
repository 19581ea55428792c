"""Pixels to cells and cells to bytes: never worse than half blocks, and a terminal shows exactly the grid."""

import hashlib
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.model.frames import Pixels
from replay.render.ansi import encode_changes, encode_rows, encode_span
from replay.render.atlas import GLYPH_SETS, GLYPHS, MASKS, PLACEHOLDER, coverage
from replay.render.cells import CellGrid, blank
from replay.render.depth import Depth
from replay.render.palette import PALETTE, nearest_indices
from replay.render.picker import FLAT, dirty_cells, draw, pick, repick
from tests.terminal_model import Colour, TerminalModel

ROWS, COLUMNS = 3, 7
seeds = st.integers(0, 2**32 - 1)


def noise(seed: int, rows: int = ROWS, columns: int = COLUMNS) -> Pixels:
    """Return a small image with flat parts, edges, gradients and noise."""
    rng = np.random.default_rng(seed)
    image = np.zeros((rows * 8, columns * 4, 3), np.int32) + rng.integers(0, 256, 3)
    for _ in range(6):
        y, x = rng.integers(0, rows * 8), rng.integers(0, columns * 4)
        image[y : y + rng.integers(1, 12), x : x + rng.integers(1, 10)] = rng.integers(0, 256, 3)
    image[: rows * 4] += rng.integers(-4, 5, (rows * 4, columns * 4, 3))
    if seed % 3 == 0:
        image[:, : columns * 2] = rng.integers(0, 256, (rows * 8, columns * 2, 3))
    clipped: Pixels = np.clip(image, 0, 255).astype(np.uint8)
    return clipped


def errors(small: Pixels, grid: CellGrid) -> np.ndarray:
    """Return the squared error of each cell, shape (rows, columns)."""
    squared = np.square(draw(grid) - small).reshape(grid.rows, 8, grid.columns, 12)
    sums: np.ndarray = squared.sum(axis=(1, 3))
    return sums


def shown(grid: CellGrid, depth: Depth = Depth.TRUE) -> dict[tuple[int, int], tuple[str, Colour, Colour]]:
    """Return what a terminal is to show for a grid."""
    cells: dict[tuple[int, int], tuple[str, Colour, Colour]] = {}
    for row in range(grid.rows):
        for column in range(grid.columns):
            char = GLYPHS[grid.glyphs[row, column]]
            ink, paper = grid.ink[row, column], grid.paper[row, column]
            if depth is Depth.INDEXED:
                ink, paper = PALETTE[nearest_indices(ink)], PALETTE[nearest_indices(paper)]
            colours = (None, None) if depth is Depth.NONE else (tuple(ink.tolist()), tuple(paper.tolist()))
            cells[row, column] = (char, None if char == " " else colours[0], colours[1])
    return cells


@settings(max_examples=60, deadline=None)
@given(seeds, st.sampled_from(["quad", "blocks", "sextants"]))
def test_no_cell_is_worse_than_half_blocks(seed: int, name: str) -> None:
    """Every cell's squared error is at most that of the best half block, but for rounding and flat cells."""
    small = noise(seed)
    half = errors(small, pick(small, GLYPH_SETS["half"], flat=0))
    # Rounding two colours moves each of 96 samples by at most a half, and the fit is checked at the rounded
    # colours.
    slack = 96 * 0.25 + np.sqrt(half * 96)
    exact = errors(small, pick(small, GLYPH_SETS[name], flat=0))
    usual = errors(small, pick(small, GLYPH_SETS[name]))

    assert (exact <= half + slack).all()
    assert (usual <= np.maximum(half + slack, 96 * FLAT**2)).all()


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_a_larger_set_of_glyphs_is_never_worse_on_the_whole(seed: int) -> None:
    """The sum of squared errors falls from half to quad to blocks to sextants."""
    small = noise(seed, 6, 12)
    sums = [errors(small, pick(small, GLYPH_SETS[name], flat=0)).sum() for name in GLYPH_SETS]

    assert all(after <= before * 1.002 + 500 for before, after in pairwise(sums))


@settings(max_examples=40, deadline=None)
@given(seeds, seeds)
def test_drawing_only_dirty_cells_gives_the_same_grid(first: int, second: int) -> None:
    """A grid brought up to date cell by cell equals one drawn from scratch."""
    old, new = noise(first), noise(first)
    new[5:11, 3:9] = noise(second)[5:11, 3:9]
    glyphs = GLYPH_SETS["sextants"]
    updated = repick(new, dirty_cells(old, new), pick(old, glyphs), glyphs)

    assert np.array_equal(updated.data, pick(new, glyphs).data)


@settings(max_examples=60, deadline=None)
@given(seeds, seeds, st.sampled_from(list(Depth)), st.integers(0, 40), st.integers(0, 20))
def test_changed_runs_make_the_new_screen_of_the_old(
    first: int, second: int, depth: Depth, left: int, top: int
) -> None:
    """What a terminal shows after the changes is what a full repaint shows, at any place and depth."""
    old_image, new_image = noise(first), noise(second)
    new_image[:, 8:20] = old_image[:, 8:20]
    glyphs = GLYPH_SETS["blocks"]
    old, new = pick(old_image, glyphs), pick(new_image, glyphs)
    terminal = TerminalModel(left + COLUMNS, top + ROWS)
    terminal.feed(encode_changes(None, old, depth, left=left, top=top))
    terminal.feed(encode_changes(old, new, depth, left=left, top=top))

    for (row, column), cell in shown(new, depth).items():
        assert terminal.cell(row + top, column + left) == cell
    assert encode_changes(new, new, depth, left=left, top=top) == ""


@settings(max_examples=30, deadline=None)
@given(seeds, st.sampled_from(list(Depth)))
def test_rows_show_the_grid_wherever_they_are_cut(seed: int, depth: Depth) -> None:
    """Each row, and each part of a row, starts from unknown colours and leaves none behind."""
    grid = pick(noise(seed), GLYPH_SETS["sextants"])
    whole, parts = TerminalModel(COLUMNS, ROWS), TerminalModel(COLUMNS, ROWS)
    for row, text in enumerate(encode_rows(grid, depth)):
        whole.row, whole.column = row, 0
        whole.feed(text)
        assert (whole.ink, whole.paper) == (None, None)
        for start, stop in ((4, COLUMNS), (0, 4)):
            parts.row, parts.column = row, start
            parts.feed(encode_span(grid, row, start, stop, depth))

    for (row, column), cell in shown(grid, depth).items():
        assert whole.cell(row, column) == cell
        assert parts.cell(row, column) == cell


def test_text_is_written_as_printable_characters_only() -> None:
    """Whatever text is put over a picture, no control character and no wide one leaves the encoder."""
    hostile = "a\x1b[31m\x9b\x00\u202e\u200b\u4e2d\xad\u00e9z"
    grid = blank(40, 2).with_text(1, 3, hostile, (1, 2, 3), (4, 5, 6))
    row = encode_rows(grid, Depth.NONE)[1]

    assert row.rstrip() == "   a?[31m??????éz"
    assert encode_rows(grid, Depth.TRUE)[1].count("\x1b") == 3 + 1


def test_text_is_cut_at_the_edge() -> None:
    """Text that does not fit ends at the last column."""
    assert blank(5, 1).with_text(0, 2, "abcdef", (9, 9, 9), (0, 0, 0)).text(0) == "  abc"


@settings(max_examples=200, deadline=None)
@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_the_palette_index_is_the_nearest(colour: tuple[int, int, int]) -> None:
    """No colour of the fixed palette is closer than the one chosen."""
    index = int(nearest_indices(np.array(colour, np.uint8)))
    distance = np.square(PALETTE[16:].astype(int) - np.array(colour)).sum(axis=1)

    assert index >= 16
    assert distance[index - 16] == distance.min()


def test_masks_are_what_the_glyphs_are_named_for() -> None:
    """Coverage follows the Unicode names of some glyphs of each kind."""
    assert coverage("▀")[:4].min() == 1
    assert coverage("▀")[4:].max() == 0
    assert coverage("▏").tolist() == [[0.5, 0, 0, 0]] * 8
    assert coverage("▆").mean() == 0.75
    assert coverage("▚")[0].tolist() == [1, 1, 0, 0]
    assert coverage("🬀", 2, 3).tolist() == [[1, 0], [0, 0], [0, 0]]
    assert coverage("🬻", 2, 3).tolist() == [[0, 1], [1, 1], [1, 1]]
    assert MASKS[PLACEHOLDER].max() == 0
    assert len(set(GLYPHS)) == len(GLYPHS)


@pytest.mark.parametrize("name", GLYPH_SETS)
def test_no_two_glyphs_of_a_set_are_negatives(name: str) -> None:
    """A set holds one of each pair: the picker swaps the colours for the other."""
    projections = GLYPH_SETS[name].projections
    unit = projections / np.linalg.norm(projections, axis=0)
    alike = np.abs(unit.T @ unit)
    np.fill_diagonal(alike, 0)

    assert alike.max() < 0.999


def test_a_known_picture_gives_the_known_cells() -> None:
    """The grid of a fixed picture has not changed; when it is meant to, look at the picture and then here."""
    y, x = np.mgrid[0:32, 0:48]
    small = np.stack([x * 5, y * 7, (x // 6 + y // 5) % 2 * 200], axis=-1).astype(np.uint8)
    grid = pick(small, GLYPH_SETS["blocks"])

    assert [grid.text(row) for row in range(4)] == GOLDEN
    assert hashlib.sha256(encode_rows(grid, Depth.INDEXED)[2].encode()).hexdigest()[:16] == GOLDEN_ROW


GOLDEN = [
    "▃▚▃▃▚▃▃▚▃▃▚▃",
    "▆▖▆▆▖▆▆▖▆▆▖▆",
    "▀▚▀▀▚▀▀▚▀▀▚▀",
    "▂▘▂▂▘▂▂▘▂▂▘▂",
]
GOLDEN_ROW = "98aacf9be8664629"


@pytest.mark.parametrize("name", GLYPH_SETS)
def test_products_with_pixels_are_exact(name: str) -> None:
    """Whole numbers small enough for float32: the order in which they are summed cannot change a glyph."""
    projections = GLYPH_SETS[name].projections

    assert np.array_equal(projections, np.rint(projections))
    assert np.abs(projections).sum(axis=0).max() * 255 < 1 << 24
