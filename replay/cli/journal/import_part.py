"""`replay journal import`: the changes of a journal file come into the store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import click

from formats.model.changes import Change, broken_chains
from formats.sources.lines import LineFaults
from replay.annotate.ledger import Conflict, Ledger
from replay.cli.arguments import PATH, json_option
from replay.cli.journal.seen_marks import SeenMarks
from replay.cli.reading.store_source import open_chosen, store_option
from replay.cli.telling.annotation_words import conflict_lines, describe_conflict
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.privacy.review.seen import read_seen, with_seen
from replay.store.journal import Store
from replay.store.journal_file import read_journal

_AT_ONCE = 5_000


@dataclass(slots=True)
class _Taken:
    """What an import did."""

    new: int = 0
    known: int = 0
    seen: int = 0
    """Of how many recordings somebody saw something, counted for each person."""
    recordings: dict[str, None] = field(default_factory=dict)
    conflicts: list[tuple[str, Conflict]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


@click.command("import")
@click.argument("journal", metavar="JOURNAL", type=PATH)
@store_option
@json_option
def command(journal: Path, store: str | None, as_json: bool) -> int:
    """Take in the changes of JOURNAL, which `export` wrote, here or elsewhere.

    What is known already is passed over, and nothing is replaced: in whatever order journals come, the result
    is the same. Where people changed an annotation apart from each other, that is listed, and everybody's
    change is kept. Changes of recordings that are not here are kept as well. What people saw is added to what
    they have seen here.

    Exit status 1: lines were no changes or were altered, or changes are missing in between.
    """
    faults, taken, marks = LineFaults(str(journal)), _Taken(), SeenMarks()
    with open_chosen(store, due=False) as opened:
        for batch in _batches(read_journal(journal, faults, marks.add)):
            new = len(opened.append(batch))
            taken.new += new
            taken.known += len(batch) - new
            taken.recordings.update(dict.fromkeys(change.recording for change in batch))
        taken.seen = _keep_seen(opened, marks)
        _look_through(opened, taken)
        place = str(opened.place)
    lost = faults.sentences()
    if as_json:
        print_json(
            {
                "store": place,
                "new": taken.new,
                "known": taken.known,
                "seen": taken.seen,
                "recordings": list(taken.recordings),
                "refused": len(faults.bad) + bool(faults.cut),
                "problems": [*lost, *taken.broken],
                "conflicts": [describe_conflict(name, conflict) for name, conflict in taken.conflicts],
            }
        )
    else:
        _print_for_people(place, taken, lost)
    return EXIT_FOUND if lost or taken.broken else 0


def _batches(changes: Iterable[Change]) -> Iterator[list[Change]]:
    batch: list[Change] = []
    for change in changes:
        batch.append(change)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _keep_seen(store: Store, marks: SeenMarks) -> int:
    from replay.store.seen import add_seen

    for mark in marks.all():
        add_seen(store, mark.recording, mark.author, partial(with_seen, seen=read_seen(mark.seen)))
    return len(marks.all())


def _look_through(store: Store, taken: _Taken) -> None:
    for name in taken.recordings:
        changes = store.changes(name, [])
        taken.broken += broken_chains(changes)
        taken.conflicts += [(name, conflict) for conflict in Ledger(changes).conflicts()]


def _print_for_people(place: str, taken: _Taken, lost: list[str]) -> None:
    print_line(f"new        {count_text(taken.new, 'change')}")
    print_line(f"known      {count_text(taken.known, 'change')}")
    if taken.seen:
        print_line(f"seen       {count_text(taken.seen, 'recording')}, counted for each person")
    print_line(f"of         {count_text(len(taken.recordings), 'recording')}")
    for sentence in lost:
        print_line(f"refused    {visible(sentence)}")
    for sentence in taken.broken:
        print_line(f"not whole  {visible(sentence)}")
    for name, conflict in taken.conflicts:
        first, *rest = conflict_lines(conflict)
        print_line(f"conflict   {visible(f'recording {name[:12]}, {first}')}")
        for line in rest:
            print_line(f"           {visible(line)}")
    click.echo(f"kept in {visible(place)}", err=True)
