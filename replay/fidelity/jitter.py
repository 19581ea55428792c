"""Jitter: how far moves are stamped from the beat at which the device was asked."""

from collections.abc import Iterator

import numpy as np

from formats.model.streams import Rows
from formats.model.time import NS_PER_MS, Span
from replay.fidelity.capture import Capture, Floats, places
from replay.fidelity.outcome import Evidence, Outcome, judged, unknown
from replay.fidelity.poll_places import PAUSE_NS
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


def check(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Measure the deviation of moves from an even beat, in windows of 16 moves of fast motion.

    Moves are taken in the order of capture, where the noise of their times is whole. If the importer did not
    keep it, it is reckoned back from what is left of it.
    """
    # Eight hours of windows tell no more than some thousands spread over them.
    every = max(capture.count("pointer") // (_WINDOW * _MOST_WINDOWS), 1)
    found = [_windows(part.events.rows, settings["fast_px"], every) for part in capture.parts("pointer")]
    times = np.concatenate([each[0] for each in found]) if found else np.empty((0, _WINDOW))
    in_order = all(each[1] for each in found)
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
        size_ns = max(size_ns, _unsorted(size_ns, interval_ns))
    value, worst = size_ns / NS_PER_MS, max(settings["doubtful"], 2 * size_ns / NS_PER_MS)
    rows = np.flatnonzero(
        deviation / NS_PER_MS > (settings["doubtful"] if value > settings["doubtful"] else worst)
    )
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


def _windows(rows: Rows, fast_px: float, every: int) -> tuple[Floats, bool]:
    """Return times in windows of fast motion, and whether the order of capture is that of time."""
    order = np.argsort(rows["seq"], kind="stable")
    whole = len(order) // _WINDOW * _WINDOW
    cut = rows[order[:whole]]
    t = cut["t"].astype(np.float64).reshape(-1, _WINDOW)
    x, y = (axis.reshape(-1, _WINDOW) for axis in places(cut))
    way = np.hypot(np.diff(x, axis=1), np.diff(y, axis=1)).sum(axis=1)
    moving = (np.abs(np.diff(t, axis=1)) < PAUSE_NS).all(axis=1) & (way >= fast_px * (_WINDOW - 1))
    return t[moving][::every], bool((np.diff(order) > 0).all())


def _deviation(times: Floats, polls: Floats) -> tuple[Floats, float]:
    """Return the deviation of each window's times from a line over its polls, and the lines' median slope."""
    x = polls - polls.mean(axis=1, keepdims=True)
    y = times - times.mean(axis=1, keepdims=True)
    slope = (x * y).sum(axis=1) / np.maximum((x * x).sum(axis=1), 1e-9)
    left = y - slope[:, None] * x
    deviation: Floats = np.sqrt((left * left).sum(axis=1) / (_WINDOW - 2))
    return deviation, float(np.median(np.abs(slope)))


def _unsorted(size_ns: float, interval_ns: float) -> float:
    """Return the jitter of which this deviation is left after sorting."""
    share = size_ns / max(interval_ns, 1)
    return float(np.interp(share, *_LEFT)) * interval_ns if share <= _LEFT[0][-1] else size_ns
