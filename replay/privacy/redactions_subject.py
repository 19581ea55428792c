"""What the recorded person removes of a recording before anybody else sees it, without giving a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from formats.errors import DamagedError
from replay.privacy.list_file import pack, unpack
from replay.privacy.redactions import Redactions, merged, redactions_of

State = Literal["undecided", "released", "withheld"]
_KIND, _NAMED = "replay subject", "recorded person's list"


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

    @property
    def hides(self) -> bool:
        """Whether somebody else may not see all of the recording."""
        return self.state == "withheld" or self.removed > 0


def pack_subject(subject: SubjectList) -> bytes:
    """Return the bytes of a list's file."""
    return pack(
        _KIND,
        {
            "recording": subject.recording,
            "state": subject.state,
            "redactions": subject.redactions.record(),
        },
    )


def unpack_subject(data: bytes) -> SubjectList:
    """Read a list's file.

    Raises:
        FormatError: It is none.
    """
    subject = unpack(data, _KIND, _NAMED, _subject)
    if subject.state not in get_args(State):
        raise DamagedError(f"it is no {_NAMED}")
    return subject


def _subject(record: Mapping[str, Any]) -> SubjectList:
    return SubjectList(str(record["recording"]), record["state"], redactions_of(record["redactions"]))
