"""The thread that saves: in order, never saying "saved" too early, never giving up."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from formats.model.changes import Change
from replay.store import writer as module
from replay.store.aside import save_aside
from replay.store.errors import StoreError
from replay.store.writer import JournalWriter
from tests.replay.store.journals import make_changes, store_in


class Shelf:
    """A store that fails and waits as it is told."""

    def __init__(self, failures: int = 0) -> None:
        self.kept: list[Change] = []
        self.batches: list[int] = []
        self.failures = failures
        self.gate = threading.Event()
        self.gate.set()
        self.closed = False

    def append(self, changes: Sequence[Change], /) -> None:
        """Keep them, or fail."""
        self.gate.wait()
        if self.failures:
            self.failures -= 1
            raise StoreError("store shelf: the disk is full")
        self.batches.append(len(changes))
        self.kept += changes

    def close(self) -> None:
        """Note that it was closed."""
        self.closed = True


@pytest.fixture
def told() -> list[tuple[int, str]]:
    return []


def writer_to(shelf: Shelf, told: list[tuple[int, str]]) -> JournalWriter:
    return JournalWriter(lambda: shelf, lambda unsaved, error: told.append((unsaved, error)))


def test_changes_are_saved_in_their_order_and_waiting_ones_at_once(told: list[tuple[int, str]]) -> None:
    """What waits while a save takes its time is one transaction."""
    shelf, changes = Shelf(), make_changes(20)
    shelf.gate.clear()
    writer = writer_to(shelf, told)

    for change in changes:
        writer.submit([change])
    assert writer.unsaved == 20
    shelf.gate.set()

    assert writer.close(10) == []
    assert shelf.kept == changes
    assert len(shelf.batches) <= 2
    assert told[-1] == (0, "")
    assert (writer.unsaved, shelf.closed) == (0, True)


def test_what_fails_stays_is_told_and_is_tried_again(
    told: list[tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the same order, with what was done since behind it."""
    monkeypatch.setattr(module, "_FIRST_WAIT_S", 0.01)
    shelf, changes = Shelf(failures=3), make_changes(2)
    writer = writer_to(shelf, told)

    writer.submit(changes[:1])
    while len(told) < 2:
        time.sleep(0.001)
    writer.submit(changes[1:])
    while writer.unsaved:
        time.sleep(0.001)

    assert told[0] == (1, "store shelf: the disk is full")
    assert writer.close(10) == []
    assert shelf.kept == changes
    assert told[-1] == (0, "")
    assert writer.error == ""


def test_a_store_that_cannot_be_opened_is_tried_again(
    told: list[tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that comes back, a server that starts."""
    monkeypatch.setattr(module, "_FIRST_WAIT_S", 0.01)
    shelf, tries = Shelf(), [StoreError("no server"), StoreError("no server")]

    def opened() -> Shelf:
        if tries:
            raise tries.pop()
        return shelf

    writer = JournalWriter(opened, lambda unsaved, error: told.append((unsaved, error)))
    writer.submit(make_changes(1))
    while writer.unsaved:
        time.sleep(0.001)

    assert told == [(1, "no server"), (1, "no server"), (0, "")]
    assert writer.close(1) == []


def test_what_cannot_be_saved_in_time_is_given_back(told: list[tuple[int, str]], tmp_path: Path) -> None:
    """And can be kept in a file of its own, for its owner, so that leaving the program loses nothing."""
    shelf, changes = Shelf(failures=1_000_000), make_changes(3)
    writer = writer_to(shelf, told)
    writer.submit(changes)

    left = writer.close(0.3)

    assert left == changes
    path = save_aside(left, tmp_path / "aside")
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(path.read_text().splitlines()) == 3
    writer._thread.join(5)
    assert not writer._thread.is_alive()
    assert 1 <= len(told) < 20


def test_a_store_that_never_answers_keeps_nobody(told: list[tuple[int, str]]) -> None:
    """Closing gives up after its time."""
    shelf, changes = Shelf(), make_changes(1)
    shelf.gate.clear()
    writer = writer_to(shelf, told)
    writer.submit(changes)

    assert writer.close(0.05) == changes
    shelf.gate.set()
    writer._thread.join(5)


def test_closing_at_once_saves_everything(told: list[tuple[int, str]], tmp_path: Path) -> None:
    """With a real store, opened by the thread."""
    changes = make_changes(500)
    writer = JournalWriter(lambda: store_in(tmp_path), lambda unsaved, error: told.append((unsaved, error)))
    for change in changes:
        writer.submit([change])

    assert writer.close(30) == []

    with store_in(tmp_path) as store:
        assert store.changes("rec", []) == changes
    assert {error for _, error in told} == {""}


def test_a_closed_writer_takes_nothing(told: list[tuple[int, str]]) -> None:
    """A change that nobody will save is a mistake of the caller's."""
    writer = writer_to(Shelf(), told)
    writer.close(1)

    with pytest.raises(RuntimeError, match="closed"):
        writer.submit(make_changes(1))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_breaks_says_so(told: list[tuple[int, str]]) -> None:
    """A fault of our own is not a quiet one: the count of what is not saved stays, with a word."""

    def opened() -> Shelf:
        raise AssertionError("a fault")

    writer = JournalWriter(opened, lambda unsaved, error: told.append((unsaved, error)))
    changes = make_changes(2)
    writer.submit(changes)
    writer._thread.join(5)

    assert told == [(2, writer.error)]
    assert "has stopped" in writer.error
    assert writer.close(1) == changes
