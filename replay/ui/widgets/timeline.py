"""The timeline: activity, idle spans, windows, frames, and the stops; drawn in the time of its width."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from formats.model.time import Span, format_time
from replay.core.playhead import NO_SPANS, Spans
from replay.core.pyramid import Pyramid
from replay.core.safe_text import visible
from replay.render.bars import bars, ticks
from replay.ui.widgets.frame_writer import refresh_part

LABEL_CELLS = 10
_NO_TIMES = np.empty(0, np.int64)
_LEAST_VIEW_NS = 100_000_000


@dataclass(frozen=True, slots=True)
class Lanes:
    """What the timeline shows; times are nanoseconds in order."""

    duration_ns: int = 0
    activity: Pyramid | None = None
    idle: Spans = field(default_factory=lambda: NO_SPANS)
    rule: str = ""
    window_times: NDArray[np.int64] = field(default_factory=lambda: _NO_TIMES)
    window_names: Sequence[str] = ()
    frame_times: NDArray[np.int64] = field(default_factory=lambda: _NO_TIMES)
    change_times: NDArray[np.int64] = field(default_factory=lambda: _NO_TIMES)
    stops: NDArray[np.int64] = field(default_factory=lambda: _NO_TIMES)
    marks: Mapping[str, int] = field(default_factory=dict)


class _Canvas:
    """One line of cells: a character and the name of a style each."""

    def __init__(self, width: int) -> None:
        self.text = [" "] * width
        self.style = [""] * width

    def put(self, column: int, text: str, style: str = "") -> None:
        for place, character in enumerate(text, column):
            if 0 <= place < len(self.text):
                self.text[place] = character
                self.style[place] = style


class Timeline(Widget):
    """Shows a span of the recording; a click or a drag asks to go there."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "timeline--label",
        "timeline--activity",
        "timeline--idle",
        "timeline--window",
        "timeline--other-window",
        "timeline--frames",
        "timeline--stop",
        "timeline--playhead",
    }

    DEFAULT_CSS = """
    Timeline { width: 1fr; height: 6; background: $panel; }
    Timeline > .timeline--label { color: $dim; }
    Timeline > .timeline--activity { color: $primary; }
    Timeline > .timeline--idle { color: $dim; background: $idle; }
    Timeline > .timeline--window { color: $foreground; background: $current; }
    Timeline > .timeline--other-window { color: $foreground; background: $idle; }
    Timeline > .timeline--frames { color: $secondary; }
    Timeline > .timeline--stop { color: $accent; }
    Timeline > .timeline--playhead { color: $background; background: $trackline; }
    """

    @dataclass
    class Sought(Message):
        """A place was clicked or dragged to."""

        t_ns: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - every widget's
        super().__init__(id=id)
        self.lanes = Lanes()
        self.view = Span(0, 1)
        self._t_ns = 0
        self._lines: list[_Canvas] = []
        self._dragging = False

    def load(self, lanes: Lanes) -> None:
        """Show other contents; the view stays where it can."""
        whole = Span(0, max(lanes.duration_ns, 1))
        if self.view.end_ns <= 1 or lanes.duration_ns != self.lanes.duration_ns:
            self.view = whole
        self.lanes = lanes
        self.forget()

    def change(self, **lanes: object) -> None:
        """Show other contents in some lanes."""
        self.load(replace(self.lanes, **lanes))  # type: ignore[arg-type]  # the fields of Lanes by name

    def forget(self) -> None:
        """Draw everything anew."""
        self._lines = []
        self.refresh()

    def set_playhead(self, t_ns: int) -> None:
        """Move the playhead; the view goes along when it would leave it."""
        before = self._column(self._t_ns)
        self._t_ns = t_ns
        if not self.view.start_ns <= t_ns <= self.view.end_ns:
            self._look_at(t_ns - self.view.duration_ns // 4, self.view.duration_ns)
        elif (column := self._column(t_ns)) != before:
            height = self.size.height
            refresh_part(self, Region(before, 0, 1, height), Region(column, 0, 1, height))

    def zoom(self, steps: int) -> None:
        """Show half the time for each step, double for each negative one, the playhead staying in place."""
        old = self.view.duration_ns
        length = int(min(max(old * 0.5**steps, _LEAST_VIEW_NS), max(self.lanes.duration_ns, 1)))
        share = (self._t_ns - self.view.start_ns) / old
        self._look_at(int(self._t_ns - length * share), length)

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        if not self._lines:
            self._lines = self._draw()
        base = self.rich_style
        if y >= len(self._lines):
            return Strip([Segment(" " * self.size.width, base)], self.size.width)
        line = self._lines[y]
        playhead = self._column(self._t_ns)
        segments: list[Segment] = []
        start = 0
        styles = list(line.style)
        if playhead < len(styles):
            styles[playhead] = "playhead"
        for place in range(1, len(styles) + 1):
            if place == len(styles) or styles[place] != styles[start]:
                text = "".join(line.text[start:place])
                segments.append(Segment(text, self._style(styles[start], base)))
                start = place
        return Strip(segments, len(styles))

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.forget()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go where the mouse is pressed."""
        self._dragging = True
        self.capture_mouse()
        self._seek(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow a drag."""
        if self._dragging:
            self._seek(event.x)

    def on_mouse_up(self) -> None:
        """End a drag."""
        self._dragging = False
        self.release_mouse()

    def _seek(self, x: int) -> None:
        share = min(max((x - LABEL_CELLS + 0.5) / self._cells, 0), 1)
        self.post_message(self.Sought(self.view.start_ns + int(self.view.duration_ns * share)))

    @property
    def _cells(self) -> int:
        return max(self.size.width - LABEL_CELLS - 1, 1)

    def _column(self, t_ns: int) -> int:
        share = (t_ns - self.view.start_ns) / max(self.view.duration_ns, 1)
        return LABEL_CELLS + min(int(share * self._cells), self._cells - 1)

    def _look_at(self, start_ns: int, length_ns: int) -> None:
        start_ns = min(max(start_ns, 0), max(self.lanes.duration_ns - length_ns, 0))
        self.view = Span(start_ns, start_ns + max(length_ns, 1))
        self.forget()

    def _style(self, name: str, base: Style) -> Style:
        return base + self.get_component_rich_style(f"timeline--{name}", partial=True) if name else base

    def _edges(self) -> NDArray[np.int64]:
        return np.linspace(self.view.start_ns, self.view.end_ns, self._cells + 1).astype(np.int64)

    def _draw(self) -> list[_Canvas]:
        rows = [self._ruler, self._activity, self._windows, self._frames, self._stops]
        if self.size.height < len(rows):
            rows = [self._ruler, self._activity, self._windows]
        lines = []
        for row in rows[: self.size.height]:
            line = _Canvas(self.size.width)
            row(line)
            lines.append(line)
        return lines

    def _ruler(self, line: _Canvas) -> None:
        whole = self.view.duration_ns >= self.lanes.duration_ns
        line.put(1, "time" if whole else "time ⌕", "label")
        for column, t_ns in ticks(self.view.start_ns, self.view.end_ns, self._cells, 12):
            text = format_time(t_ns)
            line.put(LABEL_CELLS + column, "╷" + (text[:-4] if text.endswith("000") else text), "label")

    def _activity(self, line: _Canvas) -> None:
        line.put(1, "activity", "label")
        if self.lanes.activity is None:
            line.put(LABEL_CELLS, "counting …", "label")
            return
        counts = self.lanes.activity.bins(self.view.start_ns, self.view.end_ns, self._cells)
        line.put(LABEL_CELLS, bars(counts), "activity")
        edges = self._edges()
        for start, end in self.lanes.idle.tolist():
            if end < self.view.start_ns or start > self.view.end_ns:
                continue
            first = int(np.searchsorted(edges, start))
            last = int(np.searchsorted(edges, end, side="right")) - 1
            line.put(LABEL_CELLS + first, "┄" * (last - first), "idle")

    def _windows(self, line: _Canvas) -> None:
        line.put(1, "windows", "label")
        times, names = self.lanes.window_times, self.lanes.window_names
        if not len(times):
            return
        at = np.searchsorted(times, self._edges()[:-1], side="right") - 1
        breaks = [0, *(np.flatnonzero(np.diff(at)) + 1).tolist(), len(at)]
        for start, stop in pairwise(breaks):
            number = int(at[start])
            if number < 0:
                continue
            style = "window" if number % 2 else "other-window"
            width = stop - start
            text = visible(names[number][:200])
            text = text if len(text) < width else text[: max(width - 2, 0)] + "…"
            line.put(LABEL_CELLS + start, f" {text}"[:width].ljust(width), style)

    def _frames(self, line: _Canvas) -> None:
        line.put(1, "frames", "label")
        edges = self._edges()
        changes = np.diff(np.searchsorted(self.lanes.change_times, edges))
        there = np.diff(np.searchsorted(self.lanes.frame_times, edges))
        text = bars(changes)
        dots = "".join("·" if c == " " and t else c for c, t in zip(text, there.tolist(), strict=True))
        line.put(LABEL_CELLS, dots, "frames")

    def _stops(self, line: _Canvas) -> None:
        line.put(1, "marks", "label")
        edges = self._edges()
        counts = np.diff(np.searchsorted(self.lanes.stops, edges))
        for column in np.flatnonzero(counts).tolist():
            line.put(LABEL_CELLS + column, "▴", "stop")
        for letter, t_ns in self.lanes.marks.items():
            if self.view.start_ns <= t_ns <= self.view.end_ns:
                line.put(self._column(t_ns), letter, "stop")
