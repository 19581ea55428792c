"""What was seen of a recording, by person, in the store: a row each, which only ever grows.

A row holds what its text says, see `replay.privacy.review.seen`; it is written as a union made by the caller,
so that two programs of one person lose nothing of each other.
"""

import time
from collections.abc import Callable

import sqlalchemy as sa

from replay.store.journal import Store
from replay.store.journal_file import SeenMark
from replay.store.schema import SEEN


def seen_text(store: Store, recording: str, author: str) -> str:
    """Return what was kept of somebody, "" for nothing.

    Args:
        store: Where.
        recording: Content id.
        author: Who.

    Raises:
        StoreError: The store cannot be read.
    """
    question = sa.select(SEEN.c.seen).where((SEEN.c.recording == recording) & (SEEN.c.author == author))
    return next((str(row["seen"]) for row in store.rows(question)), "")


def seen_marks(store: Store, recording: str | None = None) -> list[SeenMark]:
    """Return what was kept of everybody.

    Args:
        store: Where.
        recording: Content id; None for all recordings.

    Raises:
        StoreError: The store cannot be read.
    """
    question = sa.select(SEEN.c.recording, SEEN.c.author, SEEN.c.seen)
    if recording is not None:
        question = question.where(SEEN.c.recording == recording)
    return [
        SeenMark(str(row["recording"]), str(row["author"]), str(row["seen"])) for row in store.rows(question)
    ]


def add_seen(store: Store, recording: str, author: str, union: Callable[[str], str]) -> None:
    """Add to what was seen; when this returns, it is on the disk.

    Args:
        store: Where.
        recording: Content id.
        author: Who.
        union: Gets what is kept by now, "" for nothing, and returns that with what is added.

    Raises:
        StoreError: It cannot be written; what was kept before is still there.
    """
    own = (SEEN.c.recording == recording) & (SEEN.c.author == author)
    with store.writing([f"seen {recording}"]) as connection:
        kept = connection.scalar(sa.select(SEEN.c.seen).where(own))
        values = {"seen": union(kept or ""), "at_utc_ns": time.time_ns()}
        if kept is None:
            connection.execute(sa.insert(SEEN).values(recording=recording, author=author, **values))
        else:
            connection.execute(sa.update(SEEN).where(own).values(**values))
