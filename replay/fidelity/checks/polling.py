"""The pointer's polling: its rate, and the polls that are missing from a motion."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from formats.model.time import NS_PER_MS
from replay.fidelity.capture import Capture, Floats, Ints, places
from replay.fidelity.checks.poll_gaps import PollGaps
from replay.fidelity.checks.poll_odds import Count
from replay.fidelity.checks.poll_places import PAUSE_NS, WINDOW
from replay.fidelity.density import histogram, mode_of_counts
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Outcome, Verdict, counted, in_order, unknown
from replay.fidelity.profile import Settings, limits

RATE: Settings = {"slowest_hz": 20, "fastest_hz": 10_000}
MISSED: Settings = {"doubtful": 0.01, "bad": 0.05}
LEAST = 50
"""Moves below which nothing is said of a rate."""
_NEAR = 1.2
_SAMPLE = 1 << 10
_GAPS_KEPT = 1 << 12


def rate(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Say how often the device is asked: one over the mode of the density of gaps, on a logarithmic scale.

    The fastest mice that are sold are asked 8,000 times a second.
    """
    name = "polling-rate"
    interval_ns = capture.once(pace_of).interval_ns
    if interval_ns is None:
        why = "the pointer hardly moves" if capture.count("pointer") else "there is no pointer"
        yield unknown(name, "Hz", why)
        return
    value, too_fast = 1e9 / interval_ns, 1e9 / interval_ns > settings["fastest_hz"]
    limit = settings["fastest_hz" if too_fast else "slowest_hz"]
    verdict: Verdict = "doubtful" if too_fast or value < limit else "ok"
    note = f"commonest gap between moves {interval_ns / NS_PER_MS:.2f} ms"
    figures = {"interval_ms": interval_ns / NS_PER_MS, "moves": capture.count("pointer")}
    if too_fast:
        note += ": no device is asked so often; moves are stamped when they are read, or in another unit"
    yield Outcome(name, verdict, value, "Hz", limit, (), note, figures, at_least=not too_fast)


def missed(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Estimate how many polls of motions are missing.

    A gap of several intervals is polls that found the pointer where it was, or polls that are missing. The
    path before and after tells how likely each is (`poll_places`); how far that can be trusted, and how
    many are missing, is learnt from all polls together (`poll_odds`). What is missing before the first and
    after the last move of a motion leaves no gap.

    In slow motion the two are alike: `fewest` and `most` say between which counts the truth lies, nineteen
    times of twenty. Of very many, longer and longer gaps pass for rests: then there is no `most`. Leaps tell
    of it (`poll_leaps`), and what is missing in those that are shorter than pauses is counted too. Where as
    much as a limit may be missing in the longer ones, or where moves come more often than at their beat, no
    figure is called ok.
    """
    name, pace = "missed-polls", capture.once(pace_of)
    interval_ns = pace.interval_ns
    if interval_ns is None:
        yield unknown(name, "polls", "there is too little motion to know its rate")
        return
    found = PollGaps(interval_ns, pace.grain_px)
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
    count = found.counted(learnt)
    note = f"{_range(count)}; {found.seen:,} are seen one by one"
    if found.long_leaps:
        note += f"; {count_text(found.long_leaps, 'gap')} as long as pauses, across which the pointer leaps"
    if found.crowded:
        note += "; moves come more often than their beat: one that is lost may leave no gap"
    moves = capture.count("pointer")
    outcome = counted(
        name,
        round(count.estimate),
        round(moves + count.estimate),
        "polls",
        limits(settings),
        spans=found.places,
        note=note,
        figures={
            "seen": found.seen,
            "fewest": count.fewest,
            **({} if count.most is None else {"most": count.most}),
            "missing_share": learnt.share,
            "long_leaps": found.long_leaps,
        },
    )
    hidden = count.estimate + found.long_leaps * PAUSE_NS / interval_ns
    much_is_hidden = count.most is None and hidden > settings["doubtful"] * (moves + hidden)
    if outcome.verdict == "ok" and (much_is_hidden or found.crowded):
        outcome = replace(outcome, verdict="cannot be known", spans=in_order(found.places))
    yield outcome


def _range(count: Count) -> str:
    return f"at least {count.fewest:,}" if count.most is None else f"{count.fewest:,} to {count.most:,}"


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
