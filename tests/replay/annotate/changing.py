"""People who change annotations, for tests: each has a chain of its own and a ledger."""

from collections.abc import Iterable, Sequence

from formats.model.annotations import Annotation
from formats.model.changes import Change
from replay.annotate.history import Edit, History
from replay.annotate.ledger import Ledger


class Person:
    """Makes changes and knows those it was told of."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.ledger = Ledger()
        self.history = History(name)
        self._number = 0
        self._previous: str | None = None
        self._clock = 0

    def do(self, edits: Sequence[Edit], undoes: str = "") -> list[Change]:
        """Make the changes of one key."""
        group = f"{self.name}-{self._number}"
        made = []
        for edit in edits:
            either = edit.after or edit.before
            assert either is not None
            self._clock += 1
            change = Change(
                recording="rec",
                writer=f"{self.name}-1",
                number=self._number,
                previous=self.ledger.newest if self._previous is None else self._previous,
                author=self.name,
                at_utc_ns=self._clock,
                tool="test",
                group=group,
                before=edit.before,
                after=edit.after,
                replaces=self.ledger.heads(either.id),
                undoes=undoes,
            )
            self._number += 1
            self._previous = change.hash
            self.ledger.add(change)
            self.history.add(change)
            made.append(change)
        return made

    def put(self, annotation: Annotation) -> Change:
        """Make or change one annotation, which must differ from what it was."""
        return self.do([Edit(self.ledger.standing.get(annotation.id), annotation)])[0]

    def drop(self, name: str) -> Change:
        """Delete one annotation."""
        return self.do([Edit(self.ledger.standing[name], None)])[0]

    def undo(self) -> tuple[str, ...] | None:
        """Take the newest group back; ids of what was kept, None where there is nothing."""
        back = self.history.undo(self.ledger)
        if back is None:
            return None
        self.do(back.edits, back.group)
        return back.kept

    def redo(self) -> tuple[str, ...] | None:
        """Make the last group taken back again."""
        again = self.history.redo(self.ledger)
        if again is None:
            return None
        self.do(again.edits, again.group)
        return again.kept

    def hear(self, changes: Iterable[Change]) -> None:
        """Take in what others did."""
        for change in changes:
            self.ledger.add(change)
