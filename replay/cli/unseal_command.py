"""`replay unseal`: a sealed recording in the clear again, every byte as it was."""

from functools import partial
from pathlib import Path

import click

from replay.cli.arguments import file_argument, json_option
from replay.cli.reading.allowed import check_released
from replay.cli.reading.source import open_source
from replay.cli.reading.unlocking import unlock
from replay.cli.telling.naming import mending, naming
from replay.cli.telling.output import print_json, size_text
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.target import check_target, target_options, writing
from replay.core.safe_text import visible


@click.command("unseal")
@file_argument
@target_options
@json_option
def command(path: Path, out: Path, force: bool, as_json: bool) -> None:
    """Write what a sealed recording holds, every byte as it was before it was sealed.

    All commands open a sealed FILE itself: this is for other programs, and the copy is noted in the audit.

    --json prints `out` and `size_bytes`.
    """
    from formats.model.content_id import content_id
    from formats.native.sealed_layout import is_sealed
    from formats.native.sealing import unseal
    from formats.native.whole_file import whole_file
    from formats.plain_file import read_head
    from replay.cli.writing.copies import note_copy

    if not is_sealed(read_head(path)):
        raise click.UsageError(f"{path} is not sealed")
    check_target(out, path, force=force)
    with open_source(path) as recording:
        check_released(path, recording)
        known = content_id(recording)
    with naming(path), mending(path), writing(out), ProgressBar() as progress, whole_file(out) as file:
        size_bytes = unseal(path, unlock, file, partial(progress.stage, "unsealing"))
        note_copy("unsealed", path, known, out)
    if as_json:
        print_json({"out": str(out), "size_bytes": size_bytes})
    click.echo(f"wrote {visible(str(out))}, {size_text(size_bytes)}, in the clear", err=True)
