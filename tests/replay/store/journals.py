"""Journals for tests: changes as a notebook makes them, and stores that lie in a folder."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from formats.model.annotations import Edge, Segment
from formats.model.changes import Change
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.store.journal import Store
from replay.store.place import Place

SEGMENT = Segment("s1", "task", "search", Edge(0), Edge(10))


def make_changes(
    count: int, *, author: str = "ann", recording: str = "rec", known: Sequence[Change] = (), login: str = ""
) -> list[Change]:
    """Return the changes of one notebook in which `count` segments are made."""
    made: list[Change] = []
    book = Notebook(recording, author, known, made.extend, tool="test", login=login)
    for number in range(count):
        book.do([Edit(None, replace(SEGMENT, id=f"{author}-{number}", label=f"l{number}"))])
    return made


def store_in(folder: Path) -> Store:
    """Return the store of a folder."""
    return Store(Place(folder / "a.db"))
