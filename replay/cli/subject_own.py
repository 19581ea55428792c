"""The recorded person's list in their own hands: read and written anew at each word of theirs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formats.model.content_id import content_id
from formats.model.recording import Recording
from replay.cli.auditing import noted
from replay.cli.output import count_text
from replay.cli.screen_text import forget_readings
from replay.cli.subject_list import FoundList, find_subject, read_subject, write_subject
from replay.ui.own_word import Said

if TYPE_CHECKING:
    from replay.privacy.redactions_subject import SubjectList


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

    def _read(self) -> tuple[Path, Said]:
        found = find_subject(self._path, self._recording)
        named = self._named
        if found.subject is not None and named is not None and named.resolve() != found.place.resolve():
            raise click.UsageError(f"there is a list of yours already: {found.place}; leave --list out")
        place = named or found.place
        self._identity = self._identity or content_id(self._recording)
        subject = read_subject(place, self._identity)
        return place, Said(subject, found.subject is not None, _lost(found))


def _lost(found: FoundList) -> str:
    """Say what the person said before that does not count any more, once they say something now."""
    for mark in (found.lost, found.other):
        if mark is None or not mark.hides:
            continue
        gone = (
            f"the {count_text(mark.removed, 'thing')} that you had removed" if mark.removed else "your word"
        )
        if mark is found.lost:
            return f"your list {mark.place} is gone, and with it {gone}: put it back, or say it anew"
        return f"{gone} in another form of this recording does not hold for this one: say it anew"
    return ""
