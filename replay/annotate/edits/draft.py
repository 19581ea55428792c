"""Edits while they are put together: of each annotation the last word counts; one without effect is none."""

from formats.model.annotations import Annotation
from replay.annotate.history import Edit


class Draft:
    """Collects what annotations become."""

    def __init__(self) -> None:
        self._edits: dict[str, Edit] = {}

    def make(self, annotation: Annotation) -> None:
        """Let an annotation be made."""
        self._edits[annotation.id] = Edit(None, annotation)

    def put(self, before: Annotation, after: Annotation | None) -> None:
        """Let an annotation become another one, or nothing; again, it goes on from what it has become."""
        known = self._edits.get(before.id)
        self._edits[before.id] = Edit(before if known is None else known.before, after)

    def edits(self) -> tuple[Edit, ...]:
        """Return the edits that change something."""
        return tuple(edit for edit in self._edits.values() if edit.before != edit.after)
