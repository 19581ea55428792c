"""What people decided on findings, read from the store, and what was done with findings, written to it."""

import importlib.metadata
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from formats.model.annotations import DONE_VERDICTS, Decision, Verdict
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.model.recording import Recording
from replay.annotate.edits.new_id import new_id
from replay.annotate.history import Edit
from replay.annotate.ledger import Ledger
from replay.annotate.notebook import Notebook
from replay.cli.reading.store_source import open_chosen
from replay.core.safe_text import visible
from replay.privacy.review.deciding import Word
from replay.store.author import login_name
from replay.ui.desks.two_people import words_said

_PROGRAM = "replay"
"""Author of what was done with findings: it is nobody's word, and nobody's to undo; who had it done stands in
the audit."""


def stored_words(recording: Recording, path: Path, store: str | None) -> list[Word]:
    """Read them from the store; without one nothing was decided."""
    with open_chosen(store, path, due=store is not None) as opened:
        if not opened.exists:
            return []
        faults: list[str] = []
        changes = opened.changes(content_id(recording), faults)
    for fault in faults:
        click.echo(f"replay: left out: {visible(fault)}", err=True)
    return words_said(Ledger(changes))


def mark_applied(
    recording: Recording, path: Path, store: str | None, findings: Iterable[str], copy: str
) -> int:
    """Note in the store, where there is one, that findings were removed from a copy.

    Args:
        recording: The original.
        path: Where it lies.
        store: What `--store` says.
        findings: Their ids.
        copy: Recording id of the copy.

    Returns:
        How many were noted.
    """
    return _mark(recording, path, store, dict.fromkeys(findings, "applied"), copy)


def mark_verified(recording: Recording, path: Path, store: str | None, copy: str) -> int:
    """Note in the store that the copy from which findings were removed was proven to be clean."""
    return _mark(recording, path, store, {}, copy)


def _mark(
    recording: Recording, path: Path, store: str | None, applied: Mapping[str, Verdict], copy: str
) -> int:
    with open_chosen(store, path, due=False) as opened:
        if not opened.exists:
            return 0
        identity = content_id(recording)
        made: list[Change] = []
        tool = f"replay {importlib.metadata.version('replay-desk')}"
        changes = opened.changes(identity, [])
        notebook = Notebook(identity, _PROGRAM, changes, made.extend, tool=tool, login=login_name())
        standing = [each for each in notebook.ledger.standing.values() if isinstance(each, Decision)]
        done = [each for each in standing if each.verdict in DONE_VERDICTS and each.note == copy]
        if applied:
            edits = [Edit(None, Decision(new_id(), name, verdict, copy)) for name, verdict in applied.items()]
        else:
            edits = [
                Edit(each, Decision(each.id, each.subject, "verified", copy))
                for each in done
                if each.verdict == "applied"
            ]
        notebook.do(edits)
        opened.append(made)
        return len(made)
