"""How many colours a terminal shows."""

from enum import Enum


class Depth(Enum):
    """How many colours are written."""

    TRUE = "truecolor"
    INDEXED = "256"
    """The xterm palette's fixed part, 16 to 255."""
    NONE = "none"
    """Glyphs alone, in the terminal's own colours."""
