"""Screens to pixels: each cell a tile, drawn once for each character and style."""

import numpy as np
from numpy.typing import NDArray

from formats.importers.asciicast.glyphs import CELL_HEIGHT, CELL_WIDTH, STRIKE_Y, UNDERLINE_Y, glyph
from formats.importers.asciicast.screen import (
    BLANK,
    BOLD,
    CONTINUED,
    DIM,
    HIDDEN,
    INVERSE,
    STRIKE,
    UNDERLINE,
    split_style,
)
from formats.importers.asciicast.theme import Theme
from formats.model.frames import Pixels

_HALF_SHIFT = 22
_CHARACTER = (1 << 21) - 1
_TILES = 1 << 14
"""So many tiles are remembered; all are forgotten at once."""

Tile = NDArray[np.uint8]


class Drawer:
    """Draws screens in the colours of a theme; for one thread at a time."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._tiles: dict[tuple[int, int], Tile] = {}

    def draw(self, characters: NDArray[np.uint32], styles: NDArray[np.int64]) -> Pixels:
        """Draw a screen.

        Args:
            characters: Shape (rows, columns); a wide one stands before a CONTINUED.
            styles: As `Screen.cells` gives them.
        """
        if len(self._tiles) > _TILES:
            self._tiles.clear()
        rows, columns = characters.shape
        keys, key_of = np.unique(_keys(characters), return_inverse=True)
        looks, look_of = np.unique(styles, return_inverse=True)
        pairs, place = np.unique(look_of.reshape(-1) * len(keys) + key_of.reshape(-1), return_inverse=True)
        tiles = np.stack(
            [
                self._tile(int(keys[pair % len(keys)]), int(looks[pair // len(keys)]))
                for pair in pairs.tolist()
            ]
        )
        cells: Tile = tiles[place.reshape(rows, columns)]
        return cells.transpose(0, 2, 1, 3, 4).reshape(rows * CELL_HEIGHT, columns * CELL_WIDTH, 3)

    def _tile(self, key: int, style: int) -> Tile:
        """Return the pixels of one cell, shape (CELL_HEIGHT, CELL_WIDTH, 3)."""
        tile = self._tiles.get((key, style))
        if tile is None:
            ink, paper, flags = split_style(style)
            cover = _cover(key, flags).astype(np.uint16)[..., None]
            front, back = (np.array(colour, np.uint16) for colour in self._colours(ink, paper, flags))
            tile = ((front * cover + back * (255 - cover) + 127) // 255).astype(np.uint8)
            self._tiles[key, style] = tile
        return tile

    def _colours(self, ink: int, paper: int, flags: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        # As most terminals do, and asciinema's own: bold in one of the first colours is bright.
        if flags & BOLD and ink < 8:
            ink += 8
        front, back = self._theme.rgb(ink, self._theme.ink), self._theme.rgb(paper, self._theme.paper)
        if flags & DIM:
            front = tuple((one + other) // 2 for one, other in zip(front, back, strict=True))
        if flags & INVERSE:
            front, back = back, front
        return (back if flags & HIDDEN else front), back


def _keys(characters: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return what each cell shows: a character, or the left or right half of a wide one."""
    keys = characters.astype(np.int64)
    right = keys == CONTINUED
    right[:, 0] = False
    keys[:, 1:] = np.where(right[:, 1:], keys[:, :-1], keys[:, 1:])
    keys[keys == CONTINUED] = BLANK
    half = right * 2
    half[:, :-1] += right[:, 1:] & ~right[:, :-1]
    keys |= half << _HALF_SHIFT
    return keys


def _cover(key: int, flags: int) -> NDArray[np.uint8]:
    """Return how much of each pixel of a cell is ink, 0 to 255."""
    half = key >> _HALF_SHIFT
    mask = glyph(key & _CHARACTER, 2 if half else 1).copy()
    if flags & BOLD:
        mask[:, 1:] = np.maximum(mask[:, 1:], mask[:, :-1])
    mask = mask[:, :CELL_WIDTH] if half < 2 else mask[:, CELL_WIDTH:]
    for flag, line in ((UNDERLINE, UNDERLINE_Y), (STRIKE, STRIKE_Y)):
        if flags & flag:
            mask[line] = 255
    return mask
