"""Lines on the screen, followed from the frame that first shows them to the one that no longer does."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from replay.privacy.finding import Box, ChannelText
from replay.privacy.screen.engine import Line

_GAP_HEIGHTS = 1.2
"""Boxes on a row nearer than this, in their heights, are one text: engines cut at wide spaces."""


@dataclass(slots=True)
class _Shown:
    line: Line
    frame: int
    start_ns: int


class Follower:
    """The text that one display shows."""

    def __init__(self, display: int) -> None:
        """Begin with an empty display."""
        self._display = display
        self._shown: list[_Shown] = []

    def follow(self, lines: list[Line], frame: int, t_ns: int) -> Iterator[ChannelText]:
        """Compare what a frame shows with what was shown before it, and yield what has vanished."""
        now = rows_of(lines)
        kept: list[_Shown] = []
        for shown in self._shown:
            same = next((line for line in now if _is_same(shown.line, line)), None)
            if same is None:
                yield self._text(shown, t_ns)
            else:
                now.remove(same)
                kept.append(shown)
        self._shown = kept + [_Shown(line, frame, t_ns) for line in now]

    def end(self, t_ns: int) -> Iterator[ChannelText]:
        """Yield what is shown at the end."""
        for shown in self._shown:
            yield self._text(shown, t_ns)
        self._shown = []

    def _text(self, shown: _Shown, end_ns: int) -> ChannelText:
        x, y, _, _ = shown.line.box
        return ChannelText(
            channel="screen",
            place=f"d{self._display}.f{shown.frame}.{x}.{y}",
            text=shown.line.text,
            start_ns=shown.start_ns,
            end_ns=end_ns,
            frame=shown.frame,
            box=shown.line.box,
        )


def rows_of(lines: list[Line]) -> list[Line]:
    """Join lines that stand side by side on one row and near to each other."""
    rows: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.box[0], line.box[1])):
        for number, row in enumerate(rows):
            if _is_beside(row.box, line.box):
                rows[number] = _joined(row, line)
                break
        else:
            rows.append(line)
    return rows


def _is_beside(left: Box, right: Box) -> bool:
    x, y, width, height = left
    u, v, other_width, other_height = right
    shared = min(y + height, v + other_height) - max(y, v)
    lowest = min(height, other_height)
    gap = u - (x + width)
    return shared > 0.6 * lowest and -0.6 * lowest < gap < _GAP_HEIGHTS * lowest and other_width > 0


def _joined(left: Line, right: Line) -> Line:
    x, y, width, height = left.box
    u, v, other_width, other_height = right.box
    x0, y0 = min(x, u), min(y, v)
    x1, y1 = max(x + width, u + other_width), max(y + height, v + other_height)
    return Line(f"{left.text} {right.text}", (x0, y0, x1 - x0, y1 - y0))


def _is_same(line: Line, other: Line) -> bool:
    """Say whether two lines are one: the same words in the same place, but for a pixel or two."""
    return line.text == other.text and bool(
        np.all(np.abs(np.subtract(line.box, other.box)) <= max(4, line.box[3] // 3))
    )
