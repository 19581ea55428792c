"""The corrections in a journal, read without the rest of it."""

import sqlalchemy as sa

from formats.errors import DamagedError
from formats.model.changes import Change
from replay.store.glance import CORRECTION_SIGN
from replay.store.journal import Store, change_of
from replay.store.schema import CHANGES


def correction_changes(store: Store, recording: str, faults: list[str]) -> list[Change]:
    """Return the changes of a recording's corrections, in the order in which they came.

    Args:
        store: Where from; of one that is not there, none.
        recording: Content id.
        faults: Gets a sentence for each row that is no change any more.

    Raises:
        StoreError: The store cannot be read.
    """
    columns = CHANGES.c
    either = columns.after.like(CORRECTION_SIGN) | columns.before.like(CORRECTION_SIGN)
    asked = sa.select(CHANGES).where((columns.recording == recording) & either).order_by(columns.id)
    out = []
    for row in store.rows(asked):
        try:
            out.append(change_of(row))
        except DamagedError as error:
            faults.append(f"row {row['id']}: {error}")
    return out
