"""What an import says of itself: guesses, losses and problems as sentences."""

from typing import Any

from formats.importers.asciicast.glyphs import CELL_HEIGHT, CELL_WIDTH
from formats.importers.asciicast.header import size_of
from formats.importers.asciicast.pictures import CELLS, GATHER_NS, KEPT_BYTES, ScreenPictures
from formats.importers.asciicast.theme import theme_of
from formats.model.time import NS_PER_MS
from formats.sources.kept import Kept
from formats.sources.lines import LineFaults

_NAMED = 5


def guesses(source: dict[str, Any], pictures: ScreenPictures | None, *, keys: bool) -> tuple[str, ...]:
    """Return what the source does not say, what was assumed, and why."""
    told = []
    if pictures is not None:
        told.append(
            f"the pictures were drawn from the output, {CELL_WIDTH}x{CELL_HEIGHT} pixels each cell, in a "
            f"font of our own; changes in {GATHER_NS // NS_PER_MS} ms are one frame, at the last one's time"
        )
        term = source.get("term")
        theme = term.get("theme") if isinstance(term, dict) else source.get("theme")
        if not theme_of(theme).told:
            told.append("colours are those of asciinema's player: the recording does not name its own")
    if keys:
        told.append(
            "keys are those that send what was recorded, with press and release at one time; codes are "
            "places on a US keyboard"
        )
    return tuple(told)


def losses(
    source: dict[str, Any], faults: LineFaults, pictures: ScreenPictures | None, kept: Kept
) -> tuple[str, ...]:
    """Return what could not be kept, and what to do about it."""
    told = []
    if pictures is None:
        columns, rows = size_of(source)
        told.append(
            f"a terminal of {columns:,} columns and {rows:,} rows is not drawn (at most {CELLS:,} cells "
            "are): there are no pictures; the output is kept in other"
        )
    elif pictures.left_out:
        told.append(
            f"{pictures.left_out:,} screens were not drawn: {KEPT_BYTES >> 20} MiB of screens are kept; the "
            "output is kept in other"
        )
    if pictures is not None and pictures.missing:
        some = " ".join(f"U+{character:04X}" for character in sorted(pictures.missing)[:_NAMED])
        told.append(
            f"{len(pictures.missing):,} characters are drawn as boxes, for the font has none: {some}; the "
            "output in other has them"
        )
    return (*told, *kept.sentences(), *defects(faults))


def defects(faults: LineFaults) -> tuple[str, ...]:
    """Return what is known to be damaged or missing."""
    return tuple(faults.sentences())
