"""Pixels to cells: the glyph and the two colours that lie closest to a cell's samples, by least squares.

For a glyph that covers the share `m` of each sample, the best two colours are a linear regression of the
samples on `m`, and the error it removes is the squared projection on `m` less its mean. One matrix product
gives that for all glyphs of all cells, exactly. Small products lose more to threads than they win: the
process that draws should start with OPENBLAS_NUM_THREADS=1 in the environment, set before numpy is imported.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Pixels
from replay.render.atlas import GLYPH_SETS, MASKS, SAMPLES, SAMPLES_X, SAMPLES_Y, SPACE, UNITS, GlyphSet
from replay.render.cells import CellGrid

Mask = NDArray[np.bool_]

FLAT = 6
"""Cells whose samples differ by no more than this in any channel are drawn as one colour."""

_SAMPLES_BITS = 5
_MEAN = np.full(SAMPLES, 1 / SAMPLES, np.float32)
_CHUNK = 512
# A chunk's samples, products and squares stay in the second-level cache.


def pick(small: Pixels, glyphs: GlyphSet, *, flat: int = FLAT) -> CellGrid:
    """Draw a small image as cells.

    Args:
        small: Shape (rows * 8, columns * 4, 3).
        glyphs: What may be used.
        flat: See `FLAT`; 0 fits every cell that is not exactly one colour.

    Returns:
        The grid of (rows, columns).
    """
    rows, columns = small.shape[0] // SAMPLES_Y, small.shape[1] // SAMPLES_X
    blocks = small.reshape(rows, SAMPLES_Y, columns * SAMPLES_X * 3)
    shape = (rows, columns, SAMPLES_X, 3)
    high = _across(np.maximum, blocks.max(axis=1).reshape(shape))
    low = _across(np.minimum, blocks.min(axis=1).reshape(shape))
    busy = _any_channel((high - low) > flat)
    sums = _across(np.add, blocks.sum(axis=1, dtype=np.uint16).reshape(shape))
    data = np.empty((rows, columns, 8), np.uint8)
    data[..., 0:3] = data[..., 3:6] = (sums + SAMPLES // 2) >> _SAMPLES_BITS
    data[..., 6:8] = SPACE
    if busy.any():
        data[busy] = _fit(_gather(small, busy), glyphs)
    return CellGrid(data)


def repick(small: Pixels, dirty: Mask, grid: CellGrid, glyphs: GlyphSet, *, flat: int = FLAT) -> CellGrid:
    """Draw again only the cells of `grid` that are `dirty`.

    Args:
        small: The new small image.
        dirty: Cells to draw, shape (rows, columns).
        grid: How the cells were drawn before.
        glyphs: What may be used.
        flat: See `FLAT`.
    """
    count = int(dirty.sum())
    if count * 2 > dirty.size:
        return pick(small, glyphs, flat=flat)
    data = grid.data.copy()
    if count:
        samples = _gather(small, dirty)
        spread = samples.max(axis=1) - samples.min(axis=1)
        busy = _any_channel(spread > flat)
        cells = np.empty((count, 8), np.uint8)
        mean = (samples.sum(axis=1, dtype=np.uint16) + SAMPLES // 2) >> _SAMPLES_BITS
        cells[:, 0:3] = cells[:, 3:6] = mean
        cells[:, 6:8] = SPACE
        if busy.any():
            cells[busy] = _fit(samples[busy], glyphs)
        data[dirty] = cells
    return CellGrid(data)


def dirty_cells(old: Pixels, new: Pixels, sample: tuple[int, int] = (SAMPLES_X, SAMPLES_Y)) -> Mask:
    """Say which cells two small images of one shape differ in.

    Args:
        old: What is shown.
        new: What is to be shown.
        sample: Samples across and down a cell.

    Returns:
        Shape (rows, columns).
    """
    across, down = sample
    rows, columns = new.shape[0] // down, new.shape[1] // across
    lines = (old != new).reshape(rows, down, columns * across * 3)
    differs: Mask = lines.any(axis=1).reshape(rows, columns, across * 3).any(axis=2)
    return differs


def _across(join: np.ufunc, values: NDArray[Any]) -> NDArray[Any]:
    """Join the four samples across each cell; numpy reduces so short an axis ten times slower."""
    half = join(values[:, :, 0:2], values[:, :, 2:4])
    joined: NDArray[Any] = join(half[:, :, 0], half[:, :, 1])
    return joined


def _any_channel(flags: Mask) -> Mask:
    joined: Mask = flags[..., 0] | flags[..., 1] | flags[..., 2]
    return joined


def _gather(small: Pixels, wanted: Mask) -> Pixels:
    """Return the samples of the wanted cells, shape (cells, 32, 3)."""
    rows, columns = wanted.shape
    by_cell = small.reshape(rows, SAMPLES_Y, columns, SAMPLES_X, 3).transpose(0, 2, 1, 3, 4)
    samples: Pixels = by_cell[wanted].reshape(-1, SAMPLES, 3)
    return samples


def _fit(samples: Pixels, glyphs: GlyphSet) -> Pixels:
    """Return the cells that lie closest to `samples`, shape (cells, 8)."""
    out = np.empty((len(samples), 8), np.uint8)
    for start in range(0, len(samples), _CHUNK):
        part = samples[start : start + _CHUNK]
        out[start : start + len(part)] = _fit_chunk(part, glyphs)
    return out


def _fit_chunk(samples: Pixels, glyphs: GlyphSet) -> Pixels:
    count = len(samples)
    channels = samples.transpose(0, 2, 1).astype(np.float32, order="C")
    products = channels.reshape(count * 3, SAMPLES) @ glyphs.projections
    products = products.reshape(count, 3, -1)
    squares = np.square(products)
    explained = squares[:, 0] + squares[:, 1] + squares[:, 2]
    explained *= glyphs.weights
    best = explained.argmax(axis=1)
    step = products[np.arange(count), :, best] * (glyphs.weights[best] * np.float32(UNITS))[:, None]
    paper = channels @ _MEAN - step * glyphs.means[best][:, None]
    ink = paper + step
    # A glyph with half-covered samples can ask for a colour beyond black or white; clipped, it may be worse
    # than a plain quadrant, whose colours are averages of samples and always exist.
    beyond = ((ink < -1) | (ink > 256) | (paper < -1) | (paper > 256)).any(axis=1)
    cells = np.empty((count, 8), np.uint8)
    cells[:, 0:3] = np.clip(np.rint(ink), 0, 255)
    cells[:, 3:6] = np.clip(np.rint(paper), 0, 255)
    cells[:, 6:8] = glyphs.glyphs[best].astype("<u2")[:, None].view(np.uint8)
    plain = GLYPH_SETS["quad"]
    if glyphs is not plain and beyond.any():
        cells[beyond] = _better(samples[beyond], cells[beyond], _fit_chunk(samples[beyond], plain))
    same = (cells[:, 0:3] == cells[:, 3:6]).all(axis=1)
    cells[same, 6:8] = SPACE
    return cells


def _better(samples: Pixels, one: Pixels, other: Pixels) -> Pixels:
    """Take of two ways to draw each cell the one with the smaller error."""
    worse = _squared_error(samples, other) < _squared_error(samples, one)
    return np.where(worse[:, None], other, one)


def _squared_error(samples: Pixels, cells: Pixels) -> NDArray[np.float32]:
    """Return the squared error of each drawn cell, shape (cells,)."""
    drawn = draw(CellGrid(np.ascontiguousarray(cells[None])))
    by_cell = drawn.reshape(SAMPLES_Y, len(cells), SAMPLES_X, 3).transpose(1, 0, 2, 3)
    error = by_cell.reshape(len(cells), SAMPLES, 3) - samples
    total: NDArray[np.float32] = np.square(error).sum(axis=(1, 2))
    return total


def draw(grid: CellGrid) -> NDArray[np.float32]:
    """Return what a terminal shows for `grid` at 4 by 8 samples a cell, shape (rows * 8, columns * 4, 3)."""
    from_masks = MASKS[grid.glyphs][..., None]
    ink = grid.ink[:, :, None, None, :].astype(np.float32)
    paper = grid.paper[:, :, None, None, :].astype(np.float32)
    cells = paper + (ink - paper) * from_masks
    joined: NDArray[np.float32] = cells.transpose(0, 2, 1, 3, 4).reshape(
        grid.rows * SAMPLES_Y, grid.columns * SAMPLES_X, 3
    )
    return joined
