"""A glance at a store: whether it holds a correction, as every command that opens a recording asks.

Python's own SQLite looks: SQLAlchemy takes longer to import than most commands to run, and most recordings
have no correction.
"""

import sqlite3
from contextlib import closing

from replay.store.place import Place

CORRECTION_SIGN = '%"kind":"correction"%'
"""What the canonical JSON of a correction is like; a note that quotes it is read in vain, and no more."""
_PATIENCE_S = 2.0


def may_hold_corrections(place: Place) -> bool:
    """Say whether a store is worth asking for a correction; False where there is no store.

    True also where that cannot be said in this way: a database of a team, or a file that does not read.
    """
    if place.path is None:
        return True
    try:
        if not place.path.stat().st_size:
            return False
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        name = f"{place.path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(name, uri=True, timeout=_PATIENCE_S)) as database:
            asked = 'SELECT 1 FROM changes WHERE "after" LIKE ? LIMIT 1'
            return database.execute(asked, (CORRECTION_SIGN,)).fetchone() is not None
    except sqlite3.Error:
        return True
