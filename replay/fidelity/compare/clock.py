"""The clock of a capture on that of its reference: offset, drift and steps, from pairs of equal events.

`capture = reference + offset + drift * reference + the steps made so far`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.time import NS_PER_MS, NS_PER_S

_SMALLEST_STEP_NS = 10 * NS_PER_MS
_SIDE = 7
"""Pairs on either side of a step, of which the medians are compared."""
_NOISES = 8.0
_MOST_STEPS = 64
_DRIFT_PAIRS = 6
_DRIFT_SPAN_NS = 10 * NS_PER_S
_ROUNDS = 30
_EXACT_NS = 1e5
_MOST_FITTED = 50_000


@dataclass(frozen=True, slots=True)
class Step:
    """The capture's clock was set."""

    at_ns: int
    """Time of the reference from which it holds: that of the first event after it."""
    after_ns: int
    """Time of the reference of the last event before it."""
    size_ns: int
    """How much later the capture's times are from then on."""


@dataclass(frozen=True, slots=True)
class ClockMap:
    """How times of the reference become times of the capture."""

    offset_ns: int
    """At the reference's time 0."""
    drift_ppm: float | None
    """None where there are too few pairs, or too close together: the map is then an offset alone."""
    steps: tuple[Step, ...]
    pairs: int
    """How many pairs of events it rests on."""
    noise_ns: int
    """Median distance of those pairs from the map."""

    def capture_ns(self, reference_ns: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where in the capture each time of the reference lies, shape as given."""
        drift = (reference_ns * ((self.drift_ppm or 0.0) * 1e-6)).round().astype(np.int64)
        out: NDArray[np.int64] = reference_ns + drift + self.offset_ns
        for step in self.steps:
            out = out + np.where(reference_ns >= step.at_ns, step.size_ns, 0)
        return out


def fit_clock(reference_ns: NDArray[np.int64], capture_ns: NDArray[np.int64]) -> ClockMap:
    """Fit a map through pairs, in order; wrong pairs among them do little harm.

    Args:
        reference_ns: Times of events, never falling, shape (n,), at least one.
        capture_ns: Times of the same events in the capture.
    """
    count = len(reference_ns)
    if count > _MOST_FITTED:
        few = np.linspace(0, len(reference_ns) - 1, _MOST_FITTED).astype(np.int64)
        reference_ns, capture_ns = reference_ns[few], capture_ns[few]
    later = (capture_ns - reference_ns).astype(np.float64)
    level = float(np.median(later))
    later -= level
    at = reference_ns.astype(np.float64)
    long = len(at) >= _DRIFT_PAIRS and at[-1] - at[0] >= _DRIFT_SPAN_NS
    slope = _typical_slope(at, later) if long else 0.0
    rest = later - slope * at
    places = _step_places(rest)
    columns = [np.ones(len(at)), *([at / NS_PER_S] if long else [])]
    columns += [(np.arange(len(at)) >= place).astype(np.float64) for place in places]
    values, fitted = least_absolute(np.stack(columns, axis=1), later, _EXACT_NS)
    offset, drift = values[0], (float(values[1]) * 1e6 / NS_PER_S if long else None)
    steps = tuple(
        Step(int(reference_ns[place]), int(reference_ns[place - 1]), round(size))
        for place, size in zip(places, values[1 + long :].tolist(), strict=True)
        if abs(size) >= _SMALLEST_STEP_NS
    )
    noise = float(np.median(np.abs(later - fitted)))
    return ClockMap(round(level + float(offset)), drift, steps, count, round(noise))


def least_absolute(
    columns: NDArray[np.float64], wanted: NDArray[np.float64], exact: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fit by least absolute deviations: least squares, reweighted, so that wrong rows do little harm.

    Args:
        columns: Shape (n, k).
        wanted: Shape (n,).
        exact: A deviation below which all count alike.

    Returns:
        The values of the columns, shape (k,), and what they give for each row, shape (n,).
    """
    weights: NDArray[np.float64] = np.ones(len(wanted))
    values: NDArray[np.float64] = np.zeros(columns.shape[1])
    for _ in range(_ROUNDS):
        root = np.sqrt(weights)
        before = values
        values = np.linalg.lstsq(columns * root[:, None], wanted * root, rcond=None)[0].astype(np.float64)
        apart = np.abs(wanted - columns @ values)
        weights = exact / np.maximum(apart, exact)
        if np.allclose(before, values, rtol=1e-9, atol=exact * 1e-6):
            break
    return values, columns @ values


def _typical_slope(at: NDArray[np.float64], later: NDArray[np.float64]) -> float:
    """Return the median slope between pairs a tenth of all apart (after Theil and Sen): a step cuts few."""
    apart = max(len(at) // 10, 3)
    run = at[apart:] - at[:-apart]
    rise = later[apart:] - later[:-apart]
    return float(np.median(rise[run > 0] / run[run > 0])) if (run > 0).any() else 0.0


def _step_places(rest: NDArray[np.float64]) -> list[int]:
    """Return the pairs at which a step has been made, rising."""
    if len(rest) < 2 * _SIDE:
        return []
    middles = np.median(np.lib.stride_tricks.sliding_window_view(rest, _SIDE), axis=1)
    jumps = middles[_SIDE:] - middles[:-_SIDE]
    noise = 1.4826 * float(np.median(np.abs(rest[_SIDE // 2 : len(rest) - _SIDE // 2] - middles)))
    due = max(_SMALLEST_STEP_NS, _NOISES * noise)
    places: list[int] = []
    sizes = np.abs(jumps)
    for _ in range(_MOST_STEPS):
        top = int(np.argmax(sizes))
        if sizes[top] < due:
            break
        sizes[max(top - _SIDE, 0) : top + _SIDE + 1] = 0
        place = _split(rest, max(top, 1), min(top + 2 * _SIDE, len(rest) - 1))
        if all(abs(place - other) >= _SIDE for other in places):
            places.append(place)
    return sorted(places)


def _split(rest: NDArray[np.float64], start: int, stop: int) -> int:
    """Return where between two pairs a step fits best."""
    part = rest[start - 1 : stop + 1]
    costs = [
        np.abs(part[:place] - np.median(part[:place])).sum()
        + np.abs(part[place:] - np.median(part[place:])).sum()
        for place in range(1, len(part))
    ]
    return start + int(np.argmin(costs))
