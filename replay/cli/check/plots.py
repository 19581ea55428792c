"""The small plots of `replay check` in the terminal: a row of blocks each."""

import numpy as np
from numpy.typing import NDArray

from formats.model.time import NS_PER_MS, NS_PER_S, format_time
from replay.core.safe_text import visible
from replay.fidelity.density import EDGES
from replay.fidelity.figure_text import number_text
from replay.fidelity.report.plots import HOLD_EDGES_MS, Plots

_BLOCKS = " ▁▂▃▄▅▆▇█"
WIDEST = 60
BESIDE = 48
"""Columns that the names and words beside a plot take."""
_NARROWEST = 16
_OVER_TIME = ("input gaps", "frame gaps", "late by")


def plot_lines(plots: Plots, width: int = WIDEST) -> list[str]:
    """Return the plots, a line each: what there is over time, gaps, lags, clocks, holds of keys.

    Args:
        plots: What is drawn.
        width: Of each plot, in cells; at most `WIDEST`, and at least what still says something.
    """
    width = min(max(width, _NARROWEST), WIDEST)
    names = [
        *plots.coverage,
        *(f"{name} gaps" for name in plots.gaps),
        *(f"{name} held" for name in plots.holds),
        *(f"{visible(name)} clock" for name in plots.clocks),
        *_OVER_TIME,
    ]
    longest = max((len(name) for name in names), default=0)

    def line(name: str, drawn: str, words: str) -> str:
        return visible(f"{name:<{longest}}  {drawn}  {words}")

    start_s, end_s = plots.span.start_ns / NS_PER_S, plots.span.end_ns / NS_PER_S
    start, end = format_time(plots.span.start_ns), format_time(plots.span.end_ns)
    out = [
        line(name, blocks(np.log1p(counts), width), f"{start} to {end}")
        for name, counts in plots.coverage.items()
    ]
    over_time = (plots.longest_gap_ms, plots.frame_gaps_ms, plots.lag_ms)
    for name, values in zip(_OVER_TIME, over_time, strict=True):
        if values.any():
            words = f"over time, at most {number_text(float(values.max()))} ms"
            out.append(line(name, blocks(np.log1p(values), width), words))
    out += [
        line(f"{visible(name)} clock", *_course(t, off, (start_s, end_s), width))
        for name, (t, off) in plots.clocks.items()
    ]
    for name, counts in plots.gaps.items():
        if counts.any():
            out.append(line(f"{name} gaps", *_histogram(counts, EDGES / NS_PER_MS, width)))
    if plots.lags.any():
        out.append(line("late by", *_histogram(plots.lags, EDGES / NS_PER_MS, width)))
    if plots.frame_gaps.any():
        out.append(line("frame gaps", *_histogram(plots.frame_gaps, EDGES / NS_PER_MS, width)))
    out += [
        line(f"{name} held", *_histogram(counts, HOLD_EDGES_MS, width))
        for name, counts in plots.holds.items()
    ]
    return out


def blocks(values: NDArray[np.float64] | NDArray[np.int64], width: int = WIDEST) -> str:
    """Draw values as a row of blocks, the highest full; what is there is never drawn as nothing."""
    cells = np.array([part.max() for part in np.array_split(values, min(width, len(values)))], np.float64)
    most = max(float(cells.max(initial=0)), 1e-9)
    heights = np.ceil(cells / most * (len(_BLOCKS) - 1)).astype(int)
    return "".join(_BLOCKS[height] for height in heights.tolist())


def _histogram(counts: NDArray[np.int64], edges_ms: NDArray[np.float64], width: int) -> tuple[str, str]:
    there = np.flatnonzero(counts)
    first, stop = int(there[0]), int(there[-1]) + 1
    words = f"{number_text(float(edges_ms[first]))} to {number_text(float(edges_ms[stop]))} ms"
    return blocks(counts[first:stop], width), words


def _course(
    t_s: NDArray[np.float64], off_ms: NDArray[np.float64], span_s: tuple[float, float], width: int
) -> tuple[str, str]:
    """Draw how a clock goes against the recording's time, its least at the bottom."""
    places = np.linspace(*span_s, width)
    values = np.interp(places, t_s, off_ms)
    low, high = float(values.min()), float(values.max())
    words = f"{low:+.2f} to {high:+.2f} ms off"
    return blocks(values - low, width), words
