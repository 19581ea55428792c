"""One author's work on one recording: what stands, what can be undone, and the chain of what is done."""

import secrets
import time
from collections.abc import Callable, Iterable, Sequence

from formats.model.annotations import Annotation
from formats.model.changes import Change
from replay.annotate.history import Edit, History, TakingBack
from replay.annotate.ledger import Ledger

_END_OF_TIME_NS = (1 << 63) - 1
"""A journal of a stranger may hold a change of that time in one's own name."""


class Notebook:
    """Turns edits into changes, knows them at once, and hands them on to be saved.

    Every method is quick enough for the handler of a key, and is called by one thread.
    """

    def __init__(
        self,
        recording: str,
        author: str,
        changes: Iterable[Change],
        submit: Callable[[Sequence[Change]], None],
        *,
        tool: str,
        login: str = "",
        now_ns: Callable[[], int] = time.time_ns,
    ) -> None:
        """Read what was done so far.

        Args:
            recording: Content id.
            author: Who works here.
            changes: All that are known of the recording, in any order.
            submit: Takes new changes to be saved, and returns at once: `JournalWriter.submit`.
            tool: Program with its version: "replay 0.1.0".
            login: Name that the system knows the author by, "" where it is not known.
            now_ns: Nanoseconds since 1970, UTC.
        """
        self.recording = recording
        self.author = author
        self.ledger = Ledger(changes)
        self.history = History.of(self.ledger.changes, author)
        # Of this notebook alone: another one, even of this program, may not know yet what is on its way.
        self._run = secrets.token_hex(8)
        self._writer = f"{author} {self._run}"
        self._tool = tool
        self._login = login
        self._submit = submit
        self._now_ns = now_ns
        self._number = 0
        self._previous = self.ledger.newest
        own = (change.at_utc_ns for change in self.ledger.changes if change.author == author)
        self._last_ns = max(own, default=0)

    def do(self, edits: Sequence[Edit], *, undoes: str = "") -> list[Change]:
        """Do what one key does, all of it, undone at once; an edit that changes nothing is dropped.

        Args:
            edits: One after the other: what an edit has before it is what stands when those in front of it
                are done.
            undoes: The group that this takes back; "" for what is new.

        Returns:
            The changes, which are in the ledger and on their way to be saved.

        Raises:
            ValueError: What an edit has before it does not stand; nothing was done.
        """
        self._refuse_stale(edits)
        return self._make([edit for edit in edits if edit.before != edit.after], undoes)

    def settle(self, annotation: str, after: Annotation | None) -> list[Change]:
        """End a conflict over an annotation: it is as given from now on, None for deleted.

        Raises:
            ValueError: It is not the annotation with that id, or one that nobody has made.
        """
        edit = Edit(self.ledger.standing.get(annotation), after)
        self._refuse_stale([edit])
        return self._make([edit], "")

    def undo(self) -> TakingBack | None:
        """Take back the newest that the author did; None where there is nothing.

        What somebody else has changed since stays, see `TakingBack.kept`.
        """
        return self._take(self.history.undo(self.ledger))

    def redo(self) -> TakingBack | None:
        """Do again what was taken back last; None where there is nothing."""
        return self._take(self.history.redo(self.ledger))

    def hear(self, changes: Iterable[Change]) -> int:
        """Take in what others did meanwhile; return how many changes were new."""
        new = 0
        for change in changes:
            if change.recording == self.recording and self.ledger.add(change):
                self.history.add(change)
                if change.author == self.author:
                    self._last_ns = max(self._last_ns, change.at_utc_ns)
                new += 1
        return new

    def _take(self, back: TakingBack | None) -> TakingBack | None:
        if back is not None and back.edits:
            self.do(back.edits, undoes=back.group)
        return back

    def _refuse_stale(self, edits: Iterable[Edit]) -> None:
        ahead: dict[str, Annotation | None] = {}
        for edit in edits:
            name = _name(edit)
            stands = ahead[name] if name in ahead else self.ledger.standing.get(name)
            if stands != edit.before:
                raise ValueError(f"annotation {name!r} is not what the edit takes it for")
            ahead[name] = edit.after

    def _make(self, edits: Iterable[Edit], undoes: str) -> list[Change]:
        # A clock that was set back must not bring an undo before what it undoes.
        at_ns = min(max(self._now_ns(), self._last_ns + 1), _END_OF_TIME_NS)
        group = f"{self._run}-{self._number}"
        # Taking back settles nothing: what others made of the annotation apart stays in conflict with it.
        replaced = self.ledger.shown_heads if undoes else self.ledger.heads
        made = []
        for edit in edits:
            change = Change(
                recording=self.recording,
                writer=self._writer,
                number=self._number,
                previous=self._previous,
                author=self.author,
                at_utc_ns=at_ns,
                tool=self._tool,
                group=group,
                before=edit.before,
                after=edit.after,
                replaces=replaced(_name(edit)),
                undoes=undoes,
                login=self._login,
            )
            self._number += 1
            self._previous = change.hash
            self.ledger.add(change)
            self.history.add(change)
            made.append(change)
        if made:
            self._last_ns = at_ns
            self._submit(made)
        return made


def _name(edit: Edit) -> str:
    names = {side.id for side in (edit.before, edit.after) if side is not None}
    if len(names) != 1:
        raise ValueError("an edit is of one annotation, before or after it")
    return names.pop()
