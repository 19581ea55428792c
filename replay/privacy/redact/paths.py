"""Simpler paths of the pointer: where a movement went stays, how the hand went there does not.

A movement ends where the pointer rests, where a button goes down or up, and at another display. Of each
movement stay its beginning, its end, and the corners that stand out by more than a tolerance, all moved onto
a grid of that tolerance; from beginning to end the points lie in time as if it went at one speed.
So tremor, overshoot within the tolerance, the profile of speed and the number and rhythm of samples are gone.

What stays, and may still tell something of a person: when movements began and ended (coarser times round
that), how long they took for their distance, and the clicks, which keep their places.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from formats.model.streams import Rows
from formats.model.time import NS_PER_MS

LARGEST_PX = 200
_REST_NS = 200 * NS_PER_MS
"""Without a sample for so long the pointer rests."""


def simplified(rows: Rows, breaks: NDArray[np.int64], tolerance_px: int) -> Rows:
    """Return the rows of the pointer of simpler paths, in order of time.

    Args:
        rows: Of the stream `pointer`.
        breaks: When a button went down or up, rising.
        tolerance_px: By how much a point may be off the path that stays.
    """
    parts = [_movement(rows[part], tolerance_px) for part in _movements(rows, breaks)]
    if not parts:
        return rows
    out = np.concatenate(parts)
    return out[np.argsort(out["t"], kind="stable")]


def _movements(rows: Rows, breaks: NDArray[np.int64]) -> Iterator[slice]:
    if not len(rows):
        return
    known = np.isfinite(rows["x"]) & np.isfinite(rows["y"])
    apart = np.diff(rows["t"]) > _REST_NS
    apart |= np.diff(np.searchsorted(breaks, rows["t"])) != 0
    apart |= (np.diff(rows["display"]) != 0) | ~known[1:] | ~known[:-1]
    edges = [0, *(np.flatnonzero(apart) + 1).tolist(), len(rows)]
    for start, stop in pairwise(edges):
        yield slice(start, stop)


def _movement(rows: Rows, tolerance_px: int) -> Rows:
    places = np.stack([rows["x"], rows["y"]], axis=1).astype(np.float64)
    if not np.isfinite(places).all():
        return rows.copy()
    out = rows[_corners(places, tolerance_px)].copy()
    for name in ("x", "y"):
        out[name] = np.round(out[name] / tolerance_px) * tolerance_px
    steps = np.hypot(np.diff(out["x"].astype(np.float64)), np.diff(out["y"].astype(np.float64)))
    gone = np.concatenate([[0.0], np.cumsum(steps)])
    if gone[-1]:
        lasts_ns = int(out["t"][-1]) - int(out["t"][0])
        out["t"] = int(out["t"][0]) + np.round(gone / gone[-1] * lasts_ns).astype(np.int64)
        return out
    # It went nowhere, but for the tremor of a hand.
    return out[:1]


def _corners(places: NDArray[np.float64], tolerance_px: float) -> list[int]:
    """Return which points stay.

    Source: Ramer 1972, Douglas and Peucker 1973.
    """
    kept = {0, len(places) - 1}
    waiting = [(0, len(places) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        off = _distances(places[first + 1 : last], places[first], places[last])
        farthest = int(off.argmax())
        if off[farthest] > tolerance_px:
            corner = first + 1 + farthest
            kept.add(corner)
            waiting += [(first, corner), (corner, last)]
    return sorted(kept)


def _distances(
    places: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how far points are from the stretch between two others, shape (points,)."""
    along = end - start
    length = float(along @ along)
    share = np.clip((places - start) @ along / length, 0, 1) if length else np.zeros(len(places))
    distances: NDArray[np.float64] = np.hypot(*(places - start - share[:, None] * along).T)
    return distances
