"""A picture on whole tiles: loading, comparing, cutting out, painting and moving them."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Pixels
from formats.native.tiles_coding import TILE_WORDS, Tiles
from formats.native.tiles_layout import TILE, Numbers, grid

_ROW_BYTES = TILE * 3
_ROW_WORDS = _ROW_BYTES // 8


class Canvas:
    """Pixels of one picture, its sides rounded up to whole tiles; what lies beyond the picture is zero."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.rows, self.columns = grid(width, height)
        self._all: NDArray[np.uint8] = np.zeros((self.rows * TILE, self.columns * TILE, 3), np.uint8)
        # The same memory, by tile rows: one item is the 96 bytes of one pixel row of one tile.
        self._items = self._all.reshape(-1).view(f"V{_ROW_BYTES}").reshape(self.rows, TILE, self.columns)
        self.words: NDArray[np.uint64] = (
            self._all.reshape(-1).view(np.uint64).reshape(self.rows * TILE, self.columns, _ROW_WORDS)
        )
        """Shape (rows * 32, columns, 12): every pixel row of every tile as 64-bit words."""

    @property
    def tiles(self) -> int:
        """How many tiles there are."""
        return self.rows * self.columns

    def picture(self) -> Pixels:
        """Return the visible part, read-only, sharing memory."""
        view = self._all[: self.height, : self.width]
        view.flags.writeable = False
        return view

    def load(self, pixels: Pixels) -> None:
        """Copy a picture of this size in."""
        self._all[: self.height, : self.width] = pixels

    def changed(self, other: "Canvas") -> NDArray[np.bool_]:
        """Say which tiles differ from those of a canvas of the same size, shape (rows, columns)."""
        return _any_in_tiles(self.words != other.words)

    def equal_moved(self, before: "Canvas", dy: int, first: int, last: int) -> NDArray[np.bool_]:
        """Say which tiles of rows `first` up to `last` show what lay `dy` pixels below them in `before`."""
        low, high = first * TILE, last * TILE
        return ~_any_in_tiles(self.words[low:high] != before.words[low + dy : high + dy])

    def cut(self, tiles: Numbers) -> Tiles:
        """Return copies of tiles by number, shape (n, 384)."""
        row, column = np.divmod(tiles, self.columns)
        return self._items[row, :, column].view(np.uint64).reshape(len(tiles), TILE_WORDS)

    def paint(self, where: Numbers, source: Tiles, pick: Numbers) -> None:
        """Put tile `source[pick[i]]` at tile number `where[i]`."""
        rows = source.reshape(-1).view(f"V{_ROW_BYTES}").reshape(len(source), TILE)
        row, column = np.divmod(where, self.columns)
        self._items[row, :, column] = rows[pick]

    def paint_all(self, source: Tiles, pick: Numbers) -> None:
        """Put tile `source[pick[i]]` at tile number i, for all of them: four times faster than `paint`."""
        rows = source.reshape(-1).view(f"V{_ROW_BYTES}")
        wanted = pick.reshape(self.rows, 1, self.columns) * TILE + np.arange(TILE)[None, :, None]
        np.take(rows, wanted, out=self._items, mode="clip")

    def move(self, moved: list[tuple[Numbers, int, int]]) -> None:
        """Copy tiles from where they lay; all are read before any is written.

        Args:
            moved: Numbers of tiles, rising, with the dx and dy from each tile to its source in pixels; every
                source lies inside the canvas.
        """
        slabs = [
            (int(tiles[start]), (stop - start) * TILE, dx, dy)
            for tiles, dx, dy in moved
            for start, stop in _runs(tiles, self.columns)
        ]
        if len(moved) == 1 and moved[0][1] == 0:
            # Going towards the source, no row is overwritten before it was read: nothing has to be set aside.
            source = self._all
            slabs = slabs if moved[0][2] > 0 else slabs[::-1]
        else:
            source = self._all.copy()
        for tile, width, dx, dy in slabs:
            row, column = divmod(tile, self.columns)
            y, x = row * TILE, column * TILE
            self._all[y : y + TILE, x : x + width] = source[y + dy : y + dy + TILE, x + dx : x + dx + width]

    def holds_source(self, tiles: Numbers, dx: int, dy: int) -> bool:
        """Say whether everything that a move would read lies inside the canvas."""
        row, column = np.divmod(tiles, self.columns)
        y, x = row * TILE + dy, column * TILE + dx
        low = min(int(y.min(initial=0)), int(x.min(initial=0)))
        return (
            low >= 0
            and int(y.max(initial=0)) <= (self.rows - 1) * TILE
            and int(x.max(initial=0)) <= (self.columns - 1) * TILE
        )


def _any_in_tiles(differs: NDArray[np.bool_]) -> NDArray[np.bool_]:
    height, columns, words = differs.shape
    by_column = np.logical_or.reduce(differs.reshape(height // TILE, TILE, columns * words), axis=1)
    found: NDArray[np.bool_] = np.logical_or.reduce(by_column.reshape(-1, columns, words), axis=2)
    return found


def _runs(tiles: Numbers, columns: int) -> list[tuple[int, int]]:
    """Return where runs of neighbours in one row of tiles start and stop."""
    breaks = np.flatnonzero((np.diff(tiles) != 1) | (tiles[1:] % columns == 0)) + 1
    edges = [0, *breaks.tolist(), len(tiles)]
    return list(pairwise(edges)) if len(tiles) else []
