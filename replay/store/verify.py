"""Looks for rows of the journal that somebody altered, took out or put in past the program."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import RowMapping

from formats.errors import DamagedError
from formats.model.changes import Change
from replay.store.journal import Store, change_of
from replay.store.schema import CHAINS, CHANGES

_NAMED_GAPS = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the store that no program of ours has done."""

    recording: str
    writer: str
    what: str
    """A sentence."""
    row: int | None = None
    """Of the table of changes, None where a row is missing."""


@dataclass(slots=True)
class Verified:
    """What was looked through, and what was found."""

    changes: int = 0
    chains: int = 0
    recordings: int = 0
    faults: tuple[Fault, ...] = ()


def verify(store: Store) -> Verified:
    """Read every row as it lies there, and hold it against its hash, its neighbours and the counts.

    Raises:
        StoreError: The store cannot be read.
    """
    audit = _Audit(_counted(store))
    columns = CHANGES.c
    rows = store.rows(
        sa.select(CHANGES).order_by(columns.recording, columns.writer, columns.number, columns.id)
    )
    for (recording, writer), chain in groupby(rows, key=lambda row: (row["recording"], row["writer"])):
        audit.take_chain(recording, writer, chain)
    return audit.end()


class _Audit:
    """What is known while the rows go by."""

    def __init__(self, counted: dict[tuple[str, str], int]) -> None:
        self._counted = counted
        self._verified = Verified()
        self._faults: list[Fault] = []
        self._recordings: set[str] = set()
        self._hashes: dict[str, str] = {}
        self._named: list[tuple[str, RowMapping, str]] = []
        """What rows say must be there: a hash, the row, and the sentence for where it is not."""

    def take_chain(self, recording: str, writer: str, rows: Iterator[RowMapping]) -> None:
        """Look through the rows of one chain, in the order of their numbers."""
        due, count, missing, previous = 0, 0, 0, ""
        named: list[int] = []
        for row in rows:
            count += 1
            self._take_row(row)
            number = row["number"]
            if not isinstance(number, int) or number < due:
                self._find(row, "there is another change of this number in its chain")
                continue
            missing += number - due
            named += range(due, min(number, due + _NAMED_GAPS - len(named)))
            if number == due and number > 0 and row["previous"] != previous:
                self._find(row, "it does not follow the change before it")
            if number == 0 and row["previous"]:
                self._named.append(
                    (row["previous"], row, "the change before it, of another chain, is missing")
                )
            due, previous = number + 1, row["hash"]
        for each in named:
            self._add(recording, writer, f"change {each} is missing")
        if missing > len(named):
            self._add(recording, writer, f"{missing - len(named):,} more changes are missing")
        self._count(recording, writer, count, missing)
        self._recordings.add(recording)
        self._verified.chains += 1
        self._verified.changes += count

    def end(self) -> Verified:
        """Judge what can only be judged when all rows are known."""
        for name, row, sentence in self._named:
            if self._hashes.get(name) != row["recording"]:
                self._find(row, sentence)
        for (recording, writer), count in self._counted.items():
            self._add(recording, writer, f"all {count:,} changes of this chain are missing")
        self._verified.recordings = len(self._recordings)
        self._verified.faults = tuple(self._faults)
        return self._verified

    def _take_row(self, row: RowMapping) -> None:
        self._hashes[row["hash"]] = row["recording"]
        try:
            change: Change = change_of(row)
        except DamagedError as error:
            self._find(row, f"it was altered: {error}")
            return
        for name in change.replaces:
            self._named.append((name, row, f"the change that it replaces, {name[:12]}, is missing"))

    def _count(self, recording: str, writer: str, count: int, missing: int) -> None:
        told = self._counted.pop((recording, writer), 0)
        if told < count:
            self._add(recording, writer, f"{count - told:,} changes were put in past the program")
        elif told - count > missing:
            self._add(
                recording, writer, f"the last {told - count - missing:,} of {told:,} changes are missing"
            )

    def _find(self, row: RowMapping, what: str) -> None:
        named = f"change {row['number']} by {row['author']}, row {row['id']}: {what}"
        self._faults.append(Fault(row["recording"], row["writer"], named, row["id"]))

    def _add(self, recording: str, writer: str, what: str) -> None:
        self._faults.append(Fault(recording, writer, what))


def _counted(store: Store) -> dict[tuple[str, str], int]:
    question: sa.Select[Any] = sa.select(CHAINS)
    return {(row["recording"], row["writer"]): row["changes"] for row in store.rows(question)}
