"""`replay open`: the screen."""

import gc
import sys
from pathlib import Path

import click

from formats.registry import detect
from replay.cli.source import file_argument, naming
from replay.core.timecode import TimecodeError
from replay.store.settings import RENDER_REQUESTS, SettingsError, load_settings


@click.command("open")
@file_argument
@click.option("--at", "at", metavar="T", help="Start at this time: HH:MM:SS.mmm, seconds, or #frame.")
@click.option(
    "--render",
    type=click.Choice(RENDER_REQUESTS),
    default=None,
    help="How pictures are drawn; `replay doctor` says what 'auto', the default, comes to here.",
)
def command(path: Path, at: str | None, render: str | None) -> int:
    """Step through a recording on the screen.

    Plain keys do everything: Space plays, the arrows step, `?` lists the rest, `q` quits.
    """
    # What is imported stays: looking for garbage among it costs a tenth of the start, and of pauses later.
    gc.disable()
    from replay.ui.run import open_screen

    gc.freeze()
    gc.enable()
    # What is wrong with the file matters more than where it is asked for.
    detect(path)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("the screen needs a terminal; `info`, `events` and `actions` work without one")
    try:
        settings = load_settings()
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    try:
        with naming(path):
            return open_screen(path, at=at, settings=settings, render=render or settings.render)
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    except TimecodeError as error:
        raise click.BadParameter(str(error), param_hint="--at") from error
