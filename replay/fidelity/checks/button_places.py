"""Buttons and the wheel used where the pointer was not: moves and buttons keep different times or scales.

What tells of a press tells its place, and moves tell where the pointer was then. In sound recordings the two
agree to the pixel, however fast the hand is.
"""

from collections.abc import Iterator

import numpy as np

from formats.model.time import NS_PER_MS, NS_PER_S, Span
from replay.fidelity.capture import Capture, Floats, Ints, places
from replay.fidelity.checks.pointer_uses import moves_around, uses_of
from replay.fidelity.outcome import Evidence, Outcome, Places, counted, unknown
from replay.fidelity.profile import Settings, limits

NAME = "button-places"
DEFAULTS: Settings = {"doubtful": 0.02, "bad": 0.2, "away_px": 16, "silent_s": 1}
_LEAST = 8
_FARTHEST_NS = 3 * NS_PER_S
_SHIFTS = np.arange(-_FARTHEST_NS, _FARTHEST_NS + 1, 20 * NS_PER_MS)
_MOST_TRIED = 2_000
_EXPLAINED = 0.25
"""Of the uses that are away at most so many are left by a shift that explains them."""
_AS_GOOD = 0.02
_WIDEST_NS = 800 * NS_PER_MS
_TOUCHED = 0.8


def check(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count the uses of buttons and wheel away from the moves before and after them.

    Those longer than `silent_s` after the last move are told by `pointer-silence`. Where many are away, it is
    tried by how much the moves must be shifted for the places to agree.
    """
    if not capture.count("pointer"):
        yield unknown(NAME, "uses", "there is no pointer")
        return
    if _is_touch(capture):
        yield unknown(NAME, "uses", "moves are told only while something is pressed: a touch begins anywhere")
        return
    t, where, _ = uses_of(capture)
    moves = moves_around(capture, t)
    away_px = np.fmin(*(np.hypot(*(where - each).T) for each in (moves.last, moves.next)))
    known = np.isfinite(moves.last).all(axis=1) & (t - moves.last_t < settings["silent_s"] * NS_PER_S)
    known &= ~capture.paused(moves.last_t, t)
    if known.sum() < _LEAST:
        yield unknown(NAME, "uses", "buttons and wheel were hardly used while the pointer was told")
        return
    away = known & (away_px > settings["away_px"])
    found = Places()
    for row in np.flatnonzero(away).tolist():
        words = f"a button or the wheel was used {away_px[row]:,.0f} px from where the pointer was"
        found.add(Evidence(Span(int(t[row]), int(t[row]) + 1), words, weight=float(away_px[row])))
    note = f"{found.count:,} of {int(known.sum()):,} uses of buttons and wheel are where the pointer was not"
    figures: dict[str, float] = {}
    if found.count > settings["doubtful"] * known.sum():
        late = _late_ns(capture, t[known], where[known], settings["away_px"])
        if late is not None:
            first_ms, last_ms = (each / NS_PER_MS for each in late)
            figures = {"late_from_ms": first_ms, "late_to_ms": last_ms}
            note += f"; they agree if moves are {first_ms:.0f} to {last_ms:.0f} ms late"
    yield counted(
        NAME, found.count, int(known.sum()), "uses", limits(settings), spans=found, note=note, figures=figures
    )


def _is_touch(capture: Capture) -> bool:
    """Say whether nearly all moves lie between a press and its release."""
    row_at = capture.recording.row_at
    held = sum(
        row_at("pointer", each.end_ns + 1) - row_at("pointer", each.start_ns)
        for each in capture.presses("button").holds
    )
    return held > _TOUCHED * capture.count("pointer")


def _late_ns(capture: Capture, t: Ints, where: Floats, away_px: float) -> tuple[int, int] | None:
    """Return from and to what shift the moves are late for the places to agree, None where no shift does."""
    step = -(-len(t) // _MOST_TRIED)
    t, where = t[::step], where[::step]
    away, tried = np.zeros(len(_SHIFTS), np.int64), 0
    for part in capture.parts("pointer", 1):
        rows = part.events.rows
        spots = np.stack(places(rows), axis=1)
        told = np.isfinite(spots).all(axis=1)
        at, spots = rows["t"][told].astype(np.int64), spots[told]
        if not len(at):
            continue
        inside = (t - _FARTHEST_NS >= at[0]) & (t + _FARTHEST_NS < at[-1])
        before = np.searchsorted(at, t[inside, None] + _SHIFTS, side="right") - 1
        wanted = where[inside, None]
        far = [np.hypot(*np.moveaxis(spots[row] - wanted, -1, 0)) for row in (before, before + 1)]
        away += (np.fmin(*far) > away_px).sum(axis=0)
        tried += int(inside.sum())
    least = int(away.min())
    if tried < _LEAST or least > _EXPLAINED * int(away[len(_SHIFTS) // 2]):
        return None
    good = _SHIFTS[away <= least + _AS_GOOD * tried]
    return None if good[-1] - good[0] > _WIDEST_NS else (int(good[0]), int(good[-1]))
