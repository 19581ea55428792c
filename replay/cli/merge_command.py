"""`replay merge`: journals of people who worked apart become one, without any store."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from formats.model.changes import Change, broken_chains
from formats.native.whole_file import whole_file
from formats.sources.lines import LineFaults
from replay.annotate.ledger import Conflict, Ledger
from replay.cli.arguments import PATH, json_option
from replay.cli.journal.seen_marks import SeenMarks
from replay.cli.telling.annotation_words import conflict_lines, describe_conflict
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line
from replay.cli.writing.target import check_target, target_options, writing
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.store.journal_file import read_journal, write_journal


@click.command("merge")
@click.argument("journals", metavar="JOURNAL...", type=PATH, nargs=-1, required=True)
@partial(target_options, what="The journal to write, JSON Lines.")
@json_option
def command(journals: tuple[Path, ...], out: Path, force: bool, as_json: bool) -> int:
    """Make one journal of several, as `replay journal export` writes them.

    Whatever their order, the result is the same. Conflicts are listed, and everybody's change is kept; of
    what somebody saw, what any journal tells. Exit status 1: lines were no changes or were altered, or
    changes are missing in between.
    """
    check_target(out, *journals, force=force)
    changes: dict[str, Change] = {}
    marks = SeenMarks()
    problems: list[str] = []
    for journal in journals:
        faults = LineFaults(str(journal))
        for change in read_journal(journal, faults, marks.add):
            changes[change.hash] = change
        problems += faults.sentences()
    problems += broken_chains(changes.values())
    conflicts = _conflicts(changes.values())
    with writing(out), whole_file(out) as file:
        write_journal(changes.values(), file, marks.all())
    if as_json:
        told = [describe_conflict(name, conflict) for name, conflict in conflicts]
        print_json({"out": str(out), "changes": len(changes), "problems": problems, "conflicts": told})
    else:
        for problem in problems:
            print_line(f"problem   {visible(problem)}")
        for name, conflict in conflicts:
            first, *rest = conflict_lines(conflict)
            print_line(f"conflict  {visible(f'recording {name[:12]}, {first}')}")
            for line in rest:
                print_line(f"          {visible(line)}")
    click.echo(f"wrote {visible(str(out))}, {count_text(len(changes), 'change')}", err=True)
    return EXIT_FOUND if problems else 0


def _conflicts(changes: Iterable[Change]) -> list[tuple[str, Conflict]]:
    ledgers: dict[str, Ledger] = {}
    for change in changes:
        ledgers.setdefault(change.recording, Ledger()).add(change)
    return [(name, each) for name, ledger in sorted(ledgers.items()) for each in ledger.conflicts()]
