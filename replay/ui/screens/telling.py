"""What a screen says in words: at the top, across the timeline, in notices; nothing hidden is among them.

Words that may hold recorded text pass through here and nowhere else: they are kept as they came, cleaned of
what is hidden when they are shown, and cleaned again when something else is hidden.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.notifications import SeverityLevel
from textual.screen import Screen

from replay.core.safe_text import visible
from replay.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from replay.ui.stage import Stage

_NOTICES_KEPT = 32


class TellingScreen(Screen[None]):
    """Says words, without what is hidden of them."""

    stage: "Stage"
    """Knows what is hidden."""
    _across = ""
    _noticed: Mapping[str, str] = {}
    """The last notices that may hold recorded text, and what was shown of each."""

    @property
    def across(self) -> str:
        """What is said across the timeline, "" for nothing."""
        return self._across

    def say_across(self, text: str) -> None:
        """Say something across the timeline until it is closed, "" for nothing."""
        self._across = text
        self.query_one(Timeline).change(alarm=self.shown_words(text))

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a notice.

        Args:
            message: What it says.
            title: Above it.
            severity: How it is coloured.
            timeout: Seconds for which it stands.
            markup: False wherever `message` holds anything that is not written in this program.
        """
        if not markup:
            shown = self.shown_words(message)
            self._noticed = dict([*self._noticed.items(), (message, shown)][-_NOTICES_KEPT:])
            message = shown
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def shown_words(self, text: str) -> str:
        """Return words as they may be shown."""
        return visible(self.stage.keeper.masks.clean(text))

    def hide_words(self) -> None:
        """Show no word that is hidden by now; notices that hold one are closed."""
        if any(self.shown_words(message) != shown for message, shown in self._noticed.items()):
            self.app.clear_notifications()
            self._noticed = {}
        if self._across:
            self.say_across(self._across)
