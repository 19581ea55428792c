"""What the picture stands on while a recording is opened. Like the screen of that it needs no numpy."""

from typing import Protocol

from rich.segment import Segment
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Painter(Protocol):
    """What paints a widget; see `replay.ui.widgets.frame_painter`."""

    def lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a part of it."""


class Ground(Widget):
    """The backdrop; a picture, where one comes before the main screen does."""

    painter: Painter | None = None

    def get_line_filters(self) -> list[LineFilter]:
        """Return none, as the view of the main screen does."""
        return []

    def render_line(self, y: int) -> Strip:
        """Return a row of the backdrop."""
        del y
        return Strip([Segment(" " * self.size.width, self.rich_style)])

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a part."""
        return super().render_lines(crop) if self.painter is None else self.painter.lines(crop)
