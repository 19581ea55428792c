"""What is remembered of recorded people's words: of which recording there is a list, and where it lies.

The list lies beside a recording, and a recording that is copied or renamed leaves it behind. What is
remembered here, by the recording's id, finds it again, and tells that it is gone. Never what they removed.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from formats.plain_file import is_there
from replay.store.paths import subjects_folder
from replay.store.remembered import read_remembered, remembered_path, turn


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

    Raises:
        DamagedError: What is remembered cannot be read.
        OSError: It cannot be written.
    """
    # Hashing comes with it, and `open` asks for marks before its first paint.
    from formats.native.whole_file import whole_file  # noqa: PLC0415

    path = remembered_path(subjects_folder(), recording_id)
    if path is None:
        return
    others = [each for each in read_marks(recording_id) if each.recording != mark.recording]
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with whole_file(path) as file:
        file.write(json.dumps([asdict(each) for each in (*others, mark)]).encode() + b"\n")


def read_marks(recording_id: str) -> tuple[SubjectMark, ...]:
    """Return what is remembered of a recording: a word for each form of it that the person saw.

    Raises:
        DamagedError: It cannot be read; that something was said is enough to be careful.
    """
    path = remembered_path(subjects_folder(), recording_id)
    if path is None or not is_there(path):
        return ()
    return read_remembered(path, "the recorded person said something", _marks)


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
