"""The application: one recording, one main screen, two themes, and keys in the order in which they come."""

import asyncio
import signal
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import ClassVar, Literal, Protocol, runtime_checkable

from rich.console import Console
from textual import events
from textual.app import App
from textual.command import Provider
from textual.driver import Driver
from textual.screen import Screen

from formats.errors import FormatError
from replay.render.depth import Depth
from replay.store.errors import StoreError
from replay.ui.daemon import in_daemon
from replay.ui.palette import KeyProvider, Palette
from replay.ui.screens.opening import OpeningScreen
from replay.ui.theme import THEMES

_COLOR_SYSTEMS: Mapping[Depth, Literal["truecolor", "256"] | None] = {
    Depth.TRUE: "truecolor",
    Depth.INDEXED: "256",
    Depth.NONE: None,
}
_INTERRUPTED = 128 + signal.SIGINT
"""The exit status that shells give a program that this signal ended; so it is with others."""
_ENDINGS = (signal.SIGTERM, signal.SIGHUP)
"""The second comes when a terminal is closed or a line breaks: what waits to be saved is saved even then."""
_FAILURES = (FormatError, StoreError, OSError, MemoryError)
"""What ends the application with its reason: a recording that is not opened, or may not stay open."""
_WAIT_S = 0.005
_STILL_S = 1.0
"""So often it is asked whether a recording may still be shown."""
_PATIENCE = 400
"""So many waits a screen that has opened may take to have something that takes keys."""


@runtime_checkable
class TakesKeys(Protocol):
    """A screen that is given every key before Textual is."""

    async def take_key(self, event: events.Key) -> bool:
        """Do what a key means here; False for one that means nothing."""


class ReplayApp(App[None]):
    """Shows one recording until it is left; an empty screen at first, while it is opened."""

    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {KeyProvider}

    # A toast lies on the picture: not on the lists, nor on the timeline with what is said across it.
    # Not DEFAULT_CSS, which the rules of Textual's own toasts outrank.
    CSS = """
    ToastRack { dock: top; align: left top; margin-top: 1; }
    ToastHolder { align-horizontal: left; }
    """

    def __init__(
        self,
        make_main: Callable[[OpeningScreen], Screen[None]],
        *,
        prepare: Callable[[], None] | None = None,
        still: Callable[[], None] | None = None,
        theme: str,
        title: str,
        depth: Depth = Depth.TRUE,
        driver: type[Driver] | None = None,
    ) -> None:
        """Show what `make_main` makes.

        Args:
            make_main: Makes the recording's screen, given the empty one; called once the first paint is
                out.
            prepare: Opens the recording before that, in a thread: a damaged one is searched through, and
                Ctrl+C does not wait for it.
            still: Asked in a thread while the recording is shown, whether it still may be; what it raises
                ends the application.
            theme: One of `THEMES`.
            title: The recording's name, for people.
            depth: How many colours the terminal shows, as far as it is known.
            driver: What talks to the terminal; Textual's own where None.
        """
        super().__init__(driver_class=driver)
        self.set_depth(depth)
        for each in THEMES.values():
            self.register_theme(each)
        self.theme = THEMES[theme].name
        self.failure: FormatError | StoreError | OSError | MemoryError | None = None
        """Why the recording could not be opened, or not stay open; the application has ended then."""
        self.main: Screen[None] | None = None
        """The screen of the recording, None until it is made."""
        self._make_main = make_main
        self._prepare = prepare
        self._still = still
        self._asks_still = False
        self._opening = OpeningScreen(title)
        self._held_keys: list[events.Key] = []
        """Keys that wait for a screen that has just opened."""
        self._waited = 0
        self._takes_keys = False
        self._opened: Screen[object] | None = None
        """The newest screen that has been seen to take keys."""

    def set_depth(self, depth: Depth) -> None:
        """Draw in so many colours from the next paint on."""
        # Textual goes by TERM alone, and draws in 16 colours where the terminal has said that it shows more.
        self.console = Console(
            color_system=_COLOR_SYSTEMS[depth],
            file=self.console.file,
            markup=True,
            highlight=False,
            emoji=False,
            legacy_windows=False,
            force_terminal=True,
            safe_box=False,
            soft_wrap=False,
        )

    def get_default_screen(self) -> Screen[None]:
        """Return the screen to begin with."""
        return self._opening

    def on_load(self) -> None:
        """Be ready to be ended by a signal: alone it would leave the terminal with its mouse reports on."""
        for ending in () if self.is_headless else _ENDINGS:
            # One that is ignored stays so: `nohup` ignores SIGHUP.
            if signal.getsignal(ending) is not signal.SIG_IGN:
                asyncio.get_running_loop().add_signal_handler(ending, self.exit, None, 128 + ending)

    def on_ready(self) -> None:
        """Open the recording once what is there without it has been painted."""
        # Behind the paint that waits in the screen's own queue, not behind the next, which changes nothing.
        self._opening.call_later(self.call_next, self._begin_to_open)

    def _begin_to_open(self) -> None:
        # A worker: this application takes no key while it waits for a message's handler.
        self.run_worker(self._open(), name="opening")

    async def _open(self) -> None:
        try:
            if self._prepare is not None:
                await in_daemon(self._prepare)
            self.main = self._make_main(self._opening)
        except _FAILURES as error:
            self.failure = error
            self.exit()
            return
        painted_once = ExitStack()
        # Mounted, resumed, laid out: for each Textual would paint everything, and tmux choke on it.
        painted_once.enter_context(self.batch_update())
        # Over the empty screen, not in its place: Textual switches from no screen that was there first.
        await self.push_screen(self.main)
        self.main.call_later(painted_once.close)
        # From now on: everything that keys need is there.
        self._takes_keys = True
        if self._still is not None:
            self.set_interval(_STILL_S, self._ask_still)

    def _ask_still(self) -> None:
        if not self._asks_still:
            self._asks_still = True
            self.run_worker(self._may_stay(), name="may stay open")

    async def _may_stay(self) -> None:
        try:
            if self._still is not None:
                await in_daemon(self._still)
        except _FAILURES as error:
            self.failure = error
            self.exit()
        self._asks_still = False

    def action_command_palette(self) -> None:
        """Open the palette."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    async def on_event(self, event: events.Event) -> None:
        """Take keys here, one after the other.

        Textual hands a key to the screen's own queue and does what it is bound to when it has come back: of
        two keys that arrive together, as over ssh, the second would meet the screen as it was before the
        first, and a prompt that the first opens would miss what is typed next. Those that come before there
        is a screen wait for it.
        """
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self.main is None and event.key == "ctrl+c":
            self.exit(return_code=_INTERRUPTED)
        elif self._held_keys or self._is_opening():
            self._held_keys.append(event)
            if len(self._held_keys) == 1:
                self.set_timer(_WAIT_S, self._give_held_keys)
        else:
            await self._give(event)

    async def _give(self, event: events.Key) -> None:
        screen = self.screen
        if event.key == "ctrl+c" and self.main is not None and screen is not self.main:
            # Whoever is asked something leaves the question by it, and not yet the recording.
            event = events.Key("escape", None)
        if not isinstance(screen, TakesKeys) or not await screen.take_key(event):
            await super().on_event(event)

    def _is_opening(self) -> bool:
        """Say whether keys have to wait: for the application, or for a screen to have what takes them."""
        if not self._takes_keys:
            return True
        screen = self.screen
        if screen is self.main:
            return False
        # A terminal that says it lost the focus takes it from the screen, and may be sent keys all the same.
        if screen.focused is not None or (screen.is_mounted and not self.app_focus):
            self._opened = screen
        return screen is not self._opened

    async def _give_held_keys(self) -> None:
        self._waited += 1
        if not self._takes_keys or (self._is_opening() and self._waited < _PATIENCE):
            self.set_timer(_WAIT_S, self._give_held_keys)
            return
        self._waited = 0
        self._opened = self.screen
        while self._held_keys:
            await self._give(self._held_keys.pop(0))
            if self._held_keys and self._is_opening():
                # The key that was given opened another screen.
                self.set_timer(_WAIT_S, self._give_held_keys)
                return
