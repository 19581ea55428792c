"""A list of any length: ten million rows scroll as fast as ten, because only those in view are ever made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from formats.errors import FormatError
from replay.core.clock_faces import listed_time
from replay.core.safe_text import visible
from replay.ui.widgets.row_source import FixedRows, RowSource
from replay.ui.widgets.row_strips import Line, RowStyles, StripCache, Text, row_strip, written

_WHEEL_ROWS = 3
_STYLES = (
    *("time", "dim", "accent", "warning", "pointed", "typed", "seen"),
    *("current", "bar", "track"),
)


class Rows(Widget):
    """A list with a current row; shows what it is given and says which row was chosen.

    No row has a widget and nothing is laid out, so that memory is the rows in view. The list scrolls by row
    numbers of its own: Textual's virtual sizes are never as large as a recording is long. Keys are the
    screen's, in its one table; it moves the list with `follow` and `lines_in_view`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{name}" for name in _STYLES}

    DEFAULT_CSS = """
    Rows { width: 1fr; height: 1fr; background: $surface; color: $foreground; }
    Rows > .rows--time { color: $dim; }
    Rows > .rows--dim { color: $dim; }
    Rows > .rows--accent { color: $primary; }
    Rows > .rows--warning { color: $warning; }
    Rows > .rows--pointed { color: $accent; }
    Rows > .rows--typed { color: $success; }
    Rows > .rows--seen { color: $secondary; }
    Rows > .rows--current { background: $current; }
    Rows > .rows--bar { color: $dim; }
    Rows > .rows--track { color: $idle; }
    """

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        rows: "Rows"
        row: int

    def __init__(self, *, id: str | None = None, empty: str = "nothing here") -> None:  # noqa: A002 - every widget's
        super().__init__(id=id)
        self.current = -1
        """The row at the playhead, -1 for none."""
        self.top = 0
        """The first row in view."""
        self._source: RowSource = FixedRows([])
        self._empty = empty
        self._strips = StripCache()
        self._styles: RowStyles | None = None
        self._dragging = False
        self._tell: Callable[[int], str] = listed_time

    def __len__(self) -> int:
        return len(self._source)

    def load(self, source: RowSource, *, empty: str | None = None) -> None:
        """Show other rows; `empty` is said where there are none."""
        self._source = source
        self._empty = self._empty if empty is None else empty
        self.current = min(self.current, len(source) - 1)
        self._show_from(self.top)
        self.forget()

    def tell_times(self, tell: Callable[[int], str]) -> None:
        """Write instants in another way, by another clock, from now on."""
        self._tell = tell
        self.forget()

    def forget(self) -> None:
        """Make the rows in view anew when they are next drawn: their source, or the theme, changed."""
        self._strips.clear()
        self._styles = None
        self.refresh()

    def follow(self, row: int) -> None:
        """Make `row` the current one and keep it in view; -1 for none.

        A row near the view moves the list by what is needed, so that a step does not make it jump; a row
        further off is put a third down.
        """
        if row == self.current:
            return
        old, self.current = self.current, row
        for changed in (old, row):
            self._strips.drop(changed)
        if not self.size.height:
            return  # hidden: what is in view is decided when there is a view
        if row >= 0 and self._show_from(self._top_for(row)):
            self.refresh()
        else:
            self._repaint(old, row)

    def current_line(self) -> Text:
        """Return the current row's text, nothing where there is none or it cannot be read."""
        if not 0 <= self.current < len(self._source):
            return ()
        try:
            return written(self._source.lines(self.current, self.current + 1)[0], self._tell)
        except FormatError:
            return ()  # the list itself says what is wrong

    def lines_in_view(self) -> int:
        """Return how many rows fit."""
        return max(self.size.height, 1)

    def render_line(self, y: int) -> Strip:
        """Return one line of the list."""
        styles, width, row = self._resolved(), self.size.width, self.top + y
        total = len(self._source)
        if row >= total:
            return row_strip([(f" {self._empty}" if y == 0 == total else "", "rows--dim")], width, styles)
        thumb = self._thumb()
        room = width - 1 if thumb else width
        strip = self._strips.get(
            row,
            self.top,
            min(self.top + max(self.size.height, y + 1), total),
            lambda start, stop: self._draw(start, stop, room, styles),
        )
        if thumb is None:
            return strip
        held = thumb[0] <= y < thumb[1]
        sign = Segment("┃" if held else "│", styles.of("rows--bar" if held else "rows--track", current=False))
        return Strip([*strip, sign], width)

    def notify_style_update(self) -> None:
        """Take the colours now in force."""
        super().notify_style_update()
        self._strips.clear()
        self._styles = None

    def on_resize(self) -> None:
        """Keep the current row in view."""
        self._strips.clear()
        self._show_from(self.top if self.current < 0 else self._top_for(self.current))
        # What is on the screen was drawn from another row on: a resized widget is painted before this.
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on."""
        event.stop()
        self._scroll(self.top + _WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back."""
        event.stop()
        self._scroll(self.top - _WHEEL_ROWS)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scroll bar, or choose a row."""
        if event.x >= self.size.width - 1 and self._thumb():
            self._dragging = True
            self.capture_mouse()
            self._scroll_bar_to(event.y)
        elif self.top + event.y < len(self._source):
            self.post_message(self.Chosen(self, self.top + event.y))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scroll with the bar."""
        if self._dragging:
            self._scroll_bar_to(event.y)

    def on_mouse_up(self) -> None:
        """Let the scroll bar go."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def _draw(self, start: int, stop: int, width: int, styles: RowStyles) -> list[Strip]:
        try:
            lines: list[Line] = self._source.lines(start, stop)
        except FormatError as error:
            # One damaged chunk must not take the list away: its rows say what is wrong with them.
            lines = [[(f" cannot be read: {visible(str(error))}", "rows--warning")]] * (stop - start)
        return [
            row_strip(written(line, self._tell), width, styles, current=at == self.current)
            for at, line in enumerate(lines, start)
        ]

    def _resolved(self) -> RowStyles:
        if self._styles is None:
            named = {f"rows--{name}": self.get_component_rich_style(f"rows--{name}") for name in _STYLES}
            self._styles = RowStyles(
                self.rich_style, named, current=named["rows--current"], sign=named["rows--pointed"]
            )
        return self._styles

    def _top_for(self, row: int) -> int:
        height, top = max(self.size.height, 1), self.top
        margin = min(2, (height - 1) // 2)
        if not top - margin - 1 <= row < top + height + margin + 1:
            return row - height // 3
        return min(max(top, row - height + 1 + margin), row - margin)

    def _scroll(self, top: int) -> None:
        if self._show_from(top):
            self.refresh()

    def _scroll_bar_to(self, y: int) -> None:
        share = min(max(y / max(self.size.height - 1, 1), 0), 1)
        self._scroll(round(share * (len(self._source) - self.size.height)))

    def _show_from(self, top: int) -> bool:
        top = max(min(top, len(self._source) - max(self.size.height, 1)), 0)
        moved = top != self.top
        self.top = top
        return moved

    def _repaint(self, *rows: int) -> None:
        regions = [
            Region(0, row - self.top, self.size.width, 1)
            for row in rows
            if self.top <= row < self.top + self.size.height
        ]
        if regions:
            self.refresh(*regions)

    def _thumb(self) -> tuple[int, int] | None:
        """Return the first line of the scroll bar's thumb and its end, None where everything is in view."""
        height, total = self.size.height, len(self._source)
        if total <= height or not height:
            return None
        length = max(height * height // total, 1)
        start = (height - length) * self.top // max(total - height, 1)
        return start, start + length
