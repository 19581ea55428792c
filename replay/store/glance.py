"""A glance at a store: whether it holds a correction, as every command that opens a recording asks, or flags.

Python's own SQLite looks: SQLAlchemy takes longer to import than most commands to run, and most recordings
have neither.
"""

import json
import sqlite3
from contextlib import closing

from formats.model.time import Span
from replay.store.place import Place

CORRECTION_SIGN = '%"kind":"correction"%'
"""What the canonical JSON of a correction is like; a note that quotes it is read in vain, and no more."""
_FLAG_SIGN = '%"kind":"flag"%'
_MOST_FLAGS = 20_000
_PATIENCE_S = 2.0


def may_hold_corrections(place: Place) -> bool:
    """Say whether a store is worth asking for a correction; False where there is no store.

    True also where that cannot be said in this way: a database of a team, or a file that does not read.
    """
    if (path := _file_of(place)) is None:
        return False
    if not path:
        return True
    try:
        with closing(sqlite3.connect(path, uri=True, timeout=_PATIENCE_S)) as database:
            asked = 'SELECT 1 FROM changes WHERE "after" LIKE ? LIMIT 1'
            return database.execute(asked, (CORRECTION_SIGN,)).fetchone() is not None
    except sqlite3.Error:
        return True


def flagged_spans(place: Place) -> tuple[Span, ...] | None:
    """Return where in any of its recordings a store has ever had a flag; nothing where there is no store.

    That is more than stands of the one that is opened, whose name in the store only its content tells. None
    where it cannot be said in this way: a database of a team, a file that does not read, too many of them.
    """
    if (path := _file_of(place)) is None:
        return ()
    if not path:
        return None
    try:
        with closing(sqlite3.connect(path, uri=True, timeout=_PATIENCE_S)) as database:
            asked = 'SELECT "after" FROM changes WHERE "after" LIKE ? LIMIT ?'
            rows = database.execute(asked, (_FLAG_SIGN, _MOST_FLAGS + 1)).fetchall()
        found = [json.loads(row[0]) for row in rows]
        edges = [
            (int(each["start"]["t_ns"]), int(each["end"]["t_ns"])) for each in found if each["kind"] == "flag"
        ]
    except (sqlite3.Error, ValueError, TypeError, LookupError, RecursionError):
        return None
    if len(rows) > _MOST_FLAGS:
        return None
    return tuple(Span(start_ns, max(end_ns, start_ns + 1)) for start_ns, end_ns in sorted(set(edges)))


def _file_of(place: Place) -> str | None:
    """Return the name by which a store is opened to be read; None where there is none, "" where not so."""
    if place.path is None:
        return ""
    try:
        if not place.path.stat().st_size:
            return None
    except FileNotFoundError:
        return None
    except OSError:
        return ""
    return f"{place.path.absolute().as_uri()}?mode=ro"
