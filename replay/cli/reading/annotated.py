"""Recordings with what was annotated on them, for the commands that read both."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.sources.lines import LineFaults
from replay.annotate.ledger import Ledger
from replay.annotate.placed_ledger import placed
from replay.cli.arguments import PATH, identity_option
from replay.cli.reading.source import open_source
from replay.cli.reading.store_source import open_chosen, store_option
from replay.core.idle import idle_spans
from replay.core.safe_text import visible
from replay.core.spans import NO_SPANS, Spans
from replay.store.journal_file import read_journal

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Annotated:
    """One recording."""

    path: Path
    recording: str
    """Content id."""
    duration_ns: int
    ledger: Ledger
    idle: Spans
    """Empty where it was not asked for."""


def annotated_options(function: Function) -> Function:
    """Add FILE... and where changes are read from, passed as `paths`, `store` and `journals`."""
    function = click.option(
        "--journal",
        "journals",
        multiple=True,
        type=PATH,
        metavar="JOURNAL",
        help="Changes as `replay journal export` writes them, in place of a store; several may be given.",
    )(function)
    function = store_option(function)
    return click.argument("paths", metavar="FILE...", type=PATH, nargs=-1, required=True)(
        identity_option(function)
    )


def read_annotated(
    paths: Sequence[Path],
    store: str | None,
    journals: Sequence[Path],
    *,
    idle_s: float | None = None,
) -> list[Annotated]:
    """Read recordings and their changes; what of a journal is damaged is said on stderr.

    Args:
        paths: The recordings, each once whatever it is called.
        store: What `--store` says.
        journals: Files of changes, read in place of a store where there are any.
        idle_s: The length from which nothing happening is idle; None where nobody asks.

    Raises:
        FormatError: A recording or a journal cannot be read.
    """
    if store and journals:
        raise click.UsageError("changes are read from a store or from journals, not from both")
    in_journals = _changes_of(journals)
    out: dict[str, Annotated] = {}
    for path in paths:
        with open_source(path) as recording:
            name = content_id(recording)
            if name in out:
                continue
            changes = in_journals.get(name, []) if journals else _stored(store, path, name)
            followed, ledger = placed(recording, changes)
            idle = NO_SPANS if idle_s is None else idle_spans(followed, minimum_s=idle_s)
            out[name] = Annotated(path, name, followed.duration_ns, ledger, idle)
    return list(out.values())


def _changes_of(journals: Iterable[Path]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for journal in journals:
        faults = LineFaults(str(journal))
        for change in read_journal(journal, faults):
            found.setdefault(change.recording, []).append(change)
        _tell(faults.sentences())
    return found


def _stored(store: str | None, path: Path, recording: str) -> list[Change]:
    faults: list[str] = []
    with open_chosen(store, path) as opened:
        changes = opened.changes(recording, faults)
    _tell(faults)
    return changes


def _tell(faults: Iterable[str]) -> None:
    for fault in faults:
        click.echo(f"replay: left out: {visible(fault)}", err=True)
