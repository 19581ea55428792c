"""The report as one HTML page: the table of verdicts, the plots, the worst moments; no script, no network."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np

from formats.model.time import NS_PER_MS, NS_PER_S, format_time
from replay.core.safe_text import visible
from replay.fidelity import svg
from replay.fidelity.capture import Ints
from replay.fidelity.density import EDGES
from replay.fidelity.outcome import Outcome
from replay.fidelity.plots import Plots
from replay.fidelity.report import Report, worst_places

_PLACES = 25
_STYLE = """
body { font: 14px/1.45 system-ui, sans-serif; color: #111; background: #fff; max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .2rem .5rem;
  border-bottom: 1px solid #ccc; vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.v { font-weight: 600; white-space: nowrap; } .bad { color: #a01010; } .doubtful { color: #8a5a00; }
.ok { color: #1d6b34; } .unknown { color: #555; font-weight: 400; }
code { font-size: .9em; overflow-wrap: anywhere; } svg { width: 100%; height: auto; }
figure { margin: 1rem 0; break-inside: avoid; }
figcaption { font-weight: 600; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
"""


def page(name: str, command: str, report: Report, plots: Plots) -> str:
    """Return the page.

    Args:
        name: Of the recording, as people know it.
        command: What opens it on the screen, to which ` --at T` is added.
        report: What was found.
        plots: What is drawn.
    """
    title = escape(visible(f"Can {name} be trusted?"))
    long = format_time(report.duration_ns)
    parts = [
        f"<h1>{title}</h1>",
        f"<p>{_verdict(report.verdict)} {escape(_summary(report))} Length {long}.</p>",
        _table(report.outcomes),
        _worst(command, report),
        "<h2>Plots</h2>",
        *_figures(plots, report),
    ]
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>{''.join(parts)}</body></html>\n"
    )


def number_text(value: float | None) -> str:
    """Write a figure for people."""
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 100 else f"{value:.4g}"


def _summary(report: Report) -> str:
    counts = dict.fromkeys(("bad", "doubtful", "ok", "cannot be known"), 0)
    for each in report.outcomes:
        counts[each.verdict] += 1
    return f"{len(report.outcomes)} checks: " + ", ".join(f"{n} {v}" for v, n in counts.items() if n) + "."


def _verdict(verdict: str) -> str:
    kind = "unknown" if verdict == "cannot be known" else verdict
    return f'<span class="v {kind}">{escape(verdict)}</span>'


def _table(outcomes: Sequence[Outcome]) -> str:
    rows = "".join(
        f"<tr><td>{escape(each.name)}</td><td>{_verdict(each.verdict)}</td>"
        f'<td class="n">{number_text(each.value)} {escape(each.unit) if each.value is not None else ""}</td>'
        f'<td class="n">{number_text(each.threshold)}</td><td>{escape(visible(each.note))}</td></tr>'
        for each in outcomes
    )
    head = "<tr><th>check</th><th>verdict</th><th>figure</th><th>limit</th><th>what</th></tr>"
    return f"<h2>Verdicts</h2><table>{head}{rows}</table>"


def _worst(command: str, report: Report) -> str:
    places = worst_places(report, _PLACES)
    if not places:
        return ""
    rows = "".join(
        f"<tr><td>{format_time(place.span.start_ns)}</td><td>{_verdict(place.verdict)}</td>"
        f"<td>{escape(outcome.name)}: {escape(visible(place.note))}<br>"
        f"<code>{escape(visible(f'{command} --at {format_time(place.span.start_ns)}'))}</code></td></tr>"
        for outcome, place in places
    )
    return f"<h2>Worst moments</h2><table>{rows}</table>"


def _figures(plots: Plots, report: Report) -> list[str]:
    times = _times(plots)
    out = [_figure("Where there is what", svg.strips(plots.coverage, times))] if plots.coverage else []
    out += [
        _figure(f"Gaps between events: {stream}", svg.bars(*_cut(counts), "count"))
        for stream, counts in plots.gaps.items()
        if counts.any()
    ]
    if plots.longest_gap_ms.any():
        drawn = svg.bars(plots.longest_gap_ms, times, "longest, ms")
        out.append(_figure("Gaps between inputs over time", drawn))
    if plots.frame_gaps_ms.any():
        out.append(
            _figure("Intervals between frames over time", svg.bars(plots.frame_gaps_ms, times, "longest, ms"))
        )
        out.append(_figure("Intervals between frames", svg.bars(*_cut(plots.frame_gaps), "count")))
    hold_labels = [(place / 5, f"{10**place:,} ms") for place in range(6)]
    out += [
        _figure(f"How long a {stream} is held", svg.bars(counts, hold_labels, "count"))
        for stream, counts in plots.holds.items()
    ]
    if plots.clocks:
        start_s, long_s = plots.span.start_ns / NS_PER_S, plots.span.duration_ns / NS_PER_S
        drifts = report.outcome("clock-drift").figures
        series = {
            _clock(name, drifts): ((t - start_s) / long_s, off) for name, (t, off) in plots.clocks.items()
        }
        out.append(
            _figure(
                "Clocks less the recording's time, from the first reading", svg.lines(series, times, "ms")
            )
        )
    if len(plots.path):
        drawn = svg.path(plots.path, plots.clicks, plots.displays)
        out.append(_figure("The pointer's path and the clicks, within the displays", drawn))
    return out


def _clock(name: str, drifts: Mapping[str, Any]) -> str:
    drift = drifts.get(f"{visible(name)}_ppm")
    return visible(name) if drift is None else f"{visible(name)}: {drift:+.1f} ppm"


def _figure(title: str, drawn: str) -> str:
    return f"<figure><figcaption>{escape(title)}</figcaption>{drawn}</figure>"


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
