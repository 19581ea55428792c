"""The state of a recording's annotations, read from a set of changes in any order.

The newest of an annotation is the change that no other one replaces. Where there are several, people changed
it apart from each other: a conflict. One of them is shown until somebody settles it, everywhere the same one:
what stands rather than what was deleted, then the later, then the higher hash.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from formats.model.annotations import Annotation
from formats.model.changes import Change

A = TypeVar("A", bound=Annotation)


@dataclass(frozen=True, slots=True)
class Conflict:
    """An annotation that was changed by people who did not know of each other's change."""

    annotation: str
    """Id."""
    rivals: tuple[Change, ...]
    """At least two, the one that is shown first."""


class Ledger:
    """Annotations of one recording as its changes leave them; changes are only ever added."""

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self._changes: dict[str, Change] = {}
        self._replaced: set[tuple[str, str]] = set()
        """Annotation and hash: a change has no say over the changes of another annotation."""
        self._heads: dict[str, dict[str, Change]] = {}
        """By annotation: its changes that none replaces, by hash."""
        self._owners: dict[str, tuple[bool, int, str, str]] = {}
        """By annotation: the change it was first known by, as a key that orders, with its author."""
        self._standing: dict[str, Annotation] = {}
        self._kinds: dict[type, dict[str, Annotation]] = {}
        """The same by kind: the few flags are looked for at each key, among thousands of segments."""
        self._newest = (0, "")
        for change in changes:
            self.add(change)

    def __len__(self) -> int:
        return len(self._changes)

    def __contains__(self, change: Change) -> bool:
        return change.hash in self._changes

    def add(self, change: Change) -> bool:
        """Take a change in; False where it was there already."""
        name = change.hash
        if name in self._changes:
            return False
        self._changes[name] = change
        self._newest = max(self._newest, (change.at_utc_ns, name))
        heads = self._heads.setdefault(change.annotation, {})
        if (change.annotation, name) not in self._replaced:
            heads[name] = change
        for replaced in change.replaces:
            self._replaced.add((change.annotation, replaced))
            heads.pop(replaced, None)
        first = (change.before is not None, change.at_utc_ns, name, change.author)
        self._owners[change.annotation] = min(self._owners.get(change.annotation, first), first)
        self._show(change.annotation)
        return True

    @property
    def changes(self) -> Iterable[Change]:
        """All changes, in the order in which they were added."""
        return self._changes.values()

    @property
    def standing(self) -> Mapping[str, Annotation]:
        """Annotations that are not deleted, by id; a live view."""
        return self._standing

    def standing_of(self, kind: type[A]) -> list[A]:
        """Return what stands of one kind, in no order that means anything."""
        return [each for each in self._kinds.get(kind, {}).values() if isinstance(each, kind)]

    @property
    def newest(self) -> str:
        """Hash of the newest change, "" where there is none: what a new chain follows."""
        return self._newest[1]

    def heads(self, annotation: str) -> tuple[str, ...]:
        """Return what a next change of an annotation replaces: hashes, one unless there is a conflict."""
        return tuple(sorted(self._heads.get(annotation, ())))

    def shown_heads(self, annotation: str) -> tuple[str, ...]:
        """Return those of the heads that give an annotation the value that is shown."""
        newest = self.newest_of(annotation)
        heads = self._heads.get(annotation, {}).items()
        return tuple(sorted(name for name, each in heads if newest and each.after == newest.after))

    def newest_of(self, annotation: str) -> Change | None:
        """Return the change that made an annotation what it is, None for one that is not known."""
        heads = self._heads.get(annotation)
        return max(heads.items(), key=_precedence)[1] if heads else None

    def owner(self, annotation: str) -> str:
        """Return the author who made an annotation, "" for one that is not known."""
        owner = self._owners.get(annotation)
        return owner[-1] if owner else ""

    def conflicts(self) -> list[Conflict]:
        """Return the annotations with more than one newest value, in order of their id."""
        found = []
        for annotation, heads in sorted(self._heads.items()):
            if len({change.after for change in heads.values()}) > 1:
                ranked = sorted(heads.items(), key=_precedence, reverse=True)
                found.append(Conflict(annotation, tuple(change for _, change in ranked)))
        return found

    def _show(self, annotation: str) -> None:
        newest = self.newest_of(annotation)
        before = self._standing.get(annotation)
        if before is not None:
            del self._kinds[type(before)][annotation]
        if newest is None or newest.after is None:
            self._standing.pop(annotation, None)
        else:
            self._standing[annotation] = newest.after
            self._kinds.setdefault(type(newest.after), {})[annotation] = newest.after


def _precedence(head: tuple[str, Change]) -> tuple[bool, int, str]:
    name, change = head
    return change.after is not None, change.at_utc_ns, name
