"""The recorded person's list, written where commands look for it."""

from pathlib import Path
from typing import TYPE_CHECKING

from replay.cli.writing.target import writing

if TYPE_CHECKING:
    from replay.privacy.subject.redactions import SubjectList


def write_subject(path: Path, subject: "SubjectList", recording_id: str) -> None:
    """Write the recorded person's list, which only they may read, and remember where it lies.

    Args:
        path: The list's file.
        subject: What it is to say.
        recording_id: Of the recording's header.

    Raises:
        OSError: The file cannot be written.
    """
    from replay.store.subject_marks import SubjectMark, write_mark

    write_list(path, subject)
    write_mark(
        recording_id, SubjectMark(subject.recording, str(path.resolve()), subject.state, subject.removed)
    )


def write_list(path: Path, subject: "SubjectList") -> None:
    """Write the recorded person's list, which only they may read, and remember nothing of it.

    Raises:
        OSError: The file cannot be written.
    """
    from formats.native.whole_file import whole_file
    from replay.privacy.subject.redactions import pack_subject

    with writing(path), whole_file(path) as file:
        file.write(pack_subject(subject))
    path.chmod(0o600)
