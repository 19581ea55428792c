"""The pointer's polling: its rate, and the polls that are missing from a motion."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from formats.model.time import NS_PER_MS, Span
from replay.fidelity.capture import Capture, Floats, Part, places
from replay.fidelity.density import histogram, mode_of_counts
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, Places, counted, unknown
from replay.fidelity.profile import Settings, limits

RATE: Settings = {"slowest_hz": 20}
MISSED: Settings = {"doubtful": 0.01, "bad": 0.05, "fast_px": 2}
PAUSE_NS = 100 * NS_PER_MS
"""A pointer that rests so long has stopped."""
LEAST = 50
"""Moves below which nothing is said of a rate."""
_BLOCK = 64
_MOST_POLLS = 6
_NEAR = 1.2
_MANY = 0.1
_AS_FAST = 0.7
_LEANS = 0.05
_SHARP = 0.05


def rate(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Say how often the device is asked: one over the mode of the density of gaps, on a logarithmic scale."""
    name = "polling-rate"
    interval_ns = polling_interval(capture)
    if interval_ns is None:
        why = "the pointer hardly moves" if capture.count("pointer") else "there is no pointer"
        yield unknown(name, "Hz", why)
        return
    value, slowest = 1e9 / interval_ns, settings["slowest_hz"]
    verdict = "doubtful" if value < slowest else "ok"
    note = f"commonest gap between moves {interval_ns / NS_PER_MS:.2f} ms"
    figures = {"interval_ms": interval_ns / NS_PER_MS, "moves": capture.count("pointer")}
    yield Outcome(
        name, "doubtful" if verdict == "doubtful" else "ok", value, "Hz", slowest, (), note, figures
    )


def missed(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Estimate how many polls of motions are missing.

    A gap of several intervals is a pause if the pointer hardly moved in it, and polls that are missing if
    it went on as fast as before and after. Where few are missing they are counted one by one. Where many
    are, the neighbours of a gap are gaps, too, and slow ones pass for pauses: then the share in fast
    motion, `fast_px` a poll, is taken for all of it; and so where there is enough of that, and where
    positions are parts of pixels.

    In slow motion a poll that found the pointer on the pixel of the one before leaves the same gap as one
    that is missing: `fewest` and `most` say between which counts the truth lies, nineteen times of
    twenty.
    """
    name, interval_ns = "missed-polls", polling_interval(capture)
    if interval_ns is None:
        yield unknown(name, "polls", "there is too little motion to know its rate")
        return
    found = _Missing()
    for part in capture.parts("pointer", 2):
        found.take(part, interval_ns, settings["fast_px"])
    if found.fast_gaps < LEAST:
        yield unknown(name, "polls", "there is too little fast motion to tell a missing poll from a pause")
        return
    if found.off_beat > 0.4 * found.fast_gaps:
        figures = {"off_beat_share": found.off_beat / found.fast_gaps}
        yield unknown(name, "polls", "moves come at no regular rate", figures)
        return
    share, estimate = found.fast_share, found.estimate(capture.count("pointer"))
    fewest, most = found.between(capture.count("pointer"))
    yield counted(
        name,
        round(estimate),
        round(capture.count("pointer") + estimate),
        "polls",
        limits(settings),
        spans=found.places,
        note=f"{fewest:,} to {most:,}: {share:.1%} of the polls of fast motion are missing, "
        f"{found.counted:,} are seen one by one",
        figures={
            "seen": found.counted,
            "fast_seen": found.fast_lost,
            "fast_polls": found.fast_lost + found.fast_gaps,
            "fast_share": share,
            "fewest": fewest,
            "most": most,
        },
    )


class _Missing:
    """Counts gaps of motion and the polls that are missing in them, a part of the stream after the other."""

    def __init__(self) -> None:
        self.fast_gaps = self.fast_lost = self.off_beat = self.counted = 0
        self.places = Places()
        self._whole = self._told = 0

    @property
    def fast_share(self) -> float:
        """Of the polls of fast motion, those that are missing."""
        return self.fast_lost / max(self.fast_lost + self.fast_gaps, 1)

    def estimate(self, moves: int) -> float:
        """Return how many are missing in all, beside so many moves."""
        by_share = self._by_share(moves)
        if self._whole < 0.9 * self._told:
            return by_share
        # Of long motion the share alone is sharp, and free of polls that found nothing new.
        blur = float(np.sqrt(self._slow(moves) / max(self.fast_lost, 1)))
        weight = float(np.clip(max(self.fast_share / _MANY, 2 - blur / _SHARP), 0, 1))
        return (1 - weight) * self.counted + weight * by_share

    def between(self, moves: int) -> tuple[int, int]:
        """Return the fewest and the most that may be missing: two standard deviations to either side.

        Of what is missing in slow motion chance decides how much is seen; what is seen there may be polls
        that found nothing new; and the estimate itself leans by about a twentieth.
        """
        estimate, by_share = self.estimate(moves), self._by_share(moves)
        ambiguous = max(self.counted - self.fast_lost, 0)
        chance = (estimate + ambiguous) * self._slow(moves)
        off = 2 * float(np.sqrt(chance + (_LEANS * estimate) ** 2))
        return max(round(min(estimate, by_share) - off), 0), round(max(estimate, by_share) + off)

    def _by_share(self, moves: int) -> float:
        return self.fast_share / (1 - self.fast_share) * moves

    def _slow(self, moves: int) -> float:
        return 1 - min(self.fast_gaps / max(moves, 1), 1.0)

    def take(self, part: Part, interval_ns: float, fast_px: float) -> None:
        """Count one part."""
        rows = part.events.rows
        if len(rows) < 4:
            return
        gaps = np.diff(rows["t"].astype(np.float64))
        x, y = places(rows)
        across, down = np.abs(np.diff(x)), np.abs(np.diff(y))
        local = _local_intervals(gaps, interval_ns)
        polls = _polls(gaps, local)
        speed = np.hypot(across, down) / polls
        before, after = np.roll(speed, 1), np.roll(speed, -1)
        before[0] = after[-1] = np.nan
        before[np.roll(gaps, 1) >= PAUSE_NS] = np.nan
        after[np.roll(gaps, -1) >= PAUSE_NS] = np.nan
        around = np.where(np.isnan(before), after, np.where(np.isnan(after), before, (before + after) / 2))
        # The first gap of a part lies in the one before, whose last had no neighbour there.
        fresh = np.arange(len(gaps)) >= part.fresh - 1
        fast = fresh & (polls <= _MOST_POLLS) & (speed >= fast_px) & (around >= fast_px)
        # Each poll of a motion that was recorded moved by a pixel at least.
        seen = fresh & (polls >= 2) & (polls <= _MOST_POLLS) & (gaps < PAUSE_NS)
        seen &= (speed >= _AS_FAST * around) & (np.maximum(across, down) >= polls)
        self._told += len(x)
        self._whole += int((x == np.rint(x)).sum())
        self.fast_gaps += int(fast.sum())
        self.fast_lost += int((polls[fast] - 1).sum())
        self.counted += int((polls[seen] - 1).sum())
        off = np.abs(gaps[fast] / local[fast] - np.rint(gaps[fast] / local[fast]))
        self.off_beat += int((off > 0.25).sum())
        for row in np.flatnonzero((seen | fast) & (polls >= 2)).tolist():
            count = int(polls[row]) - 1
            place = Span(int(rows["t"][row]), int(rows["t"][row + 1]))
            self.places.add(
                Evidence(place, f"{count_text(count, 'poll')} missing in motion", "doubtful", count)
            )


def polling_interval(capture: Capture) -> float | None:
    """Return the commonest gap between moves, nanoseconds; None for too few moves, or none without pauses."""
    counts = np.zeros_like(histogram(np.ones(1, np.int64)))
    for part in capture.parts("pointer", 1):
        gaps = np.diff(part.events.t)
        counts += histogram(gaps[(gaps > 0) & (gaps < PAUSE_NS)])
    if counts.sum() < LEAST:
        return None
    peak_ns = mode_of_counts(counts)
    near = [np.empty(0)]
    for part in capture.parts("pointer", 1):
        gaps = np.diff(part.events.t)
        near.append(gaps[(gaps > peak_ns / _NEAR) & (gaps < peak_ns * _NEAR)][:: max(len(gaps) // 4096, 1)])
    found = np.concatenate(near)
    return float(np.median(found)) if len(found) else peak_ns


def _local_intervals(gaps: Floats, interval_ns: float) -> Floats:
    """Return the interval in force at each gap: the median of its block, that of the whole where it rests."""
    blocks = -(-len(gaps) // _BLOCK)
    padded = np.full(blocks * _BLOCK, np.inf)
    padded[: len(gaps)] = np.where(gaps < PAUSE_NS, gaps, np.inf)
    medians = np.median(padded.reshape(blocks, _BLOCK), axis=1)
    usable = np.isfinite(medians) & (medians > interval_ns / 16)
    return np.repeat(np.where(usable, medians, interval_ns), _BLOCK)[: len(gaps)]


def _polls(gaps: Floats, local: Floats) -> NDArray[np.float64]:
    """Return how many polls each gap lasted; one that came late, and the next in time, lasted one each."""
    polls = np.maximum(np.rint(gaps / local), 1)
    after = np.append(gaps[1:], np.inf)
    both = np.maximum(np.rint((gaps + after) / local) - 1, 1)
    return np.where(after < 0.75 * local, np.minimum(polls, both), polls)
