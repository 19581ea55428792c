"""Undo and redo without limit: which of an author's groups of changes can be taken back, or made again.

Nothing is kept beside the changes: an undo is itself a group of changes, which names the group it takes back.
So both go on where they were after a restart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from formats.model.annotations import Annotation
from formats.model.changes import Change
from replay.annotate.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Edit:
    """What a change is to do, before it has an author and a place in a chain."""

    before: Annotation | None
    after: Annotation | None


@dataclass(frozen=True, slots=True)
class TakingBack:
    """The edits that take a group back."""

    group: str
    """What is taken back."""
    edits: tuple[Edit, ...]
    kept: tuple[str, ...] = ()
    """Ids of annotations that were changed by somebody else since, and stay as they are."""
    settled: tuple[str, ...] = ()
    """Ids of annotations whose conflict was ended with what was shown: there is nothing to go back to."""


@dataclass(slots=True)
class History:
    """The groups of one author, in the order in which they were made."""

    author: str
    _groups: dict[str, list[Change]] = field(default_factory=dict)
    # Keys of maps, in order, and not lists: a group is found and taken out at once among 50,000 of them.
    _done: dict[str, None] = field(default_factory=dict)
    _undone: dict[str, None] = field(default_factory=dict)
    """Groups of undoing, whose taking back is a redo."""

    @classmethod
    def of(cls, changes: Iterable[Change], author: str) -> "History":
        """Read an author's history from changes in any order."""
        history = cls(author)
        own = (change for change in changes if change.author == author)
        for change in sorted(own, key=lambda change: (change.at_utc_ns, change.writer, change.number)):
            history.add(change)
        return history

    def add(self, change: Change) -> None:
        """Take in the next change of the author; of others nothing is kept."""
        if change.author != self.author:
            return
        if change.group in self._groups:
            self._groups[change.group].append(change)
            return
        self._groups[change.group] = [change]
        if not change.undoes:
            self._done[change.group] = None
            self._undone.clear()
        elif change.undoes in self._done:
            del self._done[change.undoes]
            self._undone[change.group] = None
        elif change.undoes in self._undone:
            del self._undone[change.undoes]
            self._done[change.group] = None

    def undo(self, ledger: Ledger) -> TakingBack | None:
        """Return what takes the newest group back, None where there is none."""
        return self._take_back(self._done, ledger)

    def redo(self, ledger: Ledger) -> TakingBack | None:
        """Return what makes the group again that was taken back last, None where there is none."""
        return self._take_back(self._undone, ledger)

    def _take_back(self, groups: dict[str, None], ledger: Ledger) -> TakingBack | None:
        while groups:
            group = next(reversed(groups))
            back = _taking_back(group, self._groups[group], ledger)
            if back.edits:
                return back
            # Nothing of it is left to take back: it is passed over, once with a word on what is kept.
            del groups[group]
            if back.kept or back.settled:
                return back
        return None


def _taking_back(group: str, changes: list[Change], ledger: Ledger) -> TakingBack:
    edits: dict[str, Edit] = {}
    kept: list[str] = []
    # From the last to the first: a group may change one annotation twice.
    for change in reversed(changes):
        name = change.annotation
        if name in kept:
            continue
        if name in edits:
            edits[name] = Edit(edits[name].before, change.before)
        elif ledger.standing.get(name) == change.after:
            edits[name] = Edit(change.after, change.before)
        else:
            kept.append(name)
    useful = tuple(edit for edit in edits.values() if edit.before != edit.after)
    settled = tuple(each.annotation for each in changes if each.before == each.after)
    return TakingBack(group, useful, tuple(kept), settled)
