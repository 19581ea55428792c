"""Which rectangles of a picture differ from the picture before it."""

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Pixels

Rectangle = tuple[int, int, int, int]
"""x, y, width and height in pixels."""

_BLOCK = 16
"""Changes are looked at in squares of so many pixels a side."""
_GAP = 2
"""So many unchanged squares between two changes make two rectangles of them."""
_MOST = 24
"""Beyond so many rectangles, one around all of them is cheaper to write and quicker to draw."""


def changed_rectangles(before: Pixels, after: Pixels) -> list[Rectangle]:
    """Return rectangles that cover every pixel in which two pictures of one size differ.

    Found by cutting at empty rows and columns in turn, as layouts of pages are (recursive XY cut).
    """
    mask = _changed_blocks(before, after)
    if not mask.any():
        return []
    parts = _cut(mask, 0, 0)
    if len(parts) > _MOST:
        parts = [_trimmed(mask, 0, 0)[1:]]
    height, width = after.shape[:2]
    return [
        (
            left * _BLOCK,
            top * _BLOCK,
            min(right * _BLOCK, width) - left * _BLOCK,
            min(bottom * _BLOCK, height) - top * _BLOCK,
        )
        for left, top, right, bottom in parts
    ]


def _changed_blocks(before: Pixels, after: Pixels) -> NDArray[np.bool_]:
    height, width = after.shape[:2]
    mask = np.zeros((-(-height // _BLOCK), -(-width // _BLOCK)), np.bool_)
    columns = np.arange(0, width, _BLOCK)
    for row, top in enumerate(range(0, height, _BLOCK)):
        band = slice(top, top + _BLOCK)
        if not np.array_equal(before[band], after[band]):
            differs = (before[band] != after[band]).any(axis=(0, 2))
            mask[row] = np.logical_or.reduceat(differs, columns)
    return mask


def _cut(mask: NDArray[np.bool_], left: int, top: int) -> list[Rectangle]:
    """Return left, top, right and bottom of the parts of a mask that has some set, in blocks."""
    mask, left, top, right, bottom = _trimmed(mask, left, top)
    rows = _runs(np.any(mask, axis=1))
    if len(rows) > 1:
        return [part for start, stop in rows for part in _cut(mask[start:stop], left, top + start)]
    columns = _runs(np.any(mask, axis=0))
    if len(columns) > 1:
        return [part for start, stop in columns for part in _cut(mask[:, start:stop], left + start, top)]
    return [(left, top, right, bottom)]


def _trimmed(mask: NDArray[np.bool_], left: int, top: int) -> tuple[NDArray[np.bool_], int, int, int, int]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    first_row, last_row, first, last = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    place = (left + int(first), top + int(first_row), left + int(last), top + int(last_row))
    return mask[first_row:last_row, first:last], *place


def _runs(there: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return starts and ends of what is there, runs that lie closer than `_GAP` joined."""
    at = np.flatnonzero(there)
    breaks = np.flatnonzero(np.diff(at) > _GAP)
    starts, ends = at[np.concatenate([[0], breaks + 1])], at[np.concatenate([breaks, [len(at) - 1]])] + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))
