"""The journal: what was appended is there, once, for whoever opens it next, and for nobody else's eyes."""

import re
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.errors import MissingExtraError
from formats.model.annotations import Annotation
from formats.model.changes import Change
from replay.store.errors import LaterStoreError, StoreError
from replay.store.journal import Store
from replay.store.place import Place, place_of
from replay.store.queue import Queue
from replay.store.schema import REVISION_TABLE, REVISIONS, TABLES
from replay.store.verify import verify
from tests.data import ROOT
from tests.formats.annotations_made import annotations
from tests.postgres import new_database
from tests.replay.store.journals import make_changes, store_in


def read(store: Store, recording: str = "rec") -> list[Change]:
    """Return the changes of a recording, all of which must be sound."""
    faults: list[str] = []
    found = store.changes(recording, faults)
    assert faults == []
    return found


def test_what_was_appended_is_there_for_the_next(place: Place) -> None:
    """Equal, in its order, and with its hash."""
    changes = make_changes(7)
    with Store(place) as store:
        assert store.append(changes) == changes

    with Store(place) as store:
        found = read(store)

    assert found == changes
    assert [change.hash for change in found] == [change.hash for change in changes]


def test_appending_again_adds_nothing(place: Place) -> None:
    """Only what is new is added, and told."""
    changes = make_changes(9)
    with Store(place) as store:
        store.append(changes[:5])

        assert store.append([*changes[3:7], changes[6], *changes[3:]]) == changes[5:]
        assert store.append([]) == []
        assert read(store) == changes


def test_a_store_says_what_it_holds(place: Place) -> None:
    """Recordings with their authors, and how much there is of each."""
    with Store(place) as store:
        store.append(make_changes(2, author="ben", recording="b"))
        store.append(make_changes(3, author="ann", recording="b"))
        store.append(make_changes(1, recording="a"))
        a, b = store.recordings()

    assert (a.recording, a.changes, a.authors) == ("a", 1, ("ann",))
    assert (b.recording, b.changes, b.authors) == ("b", 5, ("ann", "ben"))
    assert 0 < b.first_utc_ns < b.last_utc_ns


def test_reading_makes_nothing(tmp_path: Path) -> None:
    """Who only looks at a recording leaves no trace beside it."""
    with Store(Place(tmp_path / ".replay" / "annotations.db")) as store:
        assert read(store) == []
        assert store.recordings() == []

    assert list(tmp_path.iterdir()) == []


def test_annotations_are_for_their_owner(tmp_path: Path) -> None:
    """The folder, the file and its log can be read by nobody else."""
    with Store(Place(tmp_path / ".replay" / "annotations.db")) as store:
        store.append(make_changes(1))

        assert (tmp_path / ".replay").stat().st_mode & 0o777 == 0o700
        files = list((tmp_path / ".replay").iterdir())
        assert len(files) == 4
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_saved_means_on_the_disk(tmp_path: Path) -> None:
    """A log with a sync at every commit."""
    with store_in(tmp_path) as store:
        store.append(make_changes(1))
        with store.writing(["rec"]) as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_transaction_that_fails_leaves_nothing(place: Place) -> None:
    """All changes of one call are there, or none."""
    good, last = make_changes(2)
    object.__setattr__(last, "author", None)
    with Store(place) as store:
        with pytest.raises(StoreError, match=r"(?i)not.null"):
            store.append([good, last])

        assert read(store) == []


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(annotation=annotations(), author=st.text(st.characters(exclude_characters="\0", codec="utf-8")))
def test_whatever_is_annotated_comes_back(annotation: Annotation, author: str, place: Place) -> None:
    """Every kind, with any text, by anybody."""
    change = Change("rec", "w", 0, "", author, 5, "test", "g", None, annotation, ("a", "b"), "h")
    with Store(place) as store:
        store.append([change])

        assert [each for each in read(store) if each.hash == change.hash] == [change]


def test_two_that_begin_at_once_make_one_store(place: Place) -> None:
    """Each of many programs finds the tables, whoever made them."""
    sides = [make_changes(3, author=f"author {number}") for number in range(8)]

    def begin(changes: list[Change]) -> None:
        with Store(place) as store:
            store.append(changes)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(begin, sides))

    with Store(place) as store:
        assert {change.hash for change in read(store)} == {change.hash for side in sides for change in side}
        assert verify(store).faults == ()


def test_a_server_that_was_away_is_asked_again(postgres_url: str) -> None:
    """Connections that broke meanwhile cost nobody an error."""
    url = new_database(postgres_url)
    first, second = make_changes(2)
    with Store(place_of(url)) as store:
        store.append([first])
        with psycopg.connect(postgres_url, autocommit=True) as server:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            )
        store.append([second])

        assert read(store) == [first, second]


@pytest.mark.parametrize("url", ["postgresql://ann:s3cret@127.0.0.1:9/db", "postgresql://[::1/db"])
def test_a_server_that_is_not_there_is_one_line_without_the_password(url: str) -> None:
    """Said to people, perhaps in a report."""
    with pytest.raises(StoreError) as raised, Store(place_of(url)) as store:
        store.append(make_changes(1))

    assert str(raised.value).startswith("store postgresql://")
    assert str(raised.value).isprintable()
    assert "s3cret" not in str(raised.value)


def test_without_the_driver_a_team_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line."""
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(MissingExtraError, match=r"replay-desk\[team\]"):
        Store(place_of("postgresql://host/db"))


def test_an_older_store_is_brought_up_to_this_version(place: Place) -> None:
    """With all that it holds."""
    changes = make_changes(2)
    with Store(place) as store:
        store.append(changes)
        with store.writing([]) as connection:
            for table in ("queue", "shares", "claims", "moves", "audit", "audit_heads", "seen"):
                connection.execute(sa.text(f"DROP TABLE {table}"))
            connection.execute(sa.text("ALTER TABLE changes DROP COLUMN login"))
            connection.execute(sa.text(f"UPDATE {REVISION_TABLE} SET version_num = 'r0001'"))

    with Store(place) as store:
        assert read(store) == changes
        assert Queue(store).shares() == []


def test_logins_are_kept_beside_changes_that_have_none(place: Place) -> None:
    """Saved at once or not, each comes back as it was, and the chains hold."""
    old = make_changes(2)
    new = make_changes(2, author="ben", known=old, login="eve")
    with Store(place) as store:
        store.append([*old, *new])

        assert [(each.login, each.hash) for each in read(store)] == [
            (each.login, each.hash) for each in [*old, *new]
        ]
        assert verify(store).faults == ()


def test_a_store_of_before_there_were_logins_reads_on(place: Place) -> None:
    """What is in it keeps its hash, and what is added has its login."""
    old = make_changes(2)
    with Store(place) as store:
        store.append(old)
        with store.writing([]) as connection:
            for table in ("changes", "shares", "claims"):
                connection.execute(sa.text(f"ALTER TABLE {table} DROP COLUMN login"))
            connection.execute(sa.text(f"UPDATE {REVISION_TABLE} SET version_num = 'r0004'"))

    new = make_changes(1, author="ben", known=old, login="eve")
    with Store(place) as store:
        store.append(new)

        assert read(store) == [*old, *new]
        assert [each.login for each in read(store)] == ["", "", "eve"]
        assert verify(store).faults == ()


def test_the_migrations_make_the_tables_that_are_used(place: Place) -> None:
    """Column for column: the one is written for history, the other for today."""
    with Store(place) as store:
        store.append(make_changes(1))
        with store.writing([]) as connection:
            context = MigrationContext.configure(connection, opts={"version_table": REVISION_TABLE})
            found = [each for each in compare_metadata(context, TABLES) if "index" not in str(each[0])]

    assert found == []


def test_a_store_of_a_later_version_is_refused_in_one_line(tmp_path: Path) -> None:
    """Nothing is read from tables that are not known, and nothing written."""
    with store_in(tmp_path) as store:
        store.append(make_changes(1))
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute(f"UPDATE {REVISION_TABLE} SET version_num = 'r9999'")
    database.close()

    said = f"a.db: made by a later version of replay (revision 'r9999', and '{REVISIONS[-1]}' is known here)"
    with store_in(tmp_path) as store:
        with pytest.raises(LaterStoreError, match=re.escape(said)):
            store.append(make_changes(1))
        with pytest.raises(LaterStoreError, match=re.escape(said)):
            store.changes("rec", [])


@pytest.mark.parametrize("made", ["no database", "another program's", "a folder", "no folder"])
def test_what_is_no_store_is_one_line_that_names_it(made: str, tmp_path: Path) -> None:
    """And it is left as it was."""
    path = tmp_path / "a.db"
    if made == "no database":
        path.write_bytes(b"hello" * 1000)
    elif made == "another program's":
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE changes (x)")
        database.close()
    elif made == "a folder":
        path.mkdir()
    else:
        (tmp_path / "file").write_bytes(b"")
        path = tmp_path / "file" / "a.db"
    before = path.read_bytes() if path.is_file() else None

    with Store(Place(path)) as store, pytest.raises(StoreError) as raised:
        store.append(make_changes(1))

    assert str(raised.value).startswith(f"store {path}: ")
    assert str(raised.value).isprintable()
    assert before == (path.read_bytes() if path.is_file() else None)


def test_a_folder_that_cannot_be_written_says_where_else(tmp_path: Path) -> None:
    """What to set in the settings."""
    place = Place(Path("/proc/.replay/annotations.db"))
    said = r"\Astore /proc/.replay/annotations.db: .*set `store = "

    with Store(place) as store, pytest.raises(StoreError, match=said):
        store.append(make_changes(1))


def test_a_damaged_row_hides_no_other(tmp_path: Path) -> None:
    """One is told, the others are there."""
    changes = make_changes(3)
    with store_in(tmp_path) as store:
        store.append(changes)
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("UPDATE changes SET after = '[[[' WHERE number = 1")
    database.close()

    faults: list[str] = []
    with store_in(tmp_path) as store:
        found = store.changes("rec", faults)

    assert found == [changes[0], changes[2]]
    assert faults == ["row 2: after is no JSON"]


def test_a_text_that_is_none_hides_no_other(tmp_path: Path) -> None:
    """Bytes that are no characters are one altered row."""
    changes = make_changes(3)
    with store_in(tmp_path) as store:
        store.append(changes)
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("UPDATE changes SET author = CAST(x'ff00' AS TEXT) WHERE number = 1")
    database.close()

    faults: list[str] = []
    with store_in(tmp_path) as store:
        assert store.changes("rec", faults) == [changes[0], changes[2]]
    assert len(faults) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER INSERT ON changes BEGIN DELETE FROM changes; END",
        "CREATE VIEW evil AS SELECT 1",
    ],
)
def test_what_would_run_by_itself_is_refused(statement: str, tmp_path: Path) -> None:
    """A store that came with a stranger's recordings does nothing to one's own work."""
    with store_in(tmp_path) as store:
        store.append(make_changes(1))
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute(statement)
    database.close()

    with store_in(tmp_path) as store, pytest.raises(StoreError, match="'evil', a trigger or view"):
        store.append(make_changes(1))


def test_alembic_is_imported_only_where_a_revision_is_due(tmp_path: Path) -> None:
    """It takes as long to import as a picture to paint."""
    code = (
        "import sys; from pathlib import Path; from tests.replay.store.journals import *\n"
        "with store_in(Path(sys.argv[1])) as store:\n"
        "    store.append(make_changes(1))\n"
        "print(*sys.modules)\n"
    )

    loaded = [
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]

    assert "alembic.command" in loaded[0]
    assert "alembic" not in loaded[1]
