"""Opening the screen from the shell."""

from formats.model.recording import Recording
from formats.model.time import NS_PER_S
from replay.render.capability import probe
from replay.store.settings import Settings
from replay.ui.app import ReplayApp
from replay.ui.keys import key_table
from replay.ui.player import Player
from replay.ui.stage import Stage

_FIRST_PICTURE_NS = 5 * NS_PER_S
"""A recording opens at its first picture where that comes so soon; a black screen tells nobody anything."""


def open_screen(
    recording: Recording, title: str, *, at_ns: int | None, settings: Settings, render: str
) -> int:
    """Show a recording until the person quits.

    Args:
        recording: What to show; the caller closes it.
        title: Its name, for people.
        at_ns: Where to begin; None for the first picture, where that comes soon, or the start.
        settings: What the person set.
        render: How pictures are drawn; one of `replay.render.choice.REQUESTS`.

    Returns:
        The exit status: 0.

    Raises:
        SettingsError: The settings give a key two meanings.
    """
    table = key_table(settings.keys)
    player = Player(recording, rate=settings.rate, idle_mode=settings.idle_mode)
    first_ns = player.first_picture_ns()
    if at_ns is not None:
        player.seek(at_ns)
    elif first_ns is not None and first_ns <= _FIRST_PICTURE_NS:
        player.seek(first_ns)
    # The terminal is asked last: a file that cannot be read leaves no question in it unanswered.
    capability = probe()
    stage = Stage(player, capability, render, trail_s=settings.trail_s)
    app = ReplayApp(
        recording, player, stage, settings=settings, table=table, title=title, depth=capability.depth
    )
    app.run()
    return app.return_code or 0
