"""The thread that hears what others save of a recording meanwhile: another screen, a command, a colleague.

Imports no database, as the writer beside it does not.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from threading import Event, Thread
from typing import Protocol

from formats.errors import FormatError
from formats.model.changes import Change
from replay.store.errors import StoreError

EVERY_S = 2.0
"""How often is looked; a question of one indexed column."""
_PATIENCE_S = 1.0


class Tells(Protocol):
    """What is listened to: a `replay.store.journal.Store`."""

    def changes_since(self, recording: str, row: int, faults: list[str], /) -> tuple[list[Change], int]:
        """Return the changes behind a row, and the row to ask from next."""

    def close(self) -> None:
        """Let go of what is open."""


class JournalListener:
    """Tells of changes that come into a journal, for the life of the program."""

    def __init__(
        self,
        opened: Callable[[], Tells],
        recording: str,
        row: int,
        heard: Callable[[Sequence[Change]], object],
        *,
        every_s: float = EVERY_S,
    ) -> None:
        """Start the thread.

        Args:
            opened: Returns the store, which the thread closes at its end; called by the thread.
            recording: Content id.
            row: What is behind it is told.
            heard: Gets the changes, those that this program saves among them; called by the thread.
            every_s: How often is looked.
        """
        self._opened = opened
        self._recording = recording
        self._row = row
        self._heard = heard
        self._every_s = every_s
        self._ended = Event()
        # A daemon, as a disk that does not answer must not keep the program from ending.
        self._thread = Thread(target=self._run, name="journal listener", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Listen no more."""
        self._ended.set()
        self._thread.join(_PATIENCE_S)

    def _run(self) -> None:
        with ExitStack() as stack:
            store: Tells | None = None
            while not self._ended.wait(self._every_s):
                try:
                    if store is None:
                        store = self._opened()
                        stack.callback(store.close)
                    changes, self._row = store.changes_since(self._recording, self._row, [])
                except (StoreError, FormatError, OSError, MemoryError):
                    continue  # who saves says what is wrong with the store; here it is asked again
                if changes and not self._ended.is_set():
                    self._heard(changes)
