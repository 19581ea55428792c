"""What the recorded person removed of a damaged recording, carried over to what is recovered of it."""

from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from formats.model.content_id import content_id
from formats.native.reader import Reader
from replay.cli.reading.subject_list import FoundList, read_any_subject, subject_path
from replay.cli.writing.subject_list import write_list, write_subject
from replay.cli.writing.target import check_target
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.store.subject_marks import SubjectMark

if TYPE_CHECKING:
    from replay.privacy.subject.redactions import SubjectList


def list_of(broken: Path, found: FoundList) -> "SubjectList | None":
    """Return what the person removed, None where their list is gone.

    Args:
        broken: The recording.
        found: What is known of what they said.

    Raises:
        FormatError: What lies in its place is no list, or nothing here opens it.
    """
    if found.subject is not None:
        return read_any_subject(found.place, broken)
    known = found.known
    if not isinstance(known, SubjectMark):
        return None
    subject = read_any_subject(Path(known.place), broken)
    return subject if subject is not None and subject.recording == known.recording else None


class CarriedList:
    """The list of a new file: it is there before that, so that nobody opens it meanwhile."""

    def __init__(self, out: Path, *, force: bool) -> None:
        """Carry nothing yet.

        Args:
            out: The new file.
            force: Whether a list that lies beside that is replaced.
        """
        self._out = out
        self._force = force
        self._subject: SubjectList | None = None

    def begin(self, subject: "SubjectList") -> None:
        """Keep a list beside the new file: as of another form of it, it keeps everybody out."""
        check_target(subject_path(self._out), force=self._force)
        # They released what they saw, and not what is left of it.
        self._subject = subject.decided("undecided")
        write_list(subject_path(self._out), self._subject)

    def end(self) -> None:
        """Let it be the list of the new file, so that its person finds there what they removed."""
        if self._subject is None:
            return
        with Reader(self._out) as made:
            subject = replace(self._subject, recording=content_id(made))
            recording_id = made.header.recording_id
        if subject.recording == self._subject.recording:
            # Nothing was lost, and the list that there is holds for it wherever it lies.
            subject_path(self._out).unlink()
            return
        write_subject(subject_path(self._out), subject, recording_id)
        out = visible(quote(str(self._out)))
        click.echo(
            f"what its person removed ({count_text(subject.removed, 'thing')}) stays removed, and nobody "
            f"else opens {out}; they look whether all of that is gone from what is left, and release it: "
            f"`replay subject {out}`",
            err=True,
        )
