"""What a search finds, as values, and where in a text it is; `replay.core.search` searches."""

import unicodedata
from dataclasses import dataclass

PLACES = ("typed", "title", "action", "marker", "clipboard", "text", "note")
"""Where something can be found."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """One place where the needle was found."""

    t_ns: int
    where: str
    """One of `PLACES`."""
    text: str
    """What surrounds it there, on one line as it was recorded."""
    end_ns: int | None = None
    """When it ends, where it lasts."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, and how far that is all there is."""

    hits: tuple[Hit, ...] = ()
    """In order of time."""
    more: bool = False
    """There are others, later than these."""
    unread: tuple[str, ...] = ()
    """Names of what could not be searched, wholly or in part, because it cannot be read."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something written about a time, to be searched too."""

    t_ns: int
    text: str


def folded(text: str) -> str:
    """Return the form in which texts are compared: composed, and without upper case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def place_of(text: str, needle: str) -> tuple[int, int]:
    """Return where the first match of a needle begins and ends in a text, (0, 0) where it is not there.

    Folding may lengthen a text ("ß" to "ss"): places behind such a letter are near enough to be shown.
    """
    wanted = folded(needle.strip("\n"))
    start = folded(text).find(wanted) if wanted else -1
    return (start, min(start + len(wanted), len(text))) if start >= 0 else (0, 0)
