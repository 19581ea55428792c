"""The filter: which streams are listed and stepped through."""

from collections.abc import Collection, Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from formats.model.recording import StreamInfo

_HINT = "Space chooses, a all, u the usual ones, Enter applies, Esc leaves"


class Filters(ModalScreen[tuple[str, ...] | None]):
    """Lets the person choose streams; gives their names back, None where nothing is to change."""

    DEFAULT_CSS = """
    Filters { align: center middle; }
    Filters > Vertical { width: 44; height: auto; max-height: 100%; background: $panel; padding: 1 2; }
    Filters OptionList { height: auto; max-height: 16; background: $panel; margin: 1 0; }
    Filters .hint { color: $text-muted; }
    """

    BINDINGS = [  # noqa: RUF012 - Textual's type
        Binding("escape,q", "cancel", "cancel", show=False),
        Binding("enter,f", "done", "done", show=False, priority=True),
        Binding("space", "choose", "choose", show=False, priority=True),
        Binding("j", "move(1)", "down", show=False),
        Binding("k", "move(-1)", "up", show=False),
        Binding("a", "all", "all", show=False),
        Binding("u", "usual", "usual", show=False),
    ]

    def __init__(
        self, streams: Mapping[str, StreamInfo], chosen: Collection[str], usual: Collection[str]
    ) -> None:
        super().__init__()
        self._streams = streams
        self._chosen = set(chosen)
        self._usual = set(usual)

    def compose(self) -> ComposeResult:
        """Lay out the streams with their counts."""
        with Vertical():
            yield Static(Content("Streams that are listed and stepped through"))
            yield OptionList(*(self._line(name) for name in self._streams), compact=True)
            yield Static(Content(_HINT), classes="hint")

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Choose the stream that was clicked."""
        self._turn(message.option_index)

    def action_choose(self) -> None:
        """Take the stream at the cursor, or leave it out."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._turn(at)

    def action_move(self, rows: int) -> None:
        """Go up or down."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if rows > 0 else options.action_cursor_up)()

    def action_cancel(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def action_all(self) -> None:
        """Choose every stream."""
        self._choose(set(self._streams))

    def action_usual(self) -> None:
        """Choose what is chosen unless a person says otherwise."""
        self._choose(set(self._usual))

    def action_done(self) -> None:
        """Give back what is chosen, in the order of the streams."""
        if self._chosen:
            self.dismiss(tuple(name for name in self._streams if name in self._chosen))
        else:
            self.query_one(".hint", Static).update(Content("Choose at least one stream. " + _HINT))

    def _turn(self, number: int) -> None:
        self._choose(self._chosen ^ {list(self._streams)[number]})

    def _choose(self, chosen: set[str]) -> None:
        self._chosen = chosen
        options = self.query_one(OptionList)
        for number, name in enumerate(self._streams):
            options.replace_option_prompt_at_index(number, self._line(name))

    def _line(self, name: str) -> Content:
        sign = "✓" if name in self._chosen else " "
        return Content(f"{sign} {name:<10}{self._streams[name].rows:>14,}")
