"""Where a picture differs from the one before it, as few rectangles that hold whole lines of text."""

import numpy as np

from formats.model.frames import Pixels
from replay.privacy.finding import Box

TILE_PX = 16
_MARGIN_PX = 12
_NEAR_PX = 48


def changed_boxes(before: Pixels, after: Pixels, *, tolerance: int = 0) -> list[Box]:
    """Return rectangles that hold every change, apart from each other.

    Args:
        before: sRGB, shape (height, width, 3).
        after: Of the same shape.
        tolerance: Differences of a channel up to this are the noise of a lossy picture.
    """
    if tolerance:
        differs = (np.abs(before.astype(np.int16) - after.astype(np.int16)) > tolerance).any(axis=2)
    else:
        differs = (before != after).any(axis=2)
    height, width = differs.shape
    rows, columns = -(-height // TILE_PX), -(-width // TILE_PX)
    padded = np.zeros((rows * TILE_PX, columns * TILE_PX), np.bool_)
    padded[:height, :width] = differs
    tiles = padded.reshape(rows, TILE_PX, columns, TILE_PX).any(axis=(1, 3))
    boxes = [
        (int(column) * TILE_PX, int(row) * TILE_PX, TILE_PX, TILE_PX) for row, column in np.argwhere(tiles)
    ]
    return [within(box, width, height) for box in joined(boxes, _NEAR_PX)]


def grown(box: Box, others: list[Box], width: int, height: int) -> Box:
    """Return a rectangle that holds every one of `others` that it touches, and a margin around them."""
    left, top, right, bottom = _edges(box)
    changed = True
    while changed:
        changed = False
        for x0, y0, x1, y1 in map(_edges, others):
            touches = x0 < right + _MARGIN_PX and left - _MARGIN_PX < x1 and y0 < bottom and top < y1
            if touches and not (left <= x0 and top <= y0 and x1 <= right and y1 <= bottom):
                left, top, right, bottom = min(left, x0), min(top, y0), max(right, x1), max(bottom, y1)
                changed = True
    margin = _MARGIN_PX
    return within(
        (left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin), width, height
    )


def joined(boxes: list[Box], near_px: int) -> list[Box]:
    """Join rectangles that lie nearer than `near_px` sideways or touch above each other, until none do."""
    edges: list[tuple[int, int, int, int]] = []
    for box in boxes:
        new = _edges(box)
        again = True
        while again:
            again = False
            for other in edges:
                if (
                    other[0] < new[2] + near_px
                    and new[0] - near_px < other[2]
                    and other[1] <= new[3]
                    and new[1] <= other[3]
                ):
                    edges.remove(other)
                    new = (
                        min(new[0], other[0]),
                        min(new[1], other[1]),
                        max(new[2], other[2]),
                        max(new[3], other[3]),
                    )
                    again = True
                    break
        edges.append(new)
    return [(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in edges]


def overlap(box: Box, other: Box) -> bool:
    """Say whether two rectangles share a pixel."""
    x0, y0, x1, y1 = _edges(box)
    u0, v0, u1, v1 = _edges(other)
    return x0 < u1 and u0 < x1 and y0 < v1 and v0 < y1


def within(box: Box, width: int, height: int) -> Box:
    """Cut a rectangle at the edges of a picture."""
    x0, y0, x1, y1 = _edges(box)
    x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, width), min(y1, height)
    return x0, y0, max(x1 - x0, 0), max(y1 - y0, 0)


def _edges(box: Box) -> tuple[int, int, int, int]:
    return box[0], box[1], box[0] + box[2], box[1] + box[3]
