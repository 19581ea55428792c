"""The recorded person's list in their own hands: read and written anew at each word of theirs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formats.model.content_id import content_id
from formats.model.recording import Recording
from replay.cli.reading.screen_text import forget_readings
from replay.cli.reading.stamps import Stamp, stamp
from replay.cli.reading.subject_list import FoundList, find_subject, read_subject, subject_path
from replay.cli.reading.withdrawn import withdrawn_day
from replay.cli.writing.auditing import noted
from replay.cli.writing.subject_list import write_subject
from replay.core.counted import count_text
from replay.store.paths import subjects_folder, withdrawals_folder
from replay.store.remembered import remembered_path
from replay.store.withdrawals import withdrawal_path
from replay.ui.own.word import Said

if TYPE_CHECKING:
    from replay.privacy.subject.redactions import SubjectList


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
        self._place = named or subject_path(path)
        self._identity = ""
        self._context = click.get_current_context(silent=True)
        self._known: tuple[SubjectList, str] | None = None
        """What was read or written last, and when it was withdrawn."""
        self._stamps: tuple[Stamp | None, ...] = ()
        """Of the files that say it, as they were then."""

    def read(self) -> Said:
        """Read what the list says now.

        Raises:
            FormatError: What is there is no list.
            click.UsageError: There is another one than that which is named.
        """
        with self._in_command():
            return self._read()[1]

    def heard(self) -> Said | None:
        """Read it where another program changed the list or withdrew the recording since.

        Raises:
            FormatError: What is there by now is no list, or it was withdrawn, and when cannot be read.
            click.UsageError: There is another one than that which is named.
        """
        if self._stamps == self._stamped():
            return None
        before = self._known
        said = self.read()
        return None if (said.subject, said.withdrawn) == before else said

    def change(self, change: "Callable[[SubjectList], SubjectList]") -> Said:
        """Let the person say something: read the list, change it, write it, and note that they did.

        Args:
            change: Makes the list to be out of the one that is there, which may be another than was read
                last; what it raises changes nothing.

        Raises:
            FormatError: What is there is no list.
            OSError: It cannot be written; it is as it was.
            click.UsageError: There is another one than that which is named, or the recording was withdrawn.
        """
        from replay.store.subject_marks import own_turn

        with self._in_command(), own_turn():
            place, said = self._read()
            if day := withdrawn_day(self._path, self._recording):
                raise click.UsageError(f"it was withdrawn on {day}: nothing is left to decide")
            subject = change(said.subject)
            write_subject(place, subject, self._recording.header.recording_id, self._path)
            self._place, self._known, self._stamps = place, (subject, ""), self._stamped()
        # What was read on the pictures says what they removed, too.
        forget_readings(subject.recording)
        # That they did, and never what.
        unnoted = noted("subject", self._recording, self._path, details={"state": subject.state})
        return Said(subject, True, said.lost, unnoted=unnoted)

    @contextmanager
    def _in_command(self) -> Iterator[None]:
        """Let a thread have what the command knows: the key of a sealed recording was asked for once."""
        if self._context is None:
            yield
            return
        with self._context.scope(cleanup=False):
            yield

    def _read(self) -> tuple[Path, Said]:
        # Before it is read: what is written meanwhile is read the next time.
        stamps = self._stamped()
        place, said = self._found()
        # Where it lies elsewhere than was thought, that is known only now, and it is read once more.
        self._stamps = stamps if place == self._place else ()
        self._place, self._known = place, (said.subject, said.withdrawn)
        return place, said

    def _found(self) -> tuple[Path, Said]:
        found = find_subject(self._path, self._recording)
        named = self._named
        if found.subject is not None and named is not None and named.resolve() != found.place.resolve():
            raise click.UsageError(f"there is a list of yours already: {found.place}; leave --list out")
        place = named or found.place
        self._identity = self._identity or content_id(self._recording)
        subject = read_subject(place, self._identity, self._path)
        withdrawn = _withdrawn(self._path, self._recording)
        return place, Said(subject, found.subject is not None, _lost(found), withdrawn)

    def _stamped(self) -> tuple[Stamp | None, ...]:
        """Return what tells whether the list, a withdrawal, or what is remembered was written anew."""
        mark = remembered_path(subjects_folder(), self._recording.header.recording_id)
        # A folder changes when something in it is replaced: a withdrawal may be remembered by the content.
        places = (self._place, mark, withdrawal_path(self._path), withdrawals_folder())
        return tuple(stamp(path) for path in places if path is not None)


def _withdrawn(path: Path, recording: Recording) -> str:
    """Say when the person took back their consent, "" where they did not."""
    if day := withdrawn_day(path, recording):
        return f"on {day}"
    consent = recording.header.consent
    return "as the file says" if consent is not None and consent.withdrawn else ""


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
