"""`replay open`: the screen."""

import gc
import sys
from pathlib import Path

import click

from formats.model.report import ImportOptions
from formats.registry import detect
from replay.cli.arguments import file_argument
from replay.cli.naming import naming
from replay.cli.progress import ProgressBar
from replay.cli.source import instant_of
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

    Plain keys do everything: Space plays, the arrows step, `?` lists the rest, `q` quits. A foreign recording
    is imported first; the import is kept for the next time where `replay doctor` says.
    """
    # What is imported stays: looking for garbage among it costs a tenth of the start, and of pauses later.
    gc.disable()
    from replay.store.imports import open_imported
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
    with naming(path):
        with ProgressBar() as progress:
            recording = open_imported(path, ImportOptions(progress=progress.stage))
        with recording:
            at_ns = instant_of(recording, at, "--at") if at else None
            how = render or settings.render
            try:
                return open_screen(recording, path.name, at_ns=at_ns, settings=settings, render=how)
            except SettingsError as error:
                raise click.UsageError(str(error)) from error
