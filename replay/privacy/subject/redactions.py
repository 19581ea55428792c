"""What the recorded person removes of a recording before anybody else sees it, without giving a reason."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, get_args

from formats.errors import DamagedError
from formats.model.time import Span
from formats.native.sealed_notes import SealedNotes
from replay.privacy.list_file import closed, closed_by, pack, unpack
from replay.privacy.redact.redactions import Redactions, merged, redactions_of

State = Literal["undecided", "released", "withheld"]
Kind = Literal["span", "app", "word"]
_KIND, _NAMED = "replay subject", "recorded person's list"


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing that the person removed."""

    kind: Kind
    span: Span | None = None
    """Of a span; None of others."""
    name: str = field(default="", repr=False)
    """The application, or the word; "" of a span."""


@dataclass(frozen=True, slots=True)
class SubjectSaid:
    """What everybody may know of a list, without a key where it is sealed."""

    recording: str
    """Content id of the recording."""
    state: State
    removed: int
    """How many things the person removed; never which."""

    @property
    def hides(self) -> bool:
        """Whether somebody else may not see all of the recording."""
        return self.state == "withheld" or self.removed > 0


@dataclass(frozen=True, slots=True)
class SubjectList:
    """The recorded person's word on a recording."""

    recording: str
    """Content id of the recording."""
    state: State = "undecided"
    redactions: Redactions = field(default_factory=lambda: Redactions(keep_names=True))
    """What goes; names are for whoever makes the copy to decide."""

    def decided(self, state: State) -> "SubjectList":
        """Return the list with another word on the rest."""
        return replace(self, state=state)

    def with_more(self, more: Redactions) -> "SubjectList":
        """Return the list with more removed; what the person said of the rest stands: it shows less."""
        return replace(self, redactions=merged(self.redactions, more))

    def without(self, *removals: Removal) -> "SubjectList":
        """Return the list with things put back; what was released then shows less than it would now.

        Raises:
            ValueError: One is not in it.
        """
        if not removals:
            return self
        left = self.redactions
        for each in removals:
            if each not in self.removals:
                raise ValueError("it is not in the list any more")
            left = replace(
                left,
                words=tuple(word for word in left.words if each != Removal("word", name=word)),
                alone=tuple(word for word in left.alone if each != Removal("word", name=word)),
                cuts=tuple(span for span in left.cuts if each != Removal("span", span)),
                apps=tuple(app for app in left.apps if each != Removal("app", name=app)),
            )
        return replace(self, redactions=left, state="undecided" if self.state == "released" else self.state)

    @property
    def removals(self) -> tuple[Removal, ...]:
        """What the person removed, for them alone: spans as they come, then applications, then words."""
        asked = self.redactions
        return (
            *(Removal("span", span) for span in asked.cuts),
            *(Removal("app", name=app) for app in asked.apps),
            *(Removal("word", name=word) for word in (*asked.words, *asked.alone)),
        )

    @property
    def removed(self) -> int:
        """How many things the person removed; never which."""
        return len(self.removals)

    @property
    def said(self) -> SubjectSaid:
        """What everybody may know of it."""
        return SubjectSaid(self.recording, self.state, self.removed)

    @property
    def hides(self) -> bool:
        """Whether somebody else may not see all of the recording."""
        return self.said.hides


def pack_subject(subject: SubjectList, seal: SealedNotes | None = None) -> bytes:
    """Return the bytes of a list's file.

    Args:
        subject: The list.
        seal: Of the recording where that is sealed: what was removed is then enciphered, too.
    """
    data = _packed(subject)
    return data if seal is None else closed(data, asdict(subject.said), seal)


def _packed(subject: SubjectList) -> bytes:
    return pack(
        _KIND,
        {
            "recording": subject.recording,
            "state": subject.state,
            "redactions": subject.redactions.record(),
        },
    )


def unpack_said(data: bytes) -> SubjectSaid:
    """Read what a list's file tells everybody.

    Raises:
        FormatError: It is none.
    """
    if closed_by(data) is None:
        return unpack_subject(data).said
    said = unpack(data, _KIND, _NAMED, _said)
    if said.state not in get_args(State) or said.removed < 0:
        raise DamagedError(f"it is no {_NAMED}")
    return said


def _said(record: Mapping[str, Any]) -> SubjectSaid:
    return SubjectSaid(str(record["recording"]), record["state"], int(record["removed"]))


def unpack_subject(data: bytes) -> SubjectList:
    """Read a list's file that is in the clear.

    Raises:
        FormatError: It is none.
    """
    subject = unpack(data, _KIND, _NAMED, _subject)
    if subject.state not in get_args(State):
        raise DamagedError(f"it is no {_NAMED}")
    return subject


def _subject(record: Mapping[str, Any]) -> SubjectList:
    return SubjectList(str(record["recording"]), record["state"], redactions_of(record["redactions"]))
