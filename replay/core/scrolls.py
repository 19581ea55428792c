"""Scrolling: wheel steps merged into runs of one direction."""

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import Rows
from replay.core.held_modifiers import modifiers_at

SCROLL_DTYPE = np.dtype(
    [
        ("start_ns", "<i8"),
        ("end_ns", "<i8"),
        ("first_seq", "<i8"),
        ("last_seq", "<i8"),
        ("x", "<f4"),
        ("y", "<f4"),
        ("dx", "<f4"),
        ("dy", "<f4"),
        ("steps", "<i4"),
    ]
)
"""A run of scrolling: where it began, and the sum of its steps."""


def scrolls(recording: Recording, *, gap_s: float) -> Rows:
    """Merge wheel steps into runs.

    A run ends where the direction turns along the axis that leads (a touchpad trembles along the other),
    after a pause of `gap_s`, where a button or a key goes down in between, and where other modifiers are
    held. The repeats of a held key, such as of Ctrl while zooming, end none.

    Returns:
        Structured array of `SCROLL_DTYPE`, in order.
    """
    rows = wheel_steps(recording)
    runs = np.zeros(0, SCROLL_DTYPE)
    if not len(rows):
        return runs
    times = np.ascontiguousarray(rows["t"])
    breaks = np.diff(times) >= round(gap_s * 1e9)
    for axis, other in (("dx", "dy"), ("dy", "dx")):
        leads = np.abs(np.nan_to_num(rows[axis])) >= np.abs(np.nan_to_num(rows[other]))
        breaks |= _turns(np.where(leads, rows[axis], 0))
    held = modifiers_at(recording, times, np.ascontiguousarray(rows["seq"])).astype(np.int16)
    breaks |= np.diff(held) != 0
    buttons, keys = recording.events("button").rows, recording.events("key").rows
    for down in (
        buttons["t"][buttons["pressed"] != 0],
        keys["t"][(keys["pressed"] != 0) & (keys["repeat"] == 0)],
    ):
        breaks |= np.diff(np.searchsorted(np.ascontiguousarray(down), times)) > 0
    firsts = np.concatenate([[0], np.flatnonzero(breaks) + 1])
    lasts = np.concatenate([firsts[1:], [len(rows)]]) - 1
    runs = np.zeros(len(firsts), SCROLL_DTYPE)
    for name, column, at in (
        ("start_ns", "t", firsts),
        ("end_ns", "t", lasts),
        ("first_seq", "seq", firsts),
        ("last_seq", "seq", lasts),
        ("x", "x", firsts),
        ("y", "y", firsts),
    ):
        runs[name] = rows[column][at]
    for axis in ("dx", "dy"):
        runs[axis] = np.add.reduceat(np.nan_to_num(rows[axis].astype(np.float64)), firsts)
    runs["steps"] = lasts - firsts + 1
    return runs


def wheel_steps(recording: Recording) -> Rows:
    """Return the rows of the wheel without steps by nothing, with which touchpads end a gesture."""
    rows = recording.events("scroll").rows
    steps: Rows = rows[(np.nan_to_num(rows["dx"]) != 0) | (np.nan_to_num(rows["dy"]) != 0)]
    return steps


def _turns(deltas: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Say for each pair of neighbours whether the direction differs; a step of 0 goes on as before."""
    signs = np.sign(np.nan_to_num(deltas))
    told = np.where(signs != 0, np.arange(len(signs)), -1)
    last_told = np.maximum.accumulate(told)
    lasting = np.where(last_told >= 0, signs[np.maximum(last_told, 0)], 0)
    turned: NDArray[np.bool_] = (lasting[1:] != lasting[:-1]) & (lasting[:-1] != 0)
    return turned
