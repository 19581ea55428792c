"""Jitter: how far moves are stamped from the beat at which the device was asked."""

from collections.abc import Iterator, Sequence

import numpy as np

from formats.model.streams import Rows
from formats.model.time import NS_PER_MS, Span
from replay.fidelity.capture import Capture, Floats, places
from replay.fidelity.checks.poll_places import PAUSE_NS
from replay.fidelity.outcome import Evidence, Outcome, judged, unknown
from replay.fidelity.profile import Settings, limits

NAME = "jitter"
DEFAULTS: Settings = {"doubtful": 3, "bad": 10, "fast_px": 2}
_WINDOW = 16
_LEAST = 5
_MOST_WINDOWS = 20_000
_REGULAR = 0.15
# The deviation that is left once moves are in order of time again, and the jitter it is left of, both over
# the interval, in windows of 16: simulated with normal noise on an even beat.
_LEFT = ((0, 0.25, 0.52, 0.82, 0.93), (0, 0.25, 0.625, 1.875, 3.75))
# The same in longer windows: beyond `_REACH` of their interval, 16 moves do not reach across the jitter.
_REACH = 0.85
_LONG = {
    128: (
        (0.96, 1.17, 1.33, 1.59, 1.8, 2.04, 2.26, 2.43, 2.52),
        (1.875, 2.8, 3.75, 5.5, 7.5, 11, 15, 22, 30),
    ),
    64: ((0.94, 1.12, 1.27, 1.45, 1.59, 1.71, 1.79), (1.875, 2.8, 3.75, 5.5, 7.5, 11, 15)),
}


def check(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Measure the deviation of moves from an even beat, in windows of 16 moves of fast motion.

    Moves are taken in the order of capture, where the noise of their times is whole. If the importer did not
    keep it, it is reckoned back from what is left of it.
    """
    # Eight hours of windows tell no more than some thousands spread over them.
    every = max(capture.count("pointer") // (_WINDOW * _MOST_WINDOWS), 1)
    found = [_Windows(part.events.rows, settings["fast_px"], every) for part in capture.parts("pointer")]
    times = np.concatenate([each.of(_WINDOW) for each in found]) if found else np.empty((0, _WINDOW))
    in_order = all(each.in_order for each in found)
    gaps = np.abs(np.diff(times, axis=1))
    beat = np.median(gaps, axis=1, keepdims=True) if len(times) else np.empty((0, 1))
    usable = beat[:, 0] > 0
    times, gaps, beat = times[usable], gaps[usable], beat[usable]
    if len(times) < _LEAST:
        yield unknown(NAME, "ms", "there is too little fast motion")
        return
    polls = np.rint(gaps / beat)
    off_beat = float(np.median(np.abs(gaps / beat - polls).mean(axis=1)))
    even = np.broadcast_to(np.arange(_WINDOW, dtype=np.float64), times.shape)
    counted = np.concatenate([np.zeros((len(times), 1)), np.cumsum(polls, axis=1)], axis=1)
    # On the beat, a longer gap is a poll that is missing; off it there is no telling.
    deviation, interval_ns = _deviation(times, counted if off_beat < _REGULAR else even)
    size_ns = float(np.median(deviation))
    if off_beat >= _REGULAR and in_order:
        size_ns = max(size_ns, _beyond(found, size_ns, interval_ns) or _unsorted(size_ns, interval_ns))
    value, worst = size_ns / NS_PER_MS, max(settings["doubtful"], 2 * size_ns / NS_PER_MS)
    least_ms = settings["doubtful"] if value > settings["doubtful"] else worst
    rows = np.flatnonzero(deviation / NS_PER_MS > least_ms)
    if value > settings["doubtful"] and not len(rows):
        # What is larger than a window is in all of them.
        rows = np.arange(len(times))
    spans = [
        Evidence(
            Span(int(times[row].min()), int(times[row].max()) + 1),
            f"moves stamped {deviation[row] / NS_PER_MS:.1f} ms off their beat",
            "doubtful",
            float(deviation[row]),
        )
        for row in rows.tolist()
    ]
    yield judged(
        NAME,
        value,
        "ms",
        limits(settings),
        spans,
        note=f"standard deviation of moves from their beat of {interval_ns / NS_PER_MS:.2f} ms",
        figures={
            "interval_ms": interval_ns / NS_PER_MS,
            "p95_ms": float(np.quantile(deviation, 0.95)) / NS_PER_MS,
            "windows": len(times),
        },
    )


class _Windows:
    """Fast motion in a part of the stream, cut into windows."""

    def __init__(self, rows: Rows, fast_px: float, every: int) -> None:
        """Take rows; of the windows one in `every` is kept."""
        order = np.argsort(rows["seq"], kind="stable")
        self.in_order = bool((np.diff(order) > 0).all())
        """Whether the order of capture is that of time."""
        self._every = every
        cut = rows[order[: len(order) // _WINDOW * _WINDOW]]
        self._t: Floats = cut["t"].astype(np.float64).reshape(-1, _WINDOW)
        x, y = (axis.reshape(-1, _WINDOW) for axis in places(cut))
        way = np.hypot(np.diff(x, axis=1), np.diff(y, axis=1)).sum(axis=1)
        steady = (np.abs(np.diff(self._t, axis=1)) < PAUSE_NS).all(axis=1)
        self._moving = steady & (way >= fast_px * (_WINDOW - 1))

    def of(self, length: int) -> Floats:
        """Return the times of windows of so many moves, shape (windows, length); all of it is fast."""
        blocks = length // _WINDOW
        edges = np.diff(np.concatenate([[0], self._moving.astype(np.int8), [0]]))
        runs = zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True)
        firsts = [np.arange(start, stop - blocks + 1, blocks) for start, stop in runs]
        first = np.concatenate([*firsts, np.empty(0, np.int64)]).astype(np.int64)[:: self._every]
        times: Floats = self._t[first[:, None] + np.arange(blocks)].reshape(len(first), length)
        return times


def _deviation(times: Floats, polls: Floats) -> tuple[Floats, float]:
    """Return the deviation of each window's times from a line over its polls, and the lines' median slope."""
    x = polls - polls.mean(axis=1, keepdims=True)
    y = times - times.mean(axis=1, keepdims=True)
    slope = (x * y).sum(axis=1) / np.maximum((x * x).sum(axis=1), 1e-9)
    left = y - slope[:, None] * x
    deviation: Floats = np.sqrt((left * left).sum(axis=1) / (times.shape[1] - 2))
    return deviation, float(np.median(np.abs(slope)))


def _unsorted(size_ns: float, interval_ns: float) -> float:
    """Return the jitter of which this deviation is left after sorting."""
    share = size_ns / max(interval_ns, 1)
    return float(np.interp(share, *_LEFT)) * interval_ns if share <= _LEFT[0][-1] else size_ns


def _beyond(found: Sequence[_Windows], size_ns: float, interval_ns: float) -> float | None:
    """Return the jitter that is larger than 16 moves can tell, None where it is not, or unknown."""
    if size_ns < _REACH * interval_ns:
        return None
    for length, (left, jitter) in _LONG.items():
        times = np.concatenate([each.of(length) for each in found])
        if len(times) >= _LEAST:
            even = np.broadcast_to(np.arange(length, dtype=np.float64), times.shape)
            deviation, beat_ns = _deviation(times, even)
            return float(np.interp(np.median(deviation) / max(beat_ns, 1), left, jitter)) * beat_ns
    return None
