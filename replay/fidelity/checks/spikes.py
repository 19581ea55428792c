"""Spikes: one position far from those before and after it, which are near each other; no hand does that."""

import numpy as np
from numpy.typing import NDArray

from formats.model.streams import Rows
from formats.model.time import NS_PER_MS
from replay.fidelity.capture import places

OVERLAP = 2
"""Rows that two parts of a stream must share."""
_TIMES_NEARER = 6


def spikes(rows: Rows, fresh: int, least_px: float, longest_ns: int = 60 * NS_PER_MS) -> NDArray[np.bool_]:
    """Say which moves are spikes, shape (rows,).

    Args:
        rows: Of the pointer, in order of time, with `OVERLAP` rows of the part before.
        fresh: Number of the first row that was in no part before.
        least_px: How far there, and back, at least.
        longest_ns: How long there and back may take.
    """
    out = np.zeros(len(rows), np.bool_)
    if len(rows) < 3:
        return out
    x, y = places(rows)
    step = np.hypot(np.diff(x), np.diff(y))
    away = np.minimum(step[:-1], step[1:])
    apart = np.hypot(x[2:] - x[:-2], y[2:] - y[:-2])
    quick = rows["t"][2:] - rows["t"][:-2] <= longest_ns
    out[1:-1] = quick & (away >= least_px) & (apart * _TIMES_NEARER <= away)
    # The last row of the part before had no row behind it there.
    out[: max(fresh - 1, 0)] = False
    return out
