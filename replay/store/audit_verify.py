"""Looks for entries of the audit that somebody altered, took out, put in or cut off."""

from collections import Counter
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.engine import RowMapping

from formats.errors import DamagedError
from replay.store.audit import BROKEN, AuditLog, entry_of, head_of, missing
from replay.store.audit_memory import Head
from replay.store.schema import AUDIT, AUDIT_HEADS


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked through, and what was found."""

    entries: int
    sealed: int
    """Of them, the first so many lie under a head of the key at hand: nobody without it can have made them
    anew."""
    others: tuple[str, ...]
    """Names of keys that are not at hand: what their heads say, their holders verify."""
    faults: tuple[str, ...]
    """A sentence each."""


@dataclass(slots=True)
class _Reading:
    """What is known while the rows go by."""

    wanted: dict[int, str] = field(default_factory=dict)
    """Hashes that heads tell of, by how many entries there were; replaced by those found."""
    found: dict[int, str] = field(default_factory=dict)
    keys: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    due: int = 0
    previous: str = ""

    def take(self, row: RowMapping) -> None:
        """Look through the next row."""
        try:
            entry = entry_of(row)
        except DamagedError as error:
            self.faults.append(f"row {row['id']}: {error}")
        else:
            if entry.kind == BROKEN:
                what = entry.details.get("what", "")
                self.faults.append(
                    f"entry {entry.number}: the log was found cut when it was added to: {what}"
                )
        number = row["number"]
        if not isinstance(number, int) or number < self.due:
            self.faults.append(f"row {row['id']}: there is another entry of this number, or none")
            return
        if number > self.due:
            self.faults.append(f"missing before entry {number}: {number - self.due:,}")
        elif row["previous"] != self.previous:
            self.faults.append(f"entry {number}: it does not follow the one before it")
        self.due, self.previous = number + 1, row["hash"]
        self.keys[str(row["key"])] += 1
        if self.due in self.wanted:
            self.found[self.due] = str(row["hash"])


def verify(log: AuditLog) -> Verified:
    """Read every row as it lies there, and hold it against its hash, its neighbours and the heads.

    Raises:
        StoreError: The store, the key or what is remembered cannot be read.
    """
    remembered = log.memory.read()
    heads = {
        str(row["key"]): (head_of(row), str(row["seal"])) for row in log.store.rows(sa.select(AUDIT_HEADS))
    }
    reading = _Reading(
        {head.entries: head.hash for head in [remembered, *(head for head, _ in heads.values())]}
    )
    for row in log.store.rows(sa.select(AUDIT).order_by(AUDIT.c.number, AUDIT.c.id)):
        reading.take(row)
    faults = reading.faults
    if remembered.entries and reading.found.get(remembered.entries) != remembered.hash:
        faults.append(
            f"you remember {missing(remembered, reading.due)} ({log.memory.path} remembers; delete it if you "
            "removed the store yourself)"
        )
    sealed = 0
    own = log.key if reading.keys or heads else None
    for name, (head, seal) in heads.items():
        if own is not None and name == own.name:
            if not own.has_sealed(head.words, seal):
                faults.append("the head was altered: it is not as your key sealed it")
                continue
            sealed = min(head.entries, reading.due)
        if reading.found.get(head.entries) != head.hash:
            faults.append(_cut(name, head, reading.due))
    faults += [
        f"the head of the key {name}, which sealed {count:,} entries, is missing"
        for name, count in reading.keys.items()
        if name not in heads
    ]
    others = tuple(sorted(name for name in heads if own is None or name != own.name))
    return Verified(reading.due, sealed, others, tuple(faults))


def _cut(name: str, head: Head, entries: int) -> str:
    return f"the key {name} sealed {missing(head, entries)}"
