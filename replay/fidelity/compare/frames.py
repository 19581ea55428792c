"""The frames of two recordings, by their times alone: no picture is decoded to count what is missing."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Frames, display_ids
from formats.model.time import NS_PER_MS, NS_PER_S
from replay.fidelity.compare.clock import ClockMap
from replay.fidelity.compare.sequences import NO_PAIRS, Pairs, Sequence, matched
from replay.fidelity.compare.streams import StreamComparison, counted

_FARTHEST_NS = NS_PER_S
_BIN_NS = 2 * NS_PER_MS
_MOST_AHEAD = 64
_LIKELY = 0.5
_CLEAR = 0.5
"""How much less frames may differ at another lag for it to be believed in place of the least."""


def compared_frames(reference: Frames, capture: Frames, clock: ClockMap) -> StreamComparison:
    """Count the frames of a capture that are missing and those that were added.

    Frames of one display are one picture where they lie nearer to each other in time than half of the
    interval at which the faster of both takes them; all may be off by one time, which is found first.
    """
    ours, theirs = (np.ascontiguousarray(frames["t"]) for frames in (reference, capture))
    tokens = [np.ascontiguousarray(frames["display"]).astype(np.int64) for frames in (reference, capture)]
    if len(display_ids(reference)) == len(display_ids(capture)) == 1:
        # Its number is each recorder's own.
        tokens = [np.zeros_like(token) for token in tokens]
    # A step lies somewhere between two events: the frames between them say which end it is nearer to.
    clocks = [clock, replace(clock, steps=tuple(replace(s, at_ns=s.after_ns + 1) for s in clock.steps))]
    found = [_pairs(each.capture_ns(ours), theirs, tokens) for each in clocks]
    best = 0 if len(found[0][0]) >= len(found[1][0]) else 1
    return counted(ours, theirs, found[best], clocks[best], moved=0, tokens=np.arange(len(theirs)))


def _pairs(due: NDArray[np.int64], theirs: NDArray[np.int64], tokens: list[NDArray[np.int64]]) -> Pairs:
    if not len(due) or not len(theirs):
        return NO_PAIRS
    lag_ns = _common_lag_ns(due, theirs)
    intervals = [np.median(np.diff(t)) for t in (due, theirs) if len(t) > 1]
    half_ns = int(min(intervals, default=NS_PER_S)) // 2
    return matched(Sequence(tokens[0], due + lag_ns), Sequence(tokens[1], theirs), max(half_ns, NS_PER_MS))


def _common_lag_ns(due: NDArray[np.int64], theirs: NDArray[np.int64]) -> int:
    """Return by how much most frames are late, 0 where no one time is theirs."""
    first = np.searchsorted(theirs, due - _FARTHEST_NS)
    apart = []
    for ahead in range(_MOST_AHEAD):
        places = first + ahead
        there = places < len(theirs)
        later = theirs[places[there]] - due[there]
        apart.append(later[later <= _FARTHEST_NS])
    every = np.concatenate(apart)
    if not len(every):
        return 0
    bins = (every + _FARTHEST_NS) // _BIN_NS
    counts = np.bincount(bins, minlength=2 * _FARTHEST_NS // _BIN_NS + 1)
    around = counts + np.concatenate([counts[1:], [0]])
    zero = _FARTHEST_NS // _BIN_NS
    likely = np.flatnonzero(around >= max(_LIKELY * min(len(due), len(theirs)), 0.8 * around.max()))
    if not len(likely):
        return 0
    # Frames at an even rate agree at every interval: the least correction is the one to believe. But where
    # the interval varies, it agrees with itself at one place alone.
    found = [every[(bins == place) | (bins == place + 1)] for place in likely.tolist()]
    spread = np.array([np.mean(np.abs(near - np.median(near))) for near in found])
    clear = spread <= _CLEAR * spread[np.argmin(np.abs(likely - zero))]
    kept = np.flatnonzero(clear if clear.any() else np.ones(len(likely), np.bool_))
    return int(np.median(found[kept[np.argmin(np.abs(likely[kept] - zero))]]))
