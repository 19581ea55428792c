"""What a secret looks like, and the pictures that show it: in the same place, or where it scrolled to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Pixels
from replay.privacy.painted import Box

SEEN_SHARE = 0.35
"""A secret counts as seen where so much of its ink is: half of a word behind another window is legible."""
MOVED_SHARE = 0.8
_NOISE = 24
"""So far may a channel of a lossy picture be off."""
_STRIP_PX = 192
_TEXT_HEIGHT_PX = 4
"""What is lower is a line that was drawn, and no writing."""
_OTHER_SHARE = 0.4
_CHANGES = 6
"""A row of a line that changes its colour less often may be anything."""
_MOVED_HEIGHT_PX = 64


@dataclass(frozen=True, slots=True)
class Template:
    """The picture of a secret."""

    display: int
    box: Box
    """Where it was found."""
    crop: Pixels
    ink: NDArray[np.bool_]
    """Which of its pixels are not its ground, shape (height, width)."""
    strip: bytes = field(repr=False)
    """A row of it, four bytes a pixel, to look for elsewhere; empty where none is telling."""
    strip_at: tuple[int, int]
    """Column and row of the strip in the crop."""

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
        strip, at = _telling_strip(colours, ink)
        return cls(display, inside, crop, ink, strip, at)

    def places(self, pixels: Pixels, raw: bytes) -> Iterator[Box]:
        """Yield where a picture shows it.

        Args:
            pixels: A picture of the display.
            raw: The same as `packed` gives it, as bytes.
        """
        height, width = pixels.shape[:2]
        if self.box.right <= width and self.box.bottom <= height:
            off = np.abs(self.box.crop(pixels).astype(np.int16) - self.crop).max(axis=2) <= _NOISE
            if off[self.ink].mean() >= SEEN_SHARE:
                yield self.box
        yield from self._moved(pixels, raw)

    def _moved(self, pixels: Pixels, raw: bytes) -> Iterator[Box]:
        if not self.strip:
            return
        height, width = pixels.shape[:2]
        at = raw.find(self.strip)
        while at >= 0:
            row, column = divmod(at // 4, width)
            left, top = column - self.strip_at[0], row - self.strip_at[1]
            there = self.box.moved(left - self.box.left, top - self.box.top)
            inside = there.within(width, height)
            if at % 4 == 0 and there != self.box and inside == there:
                same = (there.crop(pixels) == self.crop).all(axis=2)
                if same[self.ink].mean() >= MOVED_SHARE:
                    yield there
            at = raw.find(self.strip, at + 4)


def packed(pixels: Pixels) -> NDArray[np.uint32]:
    """Return pixels as one number each, shape (height, width)."""
    wide = pixels.astype(np.uint32)
    return (wide[:, :, 0] << 16 | wide[:, :, 1] << 8 | wide[:, :, 2]).astype(np.uint32)


def _telling_strip(colours: NDArray[np.uint32], ink: NDArray[np.bool_]) -> tuple[bytes, tuple[int, int]]:
    if colours.shape[0] > _MOVED_HEIGHT_PX:
        return b"", (0, 0)
    changes = (np.diff(colours.astype(np.int64), axis=1) != 0).sum(axis=1)
    row = int(changes.argmax())
    if changes[row] < _CHANGES:
        return b"", (0, 0)
    first = int(np.flatnonzero(ink[row])[0])
    strip = colours[row, first : first + _STRIP_PX]
    return np.ascontiguousarray(strip).tobytes(), (first, row)
