"""Solid fills: rectangles of a picture that are painted over for good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Pixels

FILL = (0, 0, 0)
"""Every pixel of a redacted region."""
LINE_MARGIN_PX = 3
"""Room above and below a line of text: what hangs below it, and the soft edges of letters."""
BAND_PX = 48
"""Higher than a line of text and its field: what is higher is followed in bands."""
BLOCK_PX = 16
"""Of lossy pictures whole blocks are filled: a codec smears what is in a block all over it."""
BLOCK_MARGIN_PX = 8
NOISE = 24
"""So far may a channel of a lossy picture be off."""


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle of a picture in pixels: left and top belong to it, right and bottom do not."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def around(cls, boxes: Sequence["Box"]) -> "Box":
        """Return the smallest box that holds some, at least one."""
        return cls(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def area(self) -> int:
        """Pixels in it."""
        return max(self.right - self.left, 0) * max(self.height, 0)

    def moved(self, dx: int, dy: int) -> "Box":
        """Return the box elsewhere."""
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def grown(self, margin_px: int) -> "Box":
        """Return the box with room on all sides."""
        return Box(
            self.left - margin_px, self.top - margin_px, self.right + margin_px, self.bottom + margin_px
        )

    def within(self, width: int, height: int) -> "Box":
        """Return the part of it that lies in a picture."""
        left, top = min(max(self.left, 0), width), min(max(self.top, 0), height)
        return Box(left, top, max(min(self.right, width), left), max(min(self.bottom, height), top))

    def crop(self, pixels: Pixels) -> Pixels:
        """Return what a picture shows there, sharing memory."""
        return pixels[self.top : self.bottom, self.left : self.right]


def alike(now: Pixels, then: Pixels) -> NDArray[np.bool_]:
    """Say of which pixels two pictures, or parts of such, show the same but for a video's noise."""
    off = np.abs(now.astype(np.int16) - then) <= NOISE
    # Not all(axis=-1): over three values at a time that takes ten times as long.
    near: NDArray[np.bool_] = off[..., 0] & off[..., 1] & off[..., 2]
    return near


def line_of(box: Box, width: int) -> Box:
    """Return the whole line that a text stands in, over the whole picture.

    A fill as wide as a word tells how long the word is, and leaves ink where the word was found too narrow.
    """
    return Box(0, box.top - LINE_MARGIN_PX, width, box.bottom + LINE_MARGIN_PX)


def blocks_of(box: Box) -> Box:
    """Return the whole blocks of a lossy picture that a box and its margin touch."""
    return Box(
        (box.left - BLOCK_MARGIN_PX) // BLOCK_PX * BLOCK_PX,
        (box.top - BLOCK_MARGIN_PX) // BLOCK_PX * BLOCK_PX,
        -(-(box.right + BLOCK_MARGIN_PX) // BLOCK_PX) * BLOCK_PX,
        -(-(box.bottom + BLOCK_MARGIN_PX) // BLOCK_PX) * BLOCK_PX,
    )


def filled(pixels: Pixels, boxes: Iterable[Box]) -> Pixels:
    """Return a picture with boxes filled; the one given is not changed."""
    out = pixels.copy()
    for box in boxes:
        box.within(out.shape[1], out.shape[0]).crop(out)[:] = FILL
    return out


def fill_mask(boxes: Iterable[Box], width: int, height: int) -> NDArray[np.bool_]:
    """Say which pixels of a picture are filled, shape (height, width)."""
    mask = np.zeros((height, width), np.bool_)
    for box in boxes:
        inside = box.within(width, height)
        mask[inside.top : inside.bottom, inside.left : inside.right] = True
    return mask


def tidied(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Return boxes in order, without those that lie in another one."""
    kept: list[Box] = []
    for box in sorted(set(boxes), key=lambda each: -each.area):
        if box.area and not any(_holds(other, box) for other in kept):
            kept.append(box)
    return tuple(sorted(kept))


def lines(boxes: Iterable[Box]) -> list[Box]:
    """Return boxes from top to bottom, those that share rows as one, and what is high in bands."""
    out: list[Box] = []
    for box in sorted(boxes, key=lambda each: each.top):
        if out and box.top < out[-1].bottom:
            last = out[-1]
            out[-1] = Box(
                min(last.left, box.left),
                last.top,
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
        else:
            out.append(box)
    return [
        Box(box.left, top, box.right, min(top + BAND_PX, box.bottom))
        for box in out
        for top in range(box.top, box.bottom, BAND_PX)
    ]


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and outer.right >= inner.right
        and outer.bottom >= inner.bottom
    )


def changed_lines(before: Pixels, after: Pixels, area: Box) -> list[Box]:
    """Return the lines of an area in which two pictures of one size differ, as wide as what differs."""
    off = area.crop(before) != area.crop(after)
    differs = off[:, :, 0] | off[:, :, 1] | off[:, :, 2]
    rows = np.flatnonzero(differs.any(axis=1))
    return [_bounds(differs, group, area) for group in _groups(rows)]


def _groups(rows: NDArray[np.intp]) -> Sequence[NDArray[np.intp]]:
    if not len(rows):
        return []
    return np.split(rows, np.flatnonzero(np.diff(rows) > 2) + 1)


def _bounds(differs: NDArray[np.bool_], rows: NDArray[np.intp], area: Box) -> Box:
    first, last = int(rows[0]), int(rows[-1]) + 1
    columns = np.flatnonzero(differs[first:last].any(axis=0))
    return Box(int(columns[0]), first, int(columns[-1]) + 1, last).moved(area.left, area.top)
