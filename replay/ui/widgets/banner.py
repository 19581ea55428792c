"""Where the recorded person stands, over the whole width at the top, and what happens next."""

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from replay.ui.own.sentences import Standing
from replay.ui.widgets.cell_text import cell_fit, wrap_cells

_NOWHERE = Standing("", "warning", "", "")
_MOST_LINES = 2
"""Of what happens next."""


class Banner(Widget):
    """A state in its colour, what it is about, and a sentence or two; or what went wrong."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"banner--{name}" for name in ("warning", "success", "error")}

    DEFAULT_CSS = """
    Banner { width: 1fr; height: 2; background: $panel; color: $foreground; text-style: bold; }
    Banner > .banner--warning { color: $background; background: $warning; text-style: bold; }
    Banner > .banner--success { color: $background; background: $success; text-style: bold; }
    Banner > .banner--error { color: $background; background: $error; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._standing = _NOWHERE
        self._alarm = ""

    def show(self, standing: Standing, alarm: str) -> None:
        """Show another state.

        Args:
            standing: Where the person stands.
            alarm: What went wrong, in words that are safe to print, in place of what happens next; "" for
                nothing.
        """
        self._standing, self._alarm = standing, alarm
        self.refresh()

    def lines_at(self, width: int) -> int:
        """Return how many lines it takes at a width."""
        return 1 + len(self._said(width))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width, base = self.size.width, self.rich_style
        style = "error" if self._alarm and y else self._standing.style
        filled = self.get_component_rich_style(f"banner--{style}")
        if y == 0:
            state = f" {self._standing.state} "
            about = cell_fit(f"  {self._standing.about}", max(width - len(state), 0))
            segments = [Segment(state, filled), Segment(about, base)]
        else:
            said = self._said(width)
            text = f" {said[y - 1]}" if y - 1 < len(said) else ""
            segments = [Segment(text, filled if self._alarm else base)]
        return Strip(segments).extend_cell_length(width, base).crop(0, width)

    def _said(self, width: int) -> list[str]:
        lines = wrap_cells(self._alarm or self._standing.next, max(width - 2, 2))
        kept = lines[:_MOST_LINES]
        if len(lines) > len(kept):
            kept[-1] = cell_fit(" ".join(lines[len(kept) - 1 :]), max(width - 2, 2))
        return kept
