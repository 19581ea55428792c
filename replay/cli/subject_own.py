"""The recorded person's list in their own hands: read and written anew at each word of theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formats.model.content_id import content_id
from formats.model.recording import Recording
from replay.cli.auditing import noted
from replay.cli.output import count_text
from replay.cli.screen_text import forget_readings
from replay.cli.subject_list import find_subject, read_subject, write_subject

if TYPE_CHECKING:
    from replay.privacy.redactions_subject import SubjectList


@dataclass(frozen=True, slots=True)
class Said:
    """What the person's list says, and what they must know of it."""

    subject: "SubjectList"
    is_there: bool
    """Whether there is a list: while there is none, nothing but the consent holds the recording back."""
    lost: str = ""
    """That a list of theirs is gone, in a sentence; "" where none is."""
    unnoted: str = ""
    """Why their word is not in the audit, in a line; "" where it is, or is not to be."""


class OwnList:
    """The list of one recording; from any thread."""

    def __init__(self, path: Path, recording: Recording, named: Path | None) -> None:
        """Find nothing yet.

        Args:
            path: The recording.
            recording: It, open.
            named: Where a new list is to be; beside the recording where None.
        """
        self._path = path
        self._recording = recording
        self._named = named
        self._identity = ""

    def read(self) -> Said:
        """Read what the list says now.

        Raises:
            FormatError: What is there is no list.
            click.UsageError: There is another one than that which is named.
        """
        return self._read()[1]

    def change(self, change: "Callable[[SubjectList], SubjectList]") -> Said:
        """Let the person say something: read the list, change it, write it, and note that they did.

        Args:
            change: Makes the list to be out of the one that is there, which may be another than was read
                last; what it raises changes nothing.

        Raises:
            FormatError: What is there is no list.
            OSError: It cannot be written; it is as it was.
            click.UsageError: There is another one than that which is named.
        """
        from replay.store.subject_marks import own_turn

        with own_turn():
            place, said = self._read()
            subject = change(said.subject)
            write_subject(place, subject, self._recording.header.recording_id)
        # What was read on the pictures says what they removed, too.
        forget_readings(subject.recording)
        # That they did, and never what.
        unnoted = noted("subject", self._recording, self._path, details={"state": subject.state})
        return Said(subject, True, said.lost, unnoted)

    @property
    def place(self) -> Path:
        """Where the list is, or a new one will be.

        Raises:
            FormatError: What is there is no list.
        """
        return self._named or find_subject(self._path, self._recording).place

    def _read(self) -> tuple[Path, Said]:
        found = find_subject(self._path, self._recording)
        named = self._named
        if found.subject is not None and named is not None and named.resolve() != found.place.resolve():
            raise click.UsageError(f"there is a list of yours already: {found.place}; leave --list out")
        lost = ""
        if found.lost is not None and found.lost.removed:
            # What they say now is all that is known from here on.
            gone = count_text(found.lost.removed, "thing")
            lost = f"your list {found.lost.place} is gone, and with it the {gone} that you had removed"
        place = named or found.place
        self._identity = self._identity or content_id(self._recording)
        subject = read_subject(place, self._identity)
        return place, Said(subject, found.subject is not None, lost)
