"""The pointer's polling: its rate, and the polls that are missing from a motion."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from formats.model.time import NS_PER_MS, Span
from replay.fidelity.capture import Capture, Floats, Ints, Part, places
from replay.fidelity.density import histogram, mode_of_counts
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, Places, Verdict, counted, unknown
from replay.fidelity.poll_odds import Count, PollOdds
from replay.fidelity.poll_places import MOST_POLLS, PAUSE_NS, WINDOW, Path, beat_of
from replay.fidelity.profile import Settings, limits

RATE: Settings = {"slowest_hz": 20}
MISSED: Settings = {"doubtful": 0.01, "bad": 0.05}
LEAST = 50
"""Moves below which nothing is said of a rate."""
_NEAR = 1.2
_SURE = 0.1
_OFF = 0.25
_SAMPLE = 1 << 10
_GAPS_KEPT = 1 << 12
_SLOWEST = 0.9


def rate(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Say how often the device is asked: one over the mode of the density of gaps, on a logarithmic scale."""
    name = "polling-rate"
    interval_ns = capture.once(pace_of).interval_ns
    if interval_ns is None:
        why = "the pointer hardly moves" if capture.count("pointer") else "there is no pointer"
        yield unknown(name, "Hz", why)
        return
    value, slowest = 1e9 / interval_ns, settings["slowest_hz"]
    verdict: Verdict = "doubtful" if value < slowest else "ok"
    note = f"commonest gap between moves {interval_ns / NS_PER_MS:.2f} ms"
    figures = {"interval_ms": interval_ns / NS_PER_MS, "moves": capture.count("pointer")}
    yield Outcome(name, verdict, value, "Hz", slowest, (), note, figures, at_least=True)


def missed(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Estimate how many polls of motions are missing.

    A gap of several intervals is polls that found the pointer where it was, or polls that are missing. The
    path before and after tells how likely each is (`poll_places`); how far that can be trusted, and how
    many are missing, is learnt from all polls together (`poll_odds`). What is missing before the first and
    after the last move of a motion leaves no gap.

    In slow motion the two are alike: `fewest` and `most` say between which counts the truth lies, nineteen
    times of twenty. Of very many, longer and longer gaps pass for rests: then there is no `most`.
    """
    name, pace = "missed-polls", capture.once(pace_of)
    interval_ns = pace.interval_ns
    if interval_ns is None:
        yield unknown(name, "polls", "there is too little motion to know its rate")
        return
    found = _Missing(interval_ns, pace.grain_px)
    for part in capture.parts("pointer", WINDOW):
        found.take(part)
    if found.sure < LEAST:
        yield unknown(name, "polls", "there is too little fast motion to tell a missing poll from a pause")
        return
    if found.off_beat > 0.4 * found.sure:
        figures = {"off_beat_share": found.off_beat / found.sure}
        yield unknown(name, "polls", "moves come at no regular rate", figures)
        return
    learnt = found.odds.learn()
    count = found.odds.count(learnt, found.in_rests)
    yield counted(
        name,
        round(count.estimate),
        round(capture.count("pointer") + count.estimate),
        "polls",
        limits(settings),
        spans=found.places,
        note=f"{_range(count)}; {found.seen:,} are seen one by one",
        figures={
            "seen": found.seen,
            "fewest": count.fewest,
            **({} if count.most is None else {"most": count.most}),
            "missing_share": learnt.share,
        },
    )


def _range(count: Count) -> str:
    return f"at least {count.fewest:,}" if count.most is None else f"{count.fewest:,} to {count.most:,}"


class _Missing:
    """Goes through the gaps of motions, a part of the stream after the other."""

    def __init__(self, interval_ns: float, grain_px: float) -> None:
        self._interval_ns, self._grain_px = interval_ns, grain_px
        self.odds, self.places = PollOdds(), Places()
        self.sure = self.off_beat = self.seen = 0
        self._gaps = np.zeros(MOST_POLLS, np.int64)
        """Of so many polls less one, all of them likelier missing than not: how many."""

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

    def _show(self, t_ns: Ints, silent: Ints, gap: Ints, unmoved: Floats) -> None:
        """Keep the gaps in which polls are likelier missing than not, by what has been seen so far."""
        told = ~np.isnan(unmoved)
        missing = self.odds.learn().missing(unmoved[told]) > 0.5
        counts = np.bincount(gap[told][missing], minlength=len(silent))
        lasted = np.bincount(gap, minlength=len(silent))
        self._gaps += np.bincount(lasted[counts == lasted], minlength=MOST_POLLS)[:MOST_POLLS]
        for row, count in zip(silent[counts > 0].tolist(), counts[counts > 0].tolist(), strict=True):
            self.seen += count
            self.places.add(
                Evidence(
                    Span(int(t_ns[row]), int(t_ns[row + 1])),
                    f"{count_text(count, 'poll')} missing in motion",
                    "doubtful",
                    count,
                )
            )


@dataclass(frozen=True, slots=True)
class Pace:
    """How a pointer goes: when, and in what steps."""

    interval_ns: float | None
    """The commonest gap between moves; None for too few moves, or none without pauses."""
    grain_px: float
    """The least way that it goes: a pixel, or less where positions are parts of pixels."""


def pace_of(capture: Capture) -> Pace:
    """Read the pointer once, for its pace; of a long stream samples that are spread over it are kept."""
    counts = np.zeros_like(histogram(np.ones(1, np.int64)))
    some_gaps, steps = [np.empty(0)], [np.empty(0)]
    for part in capture.parts("pointer", 1):
        gaps = np.diff(part.events.t)
        gaps = gaps[(gaps > 0) & (gaps < PAUSE_NS)]
        counts += histogram(gaps)
        # Copies: a view would keep the whole part.
        some_gaps.append(gaps[:: max(len(gaps) // _GAPS_KEPT, 1)].copy())
        x, y = places(part.events.rows)
        ways = np.abs(np.concatenate([np.diff(x), np.diff(y)]))
        ways = ways[ways > 0]
        steps.append(ways[:: max(len(ways) // _SAMPLE, 1)].copy())
    told = np.concatenate(steps)
    whole = not len(told) or bool(np.mean(told == np.rint(told)) > 0.9)
    grain_px = 1.0 if whole else float(np.quantile(told, 0.05))
    return Pace(interval_of(counts, np.concatenate(some_gaps)), grain_px)


def interval_of(counts: Ints, gaps: Floats) -> float | None:
    """Return the commonest gap, nanoseconds: the median of those near the density's peak; None for too few.

    Args:
        counts: How many gaps fall into each bin of `replay.fidelity.density`.
        gaps: Some of them.
    """
    if counts.sum() < LEAST:
        return None
    peak_ns = mode_of_counts(counts)
    near = gaps[(gaps > peak_ns / _NEAR) & (gaps < peak_ns * _NEAR)]
    return float(np.median(near)) if len(near) else peak_ns
