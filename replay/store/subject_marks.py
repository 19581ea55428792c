"""What is remembered of recorded people's words: of which recording there is a list, and where it lies.

The list lies beside a recording, and a recording that is copied or renamed leaves it behind. What is
remembered here, by the recording's id, finds it again, and tells that it is gone. Never what they removed.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from formats.errors import DamagedError
from formats.plain_file import is_named
from replay.store.paths import subjects_folder
from replay.store.remembered import check_folder, read_remembered, remembered_path, turn


@dataclass(frozen=True, slots=True)
class SubjectMark:
    """That the recorded person said something of a recording."""

    recording: str
    """Content id of what they saw."""
    place: str
    """Of their list, an absolute path."""
    state: str
    """What they said last: "undecided", "released" or "withheld"."""
    removed: int
    """How many things they removed."""

    @property
    def hides(self) -> bool:
        """Whether somebody else may not see all of the recording."""
        return self.state == "withheld" or self.removed > 0


def write_mark(recording_id: str, mark: SubjectMark) -> None:
    """Remember a word, in place of the one before it; of a recording without an id nothing is remembered.

    Under every id under which something is remembered of the same content, or an older word would hold there.

    Raises:
        DamagedError: What is remembered cannot be read.
        OSError: It cannot be written.
    """
    # Hashing comes with it, and `open` asks for marks before its first paint.
    from formats.native.whole_file import whole_file  # noqa: PLC0415

    folder = subjects_folder()
    places = (remembered_path(folder, name) for name in {recording_id, *_ids_of(mark.recording)})
    for path in filter(None, places):
        others = [each for each in read_marks(path.stem) if each.recording != mark.recording]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with whole_file(path) as file:
            file.write(json.dumps([asdict(each) for each in (*others, mark)]).encode() + b"\n")


def read_marks(recording_id: str) -> tuple[SubjectMark, ...]:
    """Return what is remembered of a recording: a word for each form of it that the person saw.

    Raises:
        DamagedError: It cannot be read; that something was said is enough to be careful.
    """
    check_marks()
    path = remembered_path(subjects_folder(), recording_id)
    if path is None or not is_named(path):
        return ()
    return read_remembered(path, "the recorded person said something", _marks)


def check_marks() -> None:
    """Refuse to take what cannot be looked into for nothing said.

    Raises:
        DamagedError: The folder of what is remembered is none, or may not be read.
    """
    check_folder(subjects_folder(), "what recorded people said")


def marks_of_content(recording: str) -> tuple[SubjectMark, ...]:
    """Return what is remembered of a recording under whatever id, by its content id.

    An id that an older version gave may have come from the name of a file.
    """
    found = (read_marks(name) for name in _ids_of(recording))
    return tuple(mark for marks in found for mark in marks if mark.recording == recording)


def _ids_of(recording: str) -> list[str]:
    """Return the ids under which something is remembered of a recording with a content id.

    What cannot be read is passed over: it must not keep all other recordings shut.
    """
    check_marks()
    found = []
    for path in sorted(subjects_folder().glob("*.json")):
        try:
            marks = read_marks(path.stem)
        except DamagedError:
            continue
        if any(mark.recording == recording for mark in marks):
            found.append(path.stem)
    return found


def _marks(told: Any) -> tuple[SubjectMark, ...]:
    return tuple(
        SubjectMark(str(each["recording"]), str(each["place"]), str(each["state"]), int(each["removed"]))
        for each in told
    )


@contextmanager
def own_turn() -> Iterator[None]:
    """Let one program at a time read a person's list and write it again.

    Raises:
        OSError: The folder cannot be made.
    """
    folder = subjects_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with turn(folder / "turn"):
        yield
