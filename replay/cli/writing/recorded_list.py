"""Whether the list of what was removed is the one that was written with its copy: the audit tells.

The list lies there unsigned, in the clear unless the original is sealed: who takes a word out of it has one
secret fewer searched for.
So the entry of the redaction holds the list's digest, and that sealed by the key of the audit. The list has a
random salt, which never leaves it: nobody finds a removed word by trying digests, and a certificate, which
leaves the house, may name the digest, too.
"""

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from formats.errors import DamagedError
from formats.plain_file import open_plain
from replay.cli.reading.store_source import settings_in_force
from replay.cli.telling.annotation_words import utc_words
from replay.cli.telling.naming import naming
from replay.cli.writing.copies import logs_about
from replay.store.errors import StoreError

if TYPE_CHECKING:
    from replay.privacy.proof.checks import Check
    from replay.privacy.redact.kept import KeptList
    from replay.store.audit import AuditLog, Entry

_NAME = "list"
_OF_COPY = re.compile(r"\.[^.]{1,8}\.redactions\.json\Z")
"""What follows the original's name in that of a list."""
_UNPROVED = ("whether the list is as it was written with the copy",)


def told_of_list(data: bytes) -> dict[str, str]:
    """Return what the audit's entry of a redaction says of its list; nothing where no audit is kept.

    Raises:
        StoreError: The key of the audit cannot be read or made.
    """
    from replay.store.audit_key import audit_key

    if not keeps_audit():
        return {}
    digest = _digest(data)
    return {"list": digest, "list_seal": audit_key(settings_in_force().audit_key).seal(_sealed(digest))}


def keeps_audit() -> bool:
    """Say whether an audit is kept here, without which no list is proved."""
    return settings_in_force().audit != "never"


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of what was removed, as it lies in its file."""

    kept: "KeptList"
    place: Path
    near: Path
    """What the audit is looked for beside: the original, or where that is not known the list."""
    digest: str
    """SHA-256 of the file, 64 hexadecimal digits."""


def read_list(place: Path, copy: str, near: Path, store: str | None) -> Listed:
    """Read the list of a copy.

    Args:
        place: Its file.
        copy: Recording id of the copy.
        near: As in `Listed`.
        store: What `--store` says.

    Raises:
        FormatError: It is none, or that of another copy.
    """
    from replay.cli.reading.list_seal import in_the_clear
    from replay.privacy.list_file import LIST_BYTES
    from replay.privacy.redact.kept import unpack_list

    with naming(place), open_plain(place) as file:
        data = file.read(LIST_BYTES + 1)
        beside = place.with_name(_OF_COPY.sub("", place.name))
        kept = unpack_list(in_the_clear(data, place, dict.fromkeys((near, beside))))
        if kept.copy != copy:
            raise DamagedError(_other_copy(near, kept.copy, store))
    return Listed(kept, place, near, _digest(data))


def check_list(listed: Listed, store: str | None, certified: str = "", unnamed_key: str = "") -> "Check":
    """Hold a list against what the audits here tell of its copy.

    Args:
        listed: The list.
        store: What `--store` says.
        certified: Its digest as a certificate says that is as it was signed, "" for none.
        unnamed_key: The key that signed the certificate where nobody here knows it: then it proves nothing.
    """
    from replay.privacy.proof.checks import Check

    place, digest = listed.place, listed.digest
    try:
        with logs_about(listed.near, store) as logs:
            noted = _redactions(logs, listed.kept.copy)
            held = [_held(log, entry, digest, place.name) for log, entry in noted if _NAME in entry.details]
    except StoreError as error:
        held, noted, why = [], [], f"the audit cannot be read: {error}"
    else:
        why = "its copy was made by a program that noted none" if noted else "no audit here tells of its copy"
        if not noted and not keeps_audit():
            why += ', as your settings keep none (`audit = "never"`)'
    # What one's own key has sealed is listed first: others may lay a store of theirs beside the list.
    if held and held[0].status != "open":
        return held[0]
    if certified and unnamed_key:
        return _unproved(
            place.name,
            f"the certificate is signed by {unnamed_key}, which you have not named: --trusted-key",
        )
    if certified == digest:
        return Check(_NAME, "clean", f"{place.name}: as the certificate tells it that was shown")
    if certified:
        return Check(_NAME, "found", f"{place.name} was edited: the certificate tells another", (place.name,))
    return held[0] if held else _unproved(place.name, why)


def _other_copy(near: Path, copy: str, store: str | None) -> str:
    """Say of which copy a list is that is not of the one at hand, as far as the audits here tell."""
    said = f"it is the list of another copy, {copy:.40}"
    with suppress(StoreError), logs_about(near, store) as logs:
        for _, entry in _redactions(logs, copy):
            made = f"{utc_words(entry.at_utc_ns)} (UTC) as {entry.details.get('to', '')}"
            return f"{said}, made on {made}; name this copy's list with --list"
    return f"{said}, of which no audit here tells; name this copy's list with --list"


def _held(log: "AuditLog", entry: "Entry", digest: str, name: str) -> "Check":
    from replay.privacy.proof.checks import Check
    from replay.store.audit_verify import verify

    noted, day = entry.details[_NAME], utc_words(entry.at_utc_ns)
    is_own = entry.key == log.key.name
    if is_own and not log.key.has_sealed(_sealed(noted), entry.details.get("list_seal", "")):
        return Check(_NAME, "found", f"the audit's entry of {day} is not as your key sealed it", (name,))
    if noted != digest:
        where = f"it is not as the audit noted it on {day} (UTC), when the copy was made"
        return Check(_NAME, "found", f"{name} was edited: {where}", (name,))
    said = f"{name}: as the audit noted it on {day} (UTC)"
    if is_own:
        return Check(_NAME, "clean", f"{said}, sealed by your key")
    verified = verify(log)
    if not verified.faults and verified.sealed > entry.number:
        return Check(_NAME, "clean", f"{said}, and as your key has sealed that since")
    return _unproved(name, f"the key {entry.key} of another noted it, whose holder can prove it")


def _unproved(name: str, why: str) -> "Check":
    from replay.privacy.proof.checks import Check

    return Check(_NAME, "open", f"{name} cannot be proved here: {why}", _UNPROVED)


def _redactions(logs: "list[AuditLog]", copy: str) -> "list[tuple[AuditLog, Entry]]":
    found = [
        (log, entry)
        for log in logs
        for entry in log.entries()
        if entry.kind == "redacted" and entry.details.get("copy") == copy
    ]
    return sorted(found, key=lambda each: each[1].key != each[0].key.name)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sealed(digest: str) -> str:
    return f"replay list of redactions {digest}"
