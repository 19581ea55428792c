"""The recorded person's list, written where commands look for it."""

from pathlib import Path
from typing import TYPE_CHECKING

from replay.cli.writing.target import writing

if TYPE_CHECKING:
    from replay.privacy.subject.redactions import SubjectList


def write_subject(
    path: Path, subject: "SubjectList", recording_id: str, original: Path | None = None
) -> None:
    """Write the recorded person's list, which only they may read, and remember where it lies.

    Args:
        path: The list's file.
        subject: What it is to say.
        recording_id: Of the recording's header.
        original: The recording; where it is sealed, so is what was removed, by its key.

    Raises:
        OSError: The file cannot be written.
    """
    from replay.store.subject_marks import SubjectMark, write_mark

    write_list(path, subject, original)
    write_mark(
        recording_id, SubjectMark(subject.recording, str(path.resolve()), subject.state, subject.removed)
    )


def write_list(path: Path, subject: "SubjectList", original: Path | None = None) -> None:
    """Write the recorded person's list, which only they may read, and remember nothing of it.

    Args:
        path: The list's file.
        subject: What it is to say.
        original: As for `write_subject`.

    Raises:
        FormatError: Nothing here comes to the key.
        OSError: The file cannot be written.
    """
    from formats.native.whole_file import whole_file
    from replay.cli.reading.list_seal import seal_of
    from replay.privacy.subject.redactions import pack_subject

    data = pack_subject(subject, None if original is None else seal_of(original))
    with writing(path), whole_file(path) as file:
        file.write(data)
    path.chmod(0o600)
