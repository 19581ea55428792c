"""The whole screen on the sample, for tests that press keys."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget

from formats.model.recording import Recording
from formats.native.reader import Reader
from replay.render.capability import Capability
from replay.render.depth import Depth
from replay.store.settings import Settings
from replay.ui.app import ReplayApp
from replay.ui.keys import KEYS, Key
from replay.ui.player import Player
from replay.ui.screens.main import MainScreen
from replay.ui.stage import Stage
from replay.ui.visit import Visit
from replay.ui.widgets.status import StatusLine
from tests.data import SAMPLE

LONGEST_S = 20.0
_NAMES = {"\r": "enter", "\x1b": "escape", "\x7f": "backspace"}


class Driven:
    """A running screen and what a person does to it."""

    def __init__(self, app: ReplayApp, pilot: Pilot[None], player: Player) -> None:
        self.app = app
        self.pilot = pilot
        self.player = player

    @property
    def main(self) -> MainScreen:
        """The recording's screen."""
        assert isinstance(self.app.main, MainScreen)
        return self.app.main

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each after the one before was done with."""
        await self.pilot.press(*keys)
        await self.settle()

    async def burst(self, keys: str) -> None:
        """Let keys arrive together, as a slow line delivers them; "\\r" is Enter, "\\x1b" Escape."""
        type_keys(self.app, keys)
        await asyncio.sleep(0.2)
        await self.settle()

    async def settle(self) -> None:
        """Wait until what was begun is done."""
        await self.pilot.pause()
        await self.pilot.pause()

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so, at most `LONGEST_S`."""
        for _ in range(round(LONGEST_S / 0.05)):
            await self.settle()
            if is_so():
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"it did not come to be so: {self.status()}")

    async def opened(self) -> None:
        """Wait until the recording's screen is there, or nothing more will come."""
        for _ in range(round(LONGEST_S / 0.005)):
            if self.app.screen is self.app.main or self.app._exit:
                return
            await asyncio.sleep(0.005)
        raise AssertionError("the recording was not opened in time")

    async def analysed(self) -> None:
        """Wait until the whole recording has been read."""
        for _ in range(round(LONGEST_S / 0.02)):
            if self.player.actions is not None and len(self.player.idle) >= 0 and self._is_read():
                break
            await asyncio.sleep(0.02)
        else:
            raise AssertionError("the recording was not read in time")
        await self.settle()

    def lines(self, widget: type[Widget] | None = None) -> list[str]:
        """Return the text on the screen, or that of the first widget of a type."""
        strips = [strip.text for strip in self.app.screen._compositor.render_strips()]
        if widget is None:
            return strips
        assert self.app.main is not None
        region = self.app.main.query_one(widget).region
        return [line[region.x : region.right] for line in strips[region.y : region.bottom]]

    def status(self) -> str:
        """Return the line at the top."""
        return self.lines(StatusLine)[0]

    def _is_read(self) -> bool:
        analysis = self.main._analysis
        return analysis is not None and not analysis._thread.is_alive()


def type_keys(app: ReplayApp, keys: str) -> None:
    """Let keys arrive."""
    for character in keys:
        name = _NAMES.get(character) or _character_to_key(character)
        app.post_message(events.Key(name, character if character.isprintable() else None))


@asynccontextmanager
async def driven(
    recording: Recording | Path = SAMPLE,
    *,
    size: tuple[int, int] = (160, 48),
    settings: Settings | None = None,
    table: tuple[Key, ...] = KEYS,
    early: str = "",
    source: Path = Path("desk.replay"),
    labels: bool = False,
    between: tuple[str, str] | None = None,
    gold: str = "",
    claimed: bool = False,
    reviewed: str = "",
    note: str = "",
    notices: bool = False,
    privacy: bool = False,
    keep_nothing: bool = False,
    fidelity: bool = False,
    awaits_correction: bool = False,
) -> AsyncIterator[Driven]:
    """Run the screen of a recording without a terminal; the keys `early` come before it is there.

    Notices, which would cover what other tests look at, are shown where that is asked for.
    """
    opened = Reader(recording) if isinstance(recording, Path) else recording
    settings = settings or Settings()
    with opened:
        player = Player(opened, rate=settings.rate, idle_mode=settings.idle_mode)
        stage = Stage(player, Capability(depth=Depth.TRUE), "cells", trail_s=settings.trail_s)

        visit = Visit(
            labels,
            between,
            gold,
            claimed,
            reviewed,
            note,
            privacy=privacy,
            keep_nothing=keep_nothing,
            fidelity=fidelity,
            awaits_correction=awaits_correction,
        )
        app = ReplayApp(
            lambda _: MainScreen(stage, table, source, settings, visit),
            theme=settings.theme,
            title=source.name,
        )
        type_keys(app, early)
        async with app.run_test(size=size, notifications=notices) as pilot:
            one = Driven(app, pilot, player)
            await one.opened()
            await one.settle()
            yield one
