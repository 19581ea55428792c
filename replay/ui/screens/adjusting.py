"""Which characters of a text a finding covers: two edges that arrows move, over the main screen."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from replay.core.safe_text import visible

_HINT = "← → move the end, Shift+← → the start, Enter flags what is marked, Esc leaves"
_AROUND = 40
"""Characters shown before and after what is marked."""


class Adjusting(ModalScreen[None]):
    """Shows a text with what is marked in it, and gives the edges to `done`."""

    can_focus = True

    DEFAULT_CSS = """
    Adjusting { align: center bottom; background: $background 0%; }
    Adjusting > Vertical { width: 100%; height: 3; background: $panel; padding: 0 1; }
    Adjusting .count { color: $foreground; }
    Adjusting .hint { color: $dim; }
    """

    def __init__(self, text: str, start: int, stop: int, done: Callable[[int, int], None]) -> None:
        """Mark characters.

        Args:
            text: As it was recorded.
            start: First character that is marked.
            stop: The one after the last.
            done: Gets both, once they are chosen; at least one character lies between them.
        """
        super().__init__()
        self._text = text
        self._start = min(max(start, 0), max(len(text) - 1, 0))
        self._stop = min(max(stop, self._start + 1), len(text))
        self._done = done

    def compose(self) -> ComposeResult:
        """Lay out the text and what keys do."""
        with Vertical():
            yield Static("", classes="count", markup=False)
            yield Static("", classes="text", markup=False)
            yield Static(Content(_HINT), classes="hint")

    def on_mount(self) -> None:
        """Show what is marked."""
        self.focus()
        self._show()

    async def take_key(self, event: events.Key) -> bool:
        """Move an edge, take it or leave it."""
        if event.key == "escape":
            self.dismiss()
        elif event.key == "enter":
            if self._start < self._stop:
                self.dismiss()
                self._done(self._start, self._stop)
        elif event.key in {"left", "right"}:
            by = 1 if event.key == "right" else -1
            self._stop = min(max(self._stop + by, self._start + 1), len(self._text))
            self._show()
        elif event.key in {"shift+left", "shift+right"}:
            by = 1 if event.key == "shift+right" else -1
            self._start = min(max(self._start + by, 0), self._stop - 1)
            self._show()
        return True

    def _show(self) -> None:
        before = self._text[max(self._start - _AROUND, 0) : self._start]
        marked = self._text[self._start : self._stop]
        after = self._text[self._stop : self._stop + _AROUND]
        self.query_one(".count", Static).update(
            Content(f"characters {self._start + 1} to {self._stop} of {len(self._text)} are flagged")
        )
        self.query_one(".text", Static).update(
            Content.assemble(visible(before), (visible(marked), "reverse"), visible(after))
        )
