"""The one thread that saves: what was done last is never stored before what was done first.

Imports no database, so that keys have where to hand their changes to before one is open.
"""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from itertools import islice
from threading import Condition, Thread
from typing import Protocol

from formats.errors import FormatError
from formats.model.changes import Change
from replay.store.errors import StoreError, one_line

AT_ONCE = 5_000
"""Changes of one transaction at most."""
_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.1, 5.0


class Appends(Protocol):
    """What changes are saved to: a `replay.store.journal.Store`."""

    def append(self, changes: Sequence[Change], /) -> object:
        """Save changes, all or none, and return when they are on the disk."""

    def close(self) -> None:
        """Let go of what is open."""


class JournalWriter:
    """Saves changes in their order, for the life of the program.

    A change counts as saved when the transaction that holds it was committed. What cannot be saved stays, is
    told, and is tried again until it can.
    """

    def __init__(self, opened: Callable[[], Appends], told: Callable[[int, str], object]) -> None:
        """Start the thread.

        Args:
            opened: Returns the store, which the thread closes at its end; called by the thread when there is
                something to save.
            told: Called by the thread after each try: how many changes are not saved, and why the last try
                failed, "" where it did not.
        """
        self._opened = opened
        self._told = told
        self._waiting: deque[Change] = deque()
        self._changed = Condition()
        self._closing = self._given_up = False
        self._error = ""
        self._saved = 0
        # A daemon, as a disk that does not answer must not keep the program from ending; `close` waits.
        self._thread = Thread(target=self._run, name="journal writer", daemon=True)
        self._thread.start()

    def submit(self, changes: Sequence[Change]) -> None:
        """Take changes to be saved, behind those taken before; returns at once."""
        with self._changed:
            if self._closing:
                raise RuntimeError("the writer is closed")
            self._waiting.extend(changes)
            self._changed.notify_all()

    @property
    def unsaved(self) -> int:
        """How many changes are not on the disk."""
        return len(self._waiting)

    @property
    def saved(self) -> int:
        """How many changes of those submitted are on the disk: the first so many."""
        return self._saved

    @property
    def error(self) -> str:
        """Why the last try to save failed, in one line; "" where it did not."""
        return self._error

    def close(self, timeout_s: float) -> list[Change]:
        """Save what waits, take nothing more, and end the thread.

        Returns:
            What could not be saved in time: to be kept elsewhere, see `replay.store.aside`.
        """
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._waiting or not self._thread.is_alive(), timeout_s)
            self._given_up = True
            self._changed.notify_all()
            left = list(self._waiting)
        if not left:
            self._thread.join()
        return left

    def _run(self) -> None:
        try:
            self._save_until_closed()
        finally:
            if self._waiting:
                self._error = self._error or "what saves has stopped: leave the program, and nothing is lost"
                self._told(self.unsaved, self._error)

    def _save_until_closed(self) -> None:
        with ExitStack() as stack:
            store: Appends | None = None
            wait_s = 0.0
            while batch := self._next_batch(wait_s):
                try:
                    if store is None:
                        store = self._opened()
                        stack.callback(store.close)
                    store.append(batch)
                except (StoreError, FormatError, OSError, MemoryError) as error:
                    self._error = one_line(error)
                    wait_s = min(max(wait_s * 2, _FIRST_WAIT_S), _LONGEST_WAIT_S)
                else:
                    self._error, wait_s = "", 0.0
                    with self._changed:
                        for _ in batch:
                            self._waiting.popleft()
                        self._saved += len(batch)
                        self._changed.notify_all()
                self._told(self.unsaved, self._error)

    def _next_batch(self, wait_s: float) -> list[Change]:
        """Wait for what to save, and before that for `wait_s`; return nothing when the thread is to end."""
        with self._changed:
            if wait_s and not self._closing:
                # Only closing cuts it short: a person who goes on working is no reason to hurry.
                self._changed.wait_for(lambda: self._closing, wait_s)
            elif wait_s:
                self._changed.wait_for(lambda: self._given_up, _FIRST_WAIT_S)
            self._changed.wait_for(lambda: self._waiting or self._closing)
            return [] if self._given_up else list(islice(self._waiting, AT_ONCE))
