"""A pointer that falls silent while buttons and the wheel go on: they are used where no move led to."""

from collections.abc import Iterator

import numpy as np

from formats.model.time import NS_PER_S, Span
from replay.fidelity.capture import Capture, Floats, Ints, places
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, Places, judged, unknown
from replay.fidelity.profile import Settings, limits

NAME = "pointer-silence"
DEFAULTS: Settings = {"doubtful": 0, "bad": 1, "silent_s": 1, "away_px": 16}
_MOST = 1 << 20
"""Presses and wheel steps that are looked at: a day and a half of ten a second."""


def check(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count the spans without a move in which a button or the wheel was used away from the last place.

    A hand does not get there without moves: they were lost, or what tells of them was off. Nearer than
    `away_px`, or sooner than `silent_s` after a move, it may be the last of a motion.
    """
    if not capture.count("pointer"):
        yield unknown(NAME, "spans", "there is no pointer")
        return
    t, where, left = _uses(capture)
    if not len(t):
        yield unknown(NAME, "spans", "no button or wheel was used at a place that is told")
        return
    last_t, last, next_t = _moves_around(capture, t)
    away = np.hypot(*(where - last).T)
    silent = (t - last_t >= settings["silent_s"] * NS_PER_S) & (away > settings["away_px"])
    silent &= ~capture.paused(last_t, t)
    found = Places()
    rows = np.flatnonzero(silent)
    starts, firsts = np.unique(last_t[rows], return_index=True)
    # Uses are in order of time, and so are the moves before them: those of one span stand together.
    for start_ns, uses in zip(starts.tolist(), np.split(rows, firsts[1:]), strict=False):
        end_ns = max(int(next_t[uses[-1]]), int(t[uses[-1]]))
        used = count_text(len(uses), "use")
        words = (
            f"no move for {(end_ns - start_ns) / NS_PER_S:.1f} s, and {used} of buttons and wheel "
            f"up to {float(away[uses].max()):,.0f} px away"
        )
        found.add(Evidence(Span(start_ns, end_ns), words, weight=float(end_ns - start_ns)))
    figures = {"uses": len(t), "not_looked_at": left, "away": int(silent.sum())}
    note = f"{int(silent.sum()):,} of {len(t):,} uses of buttons and wheel are where no move led to"
    if left:
        note += f"; {left:,} more were not looked at"
    yield judged(NAME, found.count, "spans", limits(settings), found, note=note, figures=figures)


def _uses(capture: Capture) -> tuple[Ints, Floats, int]:
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


def _moves_around(capture: Capture, t: Ints) -> tuple[Ints, Floats, Ints]:
    """Return time and place of the last move up to each time, and the time of the next one.

    Where there is none before, the time itself and no place; where there is none after, the time itself.
    """
    last_t, last, next_t = t.copy(), np.full((len(t), 2), np.nan), t.copy()
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
        last_t[led], last[led] = at[row[led]], where[row[led]]
        # The first part with a move behind a time has the next one.
        coming = unmoved & (row + 1 < len(at))
        next_t[coming] = at[np.minimum(row[coming] + 1, len(at) - 1)]
        unmoved &= ~coming
    return last_t, last, next_t
