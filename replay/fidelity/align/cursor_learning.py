"""The cursor's shape, learnt from pictures: what appears where the pointer rests, and nowhere else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Pixels
from replay.fidelity.align.cursor import CursorShape, Gray, can_be_found, luma

_HALF_PX = 32
"""Half of the side of what is looked at around the pointer."""
_FEWEST = 4
_MOST_PAIRS = 24
_DIFFERS = 24.0
"""Levels by which a pixel differs with the cursor and without."""
_OFTEN = 0.3
_SPREAD = 16.0
"""Levels by which the cursor's own pixels may vary from one ground to the next."""
_RING_SPREAD = 48.0
"""Levels by which its outline may vary: a pixel wide, it is smeared where a picture was made smaller."""
_FEWEST_ALIKE = 20
_ROUNDS = 2
_MOST_SHAPES = 3
_NEAR = slice(_HALF_PX - 12, _HALF_PX + 20)
"""Where around the pointer its shape is expected, of the side of a patch."""
Kept = NDArray[np.int64]
_FAR_PX = 2 * _HALF_PX


@dataclass(frozen=True, slots=True)
class StillFrame:
    """A frame around which the pointer rests, and where in its picture that is."""

    frame: int
    x: float
    y: float


def learnt_shapes(
    stills: Sequence[StillFrame],
    picture: Callable[[int], Pixels],
    progress: Callable[[str, int, int], None] | None = None,
) -> list[CursorShape]:
    """Learn the shapes that are drawn where the pointer rests.

    Each place is looked at in two frames: in one the pointer is there, in the next or the last it has
    gone elsewhere. What differs between them, and looks alike in many such pairs, is the cursor.

    Args:
        stills: In order of time.
        picture: Gives a frame's pixels.
        progress: Called with a word, pairs done and pairs there are.

    Returns:
        None at all where there are too few pairs, or nothing looks alike in them: no cursor is drawn, or
        the pointer is elsewhere in the picture than the events say.
    """
    patches: list[Gray] = []
    changes: list[NDArray[np.bool_]] = []
    pairs = [
        (one, other)
        for one, other in pairwise(stills)
        if max(abs(one.x - other.x), abs(one.y - other.y)) > _FAR_PX
    ]
    step = max(len(pairs) // _MOST_PAIRS, 1)
    for number, (one, other) in enumerate(pairs[::step]):
        if progress:
            progress("learning", number, len(pairs[::step]))
        pictures = [luma(picture(each.frame)) for each in (one, other)]
        for here, mine, without in ((one, 0, 1), (other, 1, 0)):
            patch, ground = (_around(pictures[place], here) for place in (mine, without))
            if patch is not None and ground is not None:
                patches.append(patch)
                changes.append(np.abs(patch - ground) >= _DIFFERS)
    if len(patches) < _FEWEST:
        return []
    shapes: list[CursorShape] = []
    left, gone = np.stack(patches), np.stack(changes)
    while len(shapes) < _MOST_SHAPES and len(left) >= _FEWEST:
        found = _common(left, gone)
        if found is None:
            break
        shapes.append(found[0])
        left, gone = np.delete(left, found[1], axis=0), np.delete(gone, found[1], axis=0)
    return shapes


def _common(patches: NDArray[np.float32], changes: NDArray[np.bool_]) -> tuple[CursorShape, Kept] | None:
    """Return what the largest group of patches that show one shape have in common, and which they are."""
    alike = np.zeros((len(patches), len(patches)), np.int64)
    for number, (patch, change) in enumerate(zip(patches, changes, strict=True)):
        same = (np.abs(patches - patch) <= _SPREAD) & changes & change
        alike[number] = same[:, _NEAR, _NEAR].sum(axis=(1, 2))
    groups = alike >= _FEWEST_ALIKE
    kept = np.flatnonzero(groups[int(np.argmax(groups.sum(axis=1)))])
    mask = np.zeros(patches.shape[1:], np.bool_)
    near = np.zeros_like(mask)
    near[_NEAR, _NEAR] = True
    middle = patches[0]
    for _ in range(_ROUNDS):
        if len(kept) < max(_FEWEST, len(patches) // 10):
            return None
        middle = np.median(patches[kept], axis=0)
        spread = np.percentile(np.abs(patches[kept] - middle), 75, axis=0)
        mask = (changes[kept].mean(axis=0) >= _OFTEN) & (spread <= _SPREAD) & near
        if mask.sum() < _FEWEST_ALIKE:
            return None
        kept = np.flatnonzero(np.abs(patches[:, mask] - middle[mask]).mean(axis=1) <= _SPREAD)
    mask |= _ring(mask) & (np.median(np.abs(patches[kept] - middle), axis=0) <= _RING_SPREAD)
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    shape = CursorShape(
        middle[top:bottom, left:right].astype(np.float32),
        mask[top:bottom, left:right],
        float(_HALF_PX - left),
        float(_HALF_PX - top),
    )
    return (shape, kept) if can_be_found(shape) else None


def _ring(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the pixels that touch a mask."""
    padded = np.pad(mask, 1)
    height, width = mask.shape
    grown = np.zeros_like(mask)
    for y in range(3):
        for x in range(3):
            grown |= padded[y : y + height, x : x + width]
    return grown & ~mask


def _around(picture: Gray, still: StillFrame) -> Gray | None:
    x, y = round(still.x), round(still.y)
    height, width = picture.shape
    if not (_HALF_PX <= x < width - _HALF_PX and _HALF_PX <= y < height - _HALF_PX):
        return None
    # A view would keep the whole picture.
    return picture[y - _HALF_PX : y + _HALF_PX, x - _HALF_PX : x + _HALF_PX].copy()
