"""Clicks and drags: presses and releases of the pointer's buttons, paired.

A press with its release is a drag if the pointer went further than `drag_px` from the press before the
release, else a click. Two or three clicks of one button close together in time and place are one action; a
fourth begins anew, as on Windows. A press that is never released counts as a click where it was; a release
without a press belongs to one before the recording and is nobody's.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import Rows

_ROWS = 65_536

HOLD_DTYPE = np.dtype(
    [
        ("start_ns", "<i8"),
        ("end_ns", "<i8"),
        ("first_seq", "<i8"),
        ("last_seq", "<i8"),
        ("x", "<f4"),
        ("y", "<f4"),
        ("x2", "<f4"),
        ("y2", "<f4"),
        ("button", "|u1"),
        ("dragged", "?"),
        ("released", "?"),
    ]
)
"""A button held: where and when it went down, and where and when it came up."""


@dataclass(frozen=True, slots=True)
class Clicks:
    """One click, or two or three that belong together, or a drag."""

    start_ns: int
    end_ns: int
    first_seq: int
    last_seq: int
    x: float
    y: float
    x2: float
    y2: float
    button: int
    count: int
    """1 to 3; 0 for a drag."""
    released: bool


def clicks(
    recording: Recording, *, drag_px: float, multiple_s: float, multiple_px: float
) -> Iterator[Clicks]:
    """Yield clicks and drags in order of their press.

    Args:
        recording: Where from; reads buttons whole and the pointer in parts.
        drag_px: A pointer that goes further than this drags.
        multiple_s: Most seconds between the presses of a double click.
        multiple_px: Most pixels between them, along x and along y.
    """
    holds = _holds(recording, drag_px)
    numbers = _groups(holds, round(multiple_s * 1e9), multiple_px)
    numbered = zip(numbers.tolist(), holds.tolist(), strict=True)
    for _, pairs in itertools.groupby(numbered, lambda pair: pair[0]):
        members = [hold for _, hold in pairs]
        start_ns, _, first_seq, _, x, y, x2, y2, button, dragged, _ = members[0]
        end_ns, last_seq, released = members[-1][1], members[-1][3], members[-1][10]
        count = 0 if dragged else len(members)
        yield Clicks(start_ns, end_ns, first_seq, last_seq, x, y, x2, y2, button, count, released)


def drag_path(recording: Recording, start_ns: int, end_ns: int, most: int = 1024) -> NDArray[np.float32]:
    """Return the pointer's way during a drag, thinned to `most` points, shape (n, 2)."""
    start, stop = recording.row_at("pointer", start_ns), recording.row_at("pointer", end_ns + 1)
    step = max(-(-(stop - start) // most), 1)
    parts = []
    for low in range(start, stop, _ROWS // step * step or step):
        rows = recording.rows("pointer", low, min(low + (_ROWS // step * step or step), stop)).rows[::step]
        parts.append(np.stack([rows["x"], rows["y"]], axis=1))
    return np.concatenate(parts) if parts else np.empty((0, 2), np.float32)


def _holds(recording: Recording, drag_px: float) -> Rows:
    rows = recording.events("button").rows
    parts = [_paired(rows[rows["button"] == button]) for button in np.unique(rows["button"])]
    for holds in parts:
        _place(recording, holds)
        _mark_drags(recording, holds, drag_px)
    if not parts:
        return np.empty(0, HOLD_DTYPE)
    holds = np.concatenate(parts)
    return holds[np.lexsort((holds["first_seq"], holds["start_ns"]))]


def _paired(rows: Rows) -> Rows:
    """Pair the presses of one button with their releases."""
    down = rows["pressed"] != 0
    again = np.zeros(len(rows), np.bool_)
    # The same press recorded twice: same instant, same place, nothing between.
    again[1:] = down[1:] & down[:-1] & (rows["t"][1:] == rows["t"][:-1]) & _same_place(rows)
    rows, down = rows[~again], down[~again]
    presses = np.flatnonzero(down)
    after = np.minimum(presses + 1, max(len(rows) - 1, 0))
    released = ~down[after]
    ends = np.where(released, after, presses)
    holds = np.zeros(len(presses), HOLD_DTYPE)
    holds["start_ns"], holds["end_ns"] = rows["t"][presses], rows["t"][ends]
    holds["first_seq"], holds["last_seq"] = rows["seq"][presses], rows["seq"][ends]
    holds["x"], holds["y"] = rows["x"][presses], rows["y"][presses]
    holds["x2"], holds["y2"] = rows["x"][ends], rows["y"][ends]
    holds["button"] = rows["button"][presses]
    holds["released"] = released
    return holds


def _same_place(rows: Rows) -> NDArray[np.bool_]:
    """Say for each pair of neighbours whether the place is the same; two unknown places are."""
    same = np.ones(len(rows) - 1, np.bool_)
    for axis in ("x", "y"):
        before, after = rows[axis][:-1], rows[axis][1:]
        same &= (before == after) | (np.isnan(before) & np.isnan(after))
    return same


def _place(recording: Recording, holds: Rows) -> None:
    """Where a source has no place for its buttons, take the pointer's."""
    for x, y, at in (("x", "y", "start_ns"), ("x2", "y2", "end_ns")):
        for number in np.flatnonzero(np.isnan(holds[x]) | np.isnan(holds[y])).tolist():
            row = recording.row_at("pointer", int(holds[at][number]) + 1)
            if row > 0:
                place = recording.rows("pointer", row - 1, row).rows[0]
                holds[x][number], holds[y][number] = place["x"], place["y"]


def _mark_drags(recording: Recording, holds: Rows, drag_px: float) -> None:
    """Mark the holds of one button during which the pointer went far; holds do not overlap."""
    far = np.hypot(holds["x2"] - holds["x"], holds["y2"] - holds["y"])
    furthest = np.where(np.isnan(far), 0, far)
    starts, ends = np.ascontiguousarray(holds["start_ns"]), np.ascontiguousarray(holds["end_ns"])
    first = holds["first_seq"]
    total = recording.streams["pointer"].rows if "pointer" in recording.streams and len(holds) else 0
    for low in range(0, total, _ROWS):
        rows = recording.rows("pointer", low, low + _ROWS).rows
        times = np.ascontiguousarray(rows["t"])
        hold = np.searchsorted(starts, times, side="right") - 1
        inside = np.flatnonzero((hold >= 0) & (times < ends[hold]))
        # By a coarse clock the way to a button has the same time as its press.
        inside = inside[(times[inside] > starts[hold[inside]]) | (rows["seq"][inside] > first[hold[inside]])]
        hold = hold[inside]
        away = np.hypot(rows["x"][inside] - holds["x"][hold], rows["y"][inside] - holds["y"][hold])
        np.maximum.at(furthest, hold, np.where(np.isnan(away), 0, away))
    holds["dragged"] = holds["released"] & (furthest > drag_px)


def _groups(holds: Rows, multiple_ns: int, multiple_px: float) -> NDArray[np.int64]:
    """Number the actions that the holds belong to."""
    if not len(holds):
        return np.empty(0, np.int64)
    before, after = holds[:-1], holds[1:]
    near = (
        (after["button"] == before["button"])
        & (after["start_ns"] - before["start_ns"] <= multiple_ns)
        & ~(np.abs(after["x"] - before["x"]) > multiple_px)
        & ~(np.abs(after["y"] - before["y"]) > multiple_px)
        & ~before["dragged"]
        & ~after["dragged"]
        & before["released"]
    )
    place = np.arange(len(holds))
    fresh = np.concatenate([[True], ~near])
    # Position within the chain of near clicks; every third begins a new action.
    chain = place - np.maximum.accumulate(np.where(fresh, place, 0))
    return np.cumsum(fresh | (chain % 3 == 0))
