"""A journal as JSON Lines, for git and mail: a change a line, then what people saw; of strangers, too."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from formats.errors import DamagedError, LimitError
from formats.model.changes import Change, change_record, read_change
from formats.sources.lines import LineFaults, json_lines

MOST_CHANGES = 5_000_000
"""Of one file."""
MOST_FAULTS = 1_000
"""Lines that are no changes; with more of them it is no journal."""
MOST_MARKS = 100_000
"""Of what people saw, a line for each and each recording."""
_LONGEST_NAME = 1_000


@dataclass(frozen=True, slots=True)
class SeenMark:
    """What one person has seen of one recording."""

    recording: str
    """Content id."""
    author: str
    seen: str
    """As `replay.privacy.review.seen` writes it; what comes from a file may be anything."""


def read_journal(
    path: Path, faults: LineFaults, saw: Callable[[SeenMark], None] | None = None
) -> Iterator[Change]:
    """Yield the changes of a journal, in the order of its lines.

    Args:
        path: The file.
        faults: Gets the lines that are no changes, or whose changes were altered; the others are read.
        saw: Called with what somebody saw; what it raises of that is a fault of the line.

    Raises:
        FormatError: It cannot be read, or is no journal.
    """
    marks = 0
    for count, (number, record) in enumerate(json_lines(path, faults), 1):
        if count > MOST_CHANGES:
            raise LimitError(f"{path}: number of changes", value=count, limit=MOST_CHANGES)
        change = None
        try:
            if "seen" in record:
                marks += 1
                _take_mark(record, saw)
            else:
                change = read_change(record)
        except DamagedError as error:
            faults.bad.append((number, str(error)))
        if change is not None:
            yield change
        if marks > MOST_MARKS:
            raise LimitError(f"{path}: number of lines of what people saw", value=marks, limit=MOST_MARKS)
        if len(faults.bad) > MOST_FAULTS:
            raise DamagedError(f"{path} is no journal: {faults.sentences()[0]}")


def write_journal(changes: Iterable[Change], file: BinaryIO, marks: Iterable[SeenMark] = ()) -> int:
    """Write changes a line each and return how many, and what people saw; sorted: equal sets, equal files."""
    count = 0
    for change in sorted(changes, key=_place):
        _write(change_record(change), file)
        count += 1
    for mark in sorted(marks, key=lambda mark: (mark.recording, mark.author)):
        _write(asdict(mark), file)
    return count


def _write(record: dict[str, Any], file: BinaryIO) -> None:
    file.write(json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")


def _take_mark(record: dict[str, Any], saw: Callable[[SeenMark], None] | None) -> None:
    if set(record) != {"recording", "author", "seen"}:
        raise DamagedError("what somebody saw has the fields author, recording and seen alone")
    if not all(isinstance(value, str) for value in record.values()):
        raise DamagedError("what somebody saw is told in texts")
    mark = SeenMark(**record)
    if not (0 < len(mark.recording) <= _LONGEST_NAME and 0 < len(mark.author) <= _LONGEST_NAME):
        raise DamagedError(
            f"what somebody saw names a recording and a person in 1 to {_LONGEST_NAME:,} letters"
        )
    if saw is not None:
        try:
            saw(mark)
        except LimitError as error:
            raise DamagedError(str(error)) from error


def _place(change: Change) -> tuple[str, int, str, int, str]:
    return change.recording, change.at_utc_ns, change.writer, change.number, change.hash
