"""Whether the logged coordinates are those of the pictures, whatever the frames' times."""

import numpy as np
from numpy.typing import NDArray

from replay.fidelity.align.path import SEARCH_NS, PointerPath
from replay.fidelity.align.shift import NEAR_PX, Sightings, distances

_STEP_NS = SEARCH_NS // 50
_FEWEST = 6
_SPREAD_PX = 60.0
_ROUNDS = 4
_TRIM_PX = 12.0
_LEAST_NEAR = 0.6


def tested_scale(path: PointerPath, seen: Sightings) -> float | None:
    """Return what the logged coordinates are times those of the pictures, at the shift that suits best.

    Returns:
        1 where most sightings lie on the path as it is; None where they lie on none of any scale.
    """
    shifts = np.arange(-SEARCH_NS, SEARCH_NS + 1, _STEP_NS, dtype=np.int64)
    as_it_is = float((distances(path, seen, shifts) <= 2 * NEAR_PX).mean(axis=0).max())
    if as_it_is >= _LEAST_NEAR:
        return 1.0
    if len(seen.t) < _FEWEST or (np.ptp(seen.places, axis=0) < _SPREAD_PX).any():
        return None
    best, scale = 0.0, 1.0
    for shift in shifts.tolist():
        logged = path.at(seen.t + shift)
        fits = [_line(seen.places[:, axis], logged[:, axis]) for axis in (0, 1)]
        away = np.hypot(
            *(logged[:, axis] - fits[axis][0] - fits[axis][1] * seen.places[:, axis] for axis in (0, 1))
        )
        near = float((away <= 2 * NEAR_PX).mean())
        if near > best and all(slope > 0.2 for _, slope in fits):
            best, scale = near, float(np.mean([slope for _, slope in fits]))
    return scale if best >= max(_LEAST_NEAR, as_it_is + 0.2) else None


def _line(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, float]:
    """Fit a line, leaving out what is far from it."""
    one, other = np.triu_indices(len(x), 1)
    apart = np.abs(x[other] - x[one]) > _SPREAD_PX / 2
    if not apart.any():
        return 0.0, 0.0
    slope = float(np.median((y[other] - y[one])[apart] / (x[other] - x[one])[apart]))
    start = float(np.median(y - slope * x))
    for _ in range(_ROUNDS):
        near = np.abs(y - start - slope * x) <= _TRIM_PX
        if near.sum() < _FEWEST or np.ptp(x[near]) < _SPREAD_PX:
            break
        slope, start = (float(value) for value in np.polyfit(x[near], y[near], 1))
    return start, slope
