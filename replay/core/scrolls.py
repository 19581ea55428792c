"""Scrolling: wheel steps merged into runs of one direction."""

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import Rows

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

    A run ends where the direction turns along either axis, after `gap_s` without a step, and where a button
    or a key goes down in between.

    Returns:
        Structured array of `SCROLL_DTYPE`, in order.
    """
    rows = recording.events("scroll").rows
    runs = np.zeros(0, SCROLL_DTYPE)
    if not len(rows):
        return runs
    times = np.ascontiguousarray(rows["t"])
    breaks = np.diff(times) > round(gap_s * 1e9)
    for axis in ("dx", "dy"):
        breaks |= _turns(rows[axis])
    for stream in ("button", "key"):
        events = recording.events(stream).rows
        down = np.ascontiguousarray(events["t"][events["pressed"] != 0])
        breaks |= np.diff(np.searchsorted(down, times)) > 0
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


def _turns(deltas: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Say for each pair of neighbours whether the direction differs; a step of 0 goes on as before."""
    signs = np.sign(np.nan_to_num(deltas))
    told = np.where(signs != 0, np.arange(len(signs)), -1)
    last_told = np.maximum.accumulate(told)
    lasting = np.where(last_told >= 0, signs[np.maximum(last_told, 0)], 0)
    turned: NDArray[np.bool_] = (lasting[1:] != lasting[:-1]) & (lasting[:-1] != 0)
    return turned
