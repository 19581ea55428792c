"""How many polls are missing, from how likely each found the pointer where it was before.

A device is asked at even times and tells a move only if there was one. So a gap of two intervals is a poll
that found the pointer unmoved, or one that is missing. Before anything is known of how many are missing, the
path tells how likely the first is (`poll_places`). What the recording itself says of that is learnt
together with the share that is missing: moves that came although they were unlikely, and gaps where the
pointer went fast.
"""

import math
from dataclasses import dataclass

import numpy as np

from replay.fidelity.capture import Floats

_EDGES = np.linspace(-14, 14, 281)
_ODDS = (_EDGES[1:] + _EDGES[:-1]) / 2
# How far the odds of recordings with known truth were off those of the path, where polls were few; many polls
# carry them farther, as the prior is lenient there.
_LEVEL, _SLOPE = 0.15, 0.05
_ROUNDS = 200
_STILL = 1e-4
_LEANS = 0.05
"""A share by which the estimate was off in recordings with known truth, chance apart."""
_HEAVY = 0.4
"""Of so many missing polls more and more lie in gaps that are too long to be told from rests."""
_SHARES = np.geomspace(1e-6, 0.9, 400)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a recording says of its polls."""

    level: float
    slope: float
    """Unmoved polls have odds of `level` plus `slope` times what the path said, natural logarithms."""
    share: float
    """Of the polls that found the pointer moved, those that are missing."""

    def missing(self, unmoved: Floats) -> Floats:
        """Return how likely polls without a move are missing, from how likely the path makes them unmoved."""
        still = self._still(_odds(unmoved))
        return self.share * (1 - still) / (self.share * (1 - still) + still)

    def _still(self, odds: Floats) -> Floats:
        return _chance(self.level + self.slope * odds)


@dataclass(frozen=True, slots=True)
class Count:
    """How many polls are missing."""

    estimate: float
    fewest: int
    most: int | None
    """The truth lies between these nineteen times of twenty; None where too many are missing to say."""


class PollOdds:
    """Collects polls, those that gave a move and those that gave none, by the odds that they found none."""

    def __init__(self) -> None:
        self._moves, self._gaps = np.zeros(len(_ODDS)), np.zeros(len(_ODDS))

    def take(self, moves: Floats, gaps: Floats, each: float) -> None:
        """Add polls by how likely each was to find the pointer unmoved; one move stands for `each` moves."""
        self._moves += each * np.histogram(_odds(moves), _EDGES)[0]
        self._gaps += np.histogram(_odds(gaps), _EDGES)[0]

    def learn(self) -> Learnt:
        """Return what is likeliest, held near what the path says unless many polls speak against that.

        Source: expectation-maximisation; the odds are set right as by Platt (1999), here with which of the
        gaps are missing polls unknown.
        """
        level, slope, share, missing = 0.0, 1.0, 0.02, -1.0
        for _ in range(_ROUNDS):
            before, learnt = missing, Learnt(level, slope, share)
            lost = self._gaps * learnt.missing(_chance(_ODDS))
            missing = float(lost.sum())
            share = (missing + _STILL) / (float(self._moves.sum()) + missing + 2 * _STILL)
            change = self._step(level, slope, lost)
            level, slope = level + change[0], max(slope + change[1], 0.1)
            if (
                max(abs(change[0]), abs(change[1])) < _STILL
                and abs(missing - before) < _STILL * missing + _STILL
            ):
                break
        return Learnt(level, slope, share)

    def count(self, learnt: Learnt, in_rests: float = 0.0) -> Count:
        """Return how many are missing, over all shares that the polls allow.

        Args:
            learnt: What they say.
            in_rests: How many more may be missing in gaps that were not taken, as they pass for rests.
        """
        still = _chance(learnt.level + learnt.slope * _ODDS)
        shares = _SHARES[:, None]
        silent = still + (1 - still) * shares
        fits = np.log(silent) @ self._gaps + self._moves.sum() * np.log1p(-_SHARES) + np.log(_SHARES) / 2
        weights = np.exp(fits - fits.max())
        weights /= weights.sum()
        missing = shares * (1 - still) / silent
        means, spreads = missing @ self._gaps, (missing * (1 - missing)) @ self._gaps
        estimate = float(weights @ means)
        variance = float(weights @ (spreads + means**2)) - estimate**2
        off = 2 * math.sqrt(max(variance, 0.0) + (_LEANS * estimate) ** 2)
        most = math.ceil(estimate + off + in_rests) if learnt.share < _HEAVY else None
        return Count(estimate, max(math.floor(estimate - off), 0), most)

    def _step(self, level: float, slope: float, lost: Floats) -> tuple[float, float]:
        """Return Newton's next step to the likeliest level and slope, none longer than one."""
        unmoved = self._gaps - lost
        polls = self._moves + self._gaps
        still = _chance(level + slope * _ODDS)
        wrong, weight = unmoved - polls * still, polls * still * (1 - still)
        # Strict near what the path says, and lenient far from it: the prior's densities are Cauchy's.
        hold_level, hold_slope = 2 / (_LEVEL**2 + level**2), 2 / (_SLOPE**2 + (slope - 1) ** 2)
        pull = np.array([wrong.sum() - hold_level * level, (wrong * _ODDS).sum() - hold_slope * (slope - 1)])
        across = (weight * _ODDS).sum()
        bend = np.array(
            [[weight.sum() + hold_level, across], [across, (weight * _ODDS**2).sum() + hold_slope]]
        )
        found = np.clip(np.linalg.solve(bend, pull), -0.5, 0.5)
        return float(found[0]), float(found[1])


def _odds(chances: Floats) -> Floats:
    """Return natural logarithms of odds, within those that are told apart."""
    told = np.clip(chances[~np.isnan(chances)], 1e-12, 1 - 1e-12)
    return np.clip(np.log(told / (1 - told)), _ODDS[0], _ODDS[-1])


def _chance(odds: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-odds))
    return chance
