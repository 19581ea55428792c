"""The journal: changes of annotations in a database, only ever added.

Import this where a journal is first used, and not before: SQLAlchemy takes longer than the first picture.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from formats.errors import DamagedError
from formats.model.changes import Change, canonical, change_record, read_change
from replay.store.engine import make_private, open_engine, reading, write_ahead, writing
from replay.store.place import Place
from replay.store.revisions import is_current, migrate
from replay.store.schema import CHAINS, CHANGES

_ASKED_AT_ONCE = 500
_READ_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one recording."""

    recording: str
    """Content id."""
    changes: int
    authors: tuple[str, ...]
    """In the order of the alphabet."""
    first_utc_ns: int
    last_utc_ns: int


class Store:
    """One journal; used by any thread, and by any number of programs at once.

    A store that nobody has written to is not made by reading it.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self._engine = open_engine(place)
        self._ready = False
        self._readying = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    @property
    def exists(self) -> bool:
        """Whether somebody has made it yet."""
        path = self.place.path
        try:
            return path is None or path.stat().st_size > 0
        except FileNotFoundError:
            return False
        except OSError:
            return True  # what is wrong with it is said when it is opened

    def append(self, changes: Iterable[Change]) -> list[Change]:
        """Add changes, all of them or none; when this returns, they are on the disk.

        Returns:
            Those that were not there before, in their order.

        Raises:
            StoreError: They cannot be added; none was.
        """
        given = list({change.hash: change for change in changes}.values())
        if not given:
            return []
        recordings = {change.recording for change in given}
        with self.writing(recordings) as connection:
            known = _known(connection, [change.hash for change in given])
            new = [change for change in given if change.hash not in known]
            if new:
                connection.execute(sa.insert(CHANGES), [_row(change) for change in new])
                _count(connection, new)
        return new

    def changes(self, recording: str, faults: list[str]) -> list[Change]:
        """Return the changes of a recording, in the order in which they came.

        Args:
            recording: Content id.
            faults: Gets a sentence for each row that is no change any more; the others are returned.

        Raises:
            StoreError: The store cannot be read.
        """
        return self.changes_since(recording, 0, faults)[0]

    def changes_since(self, recording: str, row: int, faults: list[str]) -> tuple[list[Change], int]:
        """Return the changes of a recording that came behind a row, and the row to ask from next.

        None is passed over by asking so: whoever writes has the lock of the recording, so that its rows are
        numbered as they come to be seen.

        Args:
            recording: Content id.
            row: 0 for all.
            faults: As for `changes`.

        Raises:
            StoreError: The store cannot be read.
        """
        out = []
        behind = (CHANGES.c.recording == recording) & (CHANGES.c.id > row)
        for found in self.rows(sa.select(CHANGES).where(behind).order_by(CHANGES.c.id)):
            row = found["id"]
            try:
                out.append(change_of(found))
            except DamagedError as error:
                faults.append(f"row {row}: {error}")
        return out, row

    def recordings(self) -> list[Kept]:
        """Return of which recordings there are changes.

        Raises:
            StoreError: The store cannot be read.
        """
        columns = CHANGES.c
        found = self.rows(
            sa.select(
                columns.recording,
                columns.author,
                sa.func.count().label("changes"),
                sa.func.min(columns.at_utc_ns).label("first"),
                sa.func.max(columns.at_utc_ns).label("last"),
            )
            .group_by(columns.recording, columns.author)
            .order_by(columns.recording, columns.author)
        )
        out: dict[str, Kept] = {}
        for row in found:
            before = out.get(row["recording"], Kept(row["recording"], 0, (), row["first"], row["last"]))
            out[row["recording"]] = Kept(
                row["recording"],
                before.changes + row["changes"],
                (*before.authors, row["author"]),
                min(before.first_utc_ns, row["first"]),
                max(before.last_utc_ns, row["last"]),
            )
        return sorted(out.values(), key=lambda kept: kept.recording)

    def rows(self, question: sa.Select[Any]) -> Iterator[RowMapping]:
        """Yield the rows that answer a question, read a part at a time; none of a store that is not there.

        Raises:
            StoreError: The store cannot be read.
        """
        if not self.exists:
            return
        self._be_ready()
        with reading(self._engine, self.place) as connection:
            yield from connection.execution_options(yield_per=_READ_AT_ONCE).execute(question).mappings()

    @contextmanager
    def writing(self, locks: Iterable[str]) -> Iterator[Connection]:
        """Yield a connection whose changes are made as one; the store is made where there is none.

        Args:
            locks: Names of what nobody else may write meanwhile: content ids, or `replay.store.queue.LOCK`.

        Raises:
            StoreError: The store cannot be written; nothing was changed.
        """
        self._be_ready()
        with writing(self._engine, self.place, locks) as connection:
            yield connection

    def _be_ready(self) -> None:
        """Make the tables, or bring them up to this version; once."""
        with self._readying:
            if self._ready:
                return
            if self.place.path is not None and not self.place.path.exists():
                make_private(self.place.path)
            with reading(self._engine, self.place) as connection:
                current = is_current(connection, self.place)
            if not current:
                if self.place.path is not None:
                    write_ahead(self.place.path)
                with writing(self._engine, self.place, ["the tables"]) as connection:
                    # Asked again behind the lock: another program may have done it meanwhile.
                    if not is_current(connection, self.place):
                        migrate(connection)
            self._ready = True


def open_store(place: Place) -> Store:
    """Return the store at a place; it is made when something is first written to it.

    Raises:
        MissingExtraError: It is a PostgreSQL database, and psycopg is not installed.
        StoreError: The URL cannot be read.
    """
    return Store(place)


def change_of(row: RowMapping) -> Change:
    """Make a change from a row of the table.

    Raises:
        DamagedError: It is none, or it was altered.
    """
    record = {name: value for name, value in row.items() if name != "id"}
    if record["login"] is None:
        del record["login"]
    for name in ("before", "after", "replaces"):
        try:
            record[name] = None if record[name] is None else json.loads(record[name])
        except (ValueError, TypeError, RecursionError) as error:
            raise DamagedError(f"{name} is no JSON") from error
    return read_change(record)


def _row(change: Change) -> dict[str, Any]:
    record = change_record(change)
    for name in ("before", "after", "replaces"):
        record[name] = None if record[name] is None else canonical(record[name]).decode()
    # Rows that are inserted at once have the same columns.
    return {"login": None, **record}


def _known(connection: Connection, hashes: Sequence[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(hashes), _ASKED_AT_ONCE):
        asked = hashes[start : start + _ASKED_AT_ONCE]
        known.update(connection.scalars(sa.select(CHANGES.c.hash).where(CHANGES.c.hash.in_(asked))))
    return known


def _count(connection: Connection, new: Iterable[Change]) -> None:
    """Note how many changes each chain has, see `replay.store.schema`."""
    for (recording, writer), count in Counter((change.recording, change.writer) for change in new).items():
        chain = (CHAINS.c.recording == recording) & (CHAINS.c.writer == writer)
        counted = sa.update(CHAINS).where(chain).values(changes=CHAINS.c.changes + count)
        if connection.execute(counted).rowcount == 0:
            connection.execute(sa.insert(CHAINS).values(recording=recording, writer=writer, changes=count))
