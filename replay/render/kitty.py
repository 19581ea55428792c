"""Kitty graphics: pixels by shared memory where the terminal is on this machine, else compressed.

The picture is put on the screen by text: cells that hold U+10EEEE with marks for their row and column show
that part of it, so that whatever the interface draws over it or moves is right without asking. Every command
says q=2: an answer would be read as keys.

Source: https://sw.kovidgoyal.net/kitty/graphics-protocol/ (Unicode placeholders, transmission medium).
"""

import base64
import zlib

import numpy as np

from formats.model.frames import Pixels
from replay.render.diacritics import DIACRITICS
from replay.render.shared_pixels import SharedPixels, encoded

IMAGE_ID = 0x5E11AD
"""The id of the one picture we show, below 2**24: it is the placeholder's colour."""

MAX_SIDE_CELLS = len(DIACRITICS)
"""Rows and columns beyond which a placeholder has no mark."""

_CHUNK = 4096
_PLACEHOLDER = "\U0010eeee"


def transmit(
    pixels: Pixels,
    columns: int,
    rows: int,
    *,
    shared: SharedPixels | None = None,
    passthrough: bool = False,
) -> str:
    """Write the picture of `IMAGE_ID` anew, for placeholders over `columns` by `rows` cells.

    Args:
        pixels: Shape (height, width, 3).
        columns: Width in cells, at most `MAX_SIDE_CELLS`.
        rows: Height in cells, at most `MAX_SIDE_CELLS`.
        shared: This machine's memory, where the terminal reads it.
        passthrough: Wrap the commands for tmux.
    """
    height, width = pixels.shape[:2]
    head = f"a=T,U=1,i={IMAGE_ID},q=2,f=24,s={width},v={height},c={columns},r={rows}"
    data = np.ascontiguousarray(pixels).data.cast("B")
    name = shared.put(data) if shared is not None else ""
    if name:
        return _wrapped(f"\x1b_G{head},t=s,S={len(data)};{encoded(name)}\x1b\\", passthrough)
    packed = base64.standard_b64encode(zlib.compress(data, 1)).decode()
    parts = [packed[at : at + _CHUNK] for at in range(0, len(packed), _CHUNK)]
    commands = []
    for number, part in enumerate(parts):
        keys = f"{head},o=z,t=d," if number == 0 else "q=2,"
        more = int(number + 1 < len(parts))
        commands.append(_wrapped(f"\x1b_G{keys}m={more};{part}\x1b\\", passthrough))
    return "".join(commands)


def forget(*, passthrough: bool = False) -> str:
    """Delete the picture from the screen and from the terminal's memory."""
    return _wrapped(f"\x1b_Ga=d,d=I,i={IMAGE_ID},q=2\x1b\\", passthrough)


def placeholder_cells(row: int, start: int, stop: int) -> str:
    """Return the text whose cells show a row of the picture from column `start` up to `stop`.

    Only the first cell is marked; those to its right count on from it.
    """
    red, green, blue = IMAGE_ID >> 16, IMAGE_ID >> 8 & 255, IMAGE_ID & 255
    return f"\x1b[38;2;{red};{green};{blue}m{placeholder_text(row, start, stop)}\x1b[39m"


def placeholder_text(row: int, start: int, stop: int) -> str:
    """Return the characters alone, see `placeholder_cells`."""
    return _PLACEHOLDER + DIACRITICS[row] + DIACRITICS[start] + _PLACEHOLDER * (stop - start - 1)


def _wrapped(command: str, passthrough: bool) -> str:
    return "\x1bPtmux;" + command.replace("\x1b", "\x1b\x1b") + "\x1b\\" if passthrough else command
