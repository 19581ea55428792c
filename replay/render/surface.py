"""Pixels on the screen, by whichever protocol the terminal has, behind one interface."""

from typing import Protocol

import numpy as np

from formats.model.frames import Pixels
from replay.render import iterm, kitty, sixel
from replay.render.capability import Method
from replay.render.choice import Choice
from replay.render.picker import dirty_cells
from replay.render.shared_pixels import SharedPixels
from replay.render.small import SmallImage


class PixelSurface(Protocol):
    """Paints pictures; remembers what it painted last."""

    placeholders: bool
    """Text shows the picture, so that it may be covered and moved; else it lies where it was painted."""

    def show(self, image: SmallImage, *, left: int, top: int) -> str:
        """Write what makes the screen show `image`, its upper left corner at this cell of the screen."""

    def forget(self) -> None:
        """Paint all of the next picture: something was drawn over the last one."""

    def clear(self) -> str:
        """Write what takes the picture away, and let go of it."""


class KittySurface:
    """Pictures by Kitty graphics with placeholders."""

    placeholders = True

    def __init__(self, *, shared_memory: bool, passthrough: bool) -> None:
        self._shared = SharedPixels() if shared_memory else None
        self._passthrough = passthrough

    def show(self, image: SmallImage, *, left: int, top: int) -> str:  # noqa: ARG002 - text says where
        """Write the whole picture: by shared memory that costs nothing, and the terminal keeps only one."""
        wanted = image.wanted
        return kitty.transmit(
            image.pixels, wanted.columns, wanted.rows, shared=self._shared, passthrough=self._passthrough
        )

    def forget(self) -> None:
        """Do nothing: every picture is sent whole."""

    def clear(self) -> str:
        """Delete the picture."""
        if self._shared is not None:
            self._shared.close()
        return kitty.forget(passthrough=self._passthrough)


class DirectSurface:
    """Pictures painted at a place of the screen, by OSC 1337 or sixel: only the parts that changed."""

    placeholders = False

    def __init__(self, method: Method) -> None:
        self._method = method
        self._last: Pixels | None = None

    def show(self, image: SmallImage, *, left: int, top: int) -> str:
        """Write the rows of cells that changed, each group of neighbours as one picture."""
        across, down = image.wanted.sample
        pixels = image.pixels
        if self._last is None or self._last.shape != pixels.shape:
            boxes = [(0, 0, image.wanted.columns, image.wanted.rows)]
        else:
            boxes = _boxes(dirty_cells(self._last, pixels, image.wanted.sample))
        self._last = pixels
        parts = []
        for x, y, columns, rows in boxes:
            part = pixels[y * down : (y + rows) * down, x * across : (x + columns) * across]
            body = iterm.encode(part, columns, rows) if self._method is Method.ITERM else sixel.encode(part)
            parts.append(f"\x1b[{top + y + 1};{left + x + 1}H{body}")
        return "".join(parts)

    def forget(self) -> None:
        """Paint everything next time."""
        self._last = None

    def clear(self) -> str:
        """Write nothing: text drawn there takes the pixels away."""
        self._last = None
        return ""


def surface_for(choice: Choice) -> PixelSurface | None:
    """Return the surface of a choice, None where it is cells."""
    if choice.method is Method.KITTY:
        return KittySurface(shared_memory=choice.shared_memory, passthrough=choice.passthrough)
    if choice.method in (Method.ITERM, Method.SIXEL):
        return DirectSurface(choice.method)
    return None


def _boxes(dirty: np.ndarray) -> list[tuple[int, int, int, int]]:
    """Return column, row, columns and rows of each group of neighbouring rows with dirty cells."""
    rows = np.flatnonzero(dirty.any(axis=1))
    boxes = []
    for group in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if len(rows) else []:
        columns = np.flatnonzero(dirty[group].any(axis=0))
        first, last = int(columns[0]), int(columns[-1])
        boxes.append((first, int(group[0]), last - first + 1, len(group)))
    return boxes
