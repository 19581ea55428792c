"""Which part of a picture is shown, and where in the grid of cells it lies."""

import math
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from replay.render.atlas import SAMPLES_X, SAMPLES_Y
from replay.render.ground import CELL_ASPECT

SCALES = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
"""Samples for one picture pixel that a person can step through."""

_MARGIN = 0.25
# A pointer that stays in the middle half of the crop does not move it: a picture that shifts with every
# move of the hand cannot be read.


class Zoom(Enum):
    """What part of the picture is asked for."""

    FIT = "fit"
    """All of it."""
    ACTUAL = "100 %"
    """As much as fits with one sample a pixel (or `scale`), around the centre."""
    FOLLOW = "follow"
    """The surroundings of the pointer."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A rectangle of the picture, in its pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placement:
    """A crop of the picture, and the cells it is drawn on."""

    crop: Crop
    column: int
    """First column that shows the picture."""
    row: int
    """First row that shows it."""
    columns: int
    """Width in cells, at least 1."""
    rows: int
    """Height in cells, at least 1."""

    def to_cell(self, x: float, y: float) -> tuple[float, float]:
        """Return the column and row, with fractions, of a point of the picture, which may lie outside."""
        crop = self.crop
        return (
            self.column + (x - crop.x) / crop.width * self.columns,
            self.row + (y - crop.y) / crop.height * self.rows,
        )

    def from_cell(self, column: float, row: float) -> tuple[float, float] | None:
        """Return the picture's point at a place in the grid, None beside the picture.

        Args:
            column: Column; add 0.5 for the middle of a cell.
            row: Row, likewise.
        """
        across, down = (column - self.column) / self.columns, (row - self.row) / self.rows
        if not (0 <= across < 1 and 0 <= down < 1):
            return None
        return self.crop.x + across * self.crop.width, self.crop.y + down * self.crop.height

    def to_samples(self, points: NDArray[np.floating], sample: tuple[int, int]) -> NDArray[np.float32]:
        """Return where points of the picture lie in the small image, shape (points, 2).

        Args:
            points: x and y in picture pixels, shape (points, 2).
            sample: Samples across and down a cell.
        """
        crop = self.crop
        scale = np.array([self.columns * sample[0] / crop.width, self.rows * sample[1] / crop.height])
        origin = np.array([self.column * sample[0], self.row * sample[1]])
        moved: NDArray[np.float32] = (points - np.array([crop.x, crop.y])) * scale + origin
        return moved.astype(np.float32)


@dataclass(frozen=True, slots=True)
class Viewport:
    """What part of any picture is to be shown."""

    zoom: Zoom = Zoom.FIT
    scale: float = 1.0
    """Samples for one picture pixel, where the zoom is not FIT; one of `SCALES`."""
    centre: tuple[float, float] | None = None
    """Point of the picture in the middle of the crop; None is the picture's middle."""

    def place(
        self, width: int, height: int, columns: int, rows: int, *, aspect: float = CELL_ASPECT
    ) -> Placement:
        """Find the crop of a picture and the cells it fills, its proportions kept, centred.

        Args:
            width: Width of the picture in pixels, at least 1.
            height: Height of the picture in pixels, at least 1.
            columns: Width of the grid in cells, at least 1.
            rows: Height of the grid in cells, at least 1.
            aspect: Height of a cell in widths.
        """
        pixels_x, pixels_y = self._pixels_a_cell(max(width / columns, height / rows / aspect), aspect)
        crop_width = min(columns * pixels_x, float(width))
        crop_height = min(rows * pixels_y, float(height))
        used_columns = min(max(round(crop_width / pixels_x), 1), columns)
        used_rows = min(max(round(crop_height / pixels_y), 1), rows)
        x, y = self.centre or (width / 2, height / 2)
        if self.zoom is not Zoom.FIT:
            # Whole pixels: a crop between two would be resampled, and text with it.
            crop_width, crop_height = max(round(crop_width), 1), max(round(crop_height), 1)
        left = min(max(x - crop_width / 2, 0), width - crop_width)
        top = min(max(y - crop_height / 2, 0), height - crop_height)
        if self.zoom is not Zoom.FIT:
            left, top = math.floor(left), math.floor(top)
        return Placement(
            Crop(left, top, crop_width, crop_height),
            (columns - used_columns) // 2,
            (rows - used_rows) // 2,
            used_columns,
            used_rows,
        )

    def crop(
        self, width: int, height: int, cols: int, rows: int, cell_aspect: float = CELL_ASPECT
    ) -> tuple[float, float, float, float]:
        """Return x, y, width and height of the part of the picture that is shown, see `place`."""
        crop = self.place(width, height, cols, rows, aspect=cell_aspect).crop
        return crop.x, crop.y, crop.width, crop.height

    @property
    def label(self) -> str:
        """The zoom in a word or two, for people: "fit", "150 %", "follow 200 %"."""
        if self.zoom is Zoom.FIT:
            return "fit"
        size = f"{self.scale:.0%}".replace("%", " %")
        return f"follow {size}" if self.zoom is Zoom.FOLLOW else size

    def next_zoom(self, pointer: tuple[float, float] | None, readable: float = 1.0) -> "Viewport":
        """Return the viewport with the next kind of zoom.

        Args:
            pointer: Where it is in picture pixels, None where that is unknown: its surroundings are shown.
            readable: Scale at which text can be read, in which the pointer is followed; one of `SCALES`.
        """
        if self.zoom is Zoom.FIT:
            return Viewport(Zoom.ACTUAL, 1.0, pointer)
        return Viewport(Zoom.FOLLOW, readable, pointer) if self.zoom is Zoom.ACTUAL else Viewport()

    def magnified(self, steps: int, pointer: tuple[float, float] | None) -> "Viewport":
        """Return the viewport `steps` scales larger (smaller where negative); from FIT it becomes ACTUAL.

        Args:
            steps: How many of `SCALES`.
            pointer: As in `next_zoom`.
        """
        if self.zoom is Zoom.FIT:
            return Viewport(Zoom.ACTUAL, 1.0, pointer) if steps > 0 else self
        nearest = min(range(len(SCALES)), key=lambda at: abs(SCALES[at] - self.scale))
        at = nearest + steps
        if at < 0:
            return Viewport()
        return replace(self, scale=SCALES[min(at, len(SCALES) - 1)])

    def following(
        self,
        x: float,
        y: float,
        *,
        width: int,
        height: int,
        columns: int,
        rows: int,
        aspect: float = CELL_ASPECT,
    ) -> "Viewport":
        """Return the viewport moved so that the pointer lies in the middle half of the crop, or itself.

        Args:
            x: The pointer in picture pixels.
            y: Likewise.
            width: Width of the picture in pixels.
            height: Height of the picture in pixels.
            columns: Width of the grid in cells.
            rows: Height of the grid in cells.
            aspect: Height of a cell in widths.
        """
        if self.zoom is not Zoom.FOLLOW or not (math.isfinite(x) and math.isfinite(y)):
            return self
        if self.centre is None:
            return replace(self, centre=(x, y))
        crop = self.place(width, height, columns, rows, aspect=aspect).crop
        inside_x = _MARGIN <= (x - crop.x) / crop.width <= 1 - _MARGIN
        inside_y = _MARGIN <= (y - crop.y) / crop.height <= 1 - _MARGIN
        if inside_x and inside_y:
            return self
        moved = replace(self, centre=(x, y))
        same = moved.place(width, height, columns, rows, aspect=aspect).crop == crop
        return self if same else moved

    def moved(self, columns: float, rows: float, placement: Placement) -> "Viewport":
        """Return the viewport with its crop moved by so many cells, kept to the picture when it is placed."""
        if self.zoom is Zoom.FIT:
            return self
        crop = placement.crop
        x = crop.x + crop.width / 2 + columns * crop.width / placement.columns
        y = crop.y + crop.height / 2 + rows * crop.height / placement.rows
        return replace(self, zoom=Zoom.ACTUAL, centre=(x, y))

    def _pixels_a_cell(self, fit: float, aspect: float) -> tuple[float, float]:
        if self.zoom is Zoom.FIT:
            return fit, fit * aspect
        across = SAMPLES_X / self.scale
        return across, across * aspect * SAMPLES_Y / SAMPLES_X / CELL_ASPECT
