"""What the recorded person reads first: what this is, and what they can do."""

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from replay.ui.own.sentences import STEPS


class Welcome(ModalScreen[None]):
    """Says the three steps; any key closes it."""

    DEFAULT_CSS = """
    Welcome { align: center middle; }
    Welcome > VerticalScroll {
        width: 76; max-width: 100%; height: auto; max-height: 100%; background: $panel; padding: 1 2;
        border: round $primary;
    }
    Welcome Static { margin-bottom: 1; }
    Welcome .end { color: $accent; margin-bottom: 0; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the steps."""
        with VerticalScroll():
            for words in STEPS:
                yield Static(Content(words))
            yield Static(Content("Enter begins. ? says this again, and all keys."), classes="end")

    async def take_key(self, event: events.Key) -> bool:
        """Close, whatever was pressed: who reads this knows no key yet."""
        del event
        self.dismiss()
        return True

    def on_click(self) -> None:
        """Close."""
        self.dismiss()
