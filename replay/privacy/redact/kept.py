"""The list that stays with the original: what was removed from which copy, and who decided it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from formats.native.sealed_notes import SealedNotes
from replay.privacy.list_file import closed, closed_by, pack, unpack
from replay.privacy.redact.redactions import Redactions, redactions_of

_KIND = "replay redactions"


@dataclass(frozen=True, slots=True)
class KeptList:
    """What `verify` has to know of a copy that the copy itself must not tell."""

    copy: str
    """Recording id of the copy."""
    redactions: Redactions
    removed: Mapping[str, int] = field(default_factory=dict)
    """Counts of what was removed, by what it was."""
    decided_by: tuple[str, ...] = ()
    """Who decided: people, or the rule that all findings are accepted."""
    people: str = ""
    """How two people were told apart, "" where two were not due."""
    screen: str = ""
    """How far the original's pictures were searched for text, a sentence."""
    salt: str = field(default="", repr=False)
    """Random digits, which stand nowhere else: without them nobody tells from a digest of the list what is in
    it. Lists of older programs have none."""


def pack_list(kept: KeptList, seal: SealedNotes | None = None) -> bytes:
    """Return the bytes of a list's file.

    Args:
        kept: The list.
        seal: Of the original where that is sealed: only of which copy it is stays in the clear.
    """
    data = _packed(kept)
    return data if seal is None else closed(data, {"copy": kept.copy}, seal)


def _packed(kept: KeptList) -> bytes:
    return pack(
        _KIND,
        {
            "copy": kept.copy,
            "removed": dict(kept.removed),
            "decided_by": list(kept.decided_by),
            "people": kept.people,
            "screen": kept.screen,
            "salt": kept.salt,
            "redactions": kept.redactions.record(),
        },
    )


def copy_of(data: bytes) -> str:
    """Return the recording id of the copy that a list's file is of, without a key where it is sealed.

    Raises:
        FormatError: It is none.
    """
    if closed_by(data) is None:
        return unpack_list(data).copy
    return unpack(data, _KIND, "list of redactions", lambda record: str(record["copy"]))


def unpack_list(data: bytes) -> KeptList:
    """Read a list's file that is in the clear.

    Raises:
        FormatError: It is none.
    """
    return unpack(data, _KIND, "list of redactions", _kept)


def _kept(record: Mapping[str, Any]) -> KeptList:
    return KeptList(
        str(record["copy"]),
        redactions_of(record["redactions"]),
        {str(name): int(count) for name, count in record["removed"].items()},
        tuple(str(name) for name in record["decided_by"]),
        # Lists of older programs do not tell.
        people=str(record.get("people", "")),
        screen=str(record["screen"]),
        salt=str(record.get("salt", "")),
    )
