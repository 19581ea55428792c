"""The keys at the foot of a screen, always in view; a click does what the key does."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

_GAP = 2


@dataclass(frozen=True, slots=True)
class BarKey:
    """One key of the bar."""

    keys: str
    """As people write it."""
    words: str
    action: str
    """What a click does."""

    @property
    def width(self) -> int:
        """Cells that it takes."""
        return cell_len(self.keys) + cell_len(self.words) + 3


class KeyBar(Widget):
    """Keys and what they do, in as many lines as they need."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keybar--key"}

    DEFAULT_CSS = """
    KeyBar { width: 1fr; height: 2; background: $panel; color: $foreground; }
    KeyBar > .keybar--key { color: $background; background: $accent; text-style: bold; }
    """

    @dataclass
    class Pressed(Message):
        """A key of the bar was clicked."""

        action: str

    def __init__(self, parts: Sequence[Sequence[BarKey]]) -> None:
        """Show keys.

        Args:
            parts: Keys that belong together: a line each, where there is room for that.
        """
        super().__init__()
        self._parts = parts

    def show(self, parts: Sequence[Sequence[BarKey]]) -> None:
        """Show other keys, in the room that there is."""
        if parts is not self._parts:
            self._parts = parts
            self.refresh()

    def lines_at(self, width: int) -> int:
        """Return how many lines it takes at a width."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width, base = self.size.width, self.rich_style
        cap = self.get_component_rich_style("keybar--key")
        segments = [Segment(" ", base)]
        lines = self._lines(width)
        for key in lines[y] if y < len(lines) else ():
            segments += [Segment(f" {key.keys} ", cap), Segment(f" {key.words}{' ' * _GAP}", base)]
        return Strip(segments).extend_cell_length(width, base).crop(0, width)

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        lines = self._lines(self.size.width)
        right = 1
        for key in lines[event.y] if event.y < len(lines) else ():
            right += key.width + _GAP
            if event.x < right:
                self.post_message(self.Pressed(key.action))
                return

    def _lines(self, width: int) -> list[list[BarKey]]:
        if all(1 + sum(key.width + _GAP for key in part) - _GAP <= width for part in self._parts):
            return [list(part) for part in self._parts]
        lines: list[list[BarKey]] = [[]]
        used = 1
        for key in chain.from_iterable(self._parts):
            if lines[-1] and used + key.width > width:
                lines.append([])
                used = 1
            lines[-1].append(key)
            used += key.width + _GAP
        return lines
