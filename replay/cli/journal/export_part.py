"""`replay journal export`: the changes of a recording, or of all, and what was seen, as JSON Lines."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from formats.errors import FormatError
from formats.model.changes import Change
from formats.native.whole_file import whole_file
from replay.cli.arguments import PATH, identity_option, json_option
from replay.cli.journal.seen_marks import SeenMarks
from replay.cli.reading.source import content_of
from replay.cli.reading.store_source import open_chosen, store_option
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json
from replay.cli.writing.target import check_target, target_options, writing
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.store.journal import Store
from replay.store.journal_file import SeenMark, write_journal


@click.command("export")
@click.argument("path", metavar="[FILE]", type=PATH, required=False)
@identity_option
@click.option("--all", "everything", is_flag=True, help="The changes of all recordings in the store.")
@partial(target_options, what="The journal to write, JSON Lines.")
@store_option
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path | None, everything: bool, out: Path, force: bool, store: str | None, as_json: bool
) -> int:
    """Write the changes of the recording FILE, or of all with --all, as JSON Lines.

    What reviewers have seen of it goes along, so that they can go on elsewhere. Equal sets of changes make
    equal files, whoever writes them, so that they can be compared and kept in git. Exit status 1: a row of
    the store was damaged and is left out; `replay journal verify` says more.
    """
    if (path is None) is not everything:
        raise click.UsageError("name a recording, or say --all")
    check_target(out, *([path] if path else []), force=force)
    faults: list[str] = []
    with open_chosen(store, path) as opened, writing(out), whole_file(out) as file:
        names = [kept.recording for kept in opened.recordings()] if path is None else [content_of(path)]
        marks = _marks(opened, None if path is None else names[0], faults)
        count = write_journal(_changes(opened, names, faults), file, marks)
    if as_json:
        told = {"changes": count, "seen": len(marks), "recordings": len(names), "damaged": faults}
        print_json({"out": str(out), **told})
    for fault in faults:
        click.echo(f"replay: left out: {visible(fault)}", err=True)
    click.echo(f"wrote {visible(str(out))}, {count_text(count, 'change')}", err=True)
    return EXIT_FOUND if faults else 0


def _changes(store: Store, recordings: list[str], faults: list[str]) -> Iterator[Change]:
    for recording in recordings:
        yield from store.changes(recording, faults)


def _marks(store: Store, recording: str | None, faults: list[str]) -> list[SeenMark]:
    from replay.store.seen import seen_marks

    marks = SeenMarks()
    for mark in seen_marks(store, recording):
        try:
            marks.add(mark)
        except FormatError as error:
            faults.append(f"what {mark.author} saw of {mark.recording[:12]}: {error}")
    return marks.all()
