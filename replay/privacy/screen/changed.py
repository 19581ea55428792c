"""Where a picture differs from the one before it, as few rectangles that hold whole lines of text."""

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Pixels
from replay.privacy.finding import Box

TILE_PX = 16
MARGIN_PX = 12
_NEAR_PX = 48


def changed_boxes(before: Pixels, after: Pixels, *, tolerance: int = 0) -> list[Box]:
    """Return rectangles that hold every change, apart from each other.

    Args:
        before: sRGB, shape (height, width, 3).
        after: Of the same shape.
        tolerance: Differences of a channel up to this are the noise of a lossy picture.
    """
    return boxes_of(difference(before, after, tolerance=tolerance))


def difference(before: Pixels, after: Pixels, *, tolerance: int = 0) -> NDArray[np.bool_]:
    """Say which pixels differ, shape (height, width)."""
    if tolerance:
        off = np.abs(before.astype(np.int16) - after.astype(np.int16)) > tolerance
    else:
        off = before != after
    # Not any(axis=2): over three values at a time that takes ten times as long.
    differs: NDArray[np.bool_] = off[:, :, 0] | off[:, :, 1] | off[:, :, 2]
    return differs


def boxes_of(differs: NDArray[np.bool_]) -> list[Box]:
    """Return rectangles that hold every pixel that differs, apart from each other."""
    height, width = differs.shape
    rows, columns = -(-height // TILE_PX), -(-width // TILE_PX)
    padded = np.zeros((rows * TILE_PX, columns * TILE_PX), np.bool_)
    padded[:height, :width] = differs
    tiles = padded.reshape(rows, TILE_PX, columns, TILE_PX).any(axis=(1, 3))
    boxes = [
        (int(column) * TILE_PX, int(row) * TILE_PX, TILE_PX, TILE_PX) for row, column in np.argwhere(tiles)
    ]
    return [_tight(differs, within(box, width, height)) for box in joined(boxes, _NEAR_PX)]


def grown(box: Box, others: list[Box]) -> Box:
    """Return a rectangle that also holds every one of `others` that a change may have altered.

    Boxes of lines below each other overlap by some pixels: one counts where a third of its height is touched,
    and only by the change itself, or the lines of a whole terminal would be held.
    """
    x0, y0, x1, y1 = left, top, right, bottom = _edges(box)
    for u0, v0, u1, v1 in map(_edges, others):
        shared = min(y1, v1) - max(y0, v0)
        if u0 < x1 + MARGIN_PX and x0 - MARGIN_PX < u1 and 3 * shared > min(v1 - v0, y1 - y0):
            left, top, right, bottom = min(left, u0), min(top, v0), max(right, u1), max(bottom, v1)
    return left, top, right - left, bottom - top


def with_margin(box: Box, width: int, height: int) -> Box:
    """Return a rectangle with the room around it that letters need to be read; cut at the edges."""
    x, y, box_width, box_height = box
    wide, high = box_width + 2 * MARGIN_PX, box_height + 2 * MARGIN_PX
    return within((x - MARGIN_PX, y - MARGIN_PX, wide, high), width, height)


def holds_middle(box: Box, other: Box) -> bool:
    """Say whether the middle of `other` lies in a rectangle."""
    x, y, width, height = box
    middle_x, middle_y = other[0] + other[2] / 2, other[1] + other[3] / 2
    return x <= middle_x < x + width and y <= middle_y < y + height


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


def within(box: Box, width: int, height: int) -> Box:
    """Cut a rectangle at the edges of a picture."""
    x0, y0, x1, y1 = _edges(box)
    x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, width), min(y1, height)
    return x0, y0, max(x1 - x0, 0), max(y1 - y0, 0)


def _edges(box: Box) -> tuple[int, int, int, int]:
    return box[0], box[1], box[0] + box[2], box[1] + box[3]


def _tight(differs: NDArray[np.bool_], box: Box) -> Box:
    """Return the part of a rectangle of tiles that holds its changes."""
    x, y, width, height = box
    part = differs[y : y + height, x : x + width]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    top, left = int(rows[0]), int(columns[0])
    return x + left, y + top, int(columns[-1]) - left + 1, int(rows[-1]) - top + 1
