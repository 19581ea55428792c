"""Many templates looked for in a picture at once."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Pixels
from replay.privacy.painting.painted import Box
from replay.privacy.painting.templates import MOVED_SHARE, Strip, Template, packed

_ANCHOR_PX = 4
"""So many pixels of a strip are looked for first, in one pass for all strips."""
_FACTORS = tuple(np.uint32(factor) for factor in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F))
_TABLE_BITS = 16


class TemplateSearch:
    """Looks for the templates of one display."""

    def __init__(self, templates: Sequence[Template]) -> None:
        """Take the templates; their numbers are their places in the sequence."""
        self._templates = templates
        self.highest = max((template.box.height for template in templates), default=0)
        self._anchors: dict[int, list[tuple[int, Strip, int]]] = {}
        """By the number of an anchor: the template, its strip, and where in that the anchor begins."""
        self._table = np.zeros(1 << _TABLE_BITS, np.bool_)
        for number, template in enumerate(templates):
            for strip in template.strips:
                colours = np.frombuffer(strip.raw, np.uint32)
                at = _most_telling(colours)
                anchor = int(_numbers(colours[None, at : at + _ANCHOR_PX])[0, 0])
                self._anchors.setdefault(anchor, []).append((number, strip, at))
                self._table[anchor >> (32 - _TABLE_BITS)] = True

    def places(self, pixels: Pixels, first: int, last: int) -> Iterator[tuple[int, Box]]:
        """Yield template and place of all that a picture shows: where it was found, or where it scrolled to.

        Args:
            pixels: The picture.
            first: The first row of it in which a strip is looked for.
            last: The row after the last.
        """
        height, width = pixels.shape[:2]
        for number, template in enumerate(self._templates):
            if template.is_seen(pixels):
                yield number, template.box
        colours = packed(pixels[first:last])
        tried: set[tuple[int, Box]] = set()
        for number, column, row in self._strips_in(colours):
            template = self._templates[number]
            there = template.box.moved(column - template.box.left, first + row - template.box.top)
            if there == template.box or (number, there) in tried or there.within(width, height) != there:
                continue
            tried.add((number, there))
            same = there.crop(pixels)[template.ink] == template.crop[template.ink]
            if same.all(axis=1).mean() >= MOVED_SHARE:
                yield number, there

    def _strips_in(self, colours: NDArray[np.uint32]) -> Iterator[tuple[int, int, int]]:
        """Yield template, column and row of its corner wherever one of its strips stands in rows."""
        if not self._anchors or colours.shape[1] < _ANCHOR_PX:
            return
        numbers = _numbers(colours)
        rows, columns = np.nonzero(self._table[numbers >> np.uint32(32 - _TABLE_BITS)])
        for row, column, anchor in zip(
            rows.tolist(), columns.tolist(), numbers[rows, columns].tolist(), strict=True
        ):
            for number, strip, at in self._anchors.get(anchor, ()):
                start = column - at
                if start >= 0 and colours[row, start : start + len(strip.raw) // 4].tobytes() == strip.raw:
                    yield number, start - strip.column, row - strip.row


def _numbers(colours: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Give each row of pixels that is as long as an anchor a number, shape (rows, columns - 3)."""
    count = colours.shape[1] - _ANCHOR_PX + 1
    total = np.zeros((colours.shape[0], count), np.uint32)
    for offset, factor in enumerate(_FACTORS):
        total += colours[:, offset : offset + count] * factor
    return total


def _most_telling(colours: NDArray[np.uint32]) -> int:
    """Return where in a strip the anchor is that changes its colour most often, and least often occurs."""
    changes = np.convolve(colours[1:] != colours[:-1], np.ones(_ANCHOR_PX - 1, np.int64), "valid")
    values, counts = np.unique(colours, return_counts=True)
    rare = counts[np.searchsorted(values, colours)]
    common = np.convolve(rare, np.ones(_ANCHOR_PX, np.int64), "valid")
    return int(np.lexsort((common, -changes))[0])
