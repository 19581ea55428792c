"""What is flagged and as what: three lines over the main screen, a letter for each answer."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from replay.core.safe_text import visible

if TYPE_CHECKING:
    from replay.annotate.flagging import Target

_TARGETS: "Mapping[str, tuple[Target, str]]" = {
    "t": ("typed", "typed"),
    "w": ("title", "title"),
    "b": ("clipboard", "clipboard"),
    "e": ("span", "everything"),
}


class FlagChoice(ModalScreen[None]):
    """Asks for a category by its letter; other letters change what is flagged, Escape leaves."""

    can_focus = True

    DEFAULT_CSS = """
    FlagChoice { align: center bottom; background: $background 0%; }
    FlagChoice > Vertical { width: 100%; height: 3; background: $panel; padding: 0 1; }
    FlagChoice .about { color: $foreground; }
    FlagChoice .about.wrong { color: $error; }
    FlagChoice .as { color: $accent; }
    FlagChoice .instead { color: $dim; }
    """

    def __init__(
        self,
        target: "Target",
        categories: Mapping[str, str],
        about: "Callable[[Target], str]",
        done: "Callable[[Target, str], None]",
        other: "Callable[[Target | Literal['region', 'gone']], None]",
    ) -> None:
        """Ask what is flagged.

        Args:
            target: What is flagged unless another letter says so.
            categories: As what, by one letter each.
            about: Says what a target is here, or raises ValueError with why there is none.
            done: Gets target and category.
            other: Gets a target whose category is to be written, "region" for a region of the picture, or
                "gone" where the flag here is to be deleted.
        """
        super().__init__()
        self._target = target
        self._categories = categories
        self._about = about
        self._done = done
        self._other = other
        self._is_there = False

    def compose(self) -> ComposeResult:
        """Lay out what is flagged, as what, and what else there is."""
        with Vertical():
            yield Static("", classes="about", markup=False)
            names = "  ".join(f"{letter} {name}" for letter, name in self._categories.items())
            yield Static(Content(f"as {names}  / another word"), classes="as")
            targets = "  ".join(f"{letter} {name}" for letter, (_, name) in _TARGETS.items())
            yield Static(Content(f"instead: {targets}  r region  d no flag"), classes="instead")

    def on_mount(self) -> None:
        """Say what would be flagged."""
        self.focus()
        self._show()

    async def take_key(self, event: events.Key) -> bool:
        """Flag, change what is flagged, or leave."""
        key = event.character or event.key
        if event.key == "escape":
            self.dismiss()
        elif key in _TARGETS:
            self._target = _TARGETS[key][0]
            self._show()
        elif key in {"r", "d"}:
            self.dismiss()
            self._other("region" if key == "r" else "gone")
        elif self._is_there and key in self._categories:
            self.dismiss()
            self._done(self._target, self._categories[key])
        elif self._is_there and key in {"/", "slash"}:
            self.dismiss()
            self._other(self._target)
        return True

    def _show(self) -> None:
        line = self.query_one(".about", Static)
        try:
            line.update(Content(f"Flag {visible(self._about(self._target))}"))
        except ValueError as error:
            self._is_there = False
            line.update(Content(visible(str(error))))
        else:
            self._is_there = True
        line.set_class(not self._is_there, "wrong")
