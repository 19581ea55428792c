"""The gaps of a pointer's motions: the polls in them are asked one by one, and leaps are added."""

import numpy as np

from formats.model.time import Span
from replay.fidelity.capture import Floats, Ints, Part
from replay.fidelity.checks.poll_leaps import leaps_of
from replay.fidelity.checks.poll_odds import Count, Learnt, PollOdds
from replay.fidelity.checks.poll_places import MOST_POLLS, Path, beat_of
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Places

_SURE = 0.1
_OFF = 0.25
_SAMPLE = 1 << 10
_SLOWEST = 0.9
_SEVERAL, _MANY_LONG, _MANY_LEAPT = 2, 0.005, 0.3
"""Where so many leaps, and such a share of what is missing, are as long as pauses, or as many polls are
missing in shorter leaps, only the least is told: as many again may pass for rests."""

_LEAST_LASTED = 0.95
"""Of the time that the polls of motions take by the beat; sound recordings have 0.97 to 1.04."""


class PollGaps:
    """Goes through the gaps of motions, a part of the stream after the other."""

    def __init__(self, interval_ns: float, grain_px: float) -> None:
        """Begin with nothing.

        Args:
            interval_ns: The commonest gap between moves.
            grain_px: The least way that the pointer goes.
        """
        self._interval_ns, self._grain_px = interval_ns, grain_px
        self.odds, self.places = PollOdds(), Places()
        self.sure = self.off_beat = self.seen = 0
        self.leaps = self.leapt_polls = self.long_leaps = 0
        self._lasted_ns = self._polled_ns = 0.0
        self._gaps = np.zeros(MOST_POLLS, np.int64)
        """Of so many polls less one, all of them likelier missing than not: how many."""

    def counted(self, learnt: Learnt) -> Count:
        """Return how many polls are missing: in gaps that were asked poll by poll, and in leaps."""
        asked = self.odds.count(learnt, self.in_rests)
        estimate = asked.estimate + self.leapt_polls
        most = None if asked.most is None else asked.most + self.leapt_polls
        many_long = self.long_leaps >= _SEVERAL and self.long_leaps > _MANY_LONG * estimate
        if (
            self.crowded
            or many_long
            or (self.leaps >= _SEVERAL and self.leapt_polls > _MANY_LEAPT * estimate)
        ):
            most = None
        return Count(estimate, asked.fewest + self.leaps, most)

    @property
    def crowded(self) -> bool:
        """Whether moves come more often than the beat has polls: one that is lost leaves no gap.

        One that came late makes up for it by the short gap that follows.
        """
        return self._lasted_ns < _LEAST_LASTED * self._polled_ns

    @property
    def in_rests(self) -> float:
        """How many polls may be missing in gaps of more than `MOST_POLLS`, which pass for rests.

        As many as there are if gaps grow rarer beyond as they do up to there; and as many again, for where
        there are such gaps, too few moves are left to tell the path around others.
        """
        rarer = min(float(self._gaps[2:].sum()) / max(float(self._gaps[1:-1].sum()), 1.0), _SLOWEST)
        beyond = (MOST_POLLS - 1) * rarer / (1 - rarer) + rarer / (1 - rarer) ** 2
        return 2 * float(self._gaps[-1]) * beyond

    def take(self, part: Part) -> None:
        """Go through one part."""
        rows = part.events.rows
        if len(rows) < 2:
            return
        beat = beat_of(rows["t"], self._interval_ns)
        path = Path(rows, beat, self._grain_px)
        # The first gap of a part lies before its first fresh row.
        inside = ~beat.breaks & (np.arange(len(rows) - 1) >= part.fresh - 1)
        self._lasted_ns += float(np.diff(rows["t"])[inside].sum())
        self._polled_ns += float(beat.polls[inside].sum()) * self._interval_ns
        moved, silent = np.flatnonzero(inside & (beat.polls == 1)), np.flatnonzero(inside & (beat.polls > 1))
        every = -(-len(moved) // _SAMPLE) if len(moved) else 1
        sample = moved[::every]
        of_moves = path.unmoved(sample, np.ones(len(sample), np.int64), hidden=True)
        lasted = beat.polls[silent] - 1
        gap = np.repeat(np.arange(len(silent)), lasted)
        nth = np.arange(len(gap)) - np.repeat(np.cumsum(lasted) - lasted, lasted) + 1
        of_gaps = path.unmoved(silent[gap], nth, hidden=False)
        self.odds.take(of_moves, of_gaps, every)
        # Which gaps keep the beat is asked of those in which the pointer surely moved.
        sure = np.append(sample[of_moves < _SURE], silent[gap[(of_gaps < _SURE) & (nth == 1)]])
        self.sure += len(sure)
        self.off_beat += int((beat.off[sure] > _OFF).sum())
        self._show(rows["t"], silent, gap, of_gaps)
        leaps = leaps_of(rows, beat, part.fresh, self._grain_px)
        self.leaps, self.long_leaps = self.leaps + len(leaps.rows), self.long_leaps + leaps.long
        self.leapt_polls += int(leaps.polls.sum())
        for row, count in zip(leaps.rows.tolist(), leaps.polls.tolist(), strict=True):
            self._add(rows["t"], row, count)

    def _show(self, t_ns: Ints, silent: Ints, gap: Ints, unmoved: Floats) -> None:
        """Keep the gaps in which polls are likelier missing than not, by what has been seen so far."""
        told = ~np.isnan(unmoved)
        missing = self.odds.learn().missing(unmoved[told]) > 0.5
        counts = np.bincount(gap[told][missing], minlength=len(silent))
        lasted = np.bincount(gap, minlength=len(silent))
        self._gaps += np.bincount(lasted[counts == lasted], minlength=MOST_POLLS)[:MOST_POLLS]
        for row, count in zip(silent[counts > 0].tolist(), counts[counts > 0].tolist(), strict=True):
            self._add(t_ns, row, count)

    def _add(self, t_ns: Ints, row: int, count: int) -> None:
        self.seen += count
        span, words = (
            Span(int(t_ns[row]), int(t_ns[row + 1])),
            f"{count_text(count, 'poll')} missing in motion",
        )
        self.places.add(Evidence(span, words, "doubtful", count))
