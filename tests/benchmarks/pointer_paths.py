"""Paths of a hand-held pointer: minimum-jerk legs with overshoot, correction, tremor and report jitter.

Everything is a column over legs or over reports; a million reports take about half a second.

Sources: Flash and Hogan 1985 (minimum jerk); Fitts 1954 (duration by distance); Meyer et al. 1988 (a primary
leg that misses and a correcting one). The grid of reports, the lateness and the roughness follow the 4,034
moves of a real AgentNet recording (a 125 Hz mouse, 8 ms apart, heard late at times), for a recorder that is a
little quicker to listen: an interval has 9.5 bits instead of 10.4, a second difference 2.4 instead of 2.7.
`container.py` prints what the real moves cost beside the made-up ones.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RATES_HZ = np.array([125.0, 100.0, 60.0])
_RATE_SHARES = (0.92, 0.05, 0.03)
_OVERSHOOT_SHARE = 0.55
_JITTER_NS = 60_000.0
_LATE_SHARE = 0.20
_LATE_NS = 900_000.0
_TREMOR_HZ = (7.0, 11.0)
_NOISE_PX = 0.45


@dataclass(frozen=True, slots=True)
class Legs:
    """Straight-ish movements, one after the other; every column has shape (legs,)."""

    start: Floats
    """Where it starts, shape (legs, 2), whole pixels."""
    end: Floats
    """Where it ends, shape (legs, 2), whole pixels."""
    reports: Ints
    """How many reports it lasts, at least 1."""
    rate_hz: Floats
    """Reports a second."""
    target: Ints
    """Which of the targets handed to `plan_legs` it leads to."""

    @property
    def duration_s(self) -> Floats:
        """How long each leg lasts."""
        return self.reports / self.rate_hz


def plan_legs(targets: Floats, origin: Floats, slowness: Floats, rng: np.random.Generator) -> Legs:
    """Plan the legs that visit `targets` in turn; about half miss at first and are corrected.

    Args:
        targets: Whole pixels, shape (targets, 2).
        origin: Where the pointer is before, shape (2,).
        slowness: Shape (targets,): 1 for an ordinary movement, more for idle wandering.
        rng: Where chance comes from.
    """
    count = len(targets)
    before = np.vstack([origin[None, :], targets[:-1]])
    way = targets - before
    distance = np.hypot(way[:, 0], way[:, 1])
    missed = (rng.random(count) < _OVERSHOOT_SHARE) & (distance > 40)
    miss = (way * rng.normal(0.03, 0.03, (count, 1)) + rng.normal(0, 3.0, (count, 2))).round()
    reached = targets + miss * missed[:, None]

    target = np.repeat(np.arange(count), 1 + missed)
    is_correction = np.zeros(len(target), bool)
    is_correction[1:] = target[1:] == target[:-1]
    start = np.where(is_correction[:, None], reached[target], before[target])
    end = np.where(is_correction[:, None] | ~missed[target][:, None], targets[target], reached[target])

    length = np.hypot(*(end - start).T)
    # Fitts: 90 ms and 95 ms a bit for a target 24 pixels wide; people differ from one reach to the next.
    seconds = (0.09 + 0.095 * np.log2(length / 24 + 1)) * rng.lognormal(0, 0.25, len(target))
    seconds *= np.where(is_correction, 1.0, slowness[target])
    rate = _rates(count, rng)[target]
    reports = np.maximum((seconds * rate).round(), 1).astype(np.int64)
    return Legs(start, end, reports, rate, target)


def sample_legs(legs: Legs, rng: np.random.Generator) -> tuple[Floats, Ints, Ints]:
    """Report the pointer along every leg.

    Returns:
        Positions, shape (reports, 2), whole pixels, the last of a leg at its end; nanoseconds from the leg's
        start, shape (reports,), with the lateness a listener sees; and the leg of each report.
    """
    leg = np.repeat(np.arange(len(legs.reports)), legs.reports)
    first = np.cumsum(legs.reports) - legs.reports
    step = np.arange(len(leg)) - first[leg] + 1
    tau = step / legs.reports[leg]
    along = tau**3 * (10 + tau * (6 * tau - 15))
    way = legs.end - legs.start
    bow = rng.normal(0, 0.04, len(legs.reports))
    # Hands swing about the wrist: a leg bows to one side; tremor fades at both ends, where the hand rests.
    side = np.sin(np.pi * tau) * bow[leg]
    seconds = step / legs.rate_hz[leg]
    rest = np.minimum(8 * tau * (1 - tau), 1.0)
    position = np.empty((len(leg), 2))
    for axis in (0, 1):
        across = way[:, 1 - axis] * (1 if axis else -1)
        tremor = _tremor(seconds, leg, len(legs.reports), rng)
        position[:, axis] = (
            legs.start[leg, axis] + way[leg, axis] * along + across[leg] * side + tremor * rest
        )
    t_ns = (seconds * 1e9 + _lateness(len(leg), rng)).astype(np.int64)
    # Adding zero makes minus zero plain zero: pixels are whole numbers.
    return position.round() + 0.0, t_ns, leg


def _rates(count: int, rng: np.random.Generator) -> Floats:
    """Choose report rates that hold for some hundred targets each, as devices are changed seldom."""
    blocks = count // 200 + 1
    return np.repeat(rng.choice(RATES_HZ, blocks, p=_RATE_SHARES), 200)[:count]


def _tremor(seconds: Floats, leg: Ints, legs: int, rng: np.random.Generator) -> Floats:
    amplitude = rng.lognormal(-0.9, 0.5, legs)
    hertz = rng.uniform(*_TREMOR_HZ, legs)
    phase = rng.uniform(0, 2 * np.pi, legs)
    wave = amplitude[leg] * np.sin(2 * np.pi * hertz[leg] * seconds + phase[leg])
    noise: Floats = wave + rng.normal(0, _NOISE_PX, len(seconds))
    return noise


def _lateness(count: int, rng: np.random.Generator) -> Floats:
    """Most reports come within a tenth of a millisecond of their tick, some wait for the scheduler."""
    late = rng.exponential(_LATE_NS, count) * (rng.random(count) < _LATE_SHARE)
    lateness: Floats = np.abs(rng.normal(0, _JITTER_NS, count)) + late
    return lateness
