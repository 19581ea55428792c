"""`replay lint`: what is wrong with the labels of a recording, or may be."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from formats.model.annotations import Annotation
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.model.recording import Recording
from formats.model.time import format_time
from formats.sources.lines import LineFaults
from replay.annotate.label_sets.label_set import LabelSet
from replay.annotate.lint.linted import linted
from replay.annotate.lint.rules import RULES, SEVERITIES, LintFinding, LintSeverity, at_least, lint
from replay.annotate.placed_ledger import placed
from replay.cli.arguments import PATH, file_argument, json_option
from replay.cli.reading.label_sets import find_label_set
from replay.cli.reading.source import open_source
from replay.cli.reading.store_source import open_chosen, store_option
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json_line, print_line
from replay.core.actions import reduce_actions
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.store.journal_file import read_journal


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read for one recording."""

    changes: list[Change]
    faults: list[str]
    """A sentence for each change that could not be read."""


@click.command("lint")
@file_argument
@click.option("--labels", "named", metavar="SET", help="A label set's file or the name of a preset.")
@click.option(
    "--fail-on",
    "level",
    type=click.Choice(SEVERITIES),
    default="warning",
    show_default=True,
    help="Exit status 1 from findings of this severity on.",
)
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Only what this author made.")
@click.option("--journal", type=PATH, metavar="JOURNAL", help="Read a journal file in place of a store.")
@store_option
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path,
    named: str | None,
    level: LintSeverity,
    authors: tuple[str, ...],
    journal: Path | None,
    store: str | None,
    as_json: bool,
) -> int:
    """Say what is wrong with the labels of a recording, or may be, a line each.

    Every author is looked at alone. Without --labels the label set in force is taken, see `replay labels`.
    Exit status 1: something as bad as --fail-on says was found, or changes could not be read.

    With --json each line is an object: id, rule, severity, start_ns, end_ns, annotations, message, author.
    """
    if journal is not None and store is not None:
        raise click.UsageError("read a store or a journal, not both")
    labels = find_label_set(path, named)
    with open_source(path) as recording:
        name = content_id(recording)
        read = _from_file(journal, name) if journal is not None else _from_store(store, path, name)
        findings = _found(recording, labels, read.changes, authors)
    for author, found in findings.items():
        for finding in found:
            if as_json:
                print_json_line({**finding.record(), "author": author})
            else:
                print_line(_line(finding, author if len(findings) > 1 else ""))
    for fault in read.faults:
        click.echo(f"replay: left out: {visible(fault)}", err=True)
    every = [finding for found in findings.values() for finding in found]
    if not as_json:
        click.echo(_summary(every, findings), err=True)
    return EXIT_FOUND if read.faults or at_least(every, level) else 0


def _from_store(store: str | None, path: Path, name: str) -> _Read:
    faults: list[str] = []
    with open_chosen(store, path) as opened:
        return _Read(opened.changes(name, faults), faults)


def _from_file(journal: Path, name: str) -> _Read:
    faults = LineFaults(str(journal))
    changes = [change for change in read_journal(journal, faults) if change.recording == name]
    return _Read(changes, faults.sentences())


def _found(
    recording: Recording, labels: LabelSet, changes: Iterable[Change], authors: tuple[str, ...]
) -> dict[str, list[LintFinding]]:
    """Look at what each author made, in the order of their names."""
    recording, ledger = placed(recording, changes)
    owned: dict[str, list[Annotation]] = {}
    for name, annotation in ledger.standing.items():
        owned.setdefault(ledger.owner(name), []).append(annotation)
    for author in authors:
        if author not in owned:
            raise click.BadParameter(f"{author!r} annotated nothing in this recording", param_hint="--author")
    actions = reduce_actions(recording) if owned else None
    return {
        author: lint(linted(found, labels, duration_ns=recording.duration_ns, actions=actions))
        for author, found in sorted(owned.items())
        if not authors or author in authors
    }


def _line(finding: LintFinding, author: str) -> str:
    span = f"{format_time(finding.span.start_ns)} {format_time(finding.span.end_ns)}"
    words = f"{span}  {finding.severity:<7}  {finding.rule:<{max(map(len, RULES))}}  {finding.message}"
    return visible(f"{words} ({author})" if author else words)


def _summary(every: list[LintFinding], authors: Iterable[str]) -> str:
    if not list(authors):
        return "nothing was annotated in this recording"
    counts = Counter(finding.severity for finding in every)
    # "info" is no word that can be counted.
    words = {"error": "error", "warning": "warning", "info": "remark"}
    said = [count_text(counts[severity], words[severity]) for severity in SEVERITIES if counts[severity]]
    return ", ".join(said) or "nothing found"
