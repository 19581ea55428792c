"""The recorded person's list, where commands look for it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from replay.cli.naming import naming

if TYPE_CHECKING:
    from replay.privacy.redactions_subject import SubjectList


def subject_path(original: Path) -> Path:
    """Return where the recorded person's list lies, where it is not named."""
    return original.with_name(f"{original.name}.subject.json")


def read_subject(path: Path, recording: str) -> "SubjectList":
    """Read the recorded person's list, an empty one where there is none.

    Args:
        path: The list's file.
        recording: Content id of the recording that it must be of.

    Raises:
        FormatError: It is none.
    """
    from formats.plain_file import open_plain
    from replay.privacy.redactions_kept import LIST_BYTES
    from replay.privacy.redactions_subject import SubjectList, unpack_subject

    if not path.exists():
        return SubjectList(recording)
    with naming(path), open_plain(path) as file:
        subject = unpack_subject(file.read(LIST_BYTES + 1))
    if subject.recording != recording:
        raise click.UsageError(f"{path} is the list for another recording")
    return subject
