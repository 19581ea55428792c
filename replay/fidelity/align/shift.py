"""By how much frames are off: the shift at which the drawn cursor lies on the logged path."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.time import NS_PER_MS, NS_PER_S
from replay.fidelity.align.path import SEARCH_NS, PointerPath

_COARSE_NS = 5 * NS_PER_MS
_FINE_NS = NS_PER_MS // 2
_FAR_PX = 40.0
NEAR_PX = 4.0
"""How far from the path the cursor may be drawn."""
_FLAT_PX = 0.1
_RESAMPLES = 48
_RESAMPLED_NS = 200 * NS_PER_MS
_GROUP = 12
_DRIFT_SPAN_NS = 120 * NS_PER_S
_DRIFT_GROUPS = 4
_LEAST_DRIFT_PPM = 5.0


@dataclass(frozen=True, slots=True)
class Sightings:
    """The cursor as it was seen in frames."""

    t: NDArray[np.int64]
    """Times of the frames, rising, shape (n,)."""
    places: NDArray[np.float64]
    """Where it was, in pixels as captured, shape (n, 2)."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What a search found."""

    offset_ns: int
    """To be added to the frames' times."""
    uncertain_ns: int
    """Half the width of the minimum, or how far it goes with other sightings, whichever is more."""
    near: float
    """Share of the sightings that then lie on the path."""
    depth: float
    """How much lower the minimum is than what other shifts give, 0 to 1."""
    curve_ns: NDArray[np.int64]
    """Shifts that were tried."""
    curve_px: NDArray[np.float64]
    """Mean distance from the path at each of them; those far off count as `_FAR_PX`."""


def find_shift(path: PointerPath, seen: Sightings) -> Shift:
    """Search shifts of -1 to +1 s.

    Args:
        path: As logged.
        seen: At least one sighting.
    """
    coarse = np.arange(-SEARCH_NS, SEARCH_NS + 1, _COARSE_NS, dtype=np.int64)
    each = np.minimum(distances(path, seen, coarse), _FAR_PX)
    costs = each.mean(axis=0)
    best = int(coarse[int(np.argmin(costs))])
    fine = np.arange(best - 4 * _COARSE_NS, best + 4 * _COARSE_NS + 1, _FINE_NS, dtype=np.int64)
    finer = _costs(path, seen, fine)
    lowest = int(np.argmin(finer))
    low = np.flatnonzero(finer <= finer[lowest] * 1.02 + _FLAT_PX)
    # One basin: what is as low farther off is another.
    splits = np.split(low, np.flatnonzero(np.diff(low) > 1) + 1)
    basin = next(part for part in splits if lowest in part)
    offset = int((fine[basin[0]] + fine[basin[-1]]) // 2)
    away = distances(path, seen, np.array([offset]))[:, 0]
    usual = float(np.median(costs))
    depth = 1 - float(finer[lowest]) / usual if usual > 0 else 0.0
    half = int(fine[basin[-1]] - fine[basin[0]]) // 2 + _FINE_NS
    half = max(half, _spread_ns(each[:, np.abs(coarse - best) <= _RESAMPLED_NS]))
    return Shift(offset, half, float((away <= NEAR_PX).mean()), depth, coarse, costs)


def find_drift(path: PointerPath, seen: Sightings) -> float | None:
    """Find how the shift changes over the recording.

    Returns:
        Parts per million, None where the sightings are too few or too close together
        in time, or contradict each other. A drift within its own uncertainty is 0.
    """
    groups = [np.arange(len(seen.t))[start : start + _GROUP] for start in range(0, len(seen.t), _GROUP)]
    groups = [group for group in groups if len(group) >= _GROUP // 2]
    if len(groups) < _DRIFT_GROUPS or seen.t[-1] - seen.t[0] < _DRIFT_SPAN_NS:
        return None
    at, offsets = [], []
    for group in groups:
        shift = find_shift(path, Sightings(seen.t[group], seen.places[group]))
        if shift.near >= 0.5 and shift.depth >= 0.5:
            at.append(float(seen.t[group].mean()))
            offsets.append(float(shift.offset_ns))
    if len(at) < _DRIFT_GROUPS:
        return None
    x, y = np.array(at), np.array(offsets)
    one, other = np.triu_indices(len(x), 1)
    slopes = (y[other] - y[one]) / (x[other] - x[one])
    slope = float(np.median(slopes))
    noise = 1.4826 * float(np.median(np.abs(y - slope * x - np.median(y - slope * x)))) + NS_PER_MS
    uncertain = 2 * noise / float(np.std(x)) / np.sqrt(len(x))
    return 0.0 if abs(slope) < max(uncertain, _LEAST_DRIFT_PPM * 1e-6) else slope * 1e6


def _spread_ns(each: NDArray[np.float64]) -> int:
    """Return how far the minimum goes when sightings are drawn anew (the bootstrap of Efron): two deviations.

    Args:
        each: Distances, shape (sightings, shifts), `_COARSE_NS` apart.
    """
    drawn = np.random.default_rng(0).integers(0, len(each), (_RESAMPLES, len(each)))
    lowest = [int(np.argmin(each[rows].mean(axis=0))) for rows in drawn]
    return round(2 * float(np.std(lowest)) * _COARSE_NS)


def _costs(path: PointerPath, seen: Sightings, shifts: NDArray[np.int64]) -> NDArray[np.float64]:
    out: NDArray[np.float64] = np.minimum(distances(path, seen, shifts), _FAR_PX).mean(axis=0)
    return out


def distances(path: PointerPath, seen: Sightings, shifts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how far from the path each sighting is at each shift, shape (sightings, shifts)."""
    away = path.at(seen.t[:, None] + shifts[None]) - seen.places[:, None]
    out: NDArray[np.float64] = np.hypot(away[..., 0], away[..., 1])
    return out
