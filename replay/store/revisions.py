"""Brings the tables of a store to the revision that is known here.

Alembic takes as long to import as a picture to paint: it is imported only where a revision is due.
"""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from replay.store.errors import LaterStoreError, StoreError
from replay.store.place import Place
from replay.store.schema import REVISION_TABLE, REVISIONS, TABLES


def is_current(connection: Connection, place: Place) -> bool:
    """Say whether a store has the tables of this version.

    Raises:
        LaterStoreError: They are those of a later one.
        StoreError: They are those of another program.
    """
    _refuse_programs(connection, place)
    found = _revision(connection)
    if found is None:
        foreign = set(sa.inspect(connection).get_table_names()) & set(TABLES.tables)
        # Another program may have made them all between the two looks.
        found = _revision(connection) if foreign else None
        if foreign and found is None:
            raise StoreError(f"store {place}: a database of another program, with tables of the same names")
        if found is None:
            return False
    if found not in REVISIONS:
        raise LaterStoreError(
            f"store {place}: made by a later version of replay (revision {found[:20]!r}, and "
            f"{REVISIONS[-1]!r} is known here): upgrade replay"
        )
    return found == REVISIONS[-1]


def migrate(connection: Connection, revision: str = REVISIONS[-1]) -> None:
    """Bring the tables to a revision, within the transaction of the connection."""
    import alembic.command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    scripts = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", scripts.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    alembic.command.upgrade(config, revision)


def _refuse_programs(connection: Connection, place: Place) -> None:
    # A file may come from a stranger, with the recordings: what runs by itself at each change is theirs.
    if connection.dialect.name == "sqlite":
        asked = "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view') LIMIT 1"
        name = connection.execute(sa.text(asked)).scalar()
        if name is not None:
            raise StoreError(
                f"store {place}: holds {name[:40]!r}, a trigger or view, which replay never makes"
            )


def _revision(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table(REVISION_TABLE):
        return None
    found = connection.execute(sa.text(f"SELECT version_num FROM {REVISION_TABLE}")).scalar()  # noqa: S608
    return None if found is None else str(found)
