"""What a scroll moved: lines that are elsewhere and need not be read again, and what is left to be read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Pixels
from replay.privacy.finding import Box
from replay.privacy.screen.changed import within

_LEAST_PX = 64
"""A smaller change is read sooner than a scroll is found in it."""
_STRIP_PX = 64
_MOST_STRIPS = 24
_LEAST_VOTES = 24
_EDGE_PX = 32
"""What a scroll uncovers is read so far beyond its edge: a line was cut there."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What became of a picture by a scroll up or down."""

    down_px: int
    """Rows that it moved down; negative where it moved up."""
    moved: dict[int, Box]
    """Of the lines that were given, those that now stand elsewhere too: number and new box."""
    unread: NDArray[np.bool_]
    """Pixels that show something new, shape (height, width)."""


def shift_between(
    before: Pixels, after: Pixels, differs: NDArray[np.bool_], lines: Sequence[Box]
) -> Shift | None:
    """Find the scroll between two pictures; None where there is none.

    A line counts as moved where every pixel of it did; of one that did not, all is read again.

    Args:
        before: sRGB, shape (height, width, 3).
        after: Of the same shape.
        differs: Where they differ, shape (height, width).
        lines: Boxes of the lines in `before`.
    """
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    if not len(rows) or np.ptp(rows) < _LEAST_PX or np.ptp(columns) < _LEAST_PX:
        return None
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    down = _moved_by(before[top:bottom], after[top:bottom], int(columns[0]), int(columns[-1]) + 1)
    if down is None:
        return None
    same = np.zeros_like(differs)
    first, last = max(top, top + down), min(bottom, bottom + down)
    off = before[first - down : last - down] != after[first:last]
    same[first:last] = ~(off[:, :, 0] | off[:, :, 1] | off[:, :, 2])
    unread = _with_edges(differs & ~same)
    height, width = differs.shape
    moved: dict[int, Box] = {}
    for number, line in enumerate(lines):
        there: Box = (line[0], line[1] + down, line[2], line[3])
        x, y, wide, high = within(there, width, height)
        place = np.s_[y : y + high, x : x + wide]
        if not high or not differs[place].any():
            continue
        if there == (x, y, wide, high) and same[place].all():
            moved[number] = there
        else:
            unread[place] |= same[place].mean() > 0.5
    return Shift(down, moved, unread)


def _moved_by(before: Pixels, after: Pixels, left: int, right: int) -> int | None:
    """Let the rows that occur once vote, strip by strip: a scroll bar beside a page goes another way."""
    votes: Counter[int] = Counter()
    every = range(left, right, _STRIP_PX)
    for x in every[:: -(-len(every) // _MOST_STRIPS)]:
        own, other = _single_rows(before[:, x : x + _STRIP_PX]), _single_rows(after[:, x : x + _STRIP_PX])
        for row, place in other.items():
            if row in own and own[row] != place:
                votes[place - own[row]] += 1
    if not votes:
        return None
    down, count = votes.most_common(1)[0]
    return down if count >= _LEAST_VOTES and 2 * count > votes.total() else None


def _single_rows(strip: Pixels) -> dict[bytes, int]:
    """Return the rows that occur once, and where."""
    raw = np.ascontiguousarray(strip)
    size = raw.shape[1] * raw.shape[2]
    data = raw.tobytes()
    every = [data[place : place + size] for place in range(0, len(data), size)]
    counts = Counter(every)
    return {row: place for place, row in enumerate(every) if counts[row] == 1}


def _with_edges(unread: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Let what is to be read reach over its edges above and below."""
    grown = unread.copy()
    step = 1
    reached = 0
    while reached < _EDGE_PX:
        step = min(step, _EDGE_PX - reached)
        now = grown.copy()
        now[step:] |= grown[:-step]
        now[:-step] |= grown[step:]
        grown, reached, step = now, reached + step, step * 2
    return grown
