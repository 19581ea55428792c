"""The picture area of a recording without pictures: an empty screen, and words that say that it is none."""

from dataclasses import dataclass

import numpy as np

from formats.model.displays import DisplayPlace
from formats.model.recording import Recording
from formats.model.time import NS_PER_S
from replay.core.canvas import Canvases
from replay.core.caption import SHOWN_S, typed_at
from replay.core.no_pictures import why_no_pictures
from replay.core.safe_text import visible
from replay.privacy.masks.masks import Masks
from replay.render.small import SmallImage, Wanted, small_image, with_cells

_PAPER = (58, 62, 74)
"""Colour of the screen: neither the backdrop nor anything that is drawn on it."""
_CAPTION_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty screen at one time."""

    image: SmallImage
    place: DisplayPlace
    note: str
    caption: str
    """The end of what is being typed, printable."""


class BlankScreens:
    """Makes the empty screens of one recording; for the interface's thread."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._canvases = Canvases(recording)
        self._last: SmallImage | None = None

    def at(self, t_ns: int, wanted: Wanted, masks: Masks) -> Blank | None:
        """Return the screen at a time, None where nothing tells what it was; hidden typing is not in it."""
        canvas = self._canvases.at(t_ns)
        if canvas is None:
            return None
        size = canvas.width, canvas.height
        image = self._last
        if image is None or image.wanted != wanted or (image.width, image.height) != size:
            # Two pixels a side stand for all of them: an 8K screen of one colour takes no memory.
            paper = np.full((2, 2, 3), _PAPER, np.uint8)
            image = self._last = with_cells(small_image(paper, wanted, size=size))
        typed = typed_at(self._recording, t_ns)
        if typed:
            typed = masks.shown("typed", t_ns - SHOWN_S * NS_PER_S, t_ns + 1, typed)
        text = visible(typed.replace("\n", " "))
        cut = f"...{text[-_CAPTION_CHARACTERS:]}" if len(text) > _CAPTION_CHARACTERS else text
        kept = bool(self._recording.videos)
        source = visible(why_no_pictures(self._recording)) if kept else "the source has no pixels"
        where = f"{canvas.width}x{canvas.height}" if canvas.known else "where the pointer went"
        if not canvas.known and str(self._recording.header.details.get("coordinates")).startswith("relative"):
            where = "relative motion, no places on a screen"
        place = DisplayPlace((canvas.x, canvas.y))
        return Blank(image, place, f"{source}: {where}", f'typed "{cut}"' if cut else "")
