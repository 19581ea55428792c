"""The application: one recording, one main screen, two themes."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import App
from textual.command import Provider

from formats.model.recording import Recording
from replay.store.settings import Settings
from replay.ui.keys import Key
from replay.ui.palette import KeyProvider
from replay.ui.player import Player
from replay.ui.screens.main import MainScreen
from replay.ui.stage import Stage
from replay.ui.theme import THEMES


class ReplayApp(App[None]):
    """Shows one recording until it is left."""

    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {KeyProvider}

    def __init__(
        self,
        recording: Recording,
        player: Player,
        stage: Stage,
        *,
        settings: Settings,
        table: tuple[Key, ...],
        title: str,
    ) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[settings.theme].name
        self._recording = recording
        self._main = MainScreen(player, stage, table, title, settings.idle_s)

    def get_default_screen(self) -> MainScreen:
        """Return the screen of the recording."""
        return self._main
