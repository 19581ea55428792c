"""The help screen: every key that is in force."""

from itertools import groupby

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from replay.ui.keys import Key, sign


class Help(ModalScreen[None]):
    """Lists the keys by group; any of its own keys closes it."""

    DEFAULT_CSS = """
    Help { align: center middle; }
    Help > VerticalScroll {
        width: 78; max-width: 100%; height: auto; max-height: 100%; background: $panel; padding: 1 2;
    }
    """

    BINDINGS = [  # noqa: RUF012 - Textual's type
        Binding("escape,q,question_mark,enter", "dismiss", "close", show=False),
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
    ]

    def __init__(self, table: tuple[Key, ...]) -> None:
        super().__init__()
        self._table = table

    def compose(self) -> ComposeResult:
        """Lay out the table."""
        with VerticalScroll():
            yield Static(Content.assemble(*self._pieces()))

    def action_scroll(self, rows: int) -> None:
        """Scroll where the screen is small."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def _pieces(self) -> list[tuple[str, str]]:
        pieces: list[tuple[str, str]] = []
        for group, keys in groupby(self._table, key=lambda key: key.group):
            pieces.append((f"{group}\n", "bold $accent"))
            for key in keys:
                signs = "  ".join(sign(name) for name in key.keys)
                pieces += [(f"  {signs:<14}", "$primary"), (f" {key.description}\n", "")]
        pieces.append(
            ("\nThe mouse works too: click a row or the timeline, drag, scroll.  Esc closes.", "$text-muted")
        )
        return pieces
