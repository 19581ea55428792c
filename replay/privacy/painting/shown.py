"""Where on the pictures something is shown that is hidden."""

from dataclasses import dataclass

from formats.model.annotations import Region
from formats.model.time import Span


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of the pictures that may show it, for as long as it does."""

    region: Region
    """A line is as wide as the picture: a fill as wide as a row of dots tells how many there are."""
    span: Span


@dataclass(frozen=True, slots=True, order=True)
class Sought:
    """What is looked for on the pictures."""

    span: Span
    """In which it was typed, or the window was in front."""
    row: int = -1
    """Of a private window in the stream of windows, -1 for what was typed."""
