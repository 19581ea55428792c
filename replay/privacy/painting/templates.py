"""What a secret looks like, and the pictures that show it: in the same place, or where it scrolled to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Pixels
from replay.privacy.painting.painted import Box, alike

SEEN_SHARE = 0.35
"""A secret counts as seen where so much of its ink is: half of a word behind another window is legible."""
MOVED_SHARE = 0.6
_STRIP_PX = 64
_STRIPS = 3
_TEXT_HEIGHT_PX = 4
"""What is lower is a line that was drawn, and no writing."""
_OTHER_SHARE = 0.4
_STRAIGHT_PX = 24
_FLAT_PX = 576
_CHANGES = 6
"""A row of a line that changes its colour less often may be anything."""
_MOVED_HEIGHT_PX = 64


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a row of a template, by which it is looked for elsewhere."""

    column: int
    """In the crop, like `row`."""
    row: int
    raw: bytes = field(repr=False)
    """Four bytes a pixel."""

    def places(self, raw: bytes, width: int) -> Iterator[tuple[int, int]]:
        """Yield column and row of the template's corner wherever the piece stands in rows of a picture."""
        at = raw.find(self.raw)
        while at >= 0:
            row, column = divmod(at // 4, width)
            if at % 4 == 0:
                yield column - self.column, row - self.row
            at = raw.find(self.raw, at + 4)


@dataclass(frozen=True, slots=True)
class Template:
    """The picture of a secret."""

    display: int
    box: Box
    """Where it was found."""
    crop: Pixels
    ink: NDArray[np.bool_]
    """Which of its pixels are not its ground, shape (height, width)."""
    strips: tuple[Strip, ...]

    @classmethod
    def of(cls, pixels: Pixels, box: Box, display: int, before: Sequence[Pixels] = ()) -> Self | None:
        """Take what a picture shows in a box; None where that is one colour.

        Args:
            pixels: The picture.
            box: Where it shows the secret.
            display: Whose picture it is.
            before: The same without the secret: what stood there then is the field, and not what is in it.
        """
        inside = box.within(pixels.shape[1], pixels.shape[0])
        crop = inside.crop(pixels).copy()
        if inside.height < _TEXT_HEIGHT_PX or not crop.size:
            return None
        colours = packed(crop)
        values, counts = np.unique(colours, return_counts=True)
        ink = colours != values[counts.argmax()]
        for earlier in before:
            if earlier.shape == pixels.shape:
                new = (inside.crop(earlier) != crop).any(axis=2)
                # Where most is another one, another window stood there, and what is equal is so by chance.
                if new.mean() <= _OTHER_SHARE:
                    ink &= new
        if not ink.any():
            return None
        written = ink & ~_straight(ink, colours) & ~_straight(ink.T, colours.T).T
        if not written.any() and ink.sum() > _FLAT_PX:
            # A button or the ground of another page: nothing is written there.
            return None
        # The frame around a field changes its colour with the focus; an underscore is all there is of itself.
        ink = written if written.any() else ink
        return cls(display, inside, crop, ink, _telling_strips(colours, ink))

    def is_seen(self, pixels: Pixels) -> bool:
        """Say whether a picture of the display shows it where it was found."""
        if self.box.right > pixels.shape[1] or self.box.bottom > pixels.shape[0]:
            return False
        return bool(alike(self.box.crop(pixels)[self.ink], self.crop[self.ink]).mean() >= SEEN_SHARE)


def packed(pixels: Pixels) -> NDArray[np.uint32]:
    """Return pixels as one number each, shape (height, width)."""
    wide = pixels.astype(np.uint32)
    return (wide[:, :, 0] << 16 | wide[:, :, 1] << 8 | wide[:, :, 2]).astype(np.uint32)


def _straight(ink: NDArray[np.bool_], colours: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Find the pixels of lines from left to right of one colour that are longer than a letter is wide."""
    straight = np.zeros_like(ink)
    if ink.shape[1] <= _STRAIGHT_PX:
        return straight
    goes_on = ink[:, 1:] & ink[:, :-1] & (colours[:, 1:] == colours[:, :-1])
    runs = np.lib.stride_tricks.sliding_window_view(goes_on, _STRAIGHT_PX - 1, axis=1).all(axis=2)
    for offset in range(_STRAIGHT_PX):
        straight[:, offset : offset + runs.shape[1]] |= runs
    return straight


def _telling_strips(colours: NDArray[np.uint32], ink: NDArray[np.bool_]) -> tuple[Strip, ...]:
    """Return the most telling pieces of the most telling row: one alone may hold a caret that goes away."""
    if colours.shape[0] > _MOVED_HEIGHT_PX:
        return ()
    changes = np.diff(ink.astype(np.int8), axis=1) != 0
    row = int(changes.sum(axis=1).argmax())
    columns = np.flatnonzero(ink[row])
    pieces: list[tuple[int, Strip]] = []
    for first in range(int(columns[0]), int(columns[-1]), _STRIP_PX) if len(columns) else ():
        last = min(first + _STRIP_PX, int(columns[-1]) + 1)
        told = int(changes[row, first : last - 1].sum())
        if told >= _CHANGES:
            raw = np.ascontiguousarray(colours[row, first:last]).tobytes()
            pieces.append((told, Strip(first, row, raw)))
    pieces.sort(key=lambda piece: -piece[0])
    return tuple(strip for _, strip in pieces[:_STRIPS])
