"""An engine for tests, which reads bars of grey, and recordings of such pictures."""

from collections.abc import Sequence

import numpy as np

from formats.model.frames import FRAME_DTYPE, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from replay.privacy.screen.engine import Located

HEIGHT, WIDTH, STEP_NS = 64, 240, 250_000_000


class Bars:
    """Finds what is of one grey, and reads it as an address that says which grey it is."""

    name = "bars 1"

    def __init__(self) -> None:
        self.located_pixels = 0
        self.recognised: list[str] = []

    def locate(self, pixels: Pixels) -> list[Located]:
        self.located_pixels += pixels.shape[0] * pixels.shape[1]
        lines = []
        for grey in sorted({int(value) for value in np.unique(pixels[:, :, 0]) if value}):
            rows, columns = np.nonzero(pixels[:, :, 0] == grey)
            left, top = int(columns.min()), int(rows.min())
            wide, high = int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1
            room = pixels[max(top - 1, 0) : top + high + 1, max(left - 1, 0) : left + wide + 1]
            lines.append(Located((left, top, wide, high), room))
        return lines

    def recognise(self, picture: Pixels) -> str:
        self.recognised.append(f"user{picture[:, :, 0].max()}@example.com")
        return self.recognised[-1]


def picture(*bars: tuple[int, int], height: int = HEIGHT) -> Pixels:
    """Draw a bar of each (grey, top)."""
    pixels = np.zeros((height, WIDTH, 3), np.uint8)
    for grey, top in bars:
        pixels[top : top + 10, 20:180] = grey
    return pixels


def recording(pictures: Sequence[Pixels | Exception], changed: list[int] | None = None) -> MemoryRecording:
    """Show pictures one after the other; an exception in place of one is raised where it is asked for."""
    shapes = [each.shape[:2] if isinstance(each, np.ndarray) else (HEIGHT, WIDTH) for each in pictures]
    frames = np.zeros(len(pictures), FRAME_DTYPE)
    frames["t"] = np.arange(len(pictures)) * STEP_NS
    frames["height"], frames["width"] = zip(*shapes, strict=True)
    frames["storage"] = Storage.TILES
    frames["changed"] = 1 if changed is None else changed

    def pixels(frame: int) -> Pixels:
        found = pictures[frame]
        if isinstance(found, Exception):
            raise found
        return found

    return MemoryRecording(Header("0" * 32), {}, frames=frames, pixels=pixels)
