"""Where buttons and the wheel were used, and the moves of the pointer around each use."""

from dataclasses import dataclass

import numpy as np

from replay.fidelity.capture import Capture, Floats, Ints, places

_MOST = 1 << 20
"""Presses and wheel steps that are looked at: a day and a half of ten a second."""


def uses_of(capture: Capture) -> tuple[Ints, Floats, int]:
    """Return when and where buttons went down and wheels turned, and of how many more that is not told.

    Shapes (uses,) and (uses, 2), in order.
    """
    times, spots, count, left = [np.empty(0, np.int64)], [np.empty((0, 2))], 0, 0
    for stream in ("button", "scroll"):
        for part in capture.parts(stream):
            rows = part.events.rows
            if stream == "button":
                rows = rows[rows["pressed"] == 1]
            where = np.stack(places(rows), axis=1)
            every = np.flatnonzero(np.isfinite(where).all(axis=1))
            known = every[: _MOST - count]
            count, left = count + len(known), left + len(every) - len(known)
            times.append(rows["t"][known].astype(np.int64))
            spots.append(where[known])
    t = np.concatenate(times)
    order = np.argsort(t, kind="stable")
    return t[order], np.concatenate(spots)[order], left


@dataclass(frozen=True, slots=True)
class Around:
    """The moves around times, each with all shapes (times,), places (times, 2)."""

    last_t: Ints
    """Of the last move up to each time; the time itself where there is none."""
    last: Floats
    """NaN where there is none."""
    next_t: Ints
    """Of the first move after it; the time itself where there is none."""
    next: Floats
    """NaN where there is none."""


def moves_around(capture: Capture, t: Ints) -> Around:
    """Find the moves around times in rising order."""
    nowhere = np.full((len(t), 2), np.nan)
    out = Around(t.copy(), nowhere, t.copy(), nowhere.copy())
    unmoved = np.ones(len(t), np.bool_)
    for part in capture.parts("pointer"):
        rows = part.events.rows
        where = np.stack(places(rows), axis=1)
        known = np.isfinite(where).all(axis=1)
        at, where = rows["t"][known].astype(np.int64), where[known]
        if not len(at):
            continue
        row = np.searchsorted(at, t, side="right") - 1
        led = row >= 0
        out.last_t[led], out.last[led] = at[row[led]], where[row[led]]
        # The first part with a move behind a time has the next one.
        coming = unmoved & (row + 1 < len(at))
        after = np.minimum(row[coming] + 1, len(at) - 1)
        out.next_t[coming], out.next[coming] = at[after], where[after]
        unmoved &= ~coming
    return out
