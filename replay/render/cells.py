"""A grid of cells: for each a glyph, the colour of its ink and the colour of its paper."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from replay.render.atlas import GLYPHS, SPACE, text_glyphs

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class CellGrid:
    """Cells as eight bytes each: ink (3), paper (3), glyph (2, little endian).

    A value: `data` is not changed after the grid was handed over. Where the glyph is a space the ink is the
    paper's colour, so that two grids that look the same are equal.
    """

    data: NDArray[np.uint8]
    """Shape (rows, columns, 8), contiguous."""

    @property
    def rows(self) -> int:
        """Height in cells."""
        return int(self.data.shape[0])

    @property
    def columns(self) -> int:
        """Width in cells."""
        return int(self.data.shape[1])

    @property
    def packed(self) -> NDArray[np.uint64]:
        """Every cell as one number, shape (rows, columns)."""
        return self.data.view("<u8")[..., 0]

    @property
    def ink(self) -> NDArray[np.uint8]:
        """Colours of the glyphs, shape (rows, columns, 3)."""
        return self.data[..., 0:3]

    @property
    def paper(self) -> NDArray[np.uint8]:
        """Colours behind the glyphs, shape (rows, columns, 3)."""
        return self.data[..., 3:6]

    @property
    def glyphs(self) -> NDArray[np.uint16]:
        """Indices into the atlas's `GLYPHS`, shape (rows, columns)."""
        return self.data[..., 6:8].view("<u2")[..., 0]

    def text(self, row: int) -> str:
        """Return a row's characters without colours."""
        return "".join(GLYPHS[glyph] for glyph in self.glyphs[row])

    def with_text(self, row: int, column: int, text: str, ink: Colour, paper: Colour) -> "CellGrid":
        """Return a grid with `text` written over it, cut at the right edge.

        Args:
            row: Row of the text, 0 at the top.
            column: Column of its first character.
            text: Printable Latin-1; anything else is written as "?".
            ink: Colour of the text.
            paper: Colour behind it.
        """
        data = self.data.copy()
        glyphs = text_glyphs(text)[: max(self.columns - column, 0)]
        line = data[row, column : column + len(glyphs)]
        line[:, 0:3] = np.where((glyphs == SPACE)[:, None], paper, ink)
        line[:, 3:6] = paper
        line[:, 6:8] = glyphs.astype("<u2")[:, None].view(np.uint8)
        return CellGrid(data)


def blank(columns: int, rows: int, colour: Colour = (0, 0, 0)) -> CellGrid:
    """Return a grid of spaces in one colour."""
    data = np.zeros((rows, columns, 8), np.uint8)
    data[..., 0:3] = data[..., 3:6] = colour
    return CellGrid(data)
