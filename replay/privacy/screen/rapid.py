"""RapidOCR with onnxruntime (extra `ocr`): its models lie in the wheel, and nothing is fetched."""

import importlib.metadata
import importlib.util
from collections.abc import Callable
from typing import Any

import numpy as np

from formats.errors import MissingExtraError
from formats.model.frames import Pixels
from replay.privacy.finding import Box
from replay.privacy.screen.changed import within
from replay.privacy.screen.engine import Line, Located, read_lines
from replay.privacy.screen.unprobed import unprobed

LONGEST_SIDE_PX = 16_384
"""Beyond it the engine would shrink a picture, and small text would go unread."""
TILE_WIDTH_PX, TILE_HEIGHT_PX = 864, 544
"""A larger picture is searched tile by tile: the engine finds no lone line on a picture of 1920x1080, and
four of five on one of 1280x800."""

_SHORTEST_SIDE_PX = 48
_OVERLAP_PX = 48
"""Tiles reach so far into each other: few lines of text are higher, and each is whole in one row of tiles."""
_ROOM_PX = 1
"""Around what the engine found: it cuts underscores off."""
_SURE = 0.5
"""What is read with less certainty is no text: the engine's own limit."""


class RapidEngine:
    """Reads lines with RapidOCR, in one thread: two take twice the processor time and save a third."""

    def __init__(self, give_way: Callable[[], object] | None = None) -> None:
        """Load the models.

        Args:
            give_way: Called before each tile is searched for lines; waits while something else goes first.

        Raises:
            MissingExtraError: The extra is not installed.
        """
        if importlib.util.find_spec("rapidocr") is None or importlib.util.find_spec("onnxruntime") is None:
            raise MissingExtraError("reading text on pictures", extra="ocr")
        # Half a second and 100 MB that only this engine needs.
        with unprobed():
            from rapidocr import RapidOCR  # noqa: PLC0415

        self._give_way = give_way or _at_once
        self.name = f"rapidocr {importlib.metadata.version('rapidocr')}"
        self._engine: Any = RapidOCR(
            params={
                "Global.max_side_len": LONGEST_SIDE_PX,
                "Global.min_side_len": 1,  # A line is given as it is, and not enlarged to be shrunk again.
                "Global.use_cls": False,  # Text on a screen stands upright.
                "Global.log_level": "critical",
                "Det.limit_type": "max",  # Never enlarged, and shrunk only beyond any screen.
                "Det.limit_side_len": LONGEST_SIDE_PX,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def read(self, pixels: Pixels) -> list[Line]:
        """Find and read the lines of a picture."""
        return read_lines(self, pixels)

    def locate(self, pixels: Pixels) -> list[Located]:
        """Find lines, in a large picture tile by tile."""
        height, width = pixels.shape[:2]
        rows, columns = _cuts(height, TILE_HEIGHT_PX), _cuts(width, TILE_WIDTH_PX)
        boxes: list[Box] = []
        for top, bottom in rows:
            above = max(top - _OVERLAP_PX, 0)
            row: list[Box] = []
            for left, right in columns:
                before = max(left - _OVERLAP_PX, 0)
                self._give_way()
                tile = pixels[above : bottom + _OVERLAP_PX, before : right + _OVERLAP_PX]
                found = [(x + before, y + above, wide, high) for x, y, wide, high in self._boxes(tile)]
                row = _sewn(row, found)
            # A line belongs to the row of tiles that its middle lies in.
            boxes.extend(box for box in row if top <= box[1] + box[3] / 2 < bottom)
        located: list[Located] = []
        for box in boxes:
            x, y, wide, high = box
            room: Box = (x - _ROOM_PX, y - _ROOM_PX, wide + 2 * _ROOM_PX, high + 2 * _ROOM_PX)
            x, y, wide, high = within(room, width, height)
            located.append(Located(box, np.ascontiguousarray(pixels[y : y + high, x : x + wide])))
        return located

    def recognise(self, picture: Pixels) -> str:
        """Read the picture of one line."""
        found = self._engine(np.ascontiguousarray(picture[:, :, ::-1]), use_det=False, use_rec=True)
        if not found.txts or found.scores[0] < _SURE:
            return ""
        return str(found.txts[0])

    def _boxes(self, pixels: Pixels) -> list[Box]:
        """Find lines; a picture smaller than its letters is given room around them."""
        height, width = pixels.shape[:2]
        short, narrow = max(_SHORTEST_SIDE_PX - height, 0), max(_SHORTEST_SIDE_PX - width, 0)
        if short or narrow:
            pixels = np.pad(pixels, ((0, short), (0, narrow), (0, 0)), mode="edge")
        found = self._engine(np.ascontiguousarray(pixels[:, :, ::-1]), use_det=True, use_rec=False)
        boxes: list[Box] = []
        for corners in () if found.boxes is None else found.boxes:
            left, top = np.floor(corners.min(axis=0)).astype(int).tolist()
            right, bottom = np.ceil(corners.max(axis=0)).astype(int).tolist()
            left, top = max(left, 0), max(top, 0)
            right, bottom = min(right, width), min(bottom, height)
            if right > left and bottom > top:
                boxes.append((left, top, right - left, bottom - top))
        return boxes


def _at_once() -> None:
    return None


def _cuts(length: int, most: int) -> list[tuple[int, int]]:
    """Cut a side into equal parts of at most `most` pixels."""
    step = -(-length // max(-(-length // most), 1))
    return [(start, min(start + step, length)) for start in range(0, length, step)]


def _sewn(boxes: list[Box], more: list[Box]) -> list[Box]:
    """Join the boxes of a tile with those left of it, where both hold a part of one line.

    On an empty tile the engine finds one box as large as the tile: joined, it would swallow every line.
    """
    kept = list(boxes)
    for box in more:
        x, y, wide, high = box
        for other in boxes:
            shared = min(y + high, other[1] + other[3]) - max(y, other[1])
            if other in kept and x <= other[0] + other[2] and shared > 0.5 * max(high, other[3]):
                kept.remove(other)
                left, top = min(x, other[0]), min(y, other[1])
                right, bottom = (
                    max(x + wide, other[0] + other[2]),
                    max(y + high, other[1] + other[3]),
                )
                x, y, wide, high = left, top, right - left, bottom - top
        kept.append((x, y, wide, high))
    return kept
