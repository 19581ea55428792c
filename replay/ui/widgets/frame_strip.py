"""Rows of a picture as strips that carry their escape sequences ready made.

Textual renders a strip by joining the codes of its segments, one style object a cell: 80 ms for a full
picture. These strips hold cells, and write them all at once when the first of them is asked for; segments
are made only for those who insist (a modal's dimmed background, an SVG).
"""

from collections.abc import Iterable, Sequence

import numpy as np
from rich.color import Color
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from replay.render.ansi import Depth, encode_rows, encode_span
from replay.render.atlas import GLYPHS
from replay.render.cells import CellGrid


class GridText:
    """A grid's rows as escape sequences, written when first asked for."""

    def __init__(self, grid: CellGrid, depth: Depth) -> None:
        self.grid = grid
        self.depth = depth
        self._rows: list[str] | None = None

    def row(self, row: int) -> str:
        """Return a whole row; the first call writes all of them, which costs little more than one."""
        if self._rows is None:
            self._rows = encode_rows(self.grid, self.depth)
        return self._rows[row]

    def strips(self) -> list[Strip]:
        """Return a strip for each row."""
        return [AnsiStrip(self, row, 0, self.grid.columns) for row in range(self.grid.rows)]


class AnsiStrip(Strip):
    """Cells `start` up to `stop` of a row of a grid."""

    __slots__ = ("_made", "_row", "_span", "_text")

    def __init__(self, text: GridText, row: int, start: int, stop: int) -> None:
        super().__init__((), stop - start)
        self._text = text
        self._row = row
        self._span = (start, stop)
        self._made: list[Segment] | None = None

    @property
    def _segments(self) -> list[Segment]:
        if self._made is None:
            self._made = list(_segments(self._text, self._row, *self._span))
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
            start, stop = self._span
            whole = start == 0 and stop == self._text.grid.columns
            self._render_cache = (
                self._text.row(self._row)
                if whole
                else encode_span(self._text.grid, self._row, start, stop, self._text.depth)
            )
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


def _segments(text: GridText, row: int, start: int, stop: int) -> Iterable[Segment]:
    """Yield the runs of equal colours of a part of a row."""
    grid = text.grid
    cells = grid.data[row, start:stop]
    if not len(cells):
        return
    edges = np.flatnonzero((cells[1:, :6] != cells[:-1, :6]).any(axis=1)) + 1
    glyphs = grid.glyphs[row, start:stop]
    for run, part in zip(np.split(glyphs, edges), np.split(cells, edges), strict=True):
        chars = "".join(GLYPHS[glyph] for glyph in run)
        if text.depth is Depth.NONE:
            yield Segment(chars)
            continue
        ink, paper = part[0, 0:3].tolist(), part[0, 3:6].tolist()
        yield Segment(chars, Style(color=Color.from_rgb(*ink), bgcolor=Color.from_rgb(*paper)))
