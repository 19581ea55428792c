"""The list that stays with the original: what was removed from which copy, and who decided it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from formats.errors import DamagedError, LimitError
from replay.privacy.redactions import Redactions, redactions_of

LIST_BYTES = 64 << 20
"""A longer list is not read."""


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
    screen: str = ""
    """How far the original's pictures were searched for text, a sentence."""


def pack_list(kept: KeptList) -> bytes:
    """Return the bytes of a list's file."""
    record = {
        "list": "replay redactions",
        "copy": kept.copy,
        "removed": dict(kept.removed),
        "decided_by": list(kept.decided_by),
        "screen": kept.screen,
        "redactions": kept.redactions.record(),
    }
    return json.dumps(record, indent=1).encode() + b"\n"


def unpack_list(data: bytes) -> KeptList:
    """Read a list's file.

    Raises:
        FormatError: It is none.
    """
    if len(data) > LIST_BYTES:
        raise LimitError("size of a list of redactions", value=len(data), limit=LIST_BYTES)
    try:
        record: dict[str, Any] = json.loads(data)
        kind, copy = str(record["list"]), str(record["copy"])
        kept = KeptList(
            copy,
            redactions_of(record["redactions"]),
            {str(name): int(count) for name, count in record["removed"].items()},
            tuple(str(name) for name in record["decided_by"]),
            str(record["screen"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedError(f"it is no list of redactions: {error!r:.80}") from error
    if kind != "replay redactions":
        raise DamagedError("it is no list of redactions")
    return kept
