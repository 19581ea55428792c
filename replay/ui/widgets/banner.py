"""A line across the screen that says what must be known before anything else."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from replay.ui.widgets.cell_text import cell_fit


class Banner(Widget):
    """One line, which takes no room until it has something to say."""

    DEFAULT_CSS = """
    Banner { width: 1fr; height: 1; display: none; background: $error; color: $background; }
    Banner.said { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - every widget's
        super().__init__(id=id)
        self._text = ""

    @property
    def text(self) -> str:
        """What it says, "" for nothing."""
        return self._text

    def say(self, text: str) -> None:
        """Say something, which is safe to print, or nothing."""
        if text != self._text:
            self._text = text
            self.set_class(bool(text), "said")
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        del y
        width, base = self.size.width, self.rich_style
        text = cell_fit(f" {self._text}", width)
        return Strip([Segment(text, base)]).extend_cell_length(width, base).crop(0, width)
