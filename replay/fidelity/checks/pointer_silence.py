"""A pointer that falls silent while buttons and the wheel go on: they are used where no move led to."""

from collections.abc import Iterator

import numpy as np

from formats.model.time import NS_PER_S, Span
from replay.fidelity.capture import Capture
from replay.fidelity.checks.pointer_uses import moves_around, uses_of
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, Places, judged, unknown
from replay.fidelity.profile import Settings, limits

NAME = "pointer-silence"
DEFAULTS: Settings = {"doubtful": 0, "bad": 1, "silent_s": 1, "away_px": 16}


def check(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count the spans without a move in which a button or the wheel was used away from the last place.

    A hand does not get there without moves: they were lost, or what tells of them was off. Nearer than
    `away_px`, or sooner than `silent_s` after a move, it may be the last of a motion.
    """
    if not capture.count("pointer"):
        yield unknown(NAME, "spans", "there is no pointer")
        return
    t, where, left = uses_of(capture)
    if not len(t):
        yield unknown(NAME, "spans", "no button or wheel was used at a place that is told")
        return
    moves = moves_around(capture, t)
    last_t, next_t = moves.last_t, moves.next_t
    away = np.hypot(*(where - moves.last).T)
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
