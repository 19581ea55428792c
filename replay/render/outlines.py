"""Rectangles drawn over the small image: regions that are flagged, boxes to pick from, the region in hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from replay.render.atlas import GLYPH_SETS, SAMPLES_X, SAMPLES_Y
from replay.render.cells import CellGrid
from replay.render.picker import dirty_cells, repick
from replay.render.small import SmallImage

Kind = Literal["flag", "comment", "box", "chosen"]

_COLOURS: dict[Kind, tuple[int, int, int]] = {
    "flag": (255, 64, 80),
    "comment": (0, 174, 255),
    "box": (255, 200, 0),
    "chosen": (0, 230, 120),
}
_INK = (20, 20, 20)


@dataclass(frozen=True, slots=True)
class Outline:
    """A rectangle of the picture, in its pixels."""

    x: float
    y: float
    width: float
    height: float
    kind: Kind
    label: str = ""
    """Printable; a letter or two."""


def outlined(image: SmallImage, outlines: Sequence[Outline]) -> SmallImage:
    """Draw rectangles over a small image; only cells that they touch are drawn anew.

    Args:
        image: What lies below; not changed.
        outlines: The last lies on top.
    """
    if not outlines:
        return image
    pixels = image.pixels.copy()
    picture = Image.fromarray(pixels)
    pen = ImageDraw.Draw(picture)
    width = max(image.wanted.sample[0] // SAMPLES_X, 1)
    for outline in outlines:
        sides = _sides(image, outline)
        if sides is None:
            continue
        pen.rectangle(
            sides, outline=_COLOURS[outline.kind], width=width * (2 if outline.kind == "chosen" else 1)
        )
    drawn = np.array(picture)
    drawn.flags.writeable = False
    cells = image.cells
    if cells is not None:
        dirty = dirty_cells(image.pixels, drawn, (SAMPLES_X, SAMPLES_Y))
        cells = repick(drawn, dirty, cells, GLYPH_SETS[image.wanted.glyphs])
    return SmallImage(drawn, image.placement, image.wanted, image.width, image.height, cells)


def letters_on_cells(grid: CellGrid, image: SmallImage, outlines: Iterable[Outline]) -> CellGrid:
    """Write the letters of rectangles on cells, where each begins."""
    for outline in outlines:
        spot = _corner(image, outline)
        if outline.label and spot is not None:
            column, row = spot
            if column + len(outline.label) <= grid.columns and row < grid.rows:
                grid = grid.with_text(row, column, outline.label, _INK, _COLOURS[outline.kind])
    return grid


def letters_on_pixels(image: SmallImage, outlines: Iterable[Outline]) -> SmallImage:
    """Draw the letters of rectangles, where pixels are painted and cells are not."""
    labelled = [outline for outline in outlines if outline.label]
    if not labelled:
        return image
    picture = Image.fromarray(image.pixels.copy())
    pen = ImageDraw.Draw(picture)
    across, down = image.wanted.sample
    font = ImageFont.load_default(down * 0.8)
    for outline in labelled:
        spot = _corner(image, outline)
        if spot is None:
            continue
        place = (spot[0] * across, spot[1] * down)
        left, top, right, bottom = pen.textbbox(place, outline.label, font=font)
        pen.rectangle((left - 2, top - 2, right + 2, bottom + 2), fill=_COLOURS[outline.kind])
        pen.text(place, outline.label, fill=_INK, font=font)
    drawn = np.array(picture)
    drawn.flags.writeable = False
    return SmallImage(drawn, image.placement, image.wanted, image.width, image.height)


def _corner(image: SmallImage, outline: Outline) -> tuple[int, int] | None:
    """Return the cell in which a rectangle begins, None where that is out of view."""
    placement = image.placement
    column, row = placement.to_cell(outline.x, outline.y)
    across, down = int(np.floor(column)), int(np.floor(row))
    inside = (
        placement.column <= across < placement.column + placement.columns
        and placement.row <= down < placement.row + placement.rows
    )
    return (across, down) if inside else None


def _sides(image: SmallImage, outline: Outline) -> tuple[int, int, int, int] | None:
    """Return a rectangle in samples, kept to the picture; None where all of it is out of view."""
    across, down = image.wanted.sample
    placement = image.placement
    corners = np.array(
        [[outline.x, outline.y], [outline.x + outline.width, outline.y + outline.height]], np.float64
    )
    (left, top), (right, bottom) = placement.to_samples(corners, image.wanted.sample).tolist()
    least_x, least_y = placement.column * across, placement.row * down
    most_x = (placement.column + placement.columns) * across - 1
    most_y = (placement.row + placement.rows) * down - 1
    if right < least_x or bottom < least_y or left > most_x or top > most_y:
        return None
    sides = (
        max(int(np.floor(left)), least_x),
        max(int(np.floor(top)), least_y),
        min(int(np.ceil(right)), most_x),
        min(int(np.ceil(bottom)), most_y),
    )
    return sides if sides[0] <= sides[2] and sides[1] <= sides[3] else None
