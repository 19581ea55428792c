"""What the recorded person removes of a recording before anybody else sees it, without giving a reason."""

import json
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from formats.errors import DamagedError, LimitError
from replay.privacy.redactions import Redactions, merged, redactions_of
from replay.privacy.redactions_kept import LIST_BYTES

State = Literal["undecided", "released", "withheld"]
_KIND = "replay subject"


@dataclass(frozen=True, slots=True)
class SubjectList:
    """The recorded person's word on a recording."""

    recording: str
    """Content id of the recording."""
    state: State = "undecided"
    redactions: Redactions = field(default_factory=lambda: Redactions(keep_names=True))
    """What goes; names are for whoever makes the copy to decide."""

    def with_more(self, more: Redactions) -> "SubjectList":
        """Return the list with more removed; who removes something has not released it yet."""
        return replace(self, redactions=merged(self.redactions, more), state="undecided")

    @property
    def removed(self) -> int:
        """How many things the person removed; never which."""
        asked = self.redactions
        return len(asked.words) + len(asked.cuts) + len(asked.apps)


def pack_subject(subject: SubjectList) -> bytes:
    """Return the bytes of a list's file."""
    record: dict[str, Any] = {
        "list": _KIND,
        "recording": subject.recording,
        "state": subject.state,
        "redactions": subject.redactions.record(),
    }
    return json.dumps(record, indent=1).encode() + b"\n"


def unpack_subject(data: bytes) -> SubjectList:
    """Read a list's file.

    Raises:
        FormatError: It is none.
    """
    if len(data) > LIST_BYTES:
        raise LimitError("size of a recorded person's list", value=len(data), limit=LIST_BYTES)
    try:
        record: dict[str, Any] = json.loads(data)
        kind, state, recording = str(record["list"]), record["state"], str(record["recording"])
        redactions = redactions_of(record["redactions"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedError(f"it is no recorded person's list: {error!r:.80}") from error
    if kind != _KIND or state not in get_args(State):
        raise DamagedError("it is no recorded person's list")
    return SubjectList(recording, state, redactions)
