"""Whose annotations a person is shown: their own, or those of the author whose labels they look through."""

from dataclasses import dataclass

from formats.model.annotations import Annotation, Comment, Decision, Mark, Segment
from replay.annotate.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Whose:
    """One person's sight of a ledger."""

    ledger: Ledger
    author: str
    reviewed: str = ""
    """Whose labels are looked through, "" for nobody's."""

    def shows(self, annotation: Annotation) -> bool:
        """Say whether an annotation is shown."""
        owner = self.ledger.owner(annotation.id)
        if isinstance(annotation, Decision) or (isinstance(annotation, Mark) and annotation.letter):
            return owner == self.author
        if isinstance(annotation, Comment):
            # A colleague who labels the same is no reviewer: their comments are about nothing of others.
            return owner in {self.author, self.reviewed} or self.is_of(annotation.about)
        return self.is_of(annotation.id)

    def is_of(self, annotation: str) -> bool:
        """Say whether an annotation is of whose labels are shown."""
        return self.ledger.owner(annotation) == (self.reviewed or self.author)

    def said(self, comment: Comment) -> str:
        """Return what a comment says, and who says it where that is another."""
        owner = self.ledger.owner(comment.id)
        return comment.text if owner == self.author else f"{owner}: {comment.text}"

    def stored(self) -> list[Annotation]:
        """Return what is shown as it is stored: with the recording's own times."""
        return [each for each in self.ledger.standing.values() if self.shows(each)]


def is_label(value: Annotation | None) -> bool:
    """Say whether a value is labelling; a place that a letter returns to is none."""
    return isinstance(value, Segment) or (isinstance(value, Mark) and not value.letter)
