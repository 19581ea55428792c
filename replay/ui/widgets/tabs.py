"""The names of the lists, the one shown marked."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

TABS = ("actions", "events", "text", "labels", "notes", "stops")
"""The lists, by name."""


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
        for number, name in enumerate(self._labels()):
            if number < self._first:
                continue
            style = self.get_component_rich_style("tabs--shown" if number == self._shown else "tabs--other")
            segments.append(Segment(name, base + style if number == self._shown else base + _ink(style)))
        return Strip(segments).extend_cell_length(self.size.width, base).crop(0, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Choose the name under the mouse."""
        right = 0
        for number, name in enumerate(self._labels()):
            right += len(name) if number >= self._first else 0
            if event.x < right:
                self.post_message(self.Picked(number))
                return

    @property
    def _first(self) -> int:
        """The first name in view: where there is no room for all, the one shown is in view."""
        widths = [len(name) for name in self._labels()]
        first = 0
        while first < self._shown and sum(widths[first : self._shown + 1]) > self.size.width:
            first += 1
        return first

    def _labels(self) -> list[str]:
        """Return the names with room between them, less where there is little."""
        wide = [f" {name} " for name in self._names]
        return wide if len("".join(wide)) <= self.size.width else [f" {name}" for name in self._names]


def _ink(style: Style) -> Style:
    return Style(color=style.color)
