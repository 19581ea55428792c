"""Where the screen's changes go: to the thread that saves them, and aside where that cannot be."""

from collections.abc import Callable, Sequence
from pathlib import Path

from formats.model.changes import Change
from replay.store.aside import save_aside
from replay.store.author import author_name
from replay.store.errors import StoreError
from replay.store.journal import Store, open_store
from replay.store.listener import JournalListener
from replay.store.place import store_place
from replay.store.settings import Settings
from replay.store.writer import JournalWriter

_PATIENCE_S = 5.0
"""How long leaving waits for what is not saved yet, before it is put aside."""


class JournalKeeper:
    """Saves what is annotated of one recording, in its order."""

    def __init__(
        self,
        source: Path,
        settings: Settings,
        saved: Callable[[int, str], object],
        heard: Callable[[Sequence[Change]], object],
    ) -> None:
        """Know where to save; nothing is opened before there is something to save.

        Args:
            source: What was opened.
            settings: What the person set.
            saved: Called from a thread after each try to save: how many changes are not on the disk yet, and
                why, "" where nothing is wrong.
            heard: Called from a thread with what others wrote into the journal.
        """
        self.author = author_name(settings.author)
        self.place = store_place(source, settings.store)
        self._saved = saved
        self._heard = heard
        self._writer: JournalWriter | None = None
        self._listener: JournalListener | None = None

    @property
    def unsaved(self) -> int:
        """How many changes are not on the disk."""
        return 0 if self._writer is None else self._writer.unsaved

    def submit(self, changes: Sequence[Change]) -> None:
        """Take changes to be saved; returns at once."""
        if self._writer is None:
            self._writer = JournalWriter(self._opened, self._saved)
        self._writer.submit(changes)

    def listen(self, recording: str, row: int) -> None:
        """Post from now on what comes into the journal behind a row."""
        self._listener = JournalListener(self._opened, recording, row, self._heard)

    def close(self) -> str:
        """Save what waits, or put it aside; return what the person must know, "" for nothing."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        if self._writer is None:
            return ""
        why = self._writer.error or "it did not answer"
        left = self._writer.close(_PATIENCE_S)
        self._writer = None
        if not left:
            return ""
        try:
            path = save_aside(left)
        except StoreError as error:
            return str(error)
        count = f"{len(left):,} changes are" if len(left) > 1 else "a change is"
        return f"{count} not in {self.place} ({why}): `replay journal import {path}` adds what is missing"

    def _opened(self) -> Store:
        return open_store(self.place)
