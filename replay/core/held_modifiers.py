"""Which modifiers were held at a time, for what was done with the pointer."""

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import MODIFIERS
from formats.model.time import NS_PER_S
from replay.core.keyboard import modifier_of
from replay.core.strokes import LOST_S


def modifiers_at(
    recording: Recording, times: NDArray[np.int64], seqs: NDArray[np.int64]
) -> NDArray[np.uint8]:
    """Return the modifier bits held at each time, and there at each place in the order of capture.

    A modifier is held from its press to its release, or for `strokes.LOST_S` without one.

    Args:
        recording: Where from; reads the keys whole.
        times: Nanoseconds, shape (n,), in any order.
        seqs: What settles ties: sources by steps tell a whole combination at one instant. Shape (n,).

    Returns:
        Bits as in `MODIFIERS`, shape (n,).
    """
    held = np.zeros(len(times), np.uint8)
    keys = recording.events("key")
    if not len(keys) or not len(times):
        return held
    at, order = np.ascontiguousarray(keys.t), np.ascontiguousarray(keys.column("seq"))
    # How many rows lie before each, by time, then by order; only ties need the second look.
    before = np.searchsorted(at, times, side="left")
    for tied in np.flatnonzero(np.searchsorted(at, times, side="right") > before).tolist():
        end = int(np.searchsorted(at, times[tied], side="right"))
        before[tied] += int(np.searchsorted(order[before[tied] : end], seqs[tied]))
    pressed = keys.column("pressed") != 0
    for column in ("code", "key"):
        numbers = keys.column(column)
        # By code where there is one, so that two Shift keys do not release each other.
        candidates = np.ones(len(keys), np.bool_) if column == "code" else keys.column("code") == 0
        for number, name in enumerate(keys.strings):
            modifier = modifier_of(name)
            rows = np.flatnonzero(candidates & (numbers == number)) if modifier else np.empty(0, np.int64)
            if len(rows):
                newest = np.searchsorted(rows, before) - 1
                held |= _held(at[rows], pressed[rows], times, newest) << MODIFIERS.index(modifier)
    return held


def _held(
    at: NDArray[np.int64], pressed: NDArray[np.bool_], times: NDArray[np.int64], before: NDArray[np.int64]
) -> NDArray[np.uint8]:
    """Say for each time whether the key is held, of which the row numbered `before` is the newest."""
    newest = np.maximum(before, 0)
    has_release = np.append(~pressed[1:], False)
    fresh = (times - at[newest] <= LOST_S * NS_PER_S) | has_release[newest]
    held: NDArray[np.bool_] = (before >= 0) & pressed[newest] & fresh
    return held.astype(np.uint8)
