"""The list of what was planted, as commands read and write it."""

from pathlib import Path

import click

from formats.native.whole_file import whole_file
from formats.plain_file import open_plain
from replay.cli.telling.naming import naming
from replay.cli.writing.target import writing
from replay.privacy.canaries.planted import CanaryList, pack_canaries, unpack_canaries
from replay.privacy.list_file import LIST_BYTES


def canaries_path(original: Path, recording_id: str) -> Path:
    """Return where the list of a copy lies: beside the original, and not where the reviewers are."""
    return original.with_name(f"{original.name}.{recording_id[:8]}.canaries.json")


def read_canaries(path: Path, copy: str | None = None) -> CanaryList:
    """Read a list.

    Args:
        path: Its file.
        copy: Content id of the copy that it must be of; None where that is not known.

    Raises:
        FormatError: It is none.
    """
    with naming(path), open_plain(path) as file:
        planted = unpack_canaries(file.read(LIST_BYTES + 1))
    if copy is not None and planted.copy != copy:
        raise click.UsageError(f"{path} is the list of another copy")
    return planted


def write_canaries(path: Path, planted: CanaryList) -> None:
    """Write a list, for its owner alone."""
    with writing(path), whole_file(path) as file:
        file.write(pack_canaries(planted))
    path.chmod(0o600)
