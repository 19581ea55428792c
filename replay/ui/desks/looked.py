"""What was seen in a recording for the keys of flagging, as values; `replay.ui.desks.eyes` looks."""

from dataclasses import dataclass

from formats.model.annotations import Flag, Region
from formats.model.time import Span
from replay.privacy.review.flagged_text import SAME_AS
from replay.privacy.review.obligations import Characters, Obligation

SEEN_AGAIN = ": seen again"
"""How the note of a flag ends where a person said that a region shows the same still: it is followed on."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """What was detected on one picture."""

    frame: int
    regions: tuple[Region, ...]
    is_last: bool
    """False while its text is still being read."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A picture under a flagged region that a person has to look at."""

    flag: Flag
    frame: int
    shown: Span
    region: Region

    @property
    def id(self) -> str:
        """Equal whenever the same is found again."""
        return f"{self.flag.id}:frame:{self.frame}"


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a flagged region was followed to."""

    flag: str
    """Id of the flag."""
    places: tuple[tuple[Region, Span], ...]
    unclear: tuple[Unclear, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for in every channel."""

    flags: tuple[Flag, ...]
    """That stand."""
    decided: frozenset[str] = frozenset()
    """Ids of what was accepted or rejected."""
    traced: frozenset[str] = frozenset()
    """Ids of flags whose regions were followed already."""
    settled: tuple[Characters, ...] = ()
    """Where findings are that were decided on."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """Where flagged secrets can be seen."""

    flags: frozenset[str]
    """Ids of the flags that were looked for."""
    obligations: tuple[Obligation, ...]
    screen_is_read: bool
    traces: tuple[Trace, ...]


def is_followed(flag: Flag) -> bool:
    """Say whether a flag's region was drawn on a picture, and so goes where that goes.

    One that was drawn for a span is on the channel "screen" alone, and stays for that span.
    """
    if flag.region is None or flag.channels:
        return False
    return not flag.note.startswith(SAME_AS) or flag.note.endswith(SEEN_AGAIN)
