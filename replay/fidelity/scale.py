"""Scale: positions that were multiplied by something leave a lattice that no pointer moves on."""

from collections.abc import Iterator
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
_LUCK = -14.0


def check(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Find a factor by which positions were multiplied, from the values that they never take.

    A pointer moves on whole pixels (or on fractions of one, all of them). Multiplied by 1.25 they lie on a
    lattice of 1.25; rounded after that, one whole number in five never occurs. The figure: the factor less 1.
    """
    seen = {axis: np.zeros(0) for axis in ("x", "y")}
    for part in capture.parts("pointer"):
        for axis, known in seen.items():
            values = part.events.rows[axis].astype(np.float64)
            values = values[np.isfinite(values) & (np.abs(values) < _MOST)]
            # Eight hours have no more places than a screen has.
            seen[axis] = np.unique(np.concatenate([known, np.round(values, 4)]))[: 4 * _MOST]
    if any(len(values) < _LEAST_VALUES for values in seen.values()):
        yield unknown(NAME, "factor less 1", "there are too few different positions")
        return
    factors = {axis: _factor(values) for axis, values in seen.items()}
    found = factors["x"] if factors["x"] == factors["y"] else Fraction(1)
    span = capture.input_span
    places = [Evidence(span, f"positions look multiplied by {float(found):g}")] if span else []
    yield judged(
        NAME,
        float(found) - 1,
        "factor less 1",
        limits(settings),
        places,
        note=f"positions come in steps of {float(found):g} px"
        if found != 1
        else "positions leave no value out",
        figures={"factor": float(found), "factor_x": float(factors["x"]), "factor_y": float(factors["y"])},
    )


def _factor(values: NDArray[np.float64]) -> Fraction:
    """Return the factor of a lattice on which nearly all values of one axis lie, 1 where there is none."""
    whole = np.abs(values - np.rint(values)) < 1e-3
    if whole.mean() > _FIT:
        return _rounded_factor(np.unique(np.rint(values[whole])).astype(np.int64))
    for scale in reversed(_SCALES):
        units = values / float(scale)
        if (np.abs(units - np.rint(units)) < 2e-3).mean() > _FIT:
            return scale
    return Fraction(1)


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
