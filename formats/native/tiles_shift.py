"""How far a region scrolled: vertical shifts, found by the rows that both pictures have."""

import random

import numpy as np
from numpy.typing import NDArray

from formats.native.tiles_canvas import Canvas
from formats.native.tiles_layout import TILE

_COLUMNS_LOOKED_AT = 6
_FEWEST_TILES = 6
"""Fewer changed tiles than this are cheaper sent than searched for."""
_FEWEST_ROWS = 12
_SHIFTS_TRIED = 2
_CHANCE = random.Random(7)  # noqa: S311 - the weights of a sum
_WEIGHTS = np.array([_CHANCE.getrandbits(64) | 1 for _ in range(12)], np.uint64)


def find_shifts(
    before: Canvas, after: Canvas, changed: NDArray[np.bool_]
) -> list[tuple[int, NDArray[np.bool_]]]:
    """Find the changed tiles that show what lay higher or lower before.

    Args:
        before: The last picture.
        after: The next, of the same size.
        changed: Tiles that differ, shape (rows, columns).

    Returns:
        For each shift found, best first: dy in pixels, from a tile to its source, and the tiles it explains;
        no tile is explained twice.
    """
    if np.count_nonzero(changed) < _FEWEST_TILES:
        return []
    tall = np.flatnonzero(changed.any(axis=1))
    first, last = int(tall[0]), int(tall[-1]) + 1
    found: list[tuple[int, NDArray[np.bool_]]] = []
    left = changed.copy()
    for dy in _likely_shifts(before, after, changed, first, last):
        # Tiles whose source would lie outside the picture cannot be explained by this shift.
        low = max(first, -(dy // TILE)) if dy < 0 else first
        high = min(last, after.rows - -(-dy // TILE)) if dy > 0 else last
        if low >= high:
            continue
        same = np.zeros_like(left)
        same[low:high] = after.equal_moved(before, dy, low, high)
        same &= left
        if np.count_nonzero(same) >= _FEWEST_TILES:
            found.append((dy, same))
            left &= ~same
    return found


def _likely_shifts(
    before: Canvas, after: Canvas, changed: NDArray[np.bool_], first: int, last: int
) -> list[int]:
    busiest = np.argsort(-np.count_nonzero(changed, axis=0), kind="stable")[:_COLUMNS_LOOKED_AT]
    low, high = first * TILE, last * TILE
    votes = np.zeros(2 * (high - low), np.int64)
    old = np.einsum("rcw,w->cr", before.words[low:high, busiest], _WEIGHTS)
    new = np.einsum("rcw,w->cr", after.words[low:high, busiest], _WEIGHTS)
    for was, now in zip(old, new, strict=True):
        values, row, count = np.unique(was, return_index=True, return_counts=True)
        values, row = values[count == 1], row[count == 1]
        if len(values):
            place = np.minimum(np.searchsorted(values, now), len(values) - 1)
            hit = np.flatnonzero(values[place] == now)
            votes += np.bincount(row[place[hit]] - hit + (high - low), minlength=len(votes))
    votes[high - low] = 0
    best = np.argsort(-votes, kind="stable")[:_SHIFTS_TRIED]
    return [int(shift) - (high - low) for shift in best if votes[shift] >= _FEWEST_ROWS]
