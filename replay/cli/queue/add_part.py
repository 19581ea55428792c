"""`replay queue add`: have recordings annotated."""

from pathlib import Path

import click

from formats.model.content_id import content_id
from replay.cli.arguments import PATH, identity_option, json_option
from replay.cli.queue.source import author_in_force, author_option, open_queue, queue_option
from replay.cli.reading.source import open_source
from replay.cli.telling.output import print_json, print_line
from replay.core.counted import count_text
from replay.core.safe_text import visible


@click.command("add")
@click.argument("paths", metavar="FILE...", type=PATH, nargs=-1, required=True)
@identity_option
@click.option(
    "--overlap",
    metavar="N",
    type=click.IntRange(1, 100),
    default=1,
    show_default=True,
    help="How many people annotate each; where it is more than before, shares are added.",
)
@click.option("--seen", is_flag=True, help="Let several who annotate one recording see each other's work.")
@author_option
@queue_option
@json_option
def command(  # noqa: PLR0917 - click passes by name
    paths: tuple[Path, ...], overlap: int, seen: bool, author: str | None, store: str | None, as_json: bool
) -> None:
    """Have the recordings FILE... annotated.

    A recording is known by its content: one that is there already, under whatever name, is not added again.
    """
    added = []
    with open_queue(store, due=False) as queue:
        for path in paths:
            # What nobody may open nobody can annotate.
            with open_source(path, tells=False) as opened:
                recording = content_id(opened)
            new = queue.add(
                recording,
                name=path.name,
                path=str(path.absolute()),
                author=author_in_force(author),
                overlap=overlap,
                seen=seen,
            )
            added.append({"path": str(path), "recording": recording, "new_shares": new})
            if not as_json:
                told = f"{count_text(new, 'share')}" if new else "was there already"
                print_line(f"{visible(str(path))}  {told}")
    if as_json:
        print_json(added)
