"""RapidOCR with onnxruntime (extra `ocr`): its models lie in the wheel, and nothing is fetched."""

import importlib.metadata
import importlib.util
from typing import Any

import numpy as np

from formats.errors import MissingExtraError
from formats.model.frames import Pixels
from replay.privacy.screen.engine import Line
from replay.privacy.screen.unprobed import unprobed

LONGEST_SIDE_PX = 16_384
"""Beyond it the engine would shrink a picture, and small text would go unread."""
MOST_PIXELS = 2_500_000
"""A larger picture is read in bands."""

_SHORTEST_SIDE_PX = 48
_OVERLAP_PX = 64
"""Bands share so much: no line of text is higher, and each is whole in one of them."""


class RapidEngine:
    """Reads lines with RapidOCR."""

    def __init__(self) -> None:
        """Load the models.

        Raises:
            MissingExtraError: The extra is not installed.
        """
        if importlib.util.find_spec("rapidocr") is None or importlib.util.find_spec("onnxruntime") is None:
            raise MissingExtraError("reading text on pictures", extra="ocr")
        # Half a second and 100 MB that only this engine needs.
        with unprobed():
            from rapidocr import RapidOCR  # noqa: PLC0415

        self.name = f"rapidocr {importlib.metadata.version('rapidocr')}"
        self._engine: Any = RapidOCR(
            params={
                "Global.max_side_len": LONGEST_SIDE_PX,
                "Global.use_cls": False,  # Text on a screen stands upright.
                "Global.log_level": "critical",
                "Det.limit_type": "max",  # Never enlarged, and shrunk only beyond any screen.
                "Det.limit_side_len": LONGEST_SIDE_PX,
            }
        )

    def read(self, pixels: Pixels) -> list[Line]:
        """Read a picture, a large one band by band: one of 4K as a whole takes two gigabytes."""
        height, width = pixels.shape[:2]
        if height * width <= MOST_PIXELS:
            return self._read(pixels)
        step = max(MOST_PIXELS // width - 2 * _OVERLAP_PX, _OVERLAP_PX)
        lines: list[Line] = []
        for top in range(0, height, step):
            above = max(top - _OVERLAP_PX, 0)
            for line in self._read(pixels[above : top + step + _OVERLAP_PX]):
                x, y, line_width, line_height = line.box
                # A line belongs to the band that its middle lies in.
                if top <= y + above + line_height / 2 < top + step:
                    lines.append(Line(line.text, (x, y + above, line_width, line_height)))
        return lines

    def _read(self, pixels: Pixels) -> list[Line]:
        """Read a picture; one smaller than its letters is given room around them."""
        height, width = pixels.shape[:2]
        short, narrow = max(_SHORTEST_SIDE_PX - height, 0), max(_SHORTEST_SIDE_PX - width, 0)
        if short or narrow:
            pixels = np.pad(pixels, ((0, short), (0, narrow), (0, 0)), mode="edge")
        found = self._engine(np.ascontiguousarray(pixels[:, :, ::-1]))
        if found.boxes is None or found.txts is None:
            return []
        lines: list[Line] = []
        for corners, text in zip(found.boxes, found.txts, strict=True):
            left, top = np.floor(corners.min(axis=0)).astype(int).tolist()
            right, bottom = np.ceil(corners.max(axis=0)).astype(int).tolist()
            left, top = max(left, 0), max(top, 0)
            right, bottom = min(right, width), min(bottom, height)
            if text.strip() and right > left and bottom > top:
                lines.append(Line(text, (left, top, right - left, bottom - top)))
        return lines
