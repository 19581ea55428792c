"""The current row of a list, whole, for rows are cut at the list's edge."""

from textual.strip import Strip
from textual.widget import Widget

from replay.ui.widgets.cell_text import wrap_cells
from replay.ui.widgets.row_strips import RowStyles, Text, row_strip


class Detail(Widget):
    """A few lines under a list."""

    DEFAULT_CSS = """
    Detail { width: 1fr; height: 4; background: $panel; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - every widget's
        super().__init__(id=id)
        self._text = ""

    def show(self, line: Text) -> None:
        """Show the pieces of a row; all of it is safe to print."""
        text = " ".join("".join(piece for piece, _ in line).split())
        if text != self._text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width, base = self.size.width, self.rich_style
        styles = RowStyles(base, {}, base, base)
        lines = wrap_cells(self._text, max(width - 2, 2))
        shown = lines[y] if y < len(lines) else ""
        if y == self.size.height - 1 and len(lines) > self.size.height:
            shown = f"{shown[:-1]}…"
        return row_strip([(f" {shown}", "")], width, styles)
