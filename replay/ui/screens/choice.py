"""A question with a few answers over the screen: a digit takes one, or the arrows and Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

_HINT = "↓ ↑ choose, Enter or the number takes it. Esc changes nothing."
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer."""

    words: str
    """Safe to print."""
    do: Callable[[], None]
    """Called when the question is gone, before any key that follows is looked at."""
    about: str = ""
    """What it means, in a line below; safe to print."""


class Choice(ModalScreen[None]):
    """Asks for one of at most nine answers."""

    DEFAULT_CSS = """
    Choice { align: center middle; }
    Choice > Vertical {
        width: 84; max-width: 100%; height: auto; max-height: 100%; background: $panel; padding: 1 2;
        border: round $primary;
    }
    Choice .title { text-style: bold; }
    Choice .about { margin-top: 1; }
    Choice OptionList { height: auto; max-height: 20; background: $panel; margin: 1 0; }
    Choice OptionList > .option-list--option-highlighted { background: $current; color: $foreground; }
    Choice OptionList:focus > .option-list--option-highlighted { background: $current; color: $foreground; }
    Choice .hint { color: $dim; }
    """

    def __init__(self, title: str, answers: Sequence[Answer], about: str = "") -> None:
        """Ask.

        Args:
            title: The question; safe to print.
            answers: The first is the current one.
            about: What is to be known before; safe to print.
        """
        super().__init__()
        self._title = title
        self._answers = tuple(answers[:_MOST_DIGITS])
        self._about = about

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            if self._about:
                yield Static(Content(self._about), classes="about")
            yield OptionList(*map(_option, enumerate(self._answers, 1)), compact=True)
            yield Static(Content(_HINT), classes="hint")

    async def take_key(self, event: events.Key) -> bool:
        """Take an answer, choose another one, or leave."""
        options = self.query_one(OptionList)
        key = event.character or event.key
        if event.key == "escape":
            self.dismiss()
        elif event.key == "enter":
            self._take(options.highlighted or 0)
        elif event.key in {"down", "j", "tab"}:
            options.action_cursor_down()
        elif event.key in {"up", "k", "shift+tab"}:
            options.action_cursor_up()
        elif key.isdecimal() and 1 <= int(key) <= len(self._answers):
            self._take(int(key) - 1)
        return True

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Take the answer that was clicked."""
        self._take(message.option_index)

    def _take(self, number: int) -> None:
        self.dismiss()
        self._answers[number].do()


def _option(numbered: tuple[int, Answer]) -> Option:
    number, answer = numbered
    about = (f"\n    {answer.about}", "$dim") if answer.about else ""
    return Option(Content.assemble((f" {number} ", "bold $accent"), f" {answer.words}", about))
