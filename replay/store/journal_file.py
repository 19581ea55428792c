"""A journal as JSON Lines, a change a line, for git and mail; what comes in is a stranger's."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from formats.errors import DamagedError, LimitError
from formats.model.changes import Change, change_record, read_change
from formats.sources.lines import LineFaults, json_lines

MOST_CHANGES = 5_000_000
"""Of one file."""
MOST_FAULTS = 1_000
"""Lines that are no changes; with more of them it is no journal."""


def read_journal(path: Path, faults: LineFaults) -> Iterator[Change]:
    """Yield the changes of a journal, in the order of its lines.

    Args:
        path: The file.
        faults: Gets the lines that are no changes, or whose changes were altered; the others are read.

    Raises:
        FormatError: It cannot be read, or is no journal.
    """
    for count, (number, record) in enumerate(json_lines(path, faults), 1):
        if count > MOST_CHANGES:
            raise LimitError(f"{path}: number of changes", value=count, limit=MOST_CHANGES)
        try:
            change = read_change(record)
        except DamagedError as error:
            faults.bad.append((number, str(error)))
        else:
            yield change
        if len(faults.bad) > MOST_FAULTS:
            raise DamagedError(f"{path} is no journal: {faults.sentences()[0]}")


def write_journal(changes: Iterable[Change], file: BinaryIO) -> int:
    """Write changes a line each and return how many; sorted, so that equal sets make equal files."""
    count = 0
    for change in sorted(changes, key=_place):
        file.write(json.dumps(change_record(change), ensure_ascii=True, separators=(",", ":")).encode())
        file.write(b"\n")
        count += 1
    return count


def _place(change: Change) -> tuple[str, int, str, int, str]:
    return change.recording, change.at_utc_ns, change.writer, change.number, change.hash
