"""The audit: who opened, saw, revealed or handed on which span of a recording; only ever added to.

Each entry holds the hash of the one before it, over the whole store. The head, which is how many entries
there are and the last hash, is sealed with the key of whoever wrote last, and remembered beside that key.

What this proves: an entry that was altered, taken out, put in or moved is found by everybody. A log that
was cut at its end, or written anew, is found by the holder of any key that had sealed more of it, as nobody
without that key can seal another head; and a store put back to an older state by the one who remembers.

What it cannot prove: what was done past this program, or as a user who can read the key; who sat at the
keyboard: `who` is the name in the settings, and `login` in the details is that of the system. An entry that
was never written is not missed.

Import this where an audit is first used, and not before: SQLAlchemy takes longer than the first picture.
"""

import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Final, Self

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from formats.errors import DamagedError
from formats.model.time import Span
from replay.store.audit_key import AuditKey, audit_key
from replay.store.audit_memory import AuditMemory, Head
from replay.store.author import author_name, login_name
from replay.store.journal import Store
from replay.store.place import Place
from replay.store.schema import AUDIT, AUDIT_HEADS
from replay.store.settings import load_settings

KINDS: Final = (
    *("opened", "saw", "revealed", "exported", "redacted", "sealed", "unsealed", "withdrawn"),
    *("signed_off", "decided", "subject", "planted", "scored", "verified", "recovered"),
    "imported",
)
"""What can have been done; `BROKEN` beside it is written by the log itself."""
BROKEN: Final = "broken"
"""Kind of an entry that says that the log was found cut or altered when it was added to."""
LOCK = "the audit"

_MOST_DETAILS = 20
# A path is at most as long; what is cut of one is not found again.
_LONGEST_DETAIL = 4096


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that somebody did with a recording."""

    kind: str
    """One of `KINDS`, or `BROKEN`."""
    recording: str
    """Content id."""
    at_utc_ns: int
    """Nanoseconds since 1970, UTC."""
    who: str
    span: Span | None = None
    """Of the recording; None for all of it, or where no part is meant."""
    details: Mapping[str, str] = field(default_factory=dict)
    """In words; a secret never stands here."""
    number: int = -1
    """Its place in the log, from 0; -1 before it has one."""
    key: str = ""
    """Name of the key that sealed the head when it was added."""

    def record(self) -> dict[str, Any]:
        """Return JSON values."""
        return {
            "number": self.number,
            "kind": self.kind,
            "recording": self.recording,
            "at_utc_ns": self.at_utc_ns,
            "who": self.who,
            "start_ns": None if self.span is None else self.span.start_ns,
            "end_ns": None if self.span is None else self.span.end_ns,
            "details": dict(self.details),
            "key": self.key,
        }


class AuditLog:
    """The audit of one store; used by any thread, and by any number of programs at once."""

    def __init__(
        self, place: Place, *, key: AuditKey | None = None, memory: AuditMemory | None = None
    ) -> None:
        """Take where it is kept; nothing is opened yet.

        Args:
            place: Of the store; one that nobody has made is made by the first entry.
            key: Seals the head; None for that of the person at the keyboard, made by the first entry.
            memory: Of this person; None for the platform's place.
        """
        self.place = place
        self.store = Store(place)
        self.memory = memory or AuditMemory(place)
        self._key = key

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self.store.close()

    @property
    def key(self) -> AuditKey:
        """The key that seals.

        Raises:
            StoreError: It cannot be read or made.
            SettingsError: The settings are wrong.
        """
        if self._key is None:
            self._key = audit_key(load_settings().audit_key)
        return self._key

    def append(
        self,
        kind: str,
        recording: str,
        *,
        who: str = "",
        span: Span | None = None,
        details: Mapping[str, str] | None = None,
        at_utc_ns: int | None = None,
    ) -> Entry:
        """Add an entry; when this returns, it is on the disk.

        Args:
            kind: One of `KINDS`.
            recording: Content id.
            who: "" for the person at the keyboard.
            span: The part of the recording that it is about.
            details: At most 20, in words; of long ones the start is kept. Never a secret.
            at_utc_ns: When; None for now.

        Raises:
            StoreError: It cannot be added.
            SettingsError: The settings are wrong.
        """
        if kind not in KINDS:
            raise ValueError(f"there is no kind {kind!r} of entries")
        who = who or author_name(load_settings().author)
        told = _shortened(details or {})
        if login_name() != who:
            told["login"] = login_name()
        now_ns = time.time_ns() if at_utc_ns is None else at_utc_ns
        entry = Entry(kind, recording, now_ns, who, span, told, key=self.key.name)
        with self.store.writing([LOCK]) as connection:
            head = last_head(connection)
            fault = self._fault(connection, head)
            if fault:
                # Else the head that tells of the cut would be sealed over.
                broken = replace(entry, kind=BROKEN, span=None, details={"what": fault}, number=head.entries)
                head = _add(connection, broken, head)
            entry = replace(entry, number=head.entries)
            head = _add(connection, entry, head)
            _seal(connection, head, self.key)
        self.memory.remember(head, instead=bool(fault))
        return entry

    def entries(self, recording: str | None = None, faults: list[str] | None = None) -> Iterator[Entry]:
        """Yield entries in their order; none of a store that is not there.

        Args:
            recording: Content id; None for those of all recordings.
            faults: Gets a sentence for each row that is no entry any more; the others are yielded.

        Raises:
            StoreError: The store cannot be read.
        """
        question = sa.select(AUDIT).order_by(AUDIT.c.number, AUDIT.c.id)
        if recording is not None:
            question = question.where(AUDIT.c.recording == recording)
        for row in self.store.rows(question):
            try:
                yield entry_of(row)
            except DamagedError as error:
                if faults is not None:
                    faults.append(f"row {row['id']}: {error}")

    def lost(self) -> str:
        """Say what this person remembers of the log and is not there any more, "" where all of it is.

        Raises:
            StoreError: The store, or what is remembered, cannot be read.
        """
        remembered = self.memory.read()
        if not remembered.entries:
            return ""
        if not self.store.exists:
            return f"there is no log, and you remember that it had {remembered.entries:,} entries"
        columns = AUDIT.c
        kept = sa.select(columns.hash).where(columns.number == remembered.entries - 1)
        if any(row["hash"] == remembered.hash for row in self.store.rows(kept)):
            return ""
        last = sa.select(columns.number).order_by(columns.number.desc()).limit(1)
        entries = next((int(row["number"]) + 1 for row in self.store.rows(last)), 0)
        return f"you remember {missing(remembered, entries)}"

    def _fault(self, connection: Connection, head: Head) -> str:
        """Say what is missing of what this key has sealed or this person remembers, "" for nothing."""
        own = sa.select(AUDIT_HEADS).where(AUDIT_HEADS.c.key == self.key.name)
        known = [("sealed", head_of(row)) for row in connection.execute(own).mappings()]
        for how, each in [*known, ("remembered", self.memory.read())]:
            if each.entries and hash_at(connection, each.entries - 1) != each.hash:
                return missing(each, head.entries, f" were {how}")
        return ""


def entry_of(row: RowMapping) -> Entry:
    """Return the entry that a row holds.

    Raises:
        DamagedError: It holds something else, or was altered.
    """
    try:
        entry = _plain_entry(row)
        if entry_hash(entry, row["previous"]) == row["hash"]:
            return entry
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError, RecursionError) as error:
        raise DamagedError(f"it is no entry: {error!r:.80}") from error
    raise DamagedError("it was altered: its hash is another one")


def entry_hash(entry: Entry, previous: str) -> str:
    """Return the hash of an entry and all before it, SHA-256, 64 hexadecimal digits."""
    told = json.dumps([entry.record(), previous], sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()


def last_head(connection: Connection) -> Head:
    """Return how long the log is, and its last hash."""
    columns = AUDIT.c
    last = connection.execute(
        sa.select(columns.number, columns.hash).order_by(columns.number.desc()).limit(1)
    ).first()
    return Head() if last is None else Head(int(last.number) + 1, str(last.hash))


def missing(head: Head, entries: int, how: str = "") -> str:
    """Say what became of a log of which a head is known, and which has so many entries now."""
    known = f"{head.entries:,} entries{how}"
    if entries < head.entries:
        return f"{known}, and {head.entries - entries:,} of them are gone: it has {entries:,}"
    return f"{known}, and it has others now: it was written anew, or put back"


def hash_at(connection: Connection, number: int) -> str:
    """Return the hash of an entry, "" where there is none."""
    return str(connection.scalar(sa.select(AUDIT.c.hash).where(AUDIT.c.number == number)) or "")


def head_of(row: RowMapping) -> Head:
    """Return the head that a row of `audit_heads` tells; of -1 entries where it tells none."""
    entries = row["entries"]
    return Head(entries if isinstance(entries, int) else -1, str(row["hash"]))


def _add(connection: Connection, entry: Entry, head: Head) -> Head:
    own = entry_hash(entry, head.hash)
    record = entry.record()
    told = json.dumps(record.pop("details"), ensure_ascii=True, sort_keys=True)
    connection.execute(sa.insert(AUDIT).values(**record, details=told, previous=head.hash, hash=own))
    return Head(head.entries + 1, own)


def _seal(connection: Connection, head: Head, key: AuditKey) -> None:
    values = {"entries": head.entries, "hash": head.hash, "seal": key.seal(head.words)}
    updated = sa.update(AUDIT_HEADS).where(AUDIT_HEADS.c.key == key.name).values(**values)
    if connection.execute(updated).rowcount == 0:
        connection.execute(sa.insert(AUDIT_HEADS).values(key=key.name, **values))


def _plain_entry(row: RowMapping) -> Entry:
    details = json.loads(row["details"])
    if not all(isinstance(each, str) for pair in details.items() for each in pair):
        raise TypeError("details are texts")
    start_ns, end_ns = row["start_ns"], row["end_ns"]
    span = None if start_ns is None else Span(start_ns, end_ns)
    return Entry(
        str(row["kind"]),
        str(row["recording"]),
        int(row["at_utc_ns"]),
        str(row["who"]),
        span,
        details,
        int(row["number"]),
        str(row["key"]),
    )


def _shortened(details: Mapping[str, str]) -> dict[str, str]:
    if len(details) > _MOST_DETAILS:
        raise ValueError(f"an entry has at most {_MOST_DETAILS} details")
    return {
        name: value if len(value) <= _LONGEST_DETAIL else f"{value[: _LONGEST_DETAIL - 1]}…"
        for name, value in details.items()
    }
