"""Masks: what a screen hides until it is revealed; a copy is made by `redact`, and a mask removes nothing.

Typed text is hidden as a whole run, whatever part of it was found: the times and the number of its keys tell
as much as its letters. Of a title or an entry of the clipboard all is hidden. A picture is hidden where a box
is known: that of a finding on the screen, of a flag's region, of a private window, or of the lines that
changed while it was typed (`replay.privacy.painting.typed_lines`): letters, or dots that tell how many there
are.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from formats.model.time import Span

if TYPE_CHECKING:
    from formats.model.annotations import Region

HIDDEN = "[hidden]"
"""Stands for what is hidden; always this long, whatever it hides."""
REMOVED = "[removed]"
"""The same for the recorded person, of what they removed themselves."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Something that is hidden for a while."""

    id: str
    """Of the finding or the flag, or made of a window's place in the recording."""
    span: Span
    channels: frozenset[str]
    """As of findings; with "screen" among them the picture is hidden, too."""
    why: str
    """A few words that say nothing of the content."""
    word: str = field(default="", repr=False)
    """Hidden wherever it stands, too; "" for none. Short ones of findings are not."""
    region: "Region | None" = None
    """In pixels of the picture; None, like `window`, for all of every picture."""
    window: tuple[float, float, float, float] | None = None
    """x, y, width and height in coordinates of the pointer, where it is a window that is hidden."""
    is_asked: bool = False
    """Whether somebody asked for its word: a short one, too, is hidden where it stands alone."""
    is_decided: bool = False
    """Whether a person flagged or confirmed it: they have decided, and need not look at it."""
