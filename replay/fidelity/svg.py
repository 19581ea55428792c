"""Small plots as SVG: bars, lines, points and strips, with their axes, in the ink of the page they are on."""

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np

from replay.fidelity.capture import Floats, Ints

WIDTH, HEIGHT = 720, 170
_AXIS = 'stroke="currentColor" stroke-opacity="0.6"'
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 12, 10, 34
COLOURS = (
    *("var(--one, #1f5fa8)", "var(--two, #b5492a)", "var(--three, #2f7d4f)", "var(--four, #7a4fa0)"),
    *("#8a6d1f", "#3f7f8f", "#8f3f6f", "#777777"),
)
"""Of one series after the other; the first are the page's, lighter on a dark one."""


def bars(counts: Ints | Floats, labels: Sequence[tuple[float, str]], what: str) -> str:
    """Draw a histogram.

    Args:
        counts: Of the bins, from left to right.
        labels: Where words stand below, 0 at the left end and 1 at the right, and which.
        what: The words of the upright axis.
    """
    most = max(float(np.max(counts, initial=0)), 1e-9)
    step = _plot_width() / max(len(counts), 1)
    out = []
    for number, count in enumerate(np.asarray(counts, np.float64).tolist()):
        if count > 0:
            high = max(count / most * _plot_height(), 1)
            x, y = _LEFT + number * step, _TOP + _plot_height() - high
            out.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(step - 0.3, 0.6):.2f}" height="{high:.1f}"/>'
            )
    return _framed(f'<g style="fill:{COLOURS[0]}">{"".join(out)}</g>', labels, (0.0, most), what)


def lines(series: Mapping[str, tuple[Floats, Floats]], labels: Sequence[tuple[float, str]], what: str) -> str:
    """Draw lines over one axis, each with its name.

    Args:
        series: By name the places from left to right, 0 to 1, and the values.
        labels: See `bars`.
        what: The words of the upright axis.
    """
    values = np.concatenate([each[1] for each in series.values()]) if series else np.zeros(1)
    low, high = float(values.min()), float(values.max())
    reach = max(high - low, 1e-9)
    out, words = [], []
    for number, (name, (x, y)) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        points = " ".join(
            f"{_LEFT + at * _plot_width():.1f},{_TOP + (high - value) / reach * _plot_height():.1f}"
            for at, value in zip(x.tolist(), y.tolist(), strict=True)
        )
        out.append(f'<polyline points="{points}" fill="none" style="stroke:{colour}" stroke-width="1.2"/>')
        words.append(f'<tspan style="fill:{colour}">{escape(name)}</tspan>')
    legend = f'<text x="{_LEFT}" y="{HEIGHT + 4}" xml:space="preserve">{"   ".join(words)}</text>'
    return _framed("".join(out) + legend, labels, (low, high), what, below=14)


def curve(
    points: Sequence[tuple[int, float]], lowest: int | None, labels: Sequence[tuple[float, str]], what: str
) -> str:
    """Draw a curve, and where its minimum is taken to be.

    Args:
        points: Places, rising, and values.
        lowest: The place that is marked, None for none.
        labels: See `bars`.
        what: The words of the upright axis.
    """
    x, y = (np.array(each, np.float64) for each in zip(*points, strict=True))
    reach = max(float(x[-1] - x[0]), 1e-9)
    low, high = float(y.min()), float(y.max())
    across = _LEFT + (x - x[0]) / reach * _plot_width()
    down = _TOP + (high - y) / max(high - low, 1e-9) * _plot_height()
    placed = zip(across.tolist(), down.tolist(), strict=True)
    words = " ".join(f"{a:.1f},{b:.1f}" for a, b in placed)
    out = f'<polyline points="{words}" fill="none" style="stroke:{COLOURS[0]}" stroke-width="1.4"/>'
    if lowest is not None:
        at = float(np.clip(_LEFT + (lowest - x[0]) / reach * _plot_width(), _LEFT, WIDTH - _RIGHT))
        at_y = float(np.interp(at, across, down))
        line = f'd="M{at:.1f} {_TOP}V{_TOP + _plot_height()}" stroke-dasharray="4 3"'
        out += f'<path {line} style="stroke:{COLOURS[1]}"/>'
        out += f'<circle cx="{at:.1f}" cy="{at_y:.1f}" r="4" style="fill:{COLOURS[1]}"/>'
    return _framed(out, labels, (low, high), what)


def strips(rows: Mapping[str, Ints], labels: Sequence[tuple[float, str]]) -> str:
    """Draw for each name a row that is dark where there is much, and white where there is nothing."""
    height = 18
    whole = _TOP + height * len(rows) + _BOTTOM
    out = []
    for number, (name, counts) in enumerate(rows.items()):
        y = _TOP + number * height
        most = max(float(np.log1p(counts).max(initial=0)), 1e-9)
        step = _plot_width() / max(len(counts), 1)
        out.append(f'<text x="{_LEFT - 6}" y="{y + 12}" text-anchor="end">{escape(name)}</text>')
        for place, count in enumerate(counts.tolist()):
            if count:
                shade = 0.25 + 0.75 * float(np.log1p(count)) / most
                x = _LEFT + place * step
                out.append(
                    f'<rect x="{x:.1f}" y="{y}" width="{step + 0.05:.2f}" height="{height - 4}" '
                    f'style="fill:{COLOURS[0]}" fill-opacity="{shade:.2f}"/>'
                )
    return _svg("".join(out) + _labels(labels, whole), whole)


def path(points: Floats, clicks: Floats, displays: Sequence[tuple[float, float, float, float]]) -> str:
    """Draw where the pointer was, with the clicks, within the displays.

    Args:
        points: Shape (n, 2), pixels as captured.
        clicks: Shape (m, 2).
        displays: x, y, width and height.
    """
    corners = [point for x, y, width, height in displays for point in ((x, y), (x + width, y + height))]
    every = np.concatenate([points, clicks, np.array(corners).reshape(-1, 2)])
    (left, top), (right, bottom) = every.min(axis=0), every.max(axis=0)
    scale = min((WIDTH - 20) / max(right - left, 1), 420 / max(bottom - top, 1))
    high = float(bottom - top) * scale + 20

    def at(x: float, y: float) -> tuple[float, float]:
        return 10 + (x - left) * scale, 10 + (y - top) * scale

    out = []
    for x, y, width, height in displays:
        a, b = at(x, y)
        size = f'width="{width * scale:.1f}" height="{height * scale:.1f}"'
        out.append(f'<rect x="{a:.1f}" y="{b:.1f}" {size} fill="none" {_AXIS}/>')
    placed = [at(x, y) for x, y in points.tolist()]
    words = " ".join(f"{a:.1f},{b:.1f}" for a, b in placed)
    out.append(f'<polyline points="{words}" fill="none" style="stroke:{COLOURS[0]}" stroke-opacity="0.6"/>')
    for a, b in (at(x, y) for x, y in clicks.tolist()):
        ring = f'fill="none" style="stroke:{COLOURS[1]}" stroke-width="1.5"'
        out.append(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5" {ring}/>')
    return _svg("".join(out), high)


def _framed(
    inner: str, labels: Sequence[tuple[float, str]], reach: tuple[float, float], what: str, below: int = 0
) -> str:
    bottom = _TOP + _plot_height()
    axis = f'<path d="M{_LEFT} {_TOP}V{bottom}H{WIDTH - _RIGHT}" fill="none" {_AXIS}/>'
    scale = "".join(
        f'<text x="{_LEFT - 6}" y="{y + 4:.0f}" text-anchor="end">{value:,.4g}</text>'
        for value, y in ((reach[1], _TOP), (reach[0], bottom))
    )
    middle = _TOP + _plot_height() / 2
    turning = f'text-anchor="middle" transform="rotate(-90 14 {middle})"'
    turned = f'<text x="14" y="{middle}" {turning}>{escape(what)}</text>'
    return _svg(inner + axis + scale + turned + _labels(labels, HEIGHT), HEIGHT + below)


def _labels(labels: Sequence[tuple[float, str]], height: float) -> str:
    return "".join(
        f'<text x="{_LEFT + at * _plot_width():.1f}" y="{height - _BOTTOM + 16:.0f}" '
        f'text-anchor="{"start" if at == 0 else "end" if at == 1 else "middle"}">{escape(words)}</text>'
        for at, words in labels
    )


def _svg(inner: str, height: float) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" font-size="11">{inner}</svg>'


def _plot_width() -> float:
    return WIDTH - _LEFT - _RIGHT


def _plot_height() -> float:
    return HEIGHT - _TOP - _BOTTOM
