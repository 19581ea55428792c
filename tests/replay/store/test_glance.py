"""A glance at a store says no less than what the store holds, and does not know rather than be wrong."""

import sqlite3
from pathlib import Path

import pytest

from formats.model.annotations import Edge, Flag, Mark
from formats.model.changes import Change
from formats.model.time import Span
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.store.glance import flagged_spans
from replay.store.journal import open_store
from replay.store.place import Place


def _kept(path: Path) -> Place:
    place = Place(path)
    kept: list[Change] = []
    notebook = Notebook("0" * 32, "eve", (), kept.extend, tool="test")
    notebook.do([Edit(None, Mark("m", Edge(5), "a", '"kind":"flag"'))])
    notebook.do([Edit(None, Flag("f", Edge(10), Edge(20), "person", ("typed",)))])
    notebook.do([Edit(None, Flag("g", Edge(30), Edge(30), "person", ("screen",)))])
    with open_store(place) as store:
        store.append(kept)
    return place


def test_flags_of_every_recording_are_told_with_their_spans(tmp_path: Path) -> None:
    """An instant is a span too, and words that look like a flag are none."""
    assert flagged_spans(_kept(tmp_path / "a.db")) == (Span(10, 20), Span(30, 31))


def test_where_there_is_no_store_nothing_is_flagged(tmp_path: Path) -> None:
    """None is made by asking."""
    assert flagged_spans(Place(tmp_path / "a.db")) == ()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "after", ['{"kind":"flag"', '{"kind":"flag"}', '{"kind":"flag","start":{"t_ns":"x"},"end":[]}']
)
def test_what_cannot_be_told_is_not_known(tmp_path: Path, after: str) -> None:
    """A database of a team, what is no store, and a flag that cannot be read may hold anything."""
    (tmp_path / "b.db").write_bytes(b"no store")
    place = _kept(tmp_path / "c.db")
    with sqlite3.connect(tmp_path / "c.db") as database:
        database.execute('UPDATE changes SET "after" = ? WHERE "after" LIKE ?', (after, "%flag%"))

    assert flagged_spans(Place(None, "postgresql://db/replay")) is None
    assert flagged_spans(Place(tmp_path / "b.db")) is None
    assert flagged_spans(place) is None
