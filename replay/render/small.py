"""The small image: the part of a picture that is shown, at as many samples as the cells have."""

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from formats.model.frames import Pixels
from replay.render.atlas import GLYPH_SETS, SAMPLES_X, SAMPLES_Y
from replay.render.cells import CellGrid
from replay.render.ground import BACKDROP, CELL_ASPECT
from replay.render.picker import dirty_cells, pick, repick
from replay.render.viewport import Placement, Viewport

_WHOLE = 1e-6
_LARGE = 400_000
# Samples of a grid of about 190 by 65 cells. Beyond it the Hamming window takes 12 ms of a picture's 33
# while playing, boxes 8, and from ratios of 2 on they lose no more than 0.13 dB.


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a view needs of a picture; equal wants have equal small images."""

    columns: int
    """Width of the view in cells, at least 1."""
    rows: int
    """Height of the view in cells, at least 1."""
    viewport: Viewport
    glyphs: str = "blocks"
    """A key of `GLYPH_SETS`, drawn with by `with_cells`."""
    sample: tuple[int, int] = (SAMPLES_X, SAMPLES_Y)
    """Samples across and down a cell: 4 by 8 for glyphs, the cell's pixels where pixels are painted."""
    aspect: float = CELL_ASPECT
    """Height of a cell in widths."""

    def place(self, width: int, height: int) -> Placement:
        """Place a picture of this size, in pixels."""
        return self.viewport.place(width, height, self.columns, self.rows, aspect=self.aspect)

    def minimum_size(self, width: int, height: int) -> tuple[int, int]:
        """Return the size below which a picture of this size must not be decoded, lest detail is lost."""
        placement = self.place(width, height)
        across = placement.columns * self.sample[0] / placement.crop.width
        down = placement.rows * self.sample[1] / placement.crop.height
        return min(width, int(np.ceil(width * across))), min(height, int(np.ceil(height * down)))


@dataclass(frozen=True, slots=True)
class SmallImage:
    """A picture prepared for a view."""

    pixels: Pixels
    """Shape (rows * sample[1], columns * sample[0], 3), read-only."""
    placement: Placement
    wanted: Wanted
    width: int
    """Width of the whole picture in pixels."""
    height: int
    """Height of the whole picture in pixels."""
    cells: CellGrid | None = None
    """The pixels drawn as cells, where that has been done and the samples are those of glyphs."""


def small_image(
    pixels: Pixels,
    wanted: Wanted,
    *,
    size: tuple[int, int] | None = None,
    backdrop: tuple[int, int, int] = BACKDROP,
) -> SmallImage:
    """Bring the part of a picture that is shown to the view's samples.

    Whole ratios are averaged over boxes, which is exact for what least squares does next; others go through a
    Hamming window, because boxes of uneven size lose 0.8 dB.

    Args:
        pixels: The picture, whole, perhaps decoded at a reduced size.
        wanted: What the view needs.
        size: Width and height of the picture at full size, where `pixels` are reduced.
        backdrop: Colour beside the picture.
    """
    width, height = size or (pixels.shape[1], pixels.shape[0])
    placement = wanted.place(width, height)
    across, down = wanted.sample
    target = placement.columns * across, placement.rows * down
    drawn = _resample(pixels, placement, target, pixels.shape[1] / width, pixels.shape[0] / height)
    if (placement.columns, placement.rows) == (wanted.columns, wanted.rows):
        out = np.asarray(drawn)
    else:
        out = np.empty((wanted.rows * down, wanted.columns * across, 3), np.uint8)
        out[:] = backdrop
        top, left = placement.row * down, placement.column * across
        out[top : top + target[1], left : left + target[0]] = np.asarray(drawn)
    out.flags.writeable = False
    return SmallImage(out, placement, wanted, width, height)


def with_cells(image: SmallImage, like: SmallImage | None = None) -> SmallImage:
    """Return the image with its cells drawn.

    Args:
        image: Any; returned as it is where its samples are not those of glyphs.
        like: An image drawn before. Where it answers the same wish, only the cells that differ are drawn.
    """
    wanted = image.wanted
    if image.cells is not None or wanted.sample != (SAMPLES_X, SAMPLES_Y):
        return image
    glyphs = GLYPH_SETS[wanted.glyphs]
    if like is not None and like.cells is not None and like.wanted == wanted:
        cells = repick(image.pixels, dirty_cells(like.pixels, image.pixels), like.cells, glyphs)
    else:
        cells = pick(image.pixels, glyphs)
    return replace(image, cells=cells)


def cells_of(image: SmallImage, glyphs: str) -> CellGrid:
    """Draw an image of any samples as cells: what stands in for pixels where those cannot be painted."""
    if image.cells is not None:
        return image.cells
    size = image.wanted.columns * SAMPLES_X, image.wanted.rows * SAMPLES_Y
    reduced = Image.fromarray(image.pixels).resize(size, Image.Resampling.BOX)
    return pick(np.asarray(reduced), GLYPH_SETS[glyphs])


def _resample(
    pixels: Pixels, placement: Placement, target: tuple[int, int], scale_x: float, scale_y: float
) -> Image.Image:
    crop = placement.crop
    left, top = crop.x * scale_x, crop.y * scale_y
    right, bottom = left + crop.width * scale_x, top + crop.height * scale_y
    # Cut first, on whole pixels: what lies outside the crop is not worth converting.
    x, y = int(left + _WHOLE), int(top + _WHOLE)
    far_x = min(int(np.ceil(right - _WHOLE)), pixels.shape[1])
    far_y = min(int(np.ceil(bottom - _WHOLE)), pixels.shape[0])
    image = Image.fromarray(np.ascontiguousarray(pixels[y:far_y, x:far_x]))
    box = (left - x, top - y, min(right - x, float(image.width)), min(bottom - y, float(image.height)))
    ratio_x, ratio_y = (box[2] - box[0]) / target[0], (box[3] - box[1]) / target[1]
    whole = image.width == box[2] and image.height == box[3] and box[0] == box[1] == 0
    if ratio_x == 1 and ratio_y == 1 and whole:
        return image
    if ratio_x <= 1 and ratio_y <= 1:
        return image.resize(target, Image.Resampling.BOX, box=box)
    if ratio_x.is_integer() and ratio_y.is_integer() and whole:
        return image.reduce((int(ratio_x), int(ratio_y)))
    if min(ratio_x, ratio_y) >= 2 and target[0] * target[1] > _LARGE:
        return image.resize(target, Image.Resampling.BOX, box=box)
    return image.resize(target, Image.Resampling.HAMMING, box=box, reducing_gap=2.0)
