"""Dots that stand for the letters of a password: equal filled blobs in a row, which no engine reads."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Pixels
from replay.privacy.finding import Box

DOT = "\u25cf"
"""Stands for one of them in the text of a picture."""
FEWEST = 3
"""Two equal blobs are everywhere."""

_SMALLEST_PX = 3
_LARGEST_PX = 24
_LEAST_INK = 0.35
"""Of a blob's rectangle: a disc covers 0.79 of it, an asterisk 0.39 or more; letters are uneven."""
_CONTRASTS = (0.5, 0.3)
"""Of the strongest: by the first small dots stand apart, by the second an asterisk is whole."""
_FAINTEST = 24
_CARET_PX = 3
_ALIKE = 0.25
"""So much may two dots of a row differ in their ink, which is the same wherever the pixels fall."""


@dataclass(frozen=True, slots=True)
class Dots:
    """A row of dots."""

    box: Box
    count: int


def dots_in(pixels: Pixels) -> list[Dots]:
    """Find the rows of at least `FEWEST` dots on a piece of a picture.

    Args:
        pixels: sRGB, shape (height, width, 3): one line of text, or some.
    """
    if not pixels.size:
        return []
    wide = pixels.astype(np.uint32)
    colours = wide[:, :, 0] << 16 | wide[:, :, 1] << 8 | wide[:, :, 2]
    values, counts = np.unique(colours, return_counts=True)
    ground = values[counts.argmax()]
    red, green, blue = int(ground) >> 16, int(ground) >> 8 & 255, int(ground) & 255
    far = np.abs(pixels.astype(np.int16) - np.array((red, green, blue), np.int16)).max(axis=2)
    found: list[Dots] = []
    for contrast in _CONTRASTS:
        ink = far > max(contrast * int(far.max()), _FAINTEST)
        for top, bottom in _runs(ink.any(axis=1)):
            row = _on_row(_without_caret(ink[top:bottom]), far[top:bottom].astype(np.int64), top)
            found.extend(dots for dots in row if not any(_meet(dots.box, other.box) for other in found))
    return found


@dataclass(frozen=True, slots=True)
class _Blob:
    box: Box
    mass: int


def _on_row(ink: NDArray[np.bool_], far: NDArray[np.int64], top: int) -> list[Dots]:
    found: list[Dots] = []
    row: list[_Blob] = []
    for blob in [*_blobs(ink, far.sum(axis=0)), None]:
        is_dot = blob is not None and _is_dot(blob.box, ink)
        if blob is not None and is_dot and row and _goes_on(row, blob):
            row.append(blob)
            continue
        if len(row) >= FEWEST:
            left, first = row[0].box[0], min(each.box[1] for each in row)
            right, last = row[-1].box[0] + row[-1].box[2], max(each.box[1] + each.box[3] for each in row)
            found.append(Dots((left, first + top, right - left, last - first), len(row)))
        row = [blob] if blob is not None and is_dot else []
    return found


def _blobs(ink: NDArray[np.bool_], dark: NDArray[np.int64]) -> list[_Blob]:
    runs = _runs(ink.any(axis=0))
    # Up to the middle of the gap: small dots nearly touch, and their soft edges count.
    lefts = [0, *((before[1] + after[0]) // 2 for before, after in pairwise(runs))]
    rights = [*lefts[1:], len(dark)]
    blobs: list[_Blob] = []
    for (left, right), first, last in zip(runs, lefts, rights, strict=True):
        rows = np.flatnonzero(ink[:, left:right].any(axis=1))
        box = (left, int(rows[0]), right - left, int(rows[-1]) - int(rows[0]) + 1)
        blobs.append(_Blob(box, int(dark[max(first, left - 2) : min(last, right + 2)].sum())))
    return blobs


def _without_caret(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Take the few columns out that are higher than all others: a caret stands close behind the last dot."""
    counts = ink.sum(axis=0)
    tall = counts > 0.9 * len(ink)
    lower = counts[~tall]
    is_caret = tall.sum() <= _CARET_PX and len(lower) and 0 < lower.max() <= 0.75 * len(ink)
    return ink & ~tall if is_caret else ink


def _is_dot(box: Box, ink: NDArray[np.bool_]) -> bool:
    x, y, wide, high = box
    if not (_SMALLEST_PX <= wide <= _LARGEST_PX and _SMALLEST_PX <= high <= _LARGEST_PX):
        return False
    inside = ink[y : y + high, x : x + wide]
    even = abs(wide - high) <= max(1, min(wide, high) // 4)
    middle = inside[(high - 1) // 2 : high // 2 + 1, (wide - 1) // 2 : wide // 2 + 1]
    # The same from left to right and from top to bottom, but for where the pixels fall.
    off = (inside != inside[:, ::-1]).mean() + (inside != inside[::-1]).mean()
    return even and bool(middle.all()) and float(inside.mean()) >= _LEAST_INK and float(off) <= 0.5


def _goes_on(row: list[_Blob], blob: _Blob) -> bool:
    x, y, wide, high = row[-1].box
    if abs(blob.box[2] - wide) > 1 or abs(blob.box[3] - high) > 1 or abs(blob.box[1] - y) > 1:
        return False
    pitch = blob.box[0] - x
    if len(row) > 1 and abs(pitch - (x - row[-2].box[0])) > 2:
        return False
    mean = sum(each.mass for each in row) / len(row)
    return pitch <= 3 * wide and abs(blob.mass - mean) <= _ALIKE * mean


def _meet(box: Box, other: Box) -> bool:
    beside = box[0] < other[0] + other[2] and other[0] < box[0] + box[2]
    return beside and box[1] < other[1] + other[3] and other[1] < box[1] + box[3]


def _runs(filled: NDArray[np.bool_] | np.bool_) -> list[tuple[int, int]]:
    """Return where True begins and ends, run by run."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], np.atleast_1d(filled), [False])).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
