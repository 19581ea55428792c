"""The line at the top: what is open, where the playhead is, and what is in force."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from replay.ui.widgets.cell_text import cell_fit
from replay.ui.widgets.frame_writer import refresh_changes

Part = tuple[str, str, int]
"""Text that is safe to print, the name of a style or "", and how important it is: 0 is never left out."""


class StatusLine(Widget):
    """One line of parts; the least important go first where there is no room."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--dim", "status--accent", "status--warning"}

    DEFAULT_CSS = """
    StatusLine { width: 1fr; height: 1; background: $panel; }
    StatusLine > .status--dim { color: $dim; }
    StatusLine > .status--accent { color: $accent; }
    StatusLine > .status--warning { color: $warning; }
    """

    _GAP = "   "

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - every widget's
        super().__init__(id=id)
        self._parts: tuple[Part, ...] = ()

    def set_parts(self, parts: tuple[Part, ...]) -> None:
        """Show other parts, from left to right."""
        if parts == self._parts:
            return
        if not self.size.width:
            self._parts = parts
            return
        before = self.render_line(0)
        self._parts = parts
        refresh_changes(self, before, self.render_line(0))

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        del y
        width, base = self.size.width, self.rich_style
        segments = [Segment(" ", base)]
        for number, (text, name, _) in enumerate(fitted(self._parts, width - 2, len(self._GAP))):
            style = base
            if name:
                style += Style(color=self.get_component_rich_style(f"status--{name}").color)
            segments += [Segment(self._GAP, base)] if number else []
            segments.append(Segment(text, style))
        return Strip(segments).extend_cell_length(width, base).crop(0, width)


def fitted(parts: Sequence[Part], width: int, gap: int) -> list[Part]:
    """Return the parts that fit: the least important are left out, then the longest is cut.

    Args:
        parts: From left to right; those without text take no room.
        width: Cells for all of them.
        gap: Cells between two of them.
    """
    shown = [part for part in parts if part[0]]
    while (over := _width(shown, gap) - width) > 0:
        least = max(shown, key=lambda part: part[2])
        if least[2] > 0:
            shown.remove(least)
            continue
        place, (text, name, _) = max(enumerate(shown), key=lambda part: cell_len(part[1][0]))
        cut = cell_fit(text, max(cell_len(text) - over, 1))
        if cut == text:
            break
        shown[place] = (cut, name, 0)
    return shown


def _width(parts: Sequence[Part], gap: int) -> int:
    return sum(cell_len(text) for text, _, _ in parts) + gap * max(len(parts) - 1, 0)
