"""The report of the checks as one HTML page: the table of verdicts, the worst moments, the plots."""

from collections.abc import Mapping
from html import escape
from typing import Any

import numpy as np

from formats.model.time import NS_PER_MS, NS_PER_S, format_time
from replay.core.safe_text import visible
from replay.fidelity import svg
from replay.fidelity.align.found import Alignment
from replay.fidelity.align.page import curve_figure
from replay.fidelity.capture import Ints
from replay.fidelity.density import EDGES
from replay.fidelity.figure_text import figure_text, number_text
from replay.fidelity.frames_corrected import correction_words
from replay.fidelity.outcome import HOW_JUDGED
from replay.fidelity.page_frame import figure, opened_at, whole_page
from replay.fidelity.report.outcomes import Report, worst_places
from replay.fidelity.report.plots import Plots

_PLACES = 25
_HEAD = (
    "<thead><tr><th>check</th><th>verdict</th>"
    '<th class="n">figure</th><th class="n">limit</th><th>what</th></tr></thead>'
)
_NOT_JUDGED = '<span class="v unknown">not judged</span>'


def page(name: str, command: str, report: Report, plots: Plots, alignment: Alignment | None = None) -> str:
    """Return the page.

    Args:
        name: Of the recording, as people know it.
        command: What opens it on the screen, to which ` --at T` is added.
        report: What was found.
        plots: What is drawn.
        alignment: Pictures against events, where the pictures were read.
    """
    title = visible(f"Can {name} be trusted?")
    long = format_time(report.duration_ns)
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p>Verdict: {_verdict(report.verdict)}. {escape(_summary(report))} Length {long}.</p>",
        *([f"<p>{escape(moved)}</p>"] if (moved := correction_words(report.frames_corrected)) else []),
        _table(report),
        _worst(command, report),
        "<h2>Plots</h2>",
        *_figures(plots, report),
        *(_not_measured(report) if alignment is None else curve_figure(alignment)),
    ]
    return whole_page(title, parts)


def _summary(report: Report) -> str:
    counts = dict.fromkeys(("bad", "doubtful", "ok", "cannot be known"), 0)
    for each in report.outcomes:
        counts[each.verdict] += 1
    return f"{len(report.outcomes)} checks: " + ", ".join(f"{n} {v}" for v, n in counts.items() if n) + "."


def _verdict(verdict: str) -> str:
    kind = "unknown" if verdict == "cannot be known" else verdict
    return f'<span class="v {kind}">{escape(verdict)}</span>'


def _table(report: Report) -> str:
    rows = "".join(
        f"<tr><td>{escape(each.name)}</td><td>{_verdict(each.verdict)}</td>"
        f'<td class="n">{escape(figure_text(each.value, each.unit))}</td>'
        f'<td class="n">{each.limit}</td><td>{escape(visible(each.note))}</td></tr>'
        for each in report.by_severity()
    )
    rows += "".join(
        f"<tr><td>{escape(each.name)}</td><td>{_NOT_JUDGED}</td><td></td><td></td>"
        f"<td>{escape(each.what)}: <code>{HOW_JUDGED}</code></td></tr>"
        for each in report.not_judged
    )
    return f"<h2>Verdicts</h2><table>{_HEAD}{rows}</table>"


def _worst(command: str, report: Report) -> str:
    places = worst_places(report, _PLACES)
    if not places:
        return ""
    rows = "".join(
        f"<tr><td>{format_time(place.span.start_ns)}</td><td>{_verdict(place.verdict)}</td>"
        f"<td>{escape(outcome.name)}: {escape(visible(place.note))}<br>"
        f"{opened_at(visible(command), format_time(place.span.start_ns))}</td></tr>"
        for outcome, place in places
    )
    return f'<h2>Worst moments</h2><table class="moments">{rows}</table>'


def _not_measured(report: Report) -> list[str]:
    """Say what draws the offset's curve, where there are pictures to draw it from."""
    if not report.not_judged:
        return []
    return [figure("Offset of the frames' times, with its minimum", "", f"not measured: {HOW_JUDGED}")]


def _figures(plots: Plots, report: Report) -> list[str]:
    times = _times(plots)
    out = [figure("Where there is what", svg.strips(plots.coverage, times))] if plots.coverage else []
    out += [
        figure(f"Gaps between events: {stream}", svg.bars(*_cut(counts), "count"))
        for stream, counts in plots.gaps.items()
        if counts.any()
    ]
    if plots.longest_gap_ms.any():
        drawn = svg.bars(plots.longest_gap_ms, times, "longest, ms")
        out.append(figure("Gaps between inputs over time", drawn))
    out += _delivery(plots, times)
    if plots.frame_gaps_ms.any():
        out.append(
            figure("Intervals between frames over time", svg.bars(plots.frame_gaps_ms, times, "longest, ms"))
        )
        out.append(figure("Intervals between frames", svg.bars(*_cut(plots.frame_gaps), "count")))
    hold_labels = [(place / 5, f"{10**place:,} ms") for place in range(6)]
    out += [
        figure(f"How long a {stream} is held", svg.bars(counts, hold_labels, "count"))
        for stream, counts in plots.holds.items()
    ]
    if plots.clocks:
        start_s, long_s = plots.span.start_ns / NS_PER_S, plots.span.duration_ns / NS_PER_S
        drifts = report.outcome("clock-drift").figures
        series = {
            _clock(name, drifts): ((t - start_s) / long_s, off) for name, (t, off) in plots.clocks.items()
        }
        out.append(
            figure("Clocks less the recording's time, from the first reading", svg.lines(series, times, "ms"))
        )
    if len(plots.path):
        drawn = svg.path(plots.path, plots.clicks, plots.displays)
        out.append(figure("The pointer's path and the clicks, within the displays", drawn))
    return out


def _delivery(plots: Plots, times: list[tuple[float, str]]) -> list[str]:
    late = int(plots.lags.sum())
    if not plots.in_order + late:
        return []
    words = f"{late:,} of {plots.in_order + late:,} inputs and frames came after something of a later time"
    if not late:
        return [figure("Delivery lag", "", f"none: {words}")]
    caption = "Delivery lag, at least"
    return [
        figure(f"{caption}, over time", svg.bars(plots.lag_ms, times, "longest, ms"), words),
        figure(caption, svg.bars(*_cut(plots.lags), "count")),
    ]


def _clock(name: str, drifts: Mapping[str, Any]) -> str:
    drift = drifts.get(f"{visible(name)}_ppm")
    return visible(name) if drift is None else f"{visible(name)}: {drift:+.1f} ppm"


def _times(plots: Plots) -> list[tuple[float, str]]:
    span = plots.span
    return [(n / 4, format_time(span.start_ns + span.duration_ns * n // 4)) for n in range(5)]


def _cut(counts: Ints) -> tuple[Ints, list[tuple[float, str]]]:
    """Return the part of a histogram of gaps that is not empty, with its labels."""
    there = np.flatnonzero(counts)
    first, stop = int(there[0]), int(there[-1]) + 1
    edges = EDGES[first : stop + 1] / NS_PER_MS
    labels = [(n / 4, f"{number_text(float(edges[round((len(edges) - 1) * n / 4)]))} ms") for n in range(5)]
    return counts[first:stop], labels
