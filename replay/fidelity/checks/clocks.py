"""Several clocks: how far each drifts from the recording's time, and where it steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from formats.model.time import NS_PER_MS, Span
from replay.core.safe_text import visible
from replay.fidelity.capture import Capture, Floats, Ints
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, judged, unknown
from replay.fidelity.profile import Settings, limits

DRIFT: Settings = {"doubtful": 50, "bad": 150}
STEPS: Settings = {"doubtful": 0, "bad": 100, "least_ms": 20}
OFFSETS: Settings = {"doubtful": 40, "bad": 200}
_LEAST = 8
_MOST_READINGS = 200_000
_BLOCKS = 400
_AROUND = 5
_SURE = 6
_SMALLEST_NS = 5 * NS_PER_MS
"""No step below this is told from readings that came late."""


@dataclass(frozen=True, slots=True)
class ClockCourse:
    """How a clock went against the recording's time."""

    name: str
    readings: int
    drift_ppm: float
    uncertainty_ppm: float
    """Twice the standard error of the drift, as the scatter of the readings has it."""
    scatter_ms: float
    """Standard deviation of readings from the line, by their median deviation."""
    offset_ns: int
    """Median of what it reads less the recording's time."""
    steps: tuple[tuple[int, int, float], ...]
    """Between which two times of the recording it steps, and how far, nanoseconds."""


def drift(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Measure each clock's drift by Theil-Sen on its readings, steps taken out; the figure is the largest.

    Two clocks that differ do not tell which of them is wrong.

    Source: Sen 1968, "Estimates of the regression coefficient based on Kendall's tau".
    """
    name = "clock-drift"
    every = courses(capture)
    known = [each for each in every if each.uncertainty_ppm <= settings["doubtful"]]
    figures = {f"{visible(each.name)}_ppm": each.drift_ppm for each in every}
    figures |= {f"{visible(each.name)}_uncertainty_ppm": each.uncertainty_ppm for each in every}
    if not known:
        yield unknown(name, "ppm", _why(capture, every), figures)
        return
    worst = max(known, key=lambda each: abs(each.drift_ppm))
    span = Span(0, max(capture.recording.duration_ns, 1))
    words = f"{visible(worst.name)} runs {worst.drift_ppm:+.1f} ppm against the recording"
    yield judged(
        name,
        abs(worst.drift_ppm),
        "ppm",
        limits(settings),
        [Evidence(span, words)],
        note=words,
        figures=figures,
    )


def steps(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Find where a clock steps, and goes on from there as before; the figure is the largest step."""
    name = "clock-steps"
    every = [each for each in courses(capture) if each.scatter_ms <= settings["least_ms"]]
    if not every:
        yield unknown(name, "ms", _why(capture, []))
        return
    spans = [
        Evidence(
            Span(start_ns, end_ns),
            f"{visible(each.name)} steps by {size_ns / NS_PER_MS:+.1f} ms",
            weight=abs(size_ns),
        )
        for each in every
        for start_ns, end_ns, size_ns in each.steps
        if abs(size_ns) > settings["least_ms"] * NS_PER_MS
    ]
    largest_ms = max((each.weight for each in spans), default=0.0) / NS_PER_MS
    note = count_text(len(spans), "step") + (f", the largest {largest_ms:.1f} ms" if spans else "")
    figures = {"steps_ms": [size / NS_PER_MS for each in every for _, _, size in each.steps]}
    yield judged(name, largest_ms, "ms", limits(settings), spans, note=note, figures=figures)


def offsets(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Hold each clock's readings against the origin that the header gives it; the figure is the farthest off.

    A clock that is not where the header has it puts what is stamped by it, frames or events, off by as much.
    """
    name = "clock-offset"
    read = {each.name: each for each in courses(capture)}
    found = {
        clock.name: (read[clock.name].offset_ns - clock.origin_ns + clock.offset_ns) / NS_PER_MS
        for clock in capture.recording.header.clocks
        if clock.name in read
    }
    if not found:
        yield unknown(name, "ms", _why(capture, []))
        return
    worst = max(found, key=lambda each: abs(found[each]))
    words = f"{visible(worst)} is {found[worst]:+.1f} ms from where the header has it"
    span = Span(0, max(capture.recording.duration_ns, 1))
    figures = {f"{visible(clock)}_ms": ms for clock, ms in found.items()}
    places = [Evidence(span, words)]
    yield judged(name, abs(found[worst]), "ms", limits(settings), places, note=words, figures=figures)


def courses(capture: Capture) -> list[ClockCourse]:
    """Return the course of every clock that was read often enough."""
    found: dict[str, tuple[list[Ints], list[Ints]]] = {}
    every = max(capture.count("clock") // _MOST_READINGS, 1)
    for part in capture.parts("clock"):
        rows = part.events.rows[::every]
        for number in np.unique(rows["clock"]).tolist():
            mine = rows[rows["clock"] == number]
            t, reading = found.setdefault(part.events.strings[number], ([], []))
            t.append(mine["t"].astype(np.int64))
            reading.append(mine["reading_ns"].astype(np.int64))
    out = []
    for name, (times, readings) in found.items():
        course = course_of(name, np.concatenate(times), np.concatenate(readings))
        if course is not None:
            out.append(course)
    return out


def course_of(name: str, t: Ints, reading: Ints) -> ClockCourse | None:
    """Return the course of one clock, None for too few readings.

    Args:
        name: The clock's.
        t: Times of the recording, rising, nanoseconds, shape (n,).
        reading: What the clock said then, nanoseconds, shape (n,).
    """
    first = np.concatenate([[True], np.diff(t) > 0]) if len(t) else np.empty(0, np.bool_)
    t, reading = t[first], reading[first]
    if len(t) < _LEAST:
        return None
    times = t.astype(np.float64)
    # Before it becomes a float: nanoseconds since 1970 have no place in one.
    off = ((reading - reading[0]) - (t - t[0])).astype(np.float64)
    rate = float(np.median(np.diff(off) / np.diff(times)))
    left = off - rate * (times - times[0])
    jumps = _jumps(left)
    straight = left.copy()
    for row, size in jumps:
        straight[row:] -= size
    slope = _theil_sen(times, straight)
    flat = straight - slope * (times - times[0])
    scatter = 1.4826 * float(np.median(np.abs(flat - np.median(flat))))
    spread = float(np.sqrt(((times - times.mean()) ** 2).sum()))
    return ClockCourse(
        name,
        len(t),
        (rate + slope) * 1e6,
        2e6 * scatter / spread,
        scatter / NS_PER_MS,
        int(reading[0] - t[0]) + round(float(np.median(off))),
        tuple((int(t[row - 1]), int(t[row]), size) for row, size in jumps),
    )


def _jumps(left: Floats) -> list[tuple[int, float]]:
    """Return the rows at which readings go on from another place, and how far that is, nanoseconds."""
    between = np.diff(left)
    noise = 1.4826 * float(np.median(np.abs(between - np.median(between))))
    out: list[tuple[int, float]] = []
    for row in (np.flatnonzero(np.abs(between) > max(_SURE * noise, _SMALLEST_NS)) + 1).tolist():
        before = left[max(row - _AROUND, out[-1][0] if out else 0) : row]
        after = left[row : row + _AROUND]
        if len(after) < 2 or not len(before):
            continue
        size = float(np.median(after) - np.median(before))
        # One reading that came late goes back at once, and is no step.
        if abs(size) > max(_SURE * noise, _SMALLEST_NS) and abs(size) > 0.5 * abs(between[row - 1]):
            out.append((row, size))
    return out


def _theil_sen(times: Floats, values: Floats) -> float:
    """Return the median of the slopes between all pairs, of medians of blocks where there are many."""
    blocks = min(len(times), _BLOCKS)
    edges = np.linspace(0, len(times), blocks + 1).astype(np.int64)
    x = np.array([times[start:stop].mean() for start, stop in pairwise(edges.tolist())])
    y = np.array([np.median(values[start:stop]) for start, stop in pairwise(edges.tolist())])
    first, second = np.triu_indices(blocks, 1)
    return float(np.median((y[second] - y[first]) / (x[second] - x[first])))


def _why(capture: Capture, every: list[ClockCourse]) -> str:
    if every:
        return "the readings of the clocks scatter too much, or over too short a time"
    told = len(capture.recording.header.clocks)
    if not capture.count("clock"):
        return (
            f"{told} clocks are named and none is read while recording"
            if told > 1
            else "there is one clock only"
        )
    return "the clocks are read too seldom, or too unevenly"
