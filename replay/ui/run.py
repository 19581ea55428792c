"""Opening the screen from the shell."""

from pathlib import Path

from formats.model.time import NS_PER_S
from formats.registry import open_recording
from replay.core.timecode import parse_instant
from replay.render.capability import probe
from replay.store.settings import Settings
from replay.ui.app import ReplayApp
from replay.ui.keys import key_table
from replay.ui.player import Player
from replay.ui.stage import Stage

_FIRST_PICTURE_NS = 5 * NS_PER_S
"""A recording opens at its first picture where that comes so soon; a black screen tells nobody anything."""


def open_screen(path: Path, *, at: str | None, settings: Settings, render: str) -> int:
    """Show a recording until the person quits.

    Args:
        path: Of any known format.
        at: Where to begin, as `parse_instant` takes it.
        settings: What the person set.
        render: How pictures are drawn; one of `replay.render.choice.REQUESTS`.

    Returns:
        The exit status: 0.

    Raises:
        FormatError: The file cannot be read.
        TimecodeError: `at` is no time of this recording.
    """
    table = key_table(settings.keys)
    with open_recording(path) as recording:
        player = Player(recording, rate=settings.rate, idle_mode=settings.idle_mode)
        first_ns = player.first_picture_ns()
        if at is None and first_ns is not None and first_ns <= _FIRST_PICTURE_NS:
            player.seek(first_ns)
        elif at is not None:
            player.seek(parse_instant(at, recording.frames, recording.duration_ns))
        # The terminal is asked last: a file that cannot be read leaves no question in it unanswered.
        capability = probe()
        stage = Stage(player, capability, render, trail_s=settings.trail_s)
        app = ReplayApp(
            recording, player, stage, settings=settings, table=table, title=path.name, depth=capability.depth
        )
        app.run()
        return app.return_code or 0
