"""Scale: positions that were multiplied by something leave a lattice that no pointer moves on."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from replay.fidelity.capture import Capture
from replay.fidelity.outcome import Evidence, Outcome, judged, unknown
from replay.fidelity.profile import Settings, limits

NAME = "scale"
DEFAULTS: Settings = {"doubtful": 0.002, "bad": 0.05}
_SCALES = tuple(
    sorted({Fraction(11, 10)} | {Fraction(n, d) for d in range(1, 6) for n in range(d + 1, 3 * d + 1)})
)
"""Factors that systems scale by, above 1: a factor below it leaves no value out, and no trace."""
_MOST = 1 << 14
_LEAST_VALUES = 60
_FIT = 0.98
_ALIKE = 0.002
_LUCK = -14.0


def check(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Find a factor by which positions were multiplied, from the values that they never take.

    A pointer moves on whole pixels (or on fractions of one, all of them). Multiplied by 1.25 they lie on a
    lattice of 1.25; rounded after that, one whole number in five never occurs. Limits are of the
    factor less 1.
    """
    seen = {axis: np.zeros(0) for axis in ("x", "y")}
    for part in capture.parts("pointer"):
        for axis, known in seen.items():
            values = part.events.rows[axis].astype(np.float64)
            values = values[np.isfinite(values) & (np.abs(values) < _MOST)]
            # Eight hours have no more places than a screen has.
            seen[axis] = np.unique(np.concatenate([known, np.round(values, 4)]))[: 4 * _MOST]
    if any(len(values) < _LEAST_VALUES for values in seen.values()):
        yield unknown(NAME, "x", "there are too few different positions")
        return
    x, y = (_factor(values) for values in seen.values())
    found = x if abs(x / y - 1) <= _ALIKE else 1.0
    span = capture.input_span
    places = [Evidence(span, f"positions look multiplied by {found:.5g}")] if span else []
    outcome = judged(
        NAME,
        found - 1,
        "x",
        limits(settings),
        places,
        note="positions leave no value out: they are not scaled up"
        if found == 1
        else f"positions come in steps of {found:.5g} px",
        figures={"factor_x": x, "factor_y": y},
    )
    yield replace(outcome, value=found, threshold=1 + (outcome.threshold or 0))


def _factor(values: NDArray[np.float64]) -> float:
    """Return the step of the lattice on which nearly all values of an axis lie, 1 for a pixel or less."""
    whole = np.abs(values - np.rint(values)) < 1e-3
    if whole.mean() > _FIT:
        return float(_rounded_factor(np.unique(np.rint(values[whole])).astype(np.int64)))
    apart = np.diff(values)
    apart = apart[apart > 1e-3]
    # Sorted and many, some are neighbours on the lattice; the others are whole numbers of steps away.
    step = float(np.quantile(apart, 0.02))
    if step <= 1:
        return 1.0
    steps = np.concatenate([[0.0], np.cumsum(np.rint(apart / step))])
    line = np.concatenate([[0.0], np.cumsum(apart)])
    step = float((steps * line).sum() / (steps * steps).sum())
    return step if (np.abs(line - steps * step) < 0.02 * step).mean() > _FIT else 1.0


def _rounded_factor(values: NDArray[np.int64]) -> Fraction:
    """Return the factor after which these whole numbers were rounded: those it skips do not occur."""
    best, chance = Fraction(1), _LUCK
    for scale in _SCALES:
        # Twice, for halves are rounded to even numbers.
        period = 2 * scale.numerator
        for rounding in (np.rint, np.floor):
            taken = {int(rounding(unit * float(scale))) % period for unit in range(2 * scale.denominator)}
            hits = int((~np.isin(values % period, list(taken))).sum())
            if len(taken) == period or hits > (1 - _FIT) * len(values):
                continue
            # The logarithm of how likely so many different values would all miss what is skipped.
            luck = len(values) * float(np.log(len(taken) / period))
            if luck < chance:
                best, chance = scale, luck
    return best
