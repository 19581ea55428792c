"""Rows of a picture as strips that carry their escape sequences ready made.

Textual renders a strip by joining the codes of its segments, one style object a cell: 80 ms for a full
picture. These strips hold cells, and write them all at once when the first of them is asked for; segments
are made only for those who insist (a modal's dimmed background, an SVG).
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from rich.color import Color
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from replay.render.ansi import encode_rows, encode_span
from replay.render.atlas import GLYPHS
from replay.render.cells import CellGrid
from replay.render.depth import Depth
from replay.render.ground import BACKDROP
from replay.render.kitty import placeholder_cells


class RowText(Protocol):
    """Rows of cells as escape sequences."""

    columns: int
    rows: int

    def text(self, row: int, start: int, stop: int) -> str:
        """Write the cells of a row from column `start` up to `stop`, leaving no colours behind."""

    def segments(self, row: int, start: int, stop: int) -> Iterable[Segment]:
        """Yield the same cells as segments."""


class GridText:
    """A grid's rows, written when first asked for."""

    def __init__(self, grid: CellGrid | Callable[[], CellGrid], depth: Depth, size: tuple[int, int]) -> None:
        """Take a grid of `size` columns and rows, or a function that makes it if it is ever asked for."""
        self.columns, self.rows = size
        self.depth = depth
        self._make = grid
        self._rows: list[str] | None = None

    @cached_property
    def grid(self) -> CellGrid:
        """The cells."""
        return self._make if isinstance(self._make, CellGrid) else self._make()

    def text(self, row: int, start: int, stop: int) -> str:
        """Write cells; the first whole row writes all of them, which costs little more than one."""
        if (start, stop) != (0, self.columns):
            return encode_span(self.grid, row, start, stop, self.depth)
        if self._rows is None:
            self._rows = encode_rows(self.grid, self.depth)
        return self._rows[row]

    def segments(self, row: int, start: int, stop: int) -> Iterable[Segment]:
        """Yield the runs of equal colours of a part of a row."""
        cells = self.grid.data[row, start:stop]
        if not len(cells):
            return
        edges = np.flatnonzero((cells[1:, :6] != cells[:-1, :6]).any(axis=1)) + 1
        glyphs = self.grid.glyphs[row, start:stop]
        for run, part in zip(np.split(glyphs, edges), np.split(cells, edges), strict=True):
            chars = "".join(GLYPHS[glyph] for glyph in run)
            if self.depth is Depth.NONE:
                yield Segment(chars)
                continue
            ink, paper = part[0, 0:3].tolist(), part[0, 3:6].tolist()
            yield Segment(chars, Style(color=Color.from_rgb(*ink), bgcolor=Color.from_rgb(*paper)))


class PlaceholderText:
    """Cells that show the parts of a Kitty picture."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows

    def text(self, row: int, start: int, stop: int) -> str:
        """Write placeholders."""
        return placeholder_cells(row, start, stop)

    def segments(self, row: int, start: int, stop: int) -> Iterable[Segment]:
        """Yield blanks: a picture of the screen, or a dimmed background, has no pixels to show."""
        if row < self.rows and start < stop:
            yield Segment(" " * (stop - start), Style(bgcolor=Color.from_rgb(*BACKDROP)))


def strips_of(text: RowText) -> list[Strip]:
    """Return a strip for each row."""
    return [AnsiStrip(text, row, 0, text.columns) for row in range(text.rows)]


class AnsiStrip(Strip):
    """Cells `start` up to `stop` of a row of a grid."""

    __slots__ = ("_made", "_row", "_span", "_text")

    def __init__(self, text: RowText, row: int, start: int, stop: int) -> None:
        super().__init__((), stop - start)
        self._text = text
        self._row = row
        self._span = (start, stop)
        self._made: list[Segment] | None = None

    @property
    def _segments(self) -> list[Segment]:
        if self._made is None:
            self._made = list(self._text.segments(self._row, *self._span))
        return self._made

    @_segments.setter
    def _segments(self, segments: list[Segment]) -> None:
        self._made = segments

    def __bool__(self) -> bool:
        return self._span[0] < self._span[1]

    @property
    def cell_count(self) -> int:
        """Number of cells, each one character wide."""
        return self._span[1] - self._span[0]

    def render(self, console: Console) -> str:  # noqa: ARG002 - the base class's signature; colours are settled
        """Return the escape sequences."""
        if self._render_cache is None:
            self._render_cache = self._text.text(self._row, *self._span)
        return self._render_cache

    def crop(self, start: int, end: int | None = None) -> Strip:
        """Return the cells from `start` up to `end`."""
        length = self.cell_count
        start = max(0, start)
        end = length if end is None else min(length, end)
        if start == 0 and end == length:
            return self
        if end <= start:
            return Strip([], 0)
        return AnsiStrip(self._text, self._row, self._span[0] + start, self._span[0] + end)

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the parts between the cuts, the first from the strip's beginning."""
        length = self.cell_count
        parts: list[Strip] = []
        position = 0
        for cut in cuts:
            if cut <= length:
                parts.append(self.crop(position, cut))
                position = cut
        return parts
