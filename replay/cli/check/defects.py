"""Keeps what `replay check` found as defects in the store, so that they are stops and can be left out."""

import importlib.metadata
from collections.abc import Sequence
from pathlib import Path

from formats.model.annotations import Annotation, Defect
from formats.model.changes import Change
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.cli.reading.store_source import open_chosen, settings_in_force
from replay.fidelity.report.outcomes import ID_PREFIX
from replay.store.author import author_name, login_name


def keep_defects(store: str | None, path: Path, recording: str, found: Sequence[Defect]) -> tuple[int, str]:
    """Bring the defects of a recording in a store up to date, as one change that can be undone.

    What is there already is not stored again; what a check no longer finds goes, whoever stored it. Decisions
    on defects are annotations of their own, and stay.

    Args:
        store: What `--store` says.
        path: The recording's file.
        recording: Its content id.
        found: From `replay.fidelity.report.outcomes.defects`.

    Returns:
        How many annotations were changed, and where they are kept.
    """
    made: list[Change] = []
    with open_chosen(store, path, due=False) as opened:
        before = opened.changes(recording, [])
        tool = f"replay {importlib.metadata.version('replay-desk')}"
        author = author_name(settings_in_force().author)
        book = Notebook(recording, author, before, made.extend, tool=tool, login=login_name())
        standing = book.ledger.standing
        now = {each.id for each in found}
        gone = [each for each in standing.values() if _is_of_a_check(each) and each.id not in now]
        edits = [Edit(standing.get(each.id), each) for each in found] + [Edit(each, None) for each in gone]
        book.do(edits)
        opened.append(made)
        return len(made), str(opened.place)


def _is_of_a_check(annotation: Annotation) -> bool:
    return isinstance(annotation, Defect) and annotation.id.startswith(ID_PREFIX)
