"""How late events and frames were delivered: those that were captured after one of a later time.

A recording seldom has the time of receipt beside that of the event. What it has is the order of capture: an
event that came after one of a later time was delivered at least so much later. That is what can be known.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Storage
from formats.model.time import NS_PER_S
from replay.fidelity.capture import Capture, Ints

_OVERLAP = 512
_LONGEST_NS = 10 * NS_PER_S
"""What is told as late by more is no delivery, but another order than that of capture."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """Inputs and frames, no order among them."""

    t: Ints
    lag_ns: Ints
    """By how much at least each was delivered late, 0 for what came in order."""


def delivered(capture: Capture) -> Iterator[Delivered]:
    """Yield inputs and frames in parts, each with the least by which it was late.

    Held against each other and the readings of clocks. Frames are those that were pictures of their own:
    those of a video are counted after it was recorded.
    """
    others = _others(capture)
    told_ns = -(1 << 62)
    for part in capture.inputs(_OVERLAP):
        edges = (part.t[0] - _LONGEST_NS, part.t[-1] + _LONGEST_NS)
        first, stop = np.searchsorted(others.t, edges).tolist()
        t = np.concatenate([part.t, others.t[first:stop]])
        seq = np.concatenate([part.seq, others.seq[first:stop]])
        is_shown = np.concatenate([np.ones(len(part.t), np.bool_), others.is_frame[first:stop]])
        order = np.argsort(seq, kind="stable")
        lag = np.empty_like(t)
        lag[order] = np.maximum.accumulate(t[order]) - t[order]
        lag[lag > _LONGEST_NS] = 0
        fresh = is_shown & (t > told_ns) & (t <= part.t[-1])
        told_ns = int(part.t[-1])
        yield Delivered(t[fresh], lag[fresh])


@dataclass(frozen=True, slots=True)
class _Others:
    t: Ints
    seq: Ints
    is_frame: NDArray[np.bool_]


def _others(capture: Capture) -> _Others:
    """Return what else was captured in the same order, by time."""
    frames = capture.recording.frames
    own = frames[(frames["storage"] == Storage.TILES) | (frames["storage"] == Storage.IMAGE)]
    t, seq = [own["t"].astype(np.int64)], [own["seq"].astype(np.int64)]
    for part in capture.parts("clock"):
        t.append(part.events.t.astype(np.int64))
        seq.append(part.events.rows["seq"].astype(np.int64))
    times, numbers = np.concatenate(t), np.concatenate(seq)
    order = np.argsort(times, kind="stable")
    return _Others(times[order], numbers[order], order < len(own))
