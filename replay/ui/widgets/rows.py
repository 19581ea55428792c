"""A list of any length: ten million rows scroll as fast as ten, because only those in view are ever made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

Line = Sequence[tuple[str, str]]
"""Pieces of text that are safe to print, each with the name of a style in `Rows.COMPONENT_CLASSES`, or ""."""


class RowSource(Protocol):
    """What a list shows; asked only for rows in view."""

    def __len__(self) -> int:
        """Return how many rows there are."""

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows numbered `start` up to `stop`, all of them there."""


class FixedRows:
    """Rows that are there already."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows asked for."""
        return list(self._lines[start:stop])


class Rows(Widget):
    """A list with a current row; shows what it is given and says which row was chosen.

    Its memory is the rows in view: no row has a widget, and nothing is laid out.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--time",
        "rows--dim",
        "rows--accent",
        "rows--warning",
        "rows--current",
        "rows--bar",
    }

    DEFAULT_CSS = """
    Rows { width: 1fr; height: 1fr; background: $surface; }
    Rows > .rows--time { color: $dim; }
    Rows > .rows--dim { color: $dim; }
    Rows > .rows--accent { color: $primary; }
    Rows > .rows--warning { color: $warning; }
    Rows > .rows--current { background: $current; }
    Rows > .rows--bar { color: $dim; }
    """

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        rows: "Rows"
        row: int

    def __init__(self, *, id: str | None = None, empty: str = "nothing here") -> None:  # noqa: A002 - every widget's
        super().__init__(id=id)
        self.current = -1
        self.top = 0
        self._source: RowSource = FixedRows([])
        self._empty = empty
        self._strips: dict[int, Strip] = {}

    def __len__(self) -> int:
        return len(self._source)

    def load(self, source: RowSource, *, empty: str | None = None) -> None:
        """Show other rows."""
        self._source = source
        self._empty = self._empty if empty is None else empty
        self.current = min(self.current, len(source) - 1)
        self.forget()
        self._show_from(self.top)
        self.refresh()

    def forget(self) -> None:
        """Make the rows in view anew when they are next drawn: their source, or the theme, changed."""
        self._strips.clear()
        self.refresh()

    def follow(self, row: int) -> None:
        """Make `row` the current one and keep it in view; -1 for none.

        A row just out of view moves the list by what is needed, so that a step does not make it jump; a row
        further off is put a third down.
        """
        if row == self.current:
            return
        old, self.current = self.current, row
        height = max(self.size.height, 1)
        top = self.top
        if row >= 0:
            if not top - 2 <= row < top + height + 2:
                top = row - height // 3
            else:
                top = min(max(top, row - height + 1), row)
        for changed in (old, row):
            self._strips.pop(changed, None)
        if self._show_from(top):
            self.refresh()
        else:
            self._repaint(old, row)

    def lines_in_view(self) -> int:
        """Return how many rows fit."""
        return max(self.size.height, 1)

    def render_line(self, y: int) -> Strip:
        """Return one line of the list."""
        width = self.size.width
        row = self.top + y
        if row >= len(self._source):
            text = f"  {self._empty}" if not len(self._source) and y == 0 else ""
            return self._strip([(text, "rows--dim")], width, current=False)
        strip = self._strips.get(row)
        if strip is None or strip.cell_length != width:
            self._make(row)
            strip = self._strips[row]
        bar = self._bar()
        if bar and bar[0] <= y < bar[1]:
            style = self.get_component_rich_style("rows--bar")
            return Strip.join([strip.crop(0, width - 1), Strip([Segment("▐", style)], 1)])
        return strip

    def on_resize(self) -> None:
        """Keep the current row in view."""
        self._strips.clear()
        self._show_from(self.top)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on."""
        event.stop()
        self._wheel(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back."""
        event.stop()
        self._wheel(-3)

    def on_click(self, event: events.Click) -> None:
        """Say which row was clicked."""
        row = self.top + event.y
        if row < len(self._source):
            self.post_message(self.Chosen(self, row))

    def _wheel(self, rows: int) -> None:
        if self._show_from(self.top + rows):
            self.refresh()

    def _show_from(self, top: int) -> bool:
        top = max(min(top, len(self._source) - self.size.height), 0)
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

    def _make(self, row: int) -> None:
        """Make the rows in view, and drop those that are not."""
        stop = min(self.top + self.size.height, len(self._source))
        start = min(max(self.top, 0), row)
        self._strips = {at: s for at, s in self._strips.items() if start <= at < stop}
        missing = [at for at in range(start, max(stop, row + 1)) if at not in self._strips]
        first, last = missing[0], missing[-1] + 1
        for at, line in zip(range(first, last), self._source.lines(first, last), strict=True):
            self._strips[at] = self._strip(line, self.size.width, current=at == self.current)

    def _strip(self, line: Line, width: int, *, current: bool) -> Strip:
        base = self.rich_style
        if current:
            base += Style(bgcolor=self.get_component_rich_style("rows--current").bgcolor)
        segments, left = [], width
        for text, name in line:
            fitting = (
                text if cell_len(text) <= left else f"{set_cell_size(text, max(left - 1, 0))}…"[: left + 1]
            )
            style = base + Style(color=self.get_component_rich_style(name).color) if name else base
            if left > 0:
                segments.append(Segment(fitting, style))
            left -= cell_len(fitting)
        return Strip([*segments, Segment(" " * max(left, 0), base)]).adjust_cell_length(width, base)

    def _bar(self) -> tuple[int, int] | None:
        """Return the first and last line of the scroll bar's thumb, None where everything is in view."""
        height, total = self.size.height, len(self._source)
        if total <= height or not height:
            return None
        length = max(height * height // total, 1)
        start = (height - length) * self.top // max(total - height, 1)
        return start, start + length
