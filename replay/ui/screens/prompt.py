"""A line to type into, over the main screen: go to a time, search."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class Prompt(ModalScreen[str | None]):
    """Asks for a line; Enter gives it back once it is good, Escape gives None."""

    DEFAULT_CSS = """
    Prompt { align: center bottom; background: $background 0%; }
    Prompt > Vertical { width: 100%; height: 3; background: $panel; padding: 0 1; }
    Prompt Input { width: 1fr; padding: 0; background: $surface; }
    Prompt .title { color: $foreground; }
    Prompt .answer { color: $dim; }
    Prompt .answer.wrong { color: $error; }
    """

    BINDINGS = [Binding("escape", "cancel", "cancel", show=False)]  # noqa: RUF012 - Textual's type

    def __init__(self, title: str, check: Callable[[str], str], *, text: str = "") -> None:
        """Ask under `title`; `check` says what a line would do, or raises ValueError with what is wrong."""
        super().__init__()
        self._title = title
        self._check = check
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out the question, the line, and what it would do."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            yield Input(self._text, compact=True)
            yield Static("", classes="answer", markup=False)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Say what the line would do."""
        self._judge(message.value)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Give the line back, unless it is wrong."""
        if self._judge(message.value):
            self.dismiss(message.value)

    def action_cancel(self) -> None:
        """Give nothing back."""
        self.dismiss(None)

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
