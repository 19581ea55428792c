"""Leaps: gaps too long to be asked poll by poll, across which the pointer goes farther than it moves around.

After a rest a hand begins with a step that is no larger than the next ones. A gap that passes for a rest, and
is followed by a step that is several times as large as those on either side, hides moves.
"""

from dataclasses import dataclass

import numpy as np

from formats.model.streams import Rows
from formats.model.time import NS_PER_MS
from replay.fidelity.capture import Ints, places
from replay.fidelity.checks.poll_places import MOST_POLLS, PAUSE_NS, Beat

_TIMES_AROUND = 3
"""So many times as far as the pointer goes in a poll before and after."""
_LEAST_STEPS = 4
_LONGEST_NS = 400 * NS_PER_MS
"""What is longer may be a pen that was lifted, or a program that put the pointer elsewhere."""


@dataclass(frozen=True, slots=True)
class Leaps:
    """The leaps among the gaps of moves."""

    rows: Ints
    """Of the moves before the leaps that a motion goes on through, shape (leaps,)."""
    polls: Ints
    """How many polls are missing in each, at most, shape (leaps,)."""
    long: int
    """How many more there are that are as long as pauses: of these nobody knows what is missing."""


def leaps_of(rows: Rows, beat: Beat, fresh: int, grain_px: float) -> Leaps:
    """Find the leaps of a part.

    Args:
        rows: Of the pointer, at least two.
        beat: Their polls.
        fresh: Number of the first row that was in no part before.
        grain_px: The least way that the pointer goes.
    """
    x, y = places(rows)
    gaps, way = np.diff(rows["t"]), np.hypot(np.diff(x), np.diff(y))
    speed = way / beat.polls
    around = np.full(len(way), np.nan)
    # The last gap of a part has none after it there, the first none before: they are left out.
    around[1:-1] = np.maximum(speed[:-2], speed[2:])
    is_leap = (beat.polls > MOST_POLLS) & (way > _TIMES_AROUND * around) & (way >= _LEAST_STEPS * grain_px)
    is_leap &= np.arange(len(way)) >= fresh - 1
    short = np.flatnonzero(is_leap & (gaps < PAUSE_NS))
    long = int((is_leap & (gaps >= PAUSE_NS) & (gaps < _LONGEST_NS)).sum())
    # A move takes the pointer by its grain at least.
    polls = np.minimum(beat.polls[short] - 1, way[short] / grain_px - 1).astype(np.int64)
    return Leaps(short, polls, long)
