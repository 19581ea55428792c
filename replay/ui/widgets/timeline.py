"""The timeline: activity, idle spans, windows, frames, and the stops; drawn in the time of its width."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import ClassVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from formats.model.time import Span
from replay.render.bars import EIGHTHS
from replay.ui.widgets.frame_writer import refresh_changes, refresh_part
from replay.ui.widgets.timeline_lanes import Canvas, LaneDrawing, Lanes, column_of, time_of

_LEAST_VIEW_NS = 100_000_000
_STYLES = (
    *("label", "activity", "idle", "idle-activity", "window", "other-window"),
    *("frames", "gap", "stop", "mark", "flag", "bad", "doubtful", "alarm", "playhead", "playhead-bar"),
)


class Timeline(Widget):
    """Shows a span of the recording; a click or a drag asks to go there."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"timeline--{name}" for name in _STYLES}

    DEFAULT_CSS = """
    Timeline { width: 1fr; height: 6; background: $panel; }
    Timeline > .timeline--label { color: $dim; }
    Timeline > .timeline--activity { color: $primary; }
    Timeline > .timeline--idle { color: $foreground; background: $idle; }
    Timeline > .timeline--idle-activity { color: $primary; background: $idle; }
    Timeline > .timeline--window { color: $foreground; background: $current; }
    Timeline > .timeline--other-window { color: $foreground; background: $idle; }
    Timeline > .timeline--frames { color: $secondary; }
    Timeline > .timeline--gap { color: $dim; }
    Timeline > .timeline--stop { color: $accent; }
    Timeline > .timeline--flag { color: $error; }
    Timeline > .timeline--bad { color: $error; text-style: bold; }
    Timeline > .timeline--alarm { color: $background; background: $error; }
    Timeline > .timeline--doubtful { color: $warning; }
    Timeline > .timeline--mark { color: $accent; text-style: bold underline; }
    Timeline > .timeline--playhead { color: $background; background: $trackline; }
    Timeline > .timeline--playhead-bar { color: $primary; background: $trackline; }
    """

    @dataclass
    class Sought(Message):
        """A place was clicked or dragged to."""

        t_ns: int
        dragged: bool

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - every widget's
        super().__init__(id=id)
        self.lanes = Lanes()
        self.view = Span(0, 1)
        self._t_ns = 0
        self._lines: list[Canvas] = []
        self._dragging = False

    def load(self, lanes: Lanes) -> None:
        """Show other contents; the view stays where it can."""
        whole = Span(lanes.start_ns, lanes.duration_ns + 1)  # The last event lies at the very end.
        if self.view.end_ns <= 1 or lanes.duration_ns != self.lanes.duration_ns:
            self.view = whole
        self.lanes = lanes
        self.forget()

    def change(self, **lanes: object) -> None:
        """Show other contents in some lanes; only what looks otherwise is painted."""
        before = [self.render_line(y) for y in range(self.size.height)] if self._lines else []
        self.lanes = replace(self.lanes, **lanes)  # type: ignore[arg-type]  # the fields of Lanes by name
        if not before:
            self.forget()
            return
        self._lines = []
        for y, line in enumerate(before):
            refresh_changes(self, line, self.render_line(y), y)

    def forget(self) -> None:
        """Draw everything anew."""
        self._lines = []
        self.refresh()

    def set_view(self, view: Span) -> None:
        """Show a span of time, as much of it as there is."""
        self._look_at(view.start_ns, view.duration_ns)

    def set_playhead(self, t_ns: int) -> None:
        """Move the playhead; the view goes along when it would leave it."""
        before, forward = self._column(self._t_ns), t_ns >= self._t_ns
        self._t_ns = t_ns
        column = self._column(t_ns)
        if column < 0:
            # More of the view lies ahead in the direction of travel than behind.
            length = self.view.duration_ns
            self._look_at(t_ns - (length // 4 if forward else length * 3 // 4), length)
        elif column != before:
            columns = [place for place in (before, column) if place >= 0]
            if any(line.is_wide for line in self._lines):
                # A part that is sent alone could begin or end inside a wide character.
                self.refresh()
            else:
                refresh_part(self, *(region for place in columns for region in self._crossed(place)))

    def zoom(self, steps: int) -> None:
        """Show half the time for each step, double for each negative one, the playhead staying in place."""
        self._zoom_at(steps, self._t_ns)

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width, base = self.size.width, self.rich_style
        if not self._lines:
            self._lines = LaneDrawing(self.lanes, self.view, width, self.size.height).lines()
        if y >= len(self._lines):
            return Strip([Segment(" " * width, base)], width)
        line = self._lines[y]
        text, styles = list(line.text), list(line.style)
        playhead = -1 if line.is_words else self._column(self._t_ns)
        if 0 <= playhead < len(styles):
            first = playhead - 1 if text[playhead] == "" else playhead
            if "" in text[first + 1 : first + 2]:
                text[first : first + 2] = "  "
            # A bar in the ground's colour would look like a hole in the playhead.
            styles[playhead] = "playhead-bar" if text[playhead] in EIGHTHS[1:] else "playhead"
        segments: list[Segment] = []
        start = 0
        for place in range(1, len(styles) + 1):
            if place == len(styles) or (styles[place] != styles[start] and text[place]):
                segments.append(Segment("".join(text[start:place]), self._style(styles[start], base)))
                start = place
        return Strip(segments, width)

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.forget()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go where the mouse is pressed."""
        self._dragging = True
        self.capture_mouse()
        self._seek(event.x, dragged=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow a drag."""
        if self._dragging:
            self._seek(event.x, dragged=True)

    def on_mouse_up(self) -> None:
        """End a drag."""
        self._dragging = False
        self.release_mouse()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show less time, larger, around the mouse; with Shift, go back."""
        event.stop()
        self._wheel(1, event)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show more time; with Shift, go on."""
        event.stop()
        self._wheel(-1, event)

    def _wheel(self, steps: int, event: events.MouseEvent) -> None:
        if event.shift:
            length = self.view.duration_ns
            self._look_at(self.view.start_ns - steps * length // 8, length)
        else:
            self._zoom_at(steps, time_of(event.x + 0.5, self.view, self.size.width))

    def _zoom_at(self, steps: int, t_ns: int) -> None:
        old = max(self.view.duration_ns, 1)
        whole = max(self.lanes.duration_ns - self.lanes.start_ns, 1)
        length = int(min(max(old * 0.5**steps, _LEAST_VIEW_NS), whole))
        share = (t_ns - self.view.start_ns) / old
        if not 0 <= share <= 1:
            share = 0.5
        self._look_at(int(t_ns - length * share), length)

    def _seek(self, x: int, *, dragged: bool) -> None:
        self.post_message(self.Sought(time_of(x + 0.5, self.view, self.size.width), dragged))

    def _crossed(self, column: int) -> Iterator[Region]:
        """Yield the parts of a column through which the playhead is drawn."""
        for words, rows in groupby(range(len(self._lines)), lambda row: self._lines[row].is_words):
            if not words:
                first, *others = rows
                yield Region(column, first, 1, 1 + len(others))

    def _column(self, t_ns: int) -> int:
        """Return the playhead's column, -1 where it is out of view."""
        inside = self.view.start_ns <= t_ns <= self.view.end_ns
        return column_of(t_ns, self.view, self.size.width) if inside else -1

    def _look_at(self, start_ns: int, length_ns: int) -> None:
        first_ns = self.lanes.start_ns
        start_ns = min(max(start_ns, first_ns), max(self.lanes.duration_ns - length_ns, first_ns))
        self.view = Span(start_ns, start_ns + max(length_ns, 1))
        self.forget()

    def _style(self, name: str, base: Style) -> Style:
        if name.startswith(("#", "ink ")):
            return base + _label_style(name)
        return base + self.get_component_rich_style(f"timeline--{name}", partial=True) if name else base


@lru_cache(256)
def _label_style(name: str) -> Style:
    """Return the style of a label's colour: as the ground, or as the ink where the name says so."""
    colour = Color.parse(name.removeprefix("ink "))
    if name.startswith("ink "):
        return Style(color=colour, bold=True)
    red, green, blue = colour.get_truecolor()
    # Luminance by ITU-R BT.601: which of black and white can be read on it.
    ink = "#000000" if 0.299 * red + 0.587 * green + 0.114 * blue > 128 else "#ffffff"
    return Style(color=ink, bgcolor=colour)
