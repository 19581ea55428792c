"""Where a poll between two moves would have found the pointer: by the path before and after."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.streams import Rows
from formats.model.time import NS_PER_MS
from replay.fidelity.capture import Floats, Ints, places

WINDOW = 6
"""Moves to either side that tell the path: a tenth of a second at 125 polls a second."""
_STEEP_WINDOW = 3
"""Moves to either side where a stroke is too steep for one parabola through all of them."""
_STEEP = 0.25
"""A share of the area that a place may lie in: with so little left the nearer moves are believed."""
MOST_POLLS = 6
"""Polls after which a motion that goes on is another motion."""
PAUSE_NS = 100 * NS_PER_MS
"""A pointer that rests so long has stopped."""
_BLOCK = 64
_MULTIPLE = 0.035
"""So near a whole multiple; a mouse of 60 Hz is 4 % off one of 125."""
_AT_ONCE = 1 << 13
_POOLED = 2.0
"""Moves that the noise of all is worth beside that of the few around a poll."""
_LEAST_NOISE = 0.29
"""Of the grain: the standard deviation of what rounding to it takes away."""
_STIFF = 1e-3
_EVEN = 1e-9

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Beat:
    """The polls of a device, told from the times of the moves that were recorded."""

    polls: Ints
    """How many polls each gap lasted, shape (moves - 1,)."""
    off: Floats
    """By how much of an interval each gap misses the beat, shape (moves - 1,)."""
    breaks: Flags
    """Where one motion ends and another begins, shape (moves - 1,)."""

    @property
    def motion(self) -> Ints:
        """The number of each move's motion, shape (moves,)."""
        return np.append(0, np.cumsum(self.breaks)).astype(np.int64)

    @property
    def at(self) -> Floats:
        """The number of each move's poll, shape (moves,); pauses count for none."""
        return np.append(0.0, np.cumsum(np.where(self.breaks, 0, self.polls)))


def beat_of(t_ns: Ints, interval_ns: float) -> Beat:
    """Return the polls of moves; one that came late, and the next in time, lasted one poll each.

    Args:
        t_ns: Times of moves, at least two.
        interval_ns: The commonest gap between moves.
    """
    gaps = np.diff(t_ns.astype(np.float64))
    local = _local_intervals(gaps, interval_ns)
    polls = np.maximum(np.rint(gaps / local), 1)
    after = np.append(gaps[1:], np.inf)
    both = np.maximum(np.rint((gaps + after) / local) - 1, 1)
    polls = np.where(after < 0.75 * local, np.minimum(polls, both), polls)
    off = np.abs(gaps / local - np.rint(gaps / local))
    return Beat(polls.astype(np.int64), off, (polls > MOST_POLLS) | (gaps >= PAUSE_NS))


class Path:
    """The path of a pointer through its moves.

    A poll is laid on the parabola through the moves around it. How far moves lie off their parabolas says how
    far it may lie off its own.
    """

    def __init__(self, rows: Rows, beat: Beat, grain_px: float) -> None:
        """`grain_px` is the least way that the pointer goes."""
        self._x, self._y = places(rows)
        self._told = np.isfinite(self._x) & np.isfinite(self._y)
        self._motion, self._at, self._grain_px = beat.motion, beat.at, grain_px

    def unmoved(self, moves: Ints, polls: Ints, *, hidden: bool) -> Floats:
        """Return how likely polls found the pointer on the pixel of the move before them.

        Args:
            moves: Rows of the moves before, shape (polls,).
            polls: How many polls after these, shape (polls,).
            hidden: Whether the move that follows is kept out of its own prediction, for it is what was
                polled.

        Returns:
            Shape (polls,); NaN where too few moves tell the path.
        """
        likely = [np.empty(0)]
        for first in range(0, len(moves), _AT_ONCE):
            part = moves[first : first + _AT_ONCE], polls[first : first + _AT_ONCE]
            far, far_area = self._unmoved(*part, hidden, WINDOW)
            near, near_area = self._unmoved(*part, hidden, _STEEP_WINDOW)
            likely.append(np.where(near_area < _STEEP * far_area, near, far))
        return np.concatenate(likely)

    def _unmoved(self, moves: Ints, polls: Ints, hidden: bool, window: int) -> tuple[Floats, Floats]:
        """Return the same by moves within a window, and the area that the place lies in, pixels squared."""
        rows = moves[:, None] + np.arange(-window + 1, window + 1 + hidden)
        inside = (rows >= 0) & (rows < len(self._x))
        rows = np.clip(rows, 0, len(self._x) - 1)
        used = inside & (self._motion[rows] == self._motion[moves][:, None]) & self._told[rows]
        if hidden:
            used[:, window] = False
        since = np.where(used, self._at[rows] - self._at[moves][:, None], 0.0)
        used &= np.abs(since) <= MOST_POLLS * window
        powers = np.stack([np.ones_like(since), since / window, (since / window) ** 2], axis=-1)
        powers *= used[..., None]
        across = powers.swapaxes(1, 2)
        squares = across @ powers + np.diag([_EVEN, _EVEN, _STIFF])
        inverse = np.linalg.inv(squares)
        ahead = polls / window
        there = np.stack([np.ones_like(ahead), ahead, ahead**2], axis=-1)
        # An unknown place is as far off as the path is vague there, and as moves are off their paths.
        vague = np.sqrt(1 + ((there[:, None] @ inverse)[:, 0] * there).sum(axis=1))
        spare = used.sum(axis=1) - 3.0
        enough = (spare >= 1) & self._told[moves]
        likely, area = np.where(enough, 1.0, np.nan), np.where(enough, 1.0, np.nan)
        for along in (self._x, self._y):
            way = np.where(used, along[rows] - np.where(enough, along[moves], 0.0)[:, None], 0.0)
            bent = inverse @ (across @ way[..., None])
            off = ((way - (powers @ bent)[..., 0]) ** 2 * used).sum(axis=1)
            # The median: a pointer that jumped is far off its path, and no measure for others.
            common = float(np.median(off[enough] / spare[enough])) if enough.any() else 0.0
            noise = np.sqrt((off + _POOLED * common) / (np.maximum(spare, 0) + _POOLED))
            spread = np.maximum(noise, _LEAST_NOISE * self._grain_px) * vague
            area *= spread
            likely *= _within((there * bent[..., 0]).sum(axis=1), spread, self._grain_px / 2)
        return likely, area


def _local_intervals(gaps: Floats, interval_ns: float) -> Floats:
    """Return the interval in force at each gap: the median of its block, that of the whole where it rests.

    A block whose median is a multiple of the whole's has lost half of its polls or more, or rests.
    """
    blocks = -(-len(gaps) // _BLOCK)
    padded = np.full(blocks * _BLOCK, np.inf)
    padded[: len(gaps)] = np.where(gaps < PAUSE_NS, gaps, np.inf)
    medians = np.median(padded.reshape(blocks, _BLOCK), axis=1)
    times = np.where(np.isfinite(medians), medians, 0.0) / interval_ns
    lost = (times > 1.5) & (np.abs(times - np.rint(times)) < _MULTIPLE * np.rint(times))
    usable = (times > 1 / 16) & ~lost
    return np.repeat(np.where(usable, medians, interval_ns), _BLOCK)[: len(gaps)]


_erf = np.vectorize(math.erf, otypes=[np.float64])


def _within(mean: Floats, spread: Floats, half: float) -> Floats:
    """Return how likely a normal value lies within `half` of zero."""
    above: Floats = _erf((half - mean) / (spread * math.sqrt(2)))
    below: Floats = _erf((-half - mean) / (spread * math.sqrt(2)))
    return (above - below) / 2
