"""`replay journal conflicts`: what people changed apart from each other."""

from pathlib import Path

import click

from replay.annotate.ledger import Ledger
from replay.cli.arguments import PATH, identity_option, json_option
from replay.cli.reading.source import content_of
from replay.cli.reading.store_source import open_chosen, store_option
from replay.cli.telling.annotation_words import conflict_lines, describe_conflict
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line
from replay.core.safe_text import visible


@click.command("conflicts")
@click.argument("path", metavar="[FILE]", type=PATH, required=False)
@identity_option
@store_option
@json_option
def command(path: Path | None, store: str | None, as_json: bool) -> int:
    """List the annotations that people changed apart from each other, of the recording FILE or of all.

    Of each, the first value is what is shown until somebody settles it, here with `settle` or on the screen
    with `!`. Exit status 1: there are some.
    """
    with open_chosen(store, path) as opened:
        names = [kept.recording for kept in opened.recordings()] if path is None else [content_of(path)]
        found = [
            (name, conflict) for name in names for conflict in Ledger(opened.changes(name, [])).conflicts()
        ]
    if as_json:
        print_json([describe_conflict(name, conflict) for name, conflict in found])
    else:
        for name, conflict in found:
            print_line(f"recording {visible(name)}")
            for line in conflict_lines(conflict):
                print_line(f"  {visible(line)}")
        if not found:
            print_line("no conflicts")
    return EXIT_FOUND if found else 0
