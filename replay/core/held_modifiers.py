"""Which modifiers were held at a time, for what was done with the pointer."""

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import MODIFIERS
from formats.model.time import NS_PER_S
from replay.core.keyboard import modifier_of
from replay.core.strokes import LOST_S


def modifiers_at(recording: Recording, times: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return the modifier bits held at each time.

    A modifier is held from its press to its release, or for `strokes.LOST_S` without one.

    Args:
        recording: Where from; reads the keys whole.
        times: Nanoseconds, shape (n,), in any order.

    Returns:
        Bits as in `MODIFIERS`, shape (n,).
    """
    held = np.zeros(len(times), np.uint8)
    keys = recording.events("key")
    if not len(keys) or not len(times):
        return held
    at = np.ascontiguousarray(keys.t)
    pressed = keys.column("pressed") != 0
    for column in ("code", "key"):
        numbers = keys.column(column)
        # By code where there is one, so that two Shift keys do not release each other.
        candidates = np.ones(len(keys), np.bool_) if column == "code" else keys.column("code") == 0
        for number, name in enumerate(keys.strings):
            modifier = modifier_of(name)
            rows = np.flatnonzero(candidates & (numbers == number)) if modifier else np.empty(0, np.int64)
            if len(rows):
                held |= _held(at[rows], pressed[rows], times).astype(np.uint8) << MODIFIERS.index(modifier)
    return held


def _held(at: NDArray[np.int64], pressed: NDArray[np.bool_], times: NDArray[np.int64]) -> NDArray[np.bool_]:
    before = np.searchsorted(at, times, side="right") - 1
    newest = np.maximum(before, 0)
    has_release = np.append(~pressed[1:], False)
    fresh = (times - at[newest] <= LOST_S * NS_PER_S) | has_release[newest]
    held: NDArray[np.bool_] = (before >= 0) & pressed[newest] & fresh
    return held
