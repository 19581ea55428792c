"""A chart of plain bars as a picture: groups of them, each bar with its name before and its figure behind."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from formats.model.frames import Pixels

MOST_BARS = 400
"""More are left out, with a word on how many: a picture has an end."""
_WIDTH, _MARGIN, _ROW, _BAR, _GAP = 960, 24, 26, 16, 12
_NAME_WIDTH, _FIGURE_WIDTH = 260, 190
_SIZE, _HEADING_SIZE = 13, 15
_PAPER, _INK, _FAINT = (255, 255, 255), (30, 30, 36), (225, 227, 232)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    name: str
    """Safe to show; cut where it is too long."""
    value: float
    """0 or more."""
    figure: str
    """What is written behind it."""
    colour: str
    """As `#rrggbb`."""


@dataclass(frozen=True, slots=True)
class BarGroup:
    """Bars under a heading, all on one scale with the bars of the other groups."""

    heading: str
    bars: tuple[Bar, ...]


def bar_chart(title: str, groups: Sequence[BarGroup]) -> Pixels:
    """Draw a chart; the longest bar of all takes the whole width.

    Args:
        title: Over all, safe to show.
        groups: From top to bottom; of the bars of all of them at most `MOST_BARS` are drawn.
    """
    shown, left_out = _within_limit(groups)
    rows = sum(1 + len(group.bars) for group in shown) + bool(left_out)
    height = 2 * _MARGIN + _ROW * (rows + 1) + _GAP * len(shown)
    image = Image.new("RGB", (_WIDTH, height), _PAPER)
    pen = ImageDraw.Draw(image)
    longest = max((bar.value for group in shown for bar in group.bars), default=0) or 1
    down = _MARGIN
    _write(pen, (_MARGIN, down), title, _HEADING_SIZE, _WIDTH - 2 * _MARGIN)
    down += _ROW
    for group in shown:
        down += _GAP
        _write(pen, (_MARGIN, down), group.heading, _HEADING_SIZE, _WIDTH - 2 * _MARGIN)
        down += _ROW
        for bar in group.bars:
            _draw(pen, down, bar, bar.value / longest)
            down += _ROW
    if left_out:
        _write(pen, (_MARGIN, down), f"and {left_out:,} more", _SIZE, _WIDTH)
    return np.asarray(image)


def _draw(pen: ImageDraw.ImageDraw, down: int, bar: Bar, share: float) -> None:
    left = _MARGIN + _NAME_WIDTH + _GAP
    right = _WIDTH - _MARGIN - _FIGURE_WIDTH - _GAP
    top = down + (_ROW - _BAR) // 2
    _write(pen, (_MARGIN, down), bar.name, _SIZE, _NAME_WIDTH)
    pen.rectangle((left, top, right, top + _BAR), fill=_FAINT)
    length = round((right - left) * share)
    if length:
        pen.rectangle((left, top, left + length, top + _BAR), fill=bar.colour)
    _write(pen, (right + _GAP, down), bar.figure, _SIZE, _FIGURE_WIDTH)


def _write(pen: ImageDraw.ImageDraw, place: tuple[int, int], text: str, size: int, width: int) -> None:
    """Write a line in the middle of a row, cut to a width."""
    font = _font(size)
    fits = max(int(width / font.getlength("0")), 1)
    line = text if len(text) <= fits else f"{text[: fits - 1]}…"
    while len(line) > 1 and font.getlength(line) > width:
        line = f"{line[:-2]}…"
    pen.text((place[0], place[1] + _ROW // 2), line, fill=_INK, font=font, anchor="lm")


def _within_limit(groups: Sequence[BarGroup]) -> tuple[list[BarGroup], int]:
    left = MOST_BARS
    shown = []
    for group in groups:
        bars = group.bars[:left]
        left -= len(bars)
        if bars:
            shown.append(BarGroup(group.heading, bars))
    return shown, sum(len(group.bars) for group in groups) - (MOST_BARS - left)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # The font that terminals are drawn with has the letters of most labels; Pillow's own has few.
    data = (files("formats.importers.asciicast") / "DejaVuSansMono.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
