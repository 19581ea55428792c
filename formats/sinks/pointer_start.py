"""When the pointer starts to move to an action."""

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.time import NS_PER_MS
from formats.sinks.coordinates import Point

Moment = tuple[int, int]
"""Nanoseconds and order of capture, which decides among what shares an instant."""

_REST_NS = 200 * NS_PER_MS
"""A pointer that stays in place so long rests, and what it does after is another movement."""
_NEAR_PX = 3.0
"""A hand on the mouse trembles so far."""
_ROWS = 65_536
"""Most rows of the pointer before an action that are looked at: a minute at 1,000 a second."""


def starts_to_move(recording: Recording, after: Moment, action: Moment, place: Point) -> Moment:
    """Return when the pointer starts to move to an action; the action's own start where it is there already.

    It is the first row after the last rest that lies before the pointer comes to the action's place. So a
    pointer that waits at the place is no longer moving to it, and one that wanders without a rest has been
    moving all along.

    Args:
        recording: Where from.
        after: When the action before it ended: movements until then lead to that one.
        action: When the action begins.
        place: Where, as captured; NaN where it is unknown.
    """
    stop = recording.row_at("pointer", action[0] + 1)
    first = max(recording.row_at("pointer", after[0]) - 1, stop - _ROWS, 0)
    rows = recording.rows("pointer", first, stop).rows
    rows = rows[np.isfinite(rows["x"]) & np.isfinite(rows["y"])]
    times, seqs = np.ascontiguousarray(rows["t"]), rows["seq"]
    is_before = (times < after[0]) | ((times == after[0]) & (seqs <= after[1]))
    begin = int(np.count_nonzero(is_before))
    end = int(np.count_nonzero((times < action[0]) | ((times == action[0]) & (seqs < action[1]))))
    if begin >= end:
        return action
    # places[i] is where the pointer was before row i; unknown before the first row of all.
    places = np.full((end - begin + 1, 2), np.nan)
    places[1:] = np.stack([rows["x"][begin:end], rows["y"][begin:end]], axis=1)
    if begin:
        places[0] = rows["x"][begin - 1], rows["y"][begin - 1]
    times, seqs = times[begin:end], seqs[begin:end]
    target = np.array(place if np.isfinite(place).all() else places[-1])
    away = np.flatnonzero(~_near(places[:-1], target))
    if not len(away):
        return action
    earlier = np.searchsorted(times, times - _REST_NS, side="right")
    rested = _near(places[:-1], places[earlier])
    # What went before the first row is not known, or led to the action before: movement begins there.
    rested[0] = True
    row = int(np.flatnonzero(rested[: away[-1] + 1])[-1])
    return int(times[row]), int(seqs[row])


def _near(places: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.bool_]:
    near: NDArray[np.bool_] = np.abs(places - others).max(axis=1) <= _NEAR_PX
    return near
