"""Tampering: whatever somebody does to the file of a store by hand is found, and said."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from formats.model.changes import Change, change_record
from replay.store.verify import verify
from tests.replay.store.journals import make_changes, store_in


@pytest.fixture
def changes(tmp_path: Path) -> list[Change]:
    """Two chains of one recording, the second begun after the first, in a store."""
    first = make_changes(5)
    made = [*first, *make_changes(3, author="ben", known=first)]
    with store_in(tmp_path) as store:
        store.append(made)
    return made


def tamper(folder: Path, *statements: str) -> None:
    """Do something to the file that the program would never do."""
    with sqlite3.connect(folder / "a.db") as database:
        for statement in statements:
            database.execute(statement)
    database.close()


def found(folder: Path) -> list[str]:
    """Return what is found."""
    with store_in(folder) as store:
        return [fault.what for fault in verify(store).faults]


def test_a_store_that_nobody_touched_is_whole(changes: list[Change], tmp_path: Path) -> None:
    """And it is said how much was looked through."""
    with store_in(tmp_path) as store:
        store.append(make_changes(2, recording="other"))
        told = verify(store)

    assert told.faults == ()
    assert (told.changes, told.chains, told.recordings) == (10, 3, 2)


@pytest.mark.parametrize(
    "what",
    [
        "author = 'ben'",
        "after = replace(after, 'l2', 'x')",
        "after = NULL, before = after",
        "before = after",
        "at_utc_ns = at_utc_ns + 1",
        "recording = 'other'",
        "writer = 'ann 0'",
        "replaces = '[\"x\"]'",
        "undoes = 'g'",
        "version = 2",
        "hash = 'x'",
        "number = 7",
        "number = 'seven'",
        "after = '{}'",
    ],
)
def test_an_altered_row_is_found(what: str, changes: list[Change], tmp_path: Path) -> None:
    """Whatever of it was altered."""
    tamper(tmp_path, f"UPDATE changes SET {what} WHERE id = 3")

    assert any("it was altered" in sentence and ", row 3: " in sentence for sentence in found(tmp_path))


def test_a_swapped_author_is_found_in_both_rows(changes: list[Change], tmp_path: Path) -> None:
    """The names of two people exchanged."""
    tamper(tmp_path, "UPDATE changes SET author = CASE author WHEN 'ann' THEN 'ben' ELSE 'ann' END")

    assert len(found(tmp_path)) == 8


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("id = 1", ["change 0 is missing"]),
        ("id = 3", ["change 2 is missing"]),
        ("id IN (2, 3, 4)", ["change 1 is missing", "change 2 is missing", "change 3 is missing"]),
        ("id = 8", ["the last 1 of 3 changes are missing"]),
        ("author = 'ben'", ["all 3 changes of this chain are missing"]),
    ],
)
def test_a_deleted_row_is_found(rows: str, said: list[str], changes: list[Change], tmp_path: Path) -> None:
    """In the middle, at the start, at the end, or a whole chain of them."""
    tamper(tmp_path, f"DELETE FROM changes WHERE {rows}")

    assert found(tmp_path) == said


def test_what_was_cut_off_with_its_count_is_missed_by_the_next(changes: list[Change], tmp_path: Path) -> None:
    """Who also knows of the counts must still answer to those who came after."""
    tamper(
        tmp_path,
        "DELETE FROM changes WHERE author = 'ann' AND number = 4",
        "UPDATE chains SET changes = 4 WHERE writer LIKE 'ann%'",
    )

    assert any("the change before it, of another chain, is missing" in each for each in found(tmp_path))


def test_a_rewritten_change_with_a_new_hash_breaks_its_chain(changes: list[Change], tmp_path: Path) -> None:
    """A row that is sound by itself does not stand where it should."""
    forged = change_record(replace(changes[2], author="eve"))
    tamper(tmp_path, f"UPDATE changes SET author = 'eve', hash = '{forged['hash']}' WHERE id = 3")

    (sentence,) = found(tmp_path)
    assert sentence.startswith("change 3 by ann, row 4: it does not follow")


def test_a_row_that_was_put_in_is_found(changes: list[Change], tmp_path: Path) -> None:
    """Also where it is sound, and the next of its chain."""
    forged = make_changes(4, author="ben", known=changes[:5])
    with store_in(tmp_path / "other") as other:
        other.append(forged)
    names = ", ".join(f'"{name}"' for name in change_record(forged[0]))
    tamper(
        tmp_path,
        f"ATTACH '{tmp_path / 'other' / 'a.db'}' AS other",
        f"INSERT INTO changes ({names}) SELECT {names} FROM other.changes",
    )

    assert found(tmp_path) == ["4 changes were put in past the program"]
