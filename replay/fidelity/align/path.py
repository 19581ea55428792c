"""Where the pointer was according to the events, and which frames say most of when they were taken."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from formats.model.displays import display_place
from formats.model.frames import Storage, fullest_display
from formats.model.recording import Recording
from formats.model.time import NS_PER_S

SEARCH_NS = NS_PER_S
"""How far frames may be off."""
_STILL_PX = 2.0
_SLICES = 24
_OF_SLICE = 10
_BURST_NS = 2 * NS_PER_S
_REST_NS = 3 * NS_PER_S // 10
_MOST_STILL = 48
_MOVING_PX = 30.0

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PointerPath:
    """Positions as logged, by time; between two events the pointer is where the last one left it."""

    t: NDArray[np.int64]
    places: NDArray[np.float64]
    """Pixels as captured, shape (n, 2), all finite."""

    def at(self, t: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return where the pointer was, shape `t.shape + (2,)`; before the first event, where that is."""
        rows = np.maximum(np.searchsorted(self.t, t, side="right") - 1, 0)
        return self.places[rows]


def pointer_path(recording: Recording) -> PointerPath:
    """Read the pointer's path; from buttons and wheel where there is no pointer.

    Raises:
        FormatError: Events cannot be read.
    """
    names = ("pointer",) if "pointer" in recording.streams else ("button", "scroll")
    tables = [recording.events(name).rows for name in names]
    t = np.concatenate([rows["t"] for rows in tables])
    places = np.concatenate([np.stack([rows["x"], rows["y"]], axis=1) for rows in tables]).astype(np.float64)
    known = np.flatnonzero(np.isfinite(places).all(axis=1))
    order = known[np.argsort(t[known], kind="stable")]
    return PointerPath(t[order], places[order])


def moving_frames(recording: Recording, path: PointerPath) -> Indices:
    """Choose a few frames around which the pointer moves far, rising.

    They are spread over the recording, in bursts: a video is decoded from key pictures on.
    """
    numbers = _pictured(recording)
    if not len(numbers) or not len(path.t):
        return np.empty(0, np.int64)
    t = np.ascontiguousarray(recording.frames["t"][numbers])
    extent = np.where(t - SEARCH_NS >= path.t[0], _extents(path, t, SEARCH_NS), 0.0)
    return numbers[_bursts(t, extent)]


def still_frames(recording: Recording, path: PointerPath, assumed_ns: int = 0) -> Indices:
    """Choose frames around which the pointer rests a while, each elsewhere than the one before, rising.

    Args:
        recording: Where from.
        path: Not empty.
        assumed_ns: By how much their times are taken to be off: what is to be added to them.
    """
    numbers = _pictured(recording)
    t = np.ascontiguousarray(recording.frames["t"][numbers]) + assumed_ns
    resting = np.flatnonzero((_extents(path, t, _REST_NS) <= _STILL_PX) & (t - _REST_NS >= path.t[0]))
    return numbers[_apart(resting, path.at(t[resting]))]


def picture_places(recording: Recording, frames: Indices, places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where in their pictures places as captured lie, shape (n, 2)."""
    out = places.astype(np.float64).copy()
    for row, frame in enumerate(frames.tolist()):
        place = display_place(recording, frame, int(recording.frames["t"][frame]))
        out[row] = (places[row] - place.origin) * (place.scale, place.scale_y)
    return out


def captured_places(
    recording: Recording, frames: Indices, pixels: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return where as captured places in pictures lie, shape (n, 2): the inverse of `picture_places`."""
    out = pixels.astype(np.float64).copy()
    for row, frame in enumerate(frames.tolist()):
        place = display_place(recording, frame, int(recording.frames["t"][frame]))
        out[row] = pixels[row] / (place.scale, place.scale_y) + place.origin
    return out


def _pictured(recording: Recording) -> Indices:
    """Return the frames of the display that has most, as far as they have pictures."""
    frames = recording.frames
    usable = (frames["display"] == fullest_display(frames)) & (frames["storage"] != Storage.NONE)
    return np.flatnonzero(usable)


def _extents(path: PointerPath, t: NDArray[np.int64], around_ns: int) -> NDArray[np.float64]:
    """Return how far the pointer gets around each time."""
    first = np.maximum(np.searchsorted(path.t, t - around_ns, side="right") - 1, 0)
    last = np.maximum(np.searchsorted(path.t, t + around_ns, side="right"), first + 1)
    bounds = np.stack([first, last], axis=1).ravel()
    # reduceat takes [first, last) at even places; one row more keeps the last bound inside.
    rows = np.concatenate([path.places, path.places[-1:]])
    spans = [
        np.maximum.reduceat(rows[:, axis], bounds)[::2] - np.minimum.reduceat(rows[:, axis], bounds)[::2]
        for axis in (0, 1)
    ]
    out: NDArray[np.float64] = np.maximum(*spans)
    return out


def _bursts(t: NDArray[np.int64], extent: NDArray[np.float64]) -> Indices:
    """Return some frames of the liveliest moment of each slice of time."""
    edges = np.linspace(t[0], t[-1] + 1, _SLICES + 1).astype(np.int64)
    chosen: list[int] = []
    for start, stop in pairwise(edges.tolist()):
        slice_ = np.arange(np.searchsorted(t, start), np.searchsorted(t, stop))
        lively = slice_[extent[slice_] >= _MOVING_PX]
        if not len(lively):
            continue
        top = t[lively[int(np.argmax(extent[lively]))]]
        near = lively[np.abs(t[lively] - top) <= _BURST_NS // 2]
        pick = np.unique(np.linspace(0, len(near) - 1, _OF_SLICE).round().astype(np.int64))
        chosen += near[pick].tolist()
    return np.array(chosen, np.int64)


def _apart(resting: Indices, places: NDArray[np.float64]) -> Indices:
    """Return one frame of each rest: where the pointer lies elsewhere than in the one before."""
    if not len(resting):
        return resting
    moved = np.ones(len(resting), np.bool_)
    moved[1:] = np.abs(np.diff(places, axis=0)).max(axis=1) > _STILL_PX
    rests = resting[moved]
    if len(rests) > _MOST_STILL:
        rests = rests[np.linspace(0, len(rests) - 1, _MOST_STILL).astype(np.int64)]
    return rests
