"""The filter: which streams are listed and stepped through."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from formats.model.recording import StreamInfo


class Filters(ModalScreen[tuple[str, ...] | None]):
    """Lets the person choose streams; gives their names back, None where nothing is to change."""

    DEFAULT_CSS = """
    Filters { align: center middle; }
    Filters > Vertical { width: 44; height: auto; max-height: 100%; background: $panel; padding: 1 2; }
    Filters SelectionList { height: auto; max-height: 16; border: none; background: $panel; }
    Filters Static { color: $text-muted; }
    """

    BINDINGS = [  # noqa: RUF012 - Textual's type
        Binding("escape,q", "cancel", "cancel", show=False),
        Binding("enter,f", "done", "done", show=False, priority=True),
        Binding("a", "all", "all", show=False),
    ]

    def __init__(self, streams: Mapping[str, StreamInfo], chosen: tuple[str, ...] | None) -> None:
        super().__init__()
        self._streams = streams
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Lay out the streams with their counts."""
        with Vertical():
            yield SelectionList[str](
                *(
                    Selection(
                        f"{name:<10}{info.rows:>14,}", name, self._chosen is None or name in self._chosen
                    )
                    for name, info in self._streams.items()
                )
            )
            yield Static(Content("\nSpace chooses, a takes all, Enter applies, Esc leaves"))

    def action_cancel(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def action_all(self) -> None:
        """Choose every stream."""
        self.query_one(SelectionList).select_all()

    def action_done(self) -> None:
        """Give back what is chosen, in the order of the streams."""
        chosen = set(self.query_one(SelectionList).selected)
        self.dismiss(tuple(name for name in self._streams if name in chosen))
