"""By how much frames are off where no cursor is drawn: from each click or key to the first change near it.

A picture tells of a change only that it came after the frame before and not after this one. So every frame
near a press is a trial, changed or not, whose chance follows from the presses that fall between the two
frames when their times are shifted; the shift under which all trials together are likeliest is by how much
frames are late. Only what stays counts as a change: what blinks, plays or follows the pointer changes again
and again. Of a click only what lies near it counts; where a key writes is not recorded, and all of the
picture does.

Source: Turnbull 1976, "The empirical distribution function with arbitrarily grouped, censored and truncated
data", for times known to lie in intervals.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from formats.model.time import NS_PER_MS
from replay.fidelity.align.path import SEARCH_NS

Progress = Callable[[str, int, int], None]
Floats = NDArray[np.float64]

_STEP_NS = NS_PER_MS
_COARSE = 4
_ANSWERS_NS = tuple(ms * NS_PER_MS for ms in (6, 12, 20, 30, 45))
"""What applications take to show what a press did, medians; the likeliest is taken, by how it scatters."""
SLOWEST_USUAL_NS = _ANSWERS_NS[-1]
ANSWER_UNSURE_NS = 25 * NS_PER_MS
"""By how much that is wrong: an even delay cannot be told from an offset, and programs that answer after some
30 ms, give or take a few, are common."""
SLOW_ANSWER_NS = 100 * NS_PER_MS
"""As late as this pictures may change because of programs alone: frames stamped late look the same, and only
those stamped early cannot be mistaken, for nothing answers before it is asked."""
_ANSWER_POWER = 2.1
_LONGEST_ANSWER_MS = 600
_STRAY = (0.01, 0.03, 0.1, 0.2, 0.4, 0.6)
"""Shares of frames that change without a press; the likeliest is taken."""
_SEEN = (0.4, 0.7, 1.2, 2.3, 4.0)
"""How surely a press changes the picture, as a rate; the likeliest is taken."""
_BLOCK_NS = 4_000 * NS_PER_MS
_FEWEST_BLOCKS = 6
_FEWEST_PRESSES = 12
_RESAMPLES = 64
_AWAY_NS = 250 * NS_PER_MS
_BESIDE_NS = 100 * NS_PER_MS
"""Recordings drawn anew whose best shift is farther off found another one, which says nothing of this one's
width."""
_LEAST_GAIN = 8.0
"""By how many nats the best shift must beat all that are farther off than `_AWAY_NS`."""
_MOST_UNCERTAIN_NS = 75 * NS_PER_MS
_MOST_CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class Trials:
    """Frames near presses, each with the frame before it, and the presses; times in nanoseconds."""

    before_ns: NDArray[np.int64]
    after_ns: NDArray[np.int64]
    """Times of the frames, rising."""
    changed: NDArray[np.bool_]
    presses_ns: NDArray[np.int64]
    """Presses of keys, presses and releases of buttons, and wheel steps, rising."""


@dataclass(frozen=True, slots=True)
class NearShift:
    """What the first changes near presses say."""

    offset_ns: int | None
    """To be added to the frames' times; None where it says nothing clear."""
    uncertain_ns: int
    confidence: float
    presses: int
    frames: int
    curve: tuple[tuple[int, float], ...] = ()
    """Offsets that were tried, and by how many nats each is less likely than the best."""
    answers_ns: int | None = None
    """By how much pictures change later than is usual, where that may be the programs'; else None."""

    @property
    def latest_ns(self) -> int | None:
        """By how much frames are late at most, where it is unknown how much of `answers_ns` is theirs.

        Nothing answers before it is asked: no more can be theirs than all that passes until pictures change.
        """
        return None if self.answers_ns is None else self.answers_ns + SLOWEST_USUAL_NS + self.uncertain_ns


def estimated(trials: Trials, progress: Progress | None = None) -> NearShift:
    """Estimate the offset from which frames changed.

    Says None unless it is much likelier than all others, and stays where it is when the recording's parts are
    drawn anew.
    """
    counts = (len(trials.presses_ns), len(trials.changed))
    blocks, block_of = np.unique(trials.after_ns // _BLOCK_NS, return_inverse=True)
    if counts[0] < _FEWEST_PRESSES or len(blocks) < _FEWEST_BLOCKS or not trials.changed.any():
        return NearShift(None, SEARCH_NS, 0.0, *counts)
    late = np.arange(-SEARCH_NS, SEARCH_NS + 1, _STEP_NS, dtype=np.int64)
    likely = _likelihoods(trials, late, block_of, len(blocks), progress)
    whole = likely.sum(axis=0)
    best = int(np.argmax(whole))
    gain = float(whole[best] - whole[np.abs(late - late[best]) > _AWAY_NS].max())
    drawn = np.random.default_rng(0).integers(0, len(blocks), (_RESAMPLES, len(blocks)))
    found = np.array([late[int(np.argmax(likely[rows].sum(axis=0)))] for rows in drawn])
    near = np.abs(found - late[best]) <= _BESIDE_NS
    spread_ns = round(2 * float(np.std(found[near]))) if near.any() else SEARCH_NS
    uncertain_ns = spread_ns + ANSWER_UNSURE_NS
    curve = tuple(zip((-late[::-5]).tolist(), (whole[best] - whole[::-5]).tolist(), strict=True))
    at_end = abs(int(late[best])) > SEARCH_NS - _AWAY_NS // 2
    if gain < _LEAST_GAIN or near.mean() < 0.95 or uncertain_ns > _MOST_UNCERTAIN_NS or at_end:
        return NearShift(None, uncertain_ns, 0.0, *counts, curve)
    if may_be_answers(-int(late[best]), uncertain_ns):
        return NearShift(None, uncertain_ns, 0.0, *counts, curve, int(late[best]))
    certain = 1 - uncertain_ns / (2 * _MOST_UNCERTAIN_NS)
    confidence = _MOST_CONFIDENCE * certain * min(gain / (3 * _LEAST_GAIN), 1.0)
    # A part of what is late may be slow answers all the same.
    slow_ns = SLOW_ANSWER_NS // 2 if late[best] > uncertain_ns else 0
    return NearShift(-int(late[best]), uncertain_ns + slow_ns, confidence, *counts, curve)


def may_be_answers(offset_ns: int, uncertain_ns: int) -> bool:
    """Say whether frames look late by more than is uncertain, and by no more than slow programs take."""
    return uncertain_ns < -offset_ns <= SLOW_ANSWER_NS + uncertain_ns - ANSWER_UNSURE_NS


def _likelihoods(
    trials: Trials,
    late: NDArray[np.int64],
    block_of: NDArray[np.int64],
    blocks: int,
    progress: Progress | None,
) -> Floats:
    """Return the log-likelihood of each shift in each block, at the likeliest shares.

    Shape (blocks, shifts).
    """
    best, chosen = -np.inf, (_ANSWERS_NS[0], _STRAY[0], _SEEN[0])
    tried, every = 0, len(_ANSWERS_NS) * len(_STRAY) * len(_SEEN)
    for answer_ns in _ANSWERS_NS:
        due = _due(trials, late[::_COARSE], answer_ns)
        for stray, seen in product(_STRAY, _SEEN):
            if progress is not None:
                progress("offsets tried", tried, every)
            tried += 1
            likely = float(_each(trials, due, stray, seen).sum(axis=0).max())
            if likely > best:
                best, chosen = likely, (answer_ns, stray, seen)
    answer_ns, stray, seen = chosen
    out = np.zeros((blocks, len(late)))
    np.add.at(out, block_of, _each(trials, _due(trials, late, answer_ns), stray, seen))
    return out


def _each(trials: Trials, due: Floats, stray: float, seen: float) -> Floats:
    """Return the log-likelihood of each trial at each shift."""
    unchanged = np.clip(np.log1p(-stray) - seen * due, -14.0, -1e-6)
    out: Floats = unchanged.copy()
    out[trials.changed] = np.log(-np.expm1(unchanged[trials.changed]))
    return out


def _due(trials: Trials, late: NDArray[np.int64], answer_ns: int) -> Floats:
    """Return how many answers are due between the two frames of each trial, at each shift.

    Answers take a log-logistic time with the median `answer_ns`.
    """
    ratio = np.arange(_LONGEST_ANSWER_MS + 1) * NS_PER_MS / answer_ns
    answered = ratio**_ANSWER_POWER / (1 + ratio**_ANSWER_POWER)
    out = np.zeros((len(trials.changed), len(late)))
    longest_ns = SEARCH_NS + _LONGEST_ANSWER_MS * NS_PER_MS
    rows = zip(trials.before_ns.tolist(), trials.after_ns.tolist(), strict=True)
    for row, (before, after) in enumerate(rows):
        first, stop = np.searchsorted(trials.presses_ns, (before - longest_ns, after + SEARCH_NS)).tolist()
        since = (after - trials.presses_ns[first:stop, None] - late) // NS_PER_MS
        earlier = since - (after - before) // NS_PER_MS
        bounds = (0, _LONGEST_ANSWER_MS)
        due = answered[np.clip(since, *bounds)] - answered[np.clip(earlier, *bounds)]
        out[row] = due.sum(axis=0)
    return out
