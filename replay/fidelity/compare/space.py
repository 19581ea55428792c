"""The coordinates of a capture in those of its reference: scale and shift of either axis, from both paths."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.time import NS_PER_MS
from replay.fidelity.compare.clock import least_absolute

_GRID_NS = 20 * NS_PER_MS
_MOST_CELLS = 1 << 21
_FARTHEST = 100
"""Cells of the grid by which one path may be behind the other: 2 s, and no more than a quarter of both."""
_LEAST_CELLS = 100
_SMALLEST_SPREAD_PX = 50.0
_SAME_SCALE = 0.0005
_SAME_PX = 1.0
_NEAR_PX = 2.0
_FEWEST = 4
_MOST_FITTED = 100_000


@dataclass(frozen=True, slots=True)
class Space:
    """`capture = reference * scale + shift`, along x and y."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0

    @property
    def scale(self) -> float:
        """The mean of both axes."""
        return (self.scale_x + self.scale_y) / 2

    def reference_px(self, capture_px: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return places of the capture in pixels of the reference, shape (n, 2)."""
        out: NDArray[np.float64] = (capture_px - [self.shift_x, self.shift_y]) / [self.scale_x, self.scale_y]
        return out


@dataclass(frozen=True, slots=True)
class Path:
    """Where the pointer was: times and places of all events that have one."""

    t: NDArray[np.int64]
    """On the reference's clock or the capture's, never falling, shape (n,)."""
    places: NDArray[np.float64]
    """Pixels as captured, shape (n, 2), all finite."""

    def at(self, t: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return places at other times, between two events on the line between them, shape (n, 2)."""
        start = int(self.t[0])
        times, wanted = (self.t - start).astype(np.float64), (t - start).astype(np.float64)
        return np.stack([np.interp(wanted, times, self.places[:, axis]) for axis in (0, 1)], axis=1)


def fit_space(reference: Path, capture: Path) -> Space | None:
    """Fit the scale of a capture's coordinates; how far it lags behind does not matter.

    Args:
        reference: With the times expected in the capture.
        capture: With its own times.

    Returns:
        None where the paths are too short to say.
    """
    if min(len(reference.t), len(capture.t)) < _FEWEST:
        return None
    start, stop = max(reference.t[0], capture.t[0]), min(reference.t[-1], capture.t[-1])
    step = max(_GRID_NS, (int(stop) - int(start)) // _MOST_CELLS)
    grid = np.arange(start, stop, step, dtype=np.int64)
    if len(grid) < _LEAST_CELLS:
        return None
    ours, theirs = reference.at(grid), capture.at(grid)
    behind = _cells_behind(ours, theirs, min(_FARTHEST, len(grid) // 4))
    end = len(grid) - abs(behind)
    ours, theirs = ours[max(-behind, 0) :][:end], theirs[max(behind, 0) :][:end]
    few = slice(None, None, max(end // _MOST_FITTED, 1))
    return fitted_space(ours[few], theirs[few])


def fitted_space(reference: NDArray[np.float64], capture: NDArray[np.float64]) -> Space | None:
    """Fit the scale from pairs of places, None where they lie too close together; see `Space`."""
    values = []
    for axis in (0, 1):
        spread = float(np.ptp(reference[:, axis])) if len(reference) >= _FEWEST else 0.0
        if spread < _SMALLEST_SPREAD_PX:
            return None
        columns = np.stack([np.ones(len(reference)), reference[:, axis]], axis=1)
        values.append(least_absolute(columns, capture[:, axis], 1e-3)[0].tolist())
    (shift_x, scale_x), (shift_y, scale_y) = values
    if min(scale_x, scale_y) <= 0:
        return None
    if max(abs(scale_x - 1), abs(scale_y - 1)) < _SAME_SCALE and max(abs(shift_x), abs(shift_y)) < _SAME_PX:
        return Space()
    found = Space(scale_x, scale_y, shift_x, shift_y)
    # Where parts of a path are missing, the line drawn across them must not outweigh what is there.
    return found if _fits(found, reference, capture) > _fits(Space(), reference, capture) else Space()


def _fits(space: Space, reference: NDArray[np.float64], capture: NDArray[np.float64]) -> float:
    """Return the share of places that a space puts where they are."""
    away = np.abs(space.reference_px(capture) - reference).max(axis=1)
    return float((away < _NEAR_PX).mean())


def _cells_behind(ours: NDArray[np.float64], theirs: NDArray[np.float64], farthest: int) -> int:
    """Return by how many cells of the grid, at most, their speed follows ours, which no scale changes."""
    speeds = [np.hypot(*np.diff(places, axis=0).T) for places in (ours, theirs)]
    # A jump over a gap outweighs all movement, were its speed taken as it is.
    speeds = [np.log1p(speed) - np.log1p(speed).mean() for speed in speeds]
    size = 1 << (len(speeds[0]) + farthest).bit_length()
    spectrum = np.conj(np.fft.rfft(speeds[0], size)) * np.fft.rfft(speeds[1], size)
    likeness = np.fft.irfft(spectrum, size)
    around = np.concatenate([likeness[-farthest:], likeness[: farthest + 1]])
    return int(np.argmax(around)) - farthest
