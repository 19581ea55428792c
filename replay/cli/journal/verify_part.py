"""`replay journal verify`: whether somebody tampered with a store."""

from pathlib import Path

import click

from replay.cli.arguments import PATH, json_option
from replay.cli.reading.store_source import open_chosen, store_option
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.store.verify import verify


@click.command("verify")
@click.argument("path", metavar="[FILE]", type=PATH, required=False)
@store_option
@json_option
def command(path: Path | None, store: str | None, as_json: bool) -> int:
    """Look for changes that were altered, taken out, or put in past the program.

    Looked through is the whole store of the recording FILE, or else that of this folder. Every row is held
    against the hash of its content, the one before it in its chain, those that others name, and the count of
    its chain. Exit status 1: something was found.
    """
    with open_chosen(store, path) as opened:
        found = verify(opened)
        place = str(opened.place)
    if as_json:
        faults = [
            {"recording": fault.recording, "writer": fault.writer, "row": fault.row, "what": fault.what}
            for fault in found.faults
        ]
        counts = {"changes": found.changes, "chains": found.chains, "recordings": found.recordings}
        print_json({"store": place, **counts, "faults": faults})
    else:
        print_line(
            f"looked through {count_text(found.changes, 'change')} in {count_text(found.chains, 'chain')} "
            f"of {count_text(found.recordings, 'recording')}"
        )
        for fault in found.faults:
            place_of_it = f"recording {fault.recording[:12]}, writer {fault.writer}"
            print_line(f"found  {visible(f'{place_of_it}: {fault.what}')}")
        if not found.faults:
            print_line("found  nothing: every change is as it was written")
    return EXIT_FOUND if found.faults else 0
