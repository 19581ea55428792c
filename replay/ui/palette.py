"""The palette: every action of the key table, by what it does."""

from functools import partial
from typing import Protocol, runtime_checkable

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from replay.ui.keys import KEYS, Key, signs


@runtime_checkable
class Performs(Protocol):
    """A screen that does actions of the key table."""

    async def perform(self, action: str) -> None:
        """Do an action, as its key does."""


class Palette(CommandPalette):
    """Textual's palette, which two Enters that arrive together do not close twice."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it where it is open; Textual would close the screen below, and fail where there is none."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        try:
            super()._action_command_list(action)
        except KeyError:
            # Textual goes a page on by the lines of its list, and it has none before that is laid out.
            return


class KeyProvider(Provider):
    """Offers the actions of the main screen with the keys that do the same."""

    _chosen = False
    """Whether an action was chosen already: it is done once, however often Enter came."""

    async def discover(self) -> Hits:
        """Yield every action, for a palette in which nothing is typed yet."""
        for key in self._table():
            yield DiscoveryHit(_title(key), partial(self._run, key), help=key.group)

    async def search(self, query: str) -> Hits:
        """Yield the actions whose words match."""
        matcher = self.matcher(query)
        for key in self._table():
            score = matcher.match(_title(key))
            if score > 0:
                yield Hit(score, matcher.highlight(_title(key)), partial(self._run, key), help=key.group)

    def _table(self) -> tuple[Key, ...]:
        table: tuple[Key, ...] = getattr(self.screen, "table", KEYS)
        return tuple(key for key in table if key.action != "palette")

    async def _run(self, key: Key) -> None:
        if self._chosen:
            return
        self._chosen = True
        if isinstance(self.screen, Performs):
            await self.screen.perform(key.action)


def _title(key: Key) -> str:
    return f"{key.description}  ({signs(key)})"
