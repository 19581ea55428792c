"""Which word is to go: typed, or chosen from those that stand at the playhead."""

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from replay.core.safe_text import visible
from replay.privacy.sought import SHORTEST_WORD

_HINT = "Type it, or choose one with ↓ ↑; Enter removes it. Esc changes nothing."
_MEANS = (
    "It goes wherever it stands: from titles, the clipboard and the pictures; and with it all that you typed "
    "in one go, or the rest would tell how long it was."
)
_SHORT = "So short a word goes where it stands alone, and never inside of other words."
_MOST = 200


class WordChoice(ModalScreen[None]):
    """Asks for a word and gives it to `done`, before any key that follows is looked at."""

    DEFAULT_CSS = """
    WordChoice { align: center middle; }
    WordChoice > Vertical {
        width: 84; max-width: 100%; height: auto; max-height: 100%; background: $panel; padding: 1 2;
        border: round $primary;
    }
    WordChoice .title { text-style: bold; }
    WordChoice Input { width: 1fr; margin-top: 1; background: $background; padding: 0 1; }
    WordChoice OptionList { height: auto; max-height: 8; background: $panel; margin: 1 0; }
    WordChoice OptionList > .option-list--option-highlighted { background: $current; color: $foreground; }
    WordChoice OptionList:focus > .option-list--option-highlighted {
        background: $current; color: $foreground;
    }
    WordChoice .hint { color: $dim; }
    """

    def __init__(self, words: Sequence[str], done: Callable[[str], None]) -> None:
        """Offer words.

        Args:
            words: Those near the playhead, the nearest first; as they were recorded.
            done: Gets the word.
        """
        super().__init__()
        self._words = tuple(words)[:_MOST]
        self._done = done
        self._offered = ""
        """What was in the line when words were last offered."""

    def compose(self) -> ComposeResult:
        """Lay out the line and the words."""
        with Vertical():
            yield Static(
                Content("Which word, name or sentence is to go, wherever it stands?"), classes="title"
            )
            yield Static(Content(_MEANS), classes="hint")
            yield Input(placeholder="type it here", compact=True)
            yield OptionList(compact=True)
            yield Static(Content(_HINT), classes="hint", id="how")

    def on_mount(self) -> None:
        """Offer all of them."""
        self._offer()

    async def take_key(self, event: events.Key) -> bool:
        """Type, choose, take or leave; see `ReplayApp.on_event` for why not by the line's own queue."""
        line, options = self.query_one(Input), self.query_one(OptionList)
        if event.key == "escape":
            self.dismiss()
        elif event.key == "enter":
            self._take(options.highlighted)
        elif event.key == "down":
            options.action_cursor_down()
        elif event.key == "up":
            options.action_cursor_up()
        elif event.key == "backspace":
            line.action_delete_left()
            self._offer()
        elif event.is_printable and event.character:
            line.replace(event.character, *line.selection)
            self._offer()
        return True

    def on_input_changed(self) -> None:
        """Offer what matches what was pasted; what is typed has been looked for already."""
        if self.query_one(Input).value != self._offered:
            self._offer()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Take the word that was clicked."""
        self._take(message.option_index)

    def _take(self, number: int | None) -> None:
        shown = self._shown()
        word = shown[number].strip() if number is not None and number < len(shown) else ""
        if not word:
            return
        self.dismiss()
        self._done(word)

    def _shown(self) -> list[str]:
        """Return what was typed, as it is, and the words that hold it."""
        typed = self.query_one(Input).value
        needle = typed.strip().casefold()
        found = [word for word in self._words if needle in word.casefold() and word != typed.strip()]
        return [typed, *found] if needle else found

    def _offer(self) -> None:
        options = self.query_one(OptionList)
        self._offered = self.query_one(Input).value
        is_short = 0 < len(self._offered.strip()) < SHORTEST_WORD
        self.query_one("#how", Static).update(Content(f"{_SHORT} {_HINT}" if is_short else _HINT))
        options.clear_options()
        options.add_options([Option(Content(f" {visible(word)}")) for word in self._shown()])
        if options.option_count:
            options.highlighted = 0
