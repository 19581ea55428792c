"""The names of the lists, the one shown marked."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

TABS = ("actions", "events", "text", "labels", "defects", "notes", "stops", "flags")
"""The lists, by name."""


_MORE = 2
"""Cells of the sign that there are more names."""


class TabLine(Widget):
    """One line of names; a click chooses one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"tabs--other", "tabs--shown"}

    DEFAULT_CSS = """
    TabLine { width: 1fr; height: 1; background: $panel; }
    TabLine > .tabs--other { color: $dim; }
    TabLine > .tabs--shown { color: $foreground; background: $surface; text-style: bold; }
    """

    @dataclass
    class Picked(Message):
        """A name was clicked."""

        number: int

    def __init__(self, names: tuple[str, ...], *, id: str | None = None) -> None:  # noqa: A002 - every widget's
        super().__init__(id=id)
        self._names = names
        self._shown = 0

    def show(self, number: int) -> None:
        """Mark another name."""
        self._shown = number
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        del y
        base = self.rich_style
        segments = []
        for number, name in self._in_view():
            style = self.get_component_rich_style("tabs--shown" if number == self._shown else "tabs--other")
            segments.append(Segment(name, base + style if number == self._shown else base + _ink(style)))
        return Strip(segments).extend_cell_length(self.size.width, base).crop(0, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Choose the name under the mouse."""
        right = 0
        for number, name in self._in_view():
            right += len(name)
            if event.x < right:
                self.post_message(self.Picked(number))
                return

    def _in_view(self) -> list[tuple[int, str]]:
        """Return the names there is room for, the one shown among them."""
        room = self.size.width
        names = [f" {name} " for name in self._names]
        if len("".join(names)) > room:
            names = [f" {name}" for name in self._names]
        first = 0
        while first < self._shown and len("".join(names[first : self._shown + 1])) + _MORE > room:
            first += 1
        last = len(names)
        while last > self._shown + 1 and len("".join(names[first:last])) + _MORE * (last < len(names)) > room:
            last -= 1
        shown = list(enumerate(names))[first:last]
        # A sign at either end says that there are others.
        if first:
            shown[0] = (shown[0][0], f"‹{shown[0][1].lstrip()}")
        return [*shown, (last, " ›")] if last < len(names) else shown


def _ink(style: Style) -> Style:
    return Style(color=style.color)
