"""The recorded person's list, where commands look for it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from formats.model.recording import Recording
from replay.cli.reading.foreign import may_have_another_id
from replay.cli.telling.naming import naming

if TYPE_CHECKING:
    from replay.privacy.subject.redactions import SubjectList, SubjectSaid
    from replay.store.subject_marks import SubjectMark


LIST_SUFFIX = ".subject.json"
"""After the recording's name, that of the list beside it."""


@dataclass(frozen=True, slots=True)
class FoundList:
    """The recorded person's list for a recording: beside it, or where they made it."""

    place: Path
    """Where it lies; where there is none, where it belongs."""
    subject: "SubjectSaid | None"
    lost: "SubjectMark | None" = None
    """What is remembered of a list that is not there any more."""
    other: "SubjectMark | None" = None
    """What is remembered of another form of the recording, as another import, where this has no list."""

    @property
    def known(self) -> "SubjectSaid | SubjectMark | None":
        """What the person said, as far as it is known."""
        return self.subject or self.lost or self.other


def subject_path(original: Path) -> Path:
    """Return where the recorded person's list lies, where it is not named."""
    return original.with_name(f"{original.name}{LIST_SUFFIX}")


def find_subject(path: Path, recording: Recording) -> FoundList:
    """Find the list of a recording, which may be a copy of the one that the person saw, or renamed.

    Raises:
        FormatError: What is there is no list, or what is remembered cannot be read.
    """
    from replay.store.paths import subjects_folder
    from replay.store.subject_marks import marks_of_content, read_marks

    beside = subject_path(path)
    subject = read_said(beside)
    marks = () if subject is not None else read_marks(recording.header.recording_id)
    by_content = subject is None and not marks and may_have_another_id(recording, subjects_folder())
    if not marks and not by_content:
        return FoundList(beside, subject)
    from formats.model.content_id import content_id

    known = content_id(recording)
    marks = marks_of_content(known) if by_content else marks
    if not marks:
        return FoundList(beside, None)
    mark = next((each for each in marks if each.recording == known), None)
    if mark is None:
        # The one that allows least.
        strictest = max(marks, key=lambda each: (each.hides, each.state != "released"))
        return FoundList(beside, None, other=strictest)
    elsewhere = read_said(Path(mark.place))
    if elsewhere is None or elsewhere.recording != known:
        return FoundList(beside, None, lost=mark)
    return FoundList(Path(mark.place), elsewhere)


def read_subject(path: Path, recording: str, original: Path | None = None) -> "SubjectList":
    """Read the recorded person's list, an empty one where there is none.

    Args:
        path: The list's file.
        recording: Content id of the recording that it must be of.
        original: That recording, whose key opens the list where it is sealed; so does that of the recording
            beside which the list lies.

    Raises:
        FormatError: It is none, or nothing here opens it.
    """
    from replay.privacy.subject.redactions import SubjectList

    subject = read_any_subject(path, original) or SubjectList(recording)
    if subject.recording != recording:
        raise click.UsageError(f"{path} is the list for another recording")
    return subject


def read_any_subject(path: Path, original: Path | None = None) -> "SubjectList | None":
    """Read the recorded person's list, of whichever recording; None where there is none.

    Args:
        path: The list's file.
        original: As for `read_subject`.

    Raises:
        FormatError: It is none, or nothing here opens it.
    """
    from replay.cli.reading.list_seal import in_the_clear
    from replay.privacy.subject.redactions import unpack_subject

    data = _data(path)
    if data is None:
        return None
    beside = path.with_name(path.name.removesuffix(LIST_SUFFIX))
    with naming(path):
        data = in_the_clear(data, path, filter(None, dict.fromkeys((original, beside))))
        return unpack_subject(data)


def read_said(path: Path) -> "SubjectSaid | None":
    """Read what a list tells everybody, of whichever recording; None where there is none.

    Raises:
        FormatError: It is none.
    """
    from replay.privacy.subject.redactions import unpack_said

    data = _data(path)
    if data is None:
        return None
    with naming(path):
        return unpack_said(data)


def _data(path: Path) -> bytes | None:
    from formats.plain_file import is_named, open_plain
    from replay.privacy.list_file import LIST_BYTES

    if not is_named(path):
        return None
    with naming(path), open_plain(path) as file:
        return file.read(LIST_BYTES + 1)


def decided(subject: "SubjectList", state: str) -> "SubjectList":
    """Return the list with another state."""
    from replay.privacy.subject.redactions import State

    return subject.decided(next(each for each in get_args(State) if each == state))
