"""The recorded person's list, where commands look for it."""

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from replay.cli.naming import naming
from replay.cli.target import writing

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
    from replay.privacy.redactions_subject import SubjectList

    subject = read_any_subject(path) or SubjectList(recording)
    if subject.recording != recording:
        raise click.UsageError(f"{path} is the list for another recording")
    return subject


def read_any_subject(path: Path) -> "SubjectList | None":
    """Read the recorded person's list, of whichever recording; None where there is none.

    Raises:
        FormatError: It is none.
    """
    from formats.plain_file import is_there, open_plain
    from replay.privacy.list_file import LIST_BYTES
    from replay.privacy.redactions_subject import unpack_subject

    if not is_there(path):
        return None
    with naming(path), open_plain(path) as file:
        return unpack_subject(file.read(LIST_BYTES + 1))


def decided(subject: "SubjectList", state: str) -> "SubjectList":
    """Return the list with another state."""
    from dataclasses import replace

    from replay.privacy.redactions_subject import State

    found = next(each for each in get_args(State) if each == state)
    return replace(subject, state=found)


def write_subject(path: Path, subject: "SubjectList") -> None:
    """Write the recorded person's list, which only they may read.

    Raises:
        OSError: The file cannot be written.
    """
    from formats.native.whole_file import whole_file
    from replay.privacy.redactions_subject import pack_subject

    with writing(path), whole_file(path) as file:
        file.write(pack_subject(subject))
    path.chmod(0o600)
