"""What comes into a journal is told to who listens, once, whoever wrote it."""

import time
from pathlib import Path

from formats.errors import DamagedError
from formats.model.changes import Change
from replay.store.journal import Store
from replay.store.listener import JournalListener
from replay.store.place import Place
from tests.replay.store.journals import make_changes

_LONGEST_S = 20.0


def wait_for(heard: list[Change], count: int) -> None:
    """Wait until so many were told."""
    for _ in range(round(_LONGEST_S / 0.01)):
        if len(heard) >= count:
            return
        time.sleep(0.01)
    raise AssertionError(f"{len(heard)} of {count} changes were told")


def test_what_others_save_is_heard_once(place: Place) -> None:
    """Behind the row that was read, of the recording alone, in its order."""
    changes = make_changes(9)
    heard: list[Change] = []
    with Store(place) as store:
        store.append(changes[:3])
        known, row = store.changes_since("rec", 0, [])
        listener = JournalListener(lambda: Store(place), "rec", row, heard.extend, every_s=0.01)
        store.append([*changes[3:5], *make_changes(2, recording="another")])
        wait_for(heard, 2)
        store.append(changes[5:])
        wait_for(heard, 6)
        time.sleep(0.05)
        listener.close()

    assert known == changes[:3]
    assert heard == changes[3:]


def test_a_store_that_cannot_be_read_now_is_asked_again(tmp_path: Path) -> None:
    """Nothing is told of it, and nothing ends."""
    heard: list[Change] = []
    answers: list[Exception | tuple[list[Change], int]] = [
        OSError("away"),
        DamagedError("torn"),
        (make_changes(1), 1),
    ]

    class Answers:
        def changes_since(self, recording: str, row: int, faults: list[str], /) -> tuple[list[Change], int]:
            del recording, faults
            answer = answers.pop(0) if answers else ([], row)
            if isinstance(answer, Exception):
                raise answer
            return answer

        def close(self) -> None:
            heard.extend(make_changes(1))

    listener = JournalListener(Answers, "rec", 0, heard.extend, every_s=0.01)
    wait_for(heard, 1)
    listener.close()

    assert len(heard) == 2  # the second when it was closed
