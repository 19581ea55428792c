"""What a detector gives: a place in a text, and what is there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Match:
    """A part of a text that is probably a secret."""

    start: int
    stop: int
    category: str
    rule: str
    """The detector's name, or a rule of it: "token-github"."""
    confidence: float
    """0 to 1."""

    def moved(self, by: int) -> "Match":
        """Return the match of a text that is a part of another, by the characters of that."""
        return replace(self, start=self.start + by, stop=self.stop + by)


class Detector(Protocol):
    """A module that finds one kind of secret by content alone."""

    NAME: str
    VERSION: int

    def detect(self, text: str) -> Sequence[Match]:
        """Find all of its kind in a text, in order, without overlaps."""
