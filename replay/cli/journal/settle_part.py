"""`replay journal settle`: what people changed apart is one thing again."""

import importlib.metadata
from pathlib import Path

import click

from formats.model.changes import Change
from replay.annotate.described import annotation_words
from replay.annotate.ledger import Conflict
from replay.annotate.notebook import Notebook
from replay.cli.arguments import file_argument, json_option
from replay.cli.reading.source import content_of
from replay.cli.reading.store_source import open_chosen, settings_in_force, store_option
from replay.cli.telling.output import print_json, print_line
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.store.author import author_name, login_name


@click.command("settle")
@file_argument
@click.argument("annotation", metavar="[ANNOTATION]", required=False)
@click.option(
    "--take",
    "number",
    metavar="N",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Which of the values that `conflicts` lists: 1 is what is shown.",
)
@click.option(
    "--author", metavar="NAME", help="Who you are; else as the settings say, else the name of your login."
)
@store_option
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path, annotation: str | None, number: int, author: str | None, store: str | None, as_json: bool
) -> None:
    """Let an annotation of the recording FILE have one of the values that people gave it apart.

    Without ANNOTATION, an id that `conflicts` lists, all of them keep what is shown. The values that are not
    taken stay in the journal.
    """
    if annotation is None and number != 1:
        raise click.UsageError(
            f"value {number} is of one annotation: name it, `replay journal conflicts` lists"
        )
    tool = f"replay {importlib.metadata.version('replay-desk')}"
    made: list[Change] = []
    with open_chosen(store, path) as opened:
        recording = content_of(path)
        who = author_name(author or settings_in_force().author)
        book = Notebook(
            recording, who, opened.changes(recording, []), made.extend, tool=tool, login=login_name()
        )
        meant = [each for each in book.ledger.conflicts() if annotation in {None, each.annotation}]
        if annotation is not None and not meant:
            raise click.UsageError(f"annotation {visible(annotation)} was not changed apart")
        for conflict in meant:
            book.settle(conflict.annotation, _value(conflict, number).after)
        opened.append(made)
    if as_json:
        settled = [{"annotation": each.annotation, "hash": _value(each, number).hash} for each in meant]
        print_json({"recording": recording, "settled": settled})
        return
    for conflict in meant:
        taken = _value(conflict, number)
        words = f"{conflict.annotation} as {taken.author} has it: {annotation_words(taken.after)}"
        print_line(f"settled  {visible(words)}")
    click.echo(f"{count_text(len(meant), 'conflict')} settled by {visible(who)}", err=True)


def _value(conflict: Conflict, number: int) -> Change:
    if number > len(conflict.rivals):
        name = visible(conflict.annotation)
        raise click.UsageError(f"{name} has {len(conflict.rivals)} values, and no {number}")
    return conflict.rivals[number - 1]
