"""A comparison as one HTML page: counts, the clock's curve with its slope, what was lost when."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formats.model.time import NS_PER_MS, NS_PER_S, format_time
from replay.core.safe_text import visible
from replay.fidelity.compare.comparison import Comparison
from replay.fidelity.compare.moments import moment_words
from replay.fidelity.compare.record import corrections_words
from replay.fidelity.compare.streams import StreamComparison
from replay.fidelity.page_frame import figure, opened_at, whole_page

_POINTS = 1500
_BINS = 180
_LONGEST = 80
_WIDTH, _HEIGHT, _LEFT = 720, 160, 70
_COLUMNS = ("reference", "capture", "matched", "lost", "extra", "doubled", "moved", "late")
_NUMBER = ' class="n"'
_FAULTS = ("lost", "extra", "doubled", "moved", "late")


def comparison_page(
    reference: str, capture: str, found: Comparison, record: dict[str, Any], command: str
) -> str:
    """Return the page.

    Args:
        reference: Name of the reference, as people know it.
        capture: Name of the capture.
        found: What was found.
        record: The same as `comparison_record` gives it.
        command: What opens the reference on the screen, to which ` --at T` is added.
    """
    title = visible(f"{capture} against {reference}")
    verdict = "Nothing is lost or off." if found.is_faithful else "The capture is not faithful."
    doubt = f' <span class="doubtful">In doubt: {escape(found.doubt)}</span>' if found.doubt else ""
    parts = [
        f"<h1>{escape(title)}</h1><p>{verdict}{doubt} {escape(corrections_words(record))}</p>",
        _table(found.streams),
        "<h2>Clock and scale</h2>",
        _facts(found, record),
        _clock_figure(found),
        "<h2>What was lost, over time</h2>",
        _lost_figure(found),
        _worst(record, visible(command)),
        _events(record),
    ]
    return whole_page(title, parts)


def _table(streams: dict[str, StreamComparison]) -> str:
    head = "".join(
        f"<th{'' if name == 'stream' else _NUMBER}>{name}</th>"
        for name in ("stream", *_COLUMNS, "lag ms", "jitter ms")
    )
    rows = []
    for name, stream in streams.items():
        cells = [f"<td>{escape(name)}</td>"]
        for column in _COLUMNS:
            value = getattr(stream, column)
            mark = ' class="n off"' if value and column in _FAULTS else _NUMBER
            cells.append(f"<td{mark}>{value:,}</td>")
        mark = ' class="n off"' if stream.lags else _NUMBER
        cells += [
            f"<td{mark}>{_ms(stream.lag_ns)}</td>",
            f"<td{_NUMBER}>{_ms(stream.jitter_ns_p95).lstrip('+')}</td>",
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


def _facts(found: Comparison, record: dict[str, Any]) -> str:
    clock, error = found.clock, record["path_error_px_p95"]
    drift = "unknown" if clock.drift_ppm is None else f"{clock.drift_ppm:+.2f} ppm"
    rests_on = f"from {clock.pairs:,} events of {found.clock_rests_on or 'no stream'}"
    scale = "unknown" if found.space is None else record["scale"]
    lines = [
        f"offset {_ms(clock.offset_ns)} ms, drift {drift}, {rests_on}",
        *(f"step of {_ms(step.size_ns)} ms at {format_time(step.at_ns)}" for step in clock.steps),
        f"scale {scale}" + ("" if error is None else f", 95 % of the path within {error} px"),
        *(
            f"no input at all from {format_time(hole.after_ns)} to {format_time(hole.until_ns)}, "
            f"{(hole.until_ns - hole.after_ns) / NS_PER_S:.3f} s: {hole.events:,} events are lost"
            for hole in found.holes
        ),
    ]
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def _clock_figure(found: Comparison) -> str:
    stream = found.streams.get(found.clock_rests_on)
    if stream is None or not stream.matched:
        return ""
    few = np.linspace(0, stream.matched - 1, min(stream.matched, _POINTS)).astype(np.int64)
    t = stream.matched_ns[few]
    later = (stream.later_ns[few] - found.clock.offset_ns) / NS_PER_MS
    fitted = (found.clock.capture_ns(t) - t - found.clock.offset_ns) / NS_PER_MS
    low, high = (float(edge(np.concatenate([later, fitted]))) for edge in (np.min, np.max))
    reach = max(high - low, 1.0)
    # What hardly varies lies in the middle of a millisecond.
    low, high = ((low + high + side * reach) / 2 for side in (-1, 1))
    x = _across(t, _length_ns(found))
    heights = [(high - values) / reach * (_HEIGHT - 40) + 10 for values in (later, fitted)]
    dots = "".join(
        f'<circle cx="{a:.1f}" cy="{b:.1f}" r="1.6" style="fill:var(--one)"/>'
        for a, b in zip(x.tolist(), heights[0].tolist(), strict=True)
    )
    line = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x.tolist(), heights[1].tolist(), strict=True))
    drawn = f'{dots}<polyline points="{line}" fill="none" style="stroke:var(--two)" stroke-width="1.2"/>'
    words = [f'<text x="4" y="{y}">{value:+.1f} ms</text>' for y, value in ((14, high), (_HEIGHT - 26, low))]
    slope = "unknown" if found.clock.drift_ppm is None else f"{found.clock.drift_ppm:+.1f} ppm"
    caption = f"Clock difference, offset taken out: each pair, and what was fitted; slope {slope}"
    return _figure(caption, drawn + "".join(words), _HEIGHT, _length_ns(found))


def _lost_figure(found: Comparison) -> str:
    length_ns = _length_ns(found)
    drawn = []
    for number, (name, stream) in enumerate(found.streams.items()):
        edges = np.linspace(0, length_ns + 1, _BINS + 1)
        lost, every = (np.histogram(t, edges)[0] for t in (stream.lost_ns, stream.reference_ns))
        top, width = 8 + number * 22, (_WIDTH - _LEFT - 10) / _BINS
        drawn.append(f'<text x="4" y="{top + 13}">{escape(name)}</text>')
        for place in np.flatnonzero(every).tolist():
            share = float(lost[place]) / float(every[place])
            colour = (
                "#aab4c0"
                if share == 0
                else f"rgb({160 + round(30 * (1 - share))},{round(150 * (1 - share))},40)"
            )
            x = _LEFT + place * width
            drawn.append(
                f'<rect x="{x:.1f}" y="{top}" width="{width + 0.1:.2f}" height="16" fill="{colour}"/>'
            )
    height = 8 + len(found.streams) * 22 + 26
    caption = "Grey: all events were matched; from amber to red: the larger the share that was lost"
    return _figure(caption, "".join(drawn), height, length_ns)


def _worst(record: dict[str, Any], command: str) -> str:
    """Return the worst moments, each with what opens the reference there."""
    rows = []
    for moment in record["worst_moments"]:
        words = moment_words(moment, visible((moment["event"] or "")[:_LONGEST]))
        opened = opened_at(command, format_time(moment["t_ns"]))
        rows.append(f"<tr><td>{format_time(moment['t_ns'])}</td><td>{escape(words)}<br>{opened}</td></tr>")
    return f'<h2>Worst moments</h2><table class="moments">{"".join(rows)}</table>' if rows else ""


def _events(record: dict[str, Any]) -> str:
    parts = []
    for name, stream in record["streams"].items():
        for word in ("lost", "extra"):
            events = stream[f"{word}_events"]
            if events:
                total = stream[word]
                parts.append(f"<h2>{escape(name)}: {total:,} {word}</h2>{_list(events, total)}")
    return "".join(parts)


def _list(events: Sequence[dict[str, Any]], total: int) -> str:
    items = [
        f"<li>{format_time(event['t_ns'])} {escape(visible(event['event'][:_LONGEST]))}</li>"
        for event in events[:_LONGEST]
    ]
    rest = total - len(items)
    return '<ul class="events">' + "".join(items) + (f"<li>and {rest:,} more</li>" if rest else "") + "</ul>"


def _figure(caption: str, drawn: str, height: int, length_ns: int) -> str:
    below = "".join(_time_words(length_ns, height))
    picture = f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" font-size="11">{drawn}{below}</svg>'
    return figure(caption, picture)


def _time_words(length_ns: int, height: int) -> Iterable[str]:
    for part, anchor in ((0.0, "start"), (0.5, "middle"), (1.0, "end")):
        x = _LEFT + part * (_WIDTH - _LEFT - 10)
        words = format_time(round(part * length_ns))
        yield f'<text x="{x:.0f}" y="{height - 6}" text-anchor="{anchor}">{words}</text>'


def _across(t: NDArray[np.int64], length_ns: int) -> NDArray[np.float64]:
    out: NDArray[np.float64] = _LEFT + t / max(length_ns, 1) * (_WIDTH - _LEFT - 10)
    return out


def _length_ns(found: Comparison) -> int:
    ends = [int(stream.reference_ns[-1]) for stream in found.streams.values() if stream.reference]
    return max(ends, default=1)


def _ms(ns: int | None) -> str:
    return "?" if ns is None else f"{ns / NS_PER_MS:+.1f}"
