"""The colours of a terminal: those that the recording names, or the player's own.

Sources: asciicast v2 and v3, `theme`; asciinema-player, its theme "asciinema"; XTerm's table of 256 colours.
"""

import re
from dataclasses import dataclass
from typing import Any

from formats.importers.asciicast.screen import DEFAULT_COLOUR, TRUE_COLOUR

_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})$")
_INK, _PAPER = "cccccc", "121314"
_PALETTE = (
    *("000000", "dd3c69", "4ebf22", "ddaf3c", "26b0d7", "b954e1", "54e1b9", "d9d9d9"),
    *("4d4d4d", "dd3c69", "4ebf22", "ddaf3c", "26b0d7", "b954e1", "54e1b9", "ffffff"),
)
_LEVELS = (0, 95, 135, 175, 215, 255)


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as red, green and blue."""

    ink: tuple[int, ...]
    paper: tuple[int, ...]
    palette: tuple[tuple[int, ...], ...]
    """256 of them."""
    told: bool
    """Whether the recording names them."""

    def rgb(self, colour: int, default: tuple[int, ...]) -> tuple[int, ...]:
        """Return a colour of a style."""
        if colour == DEFAULT_COLOUR:
            return default
        if colour & TRUE_COLOUR:
            return colour >> 16 & 255, colour >> 8 & 255, colour & 255
        return self.palette[colour & 255]


def theme_of(told: Any) -> Theme:
    """Return the colours that a header names, the player's own where it names none that can be read."""
    told = told if isinstance(told, dict) else {}
    names = str(told.get("palette", "")).split(":")
    palette = names if len(names) in {8, 16} and all(map(_COLOUR.match, names)) else None
    ink, paper = (told[key] if _COLOUR.match(str(told.get(key))) else None for key in ("fg", "bg"))
    first = [_rgb(name) for name in (palette or _PALETTE)]
    table = [*first, *first][:16]
    table += [(red, green, blue) for red in _LEVELS for green in _LEVELS for blue in _LEVELS]
    table += [(8 + 10 * step,) * 3 for step in range(24)]
    known = palette is not None and ink is not None and paper is not None
    return Theme(_rgb(ink or _INK), _rgb(paper or _PAPER), tuple(table), known)


def _rgb(name: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(name.removeprefix("#")))
