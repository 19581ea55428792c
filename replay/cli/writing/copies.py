"""Copies of a recording: noted in the audit when they are made, and found again when it is withdrawn."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from replay.cli.reading.store_source import settings_in_force
from replay.cli.writing.purpose import NOT_STATED
from replay.core.safe_text import visible

if TYPE_CHECKING:
    from replay.store.audit import AuditLog

MADE = ("exported", "imported", "redacted", "sealed", "unsealed", "planted", "recovered")
"""Kinds of entries that tell of a copy."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was made of a recording, or of a copy of it."""

    kind: str
    """One of `MADE`."""
    path: str
    """Where it was written then."""
    at_utc_ns: int
    who: str
    purpose: str
    """What it is for, in words."""
    recording: str
    """Content id of what it was made of."""
    file_id: str = ""
    """Of a sealed copy, in hexadecimal digits."""

    @property
    def is_there(self) -> bool:
        """Whether something of that name is there now."""
        return Path(self.path).exists()


def note_copy(
    kind: str, source: Path, recording: str, out: Path, *, purpose: str = "", **details: str
) -> None:
    """Note that a copy is made; before it has its name, so that none is without its entry.

    Args:
        kind: One of `MADE`.
        source: The recording.
        recording: Its content id.
        out: The copy.
        purpose: What it is for; "" where nobody said.
        details: What else is to be known, in words; never a secret.

    Raises:
        StoreError: It cannot be noted, and the copy must not be made.
    """
    from replay.store.audit import AuditLog
    from replay.store.audit_place import audit_place

    place = audit_place(source, settings_in_force(), weighs=True)
    if place is None:
        return
    told = {"to": str(out.resolve()), "source": str(source.resolve()), "purpose": purpose, **details}
    with AuditLog(place) as log:
        log.append(kind, recording, details={name: value for name, value in told.items() if value})


def copies_of(source: Path, recording: str) -> list[Copy]:
    """Return the copies that were made of a recording, and of these in turn, in the order of their making.

    Raises:
        StoreError: The audit cannot be read.
    """
    found: dict[tuple[str, str], Copy] = {}
    asked: set[str] = set()
    due = [recording] if recording else []
    with logs_about(source) as logs:
        while due:
            asked.add(each := due.pop())
            for log in logs:
                for entry in log.entries(each):
                    if entry.kind not in MADE:
                        continue
                    out = entry.details.get("to", "")
                    purpose = entry.details.get("purpose", "") or NOT_STATED
                    file_id = entry.details.get("file_id", "")
                    copy = Copy(entry.kind, out, entry.at_utc_ns, entry.who, purpose, each, file_id)
                    found[entry.kind, out] = copy
                    made = entry.details.get("copy_content", "")
                    if made and made not in asked:
                        due.append(made)
    return sorted(found.values(), key=lambda copy: (copy.at_utc_ns, copy.path))


def made_of(source: Path, copy: str) -> set[str]:
    """Return the content ids of the recordings that a copy was made of, by its recording id or its content.

    Raises:
        StoreError: The audit cannot be read.
    """
    with logs_about(source) as logs:
        entries = [entry for log in logs for entry in log.entries() if entry.kind in MADE]
    named = ("copy", "copy_content")
    return {entry.recording for entry in entries if copy in {entry.details.get(name, "") for name in named}}


def sources_of(source: Path, recording: str) -> list[str]:
    """Return where the recordings lay that were sealed, unsealed, or otherwise copied as they are."""
    with logs_about(source) as logs:
        entries = [entry for log in logs for entry in log.entries(recording) if entry.kind in MADE]
    found = {entry.details.get("source", ""): None for entry in entries}
    return [path for path in found if path]


def sealed_content(source: Path, file_id: bytes) -> tuple[str, str]:
    """Return the content id and the header's id of a file that stays sealed; "" where nothing tells.

    Raises:
        StoreError: The audit cannot be read.
    """
    wanted = file_id.hex()
    with logs_about(source) as logs:
        for log in logs:
            for entry in log.entries():
                if entry.kind == "sealed" and entry.details.get("file_id") == wanted:
                    return entry.recording, entry.details.get("recording_id", "")
    return "", ""


def entries_about(source: Path, recording: str) -> list[Mapping[str, Any]]:
    """Return all that the audit says of a recording, as JSON values.

    Raises:
        StoreError: The audit cannot be read.
    """
    faults: list[str] = []
    with logs_about(source) as logs:
        found = [entry.record() for log in logs for entry in log.entries(recording, faults)]
    for fault in faults:
        click.echo(f"replay: the audit: {visible(fault)}", err=True)
    return sorted(found, key=lambda entry: int(entry["at_utc_ns"]))


@contextmanager
def logs_about(source: Path, store: str | None = None) -> "Iterator[list[AuditLog]]":
    """Yield the audits that may tell of a recording: that of its store, and the person's own.

    Args:
        source: The recording, or what lies beside it.
        store: What `--store` says.
    """
    from replay.store.audit import AuditLog
    from replay.store.audit_place import own_place
    from replay.store.place import store_place

    places = [store_place(source, store or settings_in_force().store), own_place()]
    logs = [AuditLog(place) for place in places if place.path is None or place.path.exists()]
    try:
        yield logs
    finally:
        for log in logs:
            log.close()
