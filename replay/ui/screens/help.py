"""The help screen: every key that is in force."""

from itertools import groupby

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from replay.ui.keys import Key, signs
from replay.ui.widgets.cell_text import wrap_cells

_SIGNS, _WORDS = 14, 54
_TWO_COLUMNS = 2 * (_SIGNS + _WORDS + 5)

Piece = tuple[str, str]


class Help(ModalScreen[None]):
    """Lists the keys by group, in two columns where there is room; any of its own keys closes it."""

    DEFAULT_CSS = """
    Help { align: center middle; }
    Help > VerticalScroll {
        width: auto; max-width: 100%; height: auto; max-height: 100%; background: $panel; padding: 1 2;
    }
    Help Horizontal { width: auto; height: auto; }
    Help .keys { width: 71; height: auto; }
    Help .before { margin: 1 0; }
    Help .said { padding-right: 3; max-width: 100%; }
    Help .words { width: auto; max-width: 100%; height: auto; color: $text-muted; }
    """

    BINDINGS = [  # noqa: RUF012 - Textual's type
        Binding("escape,q,question_mark,enter", "dismiss", "close", show=False),
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
    ]

    def __init__(self, table: tuple[Key, ...], before: tuple[str, ...] = ()) -> None:
        """List keys.

        Args:
            table: Those in force.
            before: What is said above them, a paragraph each.
        """
        super().__init__()
        self._table = table
        self._before = before

    def compose(self) -> ComposeResult:
        """Lay out the table."""
        groups = [_group(name, list(keys)) for name, keys in groupby(self._table, key=lambda key: key.group)]
        is_wide = self.app.size.width >= _TWO_COLUMNS
        columns = _balanced(groups) if is_wide else [_joined(groups)]
        half = -(-len(self._before) // 2) if is_wide else len(self._before)
        with VerticalScroll():
            # First, so that on a small screen one knows that there is more.
            yield Static(Content("↓ ↑ PgDn PgUp scroll, Esc closes."), classes="words")
            said = [part for part in (self._before[:half], self._before[half:]) if part]
            if said:
                yield Horizontal(
                    *(Static(Content("\n\n".join(part)), classes="keys said") for part in said),
                    classes="before",
                )
            with Horizontal():
                for column in columns:
                    yield Static(Content.assemble(*column), classes="keys")
            words = "The mouse works too: click a row or the timeline, drag, scroll."
            yield Static(Content(words), classes="words")

    def action_scroll(self, rows: int) -> None:
        """Scroll where the screen is small."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)


def _group(name: str, keys: list[Key]) -> list[Piece]:
    pieces = [(f"{name}\n", "bold $accent")]
    for key in keys:
        written = signs(key)
        for number, words in enumerate(wrap_cells(key.description, _WORDS)):
            pieces += [(f"  {'' if number else written:<{_SIGNS}}", "$primary"), (f" {words}\n", "")]
    return pieces


def _balanced(groups: list[list[Piece]]) -> list[list[Piece]]:
    """Share groups out over two columns, in order, about as long as each other."""

    def lines(some: list[list[Piece]]) -> int:
        return sum(text.count("\n") for group in some for text, _ in group)

    best = min(range(1, len(groups)), key=lambda at: max(lines(groups[:at]), lines(groups[at:])), default=1)
    return [_joined(groups[:best]), _joined(groups[best:])]


def _joined(groups: list[list[Piece]]) -> list[Piece]:
    return [piece for group in groups for piece in group]
