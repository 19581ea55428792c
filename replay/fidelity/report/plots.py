"""What a report draws: histograms, gaps, coverage, clocks, the path; gathered in parts, bounded in size."""

from dataclasses import dataclass, field

import numpy as np

from formats.model.recording import Recording, first_ns
from formats.model.time import NS_PER_MS, NS_PER_S, Span
from replay.fidelity.capture import INPUTS, Capture, Floats, Ints
from replay.fidelity.density import histogram
from replay.fidelity.report.delivery import delivered

BINS = 240
"""Parts into which the time of a recording is cut."""
_POINTS = 4000
_CLICKS = 1000
_STREAMS = (*INPUTS, "text", "window", "clock", "other")
HOLD_EDGES_MS: Floats = np.logspace(0, 5, 101)
"""Edges of the bins of holds: 1 ms to 100 s."""


@dataclass(slots=True)
class Plots:
    """Numbers to draw."""

    span: Span
    """From the first event to the last."""
    gaps: dict[str, Ints] = field(default_factory=dict)
    """Of each input: counts of gaps over the bins of `density.EDGES`."""
    coverage: dict[str, Ints] = field(default_factory=dict)
    """Of each stream and of the frames: rows in each of `BINS` parts of the time."""
    longest_gap_ms: Floats = field(default_factory=lambda: np.zeros(BINS))
    """The longest gap between inputs that ends in each part."""
    frame_gaps_ms: Floats = field(default_factory=lambda: np.zeros(BINS))
    """The longest interval between frames that ends in each part."""
    frame_gaps: Ints = field(default_factory=lambda: histogram(np.empty(0, np.int64)))
    lags: Ints = field(default_factory=lambda: histogram(np.empty(0, np.int64)))
    """Of inputs and frames that came after something later: counts by how late at least, as `gaps`."""
    lag_ms: Floats = field(default_factory=lambda: np.zeros(BINS))
    """The latest delivery in each part."""
    in_order: int = 0
    """Inputs and frames that came after nothing later."""
    holds: dict[str, Ints] = field(default_factory=dict)
    """Of keys and buttons: counts of holds over the bins of `HOLD_EDGES_MS`."""
    clocks: dict[str, tuple[Floats, Floats]] = field(default_factory=dict)
    """Of each clock: times in seconds, and its reading less the recording's time, from the first, in ms."""
    path: Floats = field(default_factory=lambda: np.empty((0, 2)))
    clicks: Floats = field(default_factory=lambda: np.empty((0, 2)))
    displays: list[tuple[float, float, float, float]] = field(default_factory=list)
    """x, y, width and height."""

    def part_of(self, t: Ints) -> Ints:
        """Return in which part of the time each instant lies."""
        share = (t - self.span.start_ns) / max(self.span.duration_ns, 1)
        return np.clip((share * BINS).astype(np.int64), 0, BINS - 1)


def gather(recording: Recording) -> Plots:
    """Read what there is to draw; every stream once, in parts, and no picture."""
    capture = Capture(recording)
    start_ns = first_ns(recording)
    plots = Plots(Span(start_ns, max(recording.duration_ns, start_ns + 1)))
    for stream in _STREAMS:
        if capture.count(stream):
            _stream(capture, stream, plots)
    for part in capture.inputs(1):
        gaps = np.diff(part.t) / NS_PER_MS
        np.maximum.at(plots.longest_gap_ms, plots.part_of(part.t[1:]), gaps)
    _lags(capture, plots)
    _frames(capture, plots)
    for stream in ("key", "button"):
        held = np.array([each.duration_ns for each in capture.presses(stream).holds]) / NS_PER_MS
        if len(held):
            clipped = np.clip(held, HOLD_EDGES_MS[0], HOLD_EDGES_MS[-1])
            plots.holds[stream] = np.histogram(clipped, HOLD_EDGES_MS)[0].astype(np.int64)
    _clocks(capture, plots)
    plots.displays = [
        (
            float(row["x"]),
            float(row["y"]),
            float(row["width"]),
            float(row["height"]),
        )
        for row in capture.screens[:64]
    ]
    return plots


def _stream(capture: Capture, stream: str, plots: Plots) -> None:
    counts = np.zeros(BINS, np.int64)
    gaps = histogram(np.empty(0, np.int64))
    places: list[Floats] = []
    every = max(capture.count(stream) // (_POINTS if stream == "pointer" else _CLICKS), 1)
    for part in capture.parts(stream, 1):
        rows = part.events.rows
        t = rows["t"].astype(np.int64)
        counts += np.bincount(plots.part_of(t[part.fresh :]), minlength=BINS)
        between = np.diff(t)
        gaps += histogram(between[between > 0])
        if stream in {"pointer", "button"}:
            shown = rows[::every] if stream == "pointer" else rows[rows["pressed"] == 1][::every]
            both = np.stack([shown["x"], shown["y"]], axis=1).astype(np.float64)
            places.append(both[np.isfinite(both).all(axis=1) & (np.abs(both) < 30_000).all(axis=1)])
    plots.coverage[stream] = counts
    if stream in INPUTS:
        plots.gaps[stream] = gaps
    if places and stream == "pointer":
        plots.path = np.concatenate(places)
    elif places:
        plots.clicks = np.concatenate(places)


def _lags(capture: Capture, plots: Plots) -> None:
    for part in delivered(capture):
        late = part.lag_ns > 0
        plots.in_order += int((~late).sum())
        plots.lags = plots.lags + histogram(part.lag_ns[late])
        np.maximum.at(plots.lag_ms, plots.part_of(part.t), part.lag_ns / NS_PER_MS)


def _frames(capture: Capture, plots: Plots) -> None:
    if not len(capture.recording.frames):
        return
    plots.coverage["frame"] = np.bincount(
        plots.part_of(capture.recording.frames["t"].astype(np.int64)), minlength=BINS
    )
    for display in capture.displays:
        _, t = capture.frame_times(display)
        between = np.diff(t)
        plots.frame_gaps = plots.frame_gaps + histogram(between[between > 0])
        np.maximum.at(plots.frame_gaps_ms, plots.part_of(t[1:]), between / NS_PER_MS)


def _clocks(capture: Capture, plots: Plots) -> None:
    found: dict[str, tuple[list[Floats], list[Floats]]] = {}
    first: dict[str, tuple[int, int]] = {}
    every = max(capture.count("clock") // _POINTS, 1)
    for part in capture.parts("clock"):
        rows = part.events.rows
        for number in np.unique(rows["clock"]).tolist():
            name = part.events.strings[number]
            mine = rows[rows["clock"] == number][::every]
            t0, reading0 = first.setdefault(name, (int(mine["t"][0]), int(mine["reading_ns"][0])))
            off = (mine["reading_ns"] - reading0) - (mine["t"] - t0)
            times, offs = found.setdefault(name, ([], []))
            times.append(mine["t"] / NS_PER_S)
            offs.append(off / NS_PER_MS)
    plots.clocks = {name: (np.concatenate(t), np.concatenate(off)) for name, (t, off) in found.items()}
