"""The list of labels: a label's key takes it at once, letters look for it by name."""

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from replay.annotate.label_sets.label_set import Label
from replay.core.safe_text import visible

_HINT = "its key takes a label; / and letters look for one, ↓ ↑ choose, Enter takes, Esc leaves"


class LabelPicker(ModalScreen[None]):
    """Asks for a label and gives its name to `done`, before any key that follows is looked at."""

    DEFAULT_CSS = """
    LabelPicker { align: center middle; }
    LabelPicker > Vertical {
        width: 72; max-width: 100%; height: auto; max-height: 100%; background: $panel; padding: 1 2;
    }
    LabelPicker OptionList { height: auto; max-height: 20; background: $panel; margin: 1 0; }
    LabelPicker .hint { color: $text-muted; }
    """

    def __init__(
        self,
        title: str,
        labels: Sequence[Label],
        done: Callable[[str], None],
        shown_words: Callable[[str], str] = visible,
    ) -> None:
        """Offer labels.

        Args:
            title: What they are for.
            labels: In the order in which they are shown.
            done: Gets the name of the one that was taken.
            shown_words: Makes words such as may be shown: a label may hold what is hidden.
        """
        super().__init__()
        self._title = title
        self._labels = labels
        self._done = done
        self._shown_words = shown_words
        self._searching = False
        self._needle = ""

    def compose(self) -> ComposeResult:
        """Lay out the labels."""
        with Vertical():
            yield Static(Content(self._shown_words(self._title)))
            yield OptionList(compact=True)
            yield Static(Content(_HINT), classes="hint")

    def on_mount(self) -> None:
        """Show them all."""
        self._offer()

    async def take_key(self, event: events.Key) -> bool:
        """Take a label, or look for one."""
        options = self.query_one(OptionList)
        if event.key == "escape":
            self.dismiss()
        elif event.key == "enter":
            shown = self._shown()
            if shown and options.highlighted is not None:
                self._take(shown[options.highlighted])
        elif event.key == "down":
            options.action_cursor_down()
        elif event.key == "up":
            options.action_cursor_up()
        elif event.key == "backspace":
            self._look_for(self._needle[:-1])
        elif event.key == "slash" and not self._searching:
            self._searching = True
            self._look_for("")
        elif event.is_printable and event.character:
            self._type(event.character)
        return True

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Take the label that was clicked."""
        self._take(self._shown()[message.option_index])

    def _type(self, character: str) -> None:
        by_key = next((label for label in self._labels if label.key == character), None)
        if by_key is not None and not self._searching:
            self._take(by_key)
            return
        self._searching = True
        self._look_for(self._needle + character)

    def _look_for(self, needle: str) -> None:
        self._needle = needle
        words = f"/{visible(needle)}" if self._searching else _HINT
        self.query_one(".hint", Static).update(Content(words))
        self._offer()

    def _take(self, label: Label) -> None:
        self.dismiss()
        self._done(label.name)

    def _shown(self) -> list[Label]:
        needle = self._needle.casefold()
        return [label for label in self._labels if needle in label.name.casefold()]

    def _offer(self) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(label)) for label in self._shown()])
        if options.option_count:
            options.highlighted = 0

    def _line(self, label: Label) -> Content:
        key = label.key or " "
        return Content.assemble(
            (f" {visible(key)} ", "bold"),
            ("██ ", label.colour),
            f"{self._shown_words(label.name):<18} ",
            (self._shown_words(label.description), "dim"),
        )
