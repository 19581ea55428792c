"""A line to type into, over the main screen: go to a time, search."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class Prompt(ModalScreen[None]):
    """Asks for a line; Enter gives it to `done` once it is good, Escape leaves."""

    DEFAULT_CSS = """
    Prompt { align: center bottom; background: $background 0%; }
    Prompt > Vertical { width: 100%; height: 3; background: $panel; padding: 0 1; }
    Prompt Input { width: 1fr; padding: 0; background: $surface; }
    Prompt .title { color: $foreground; }
    Prompt .answer { color: $dim; }
    Prompt .answer.wrong { color: $error; }
    """

    def __init__(self, title: str, check: Callable[[str], str], done: Callable[[str], None]) -> None:
        """Ask under `title`.

        Args:
            title: What is asked for.
            check: Says what a line would do, or raises ValueError with what is wrong.
            done: Gets the line, before any key that follows is looked at.
        """
        super().__init__()
        self._title = title
        self._check = check
        self._done = done

    def compose(self) -> ComposeResult:
        """Lay out the question, the line, and what it would do."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            yield Input(compact=True)
            yield Static("", classes="answer", markup=False)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Say what the line would do."""
        self._judge(message.value)

    async def take_key(self, event: events.Key) -> bool:
        """Type, edit, or be done; see `ReplayApp.on_event` for why not by the line's own queue."""
        line = self.query_one(Input)
        bound = self.active_bindings.get(event.key)
        if event.key == "escape":
            self.dismiss()
        elif event.key == "enter":
            if self._judge(line.value):
                self.dismiss()
                self._done(line.value)
        elif event.is_printable and event.character:
            line.replace(event.character, *line.selection)
        elif bound is not None:
            await self.app.run_action(bound.binding.action, bound.node)
        return True

    def _judge(self, text: str) -> bool:
        answer = self.query_one(".answer", Static)
        if not text.strip():
            answer.update("")
            return False
        try:
            answer.update(Content(self._check(text)))
        except ValueError as error:
            answer.update(Content(str(error)))
            answer.set_class(True, "wrong")
            return False
        answer.set_class(False, "wrong")
        return True
