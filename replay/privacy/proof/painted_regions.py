"""The painted regions of a copy and what stands around them, read by every OCR engine there is."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

import numpy as np

from formats.model.frames import Pixels, Storage
from formats.model.recording import Recording
from replay.core.counted import count_text
from replay.privacy.painting.painted import FILL, Box
from replay.privacy.proof.checks import Check
from replay.privacy.redact.redactions import Painted
from replay.privacy.screen.engine import Engine, Line, names
from replay.privacy.screen.readings import line_key, piece_key
from replay.privacy.sought import Words

Progress = Callable[[str, int, int], None]

NAME = "painted"
AROUND_PX = 40
"""Above and below a region: the lines next to it."""
_LEAST_HEIGHT_PX = 8
"""Lower rows of the fill's colour are frames of windows."""
_WAITING = 32
"""Pictures of regions that may wait for an engine, before whoever brings more must wait too."""


def painted_boxes(copy: Recording, painted: Sequence[Painted]) -> list[tuple[Box, ...]]:
    """Return what is filled in each frame, as far as a list and the pictures themselves tell.

    Args:
        copy: The copy.
        painted: Regions that a list asks for.

    Returns:
        For each frame the regions of its time, and the lines that are the fill from edge to edge.
    """
    boxes: list[tuple[Box, ...]] = []
    for frame, row in enumerate(copy.frames):
        if row["storage"] == Storage.NONE:
            boxes.append(())
            continue
        asked = [
            Box(one.region.x, one.region.y, one.region.x + one.region.width, one.region.y + one.region.height)
            for one in painted
            if one.region.display == row["display"] and one.span.contains(int(row["t"]))
        ]
        boxes.append((*asked, *filled_lines(copy.pixels(frame))))
    return boxes


def filled_lines(pixels: Pixels) -> list[Box]:
    """Return the rows of a picture that are the fill from edge to edge, and high enough for a line."""
    filled = (pixels == np.array(FILL, np.uint8)).all(axis=(1, 2))
    edges = np.flatnonzero(np.diff(np.concatenate(([False], filled, [False])).astype(np.int8)))
    return [
        Box(0, top, pixels.shape[1], bottom)
        for top, bottom in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        if bottom - top >= _LEAST_HEIGHT_PX
    ]


def check_painted(
    copy: Recording,
    boxes: Sequence[tuple[Box, ...]],
    words: Words,
    engines: Sequence[Engine],
    why_fewer: str = "",
    *,
    progress: Progress,
) -> Check:
    """Read every painted region with the room around it; each picture of one once.

    Args:
        copy: The copy.
        boxes: What is filled, for each frame of it.
        words: What must not be there.
        engines: All that there are.
        why_fewer: Why there are fewer than two, "" where there are two.
        progress: Told how far it is.
    """
    with _Reading(words, engines) as reading:
        for frame, filled in enumerate(boxes):
            progress("painted", frame, len(boxes))
            if filled and copy.frames["storage"][frame] != Storage.NONE:
                reading.look(frame, copy.pixels(frame), filled)
        places = reading.places(progress)
    looked = (
        f"{count_text(len(reading.known), 'picture')} of regions in {count_text(reading.frames, 'frame')} "
        f"by {_listed(engines)}"
    )
    if places:
        return Check(NAME, "found", f"{looked}: text in {len(places):,}", tuple(places[:100]))
    if reading.frames and why_fewer:
        return Check(NAME, "open", looked, (why_fewer,))
    return Check(NAME, "clean", looked)


class _Reading:
    """Reads regions, each picture of one once; the engines work side by side, each in a thread of its own."""

    def __init__(self, words: Words, engines: Sequence[Engine]) -> None:
        self.known: dict[tuple[bytes, tuple[Box, ...]], list[Future[list[str]]]] = {}
        self.frames = 0
        self._seen: list[tuple[int, tuple[bytes, tuple[Box, ...]]]] = []
        self._readers = [_Reader(words, engine) for engine in engines]
        self._due: deque[Future[list[str]]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for reader in self._readers:
            reader.pool.shutdown(cancel_futures=True)

    def look(self, frame: int, pixels: Pixels, filled: Sequence[Box]) -> None:
        self.frames += 1
        height, width = pixels.shape[:2]
        for group in _near(filled):
            area = _around(group, width, height)
            inside = tuple(box.within(width, height).moved(-area.left, -area.top) for box in group)
            crop = np.ascontiguousarray(area.crop(pixels))
            key = (piece_key(crop, 0), inside)
            if key not in self.known:
                self.known[key] = [reader.begin(crop, inside) for reader in self._readers if crop.size]
                self._due.extend(self.known[key])
            self._seen.append((frame, key))
        while len(self._due) > _WAITING:
            self._due.popleft().result()

    def places(self, progress: Progress) -> list[str]:
        """Wait for what is still being read, and say in which frames something is wrong."""
        every = [read for reads in self.known.values() for read in reads]
        for number, read in enumerate(every):
            progress("reading painted", number, len(every))
            read.result()
        return [
            f"frame {frame}: {fault}"
            for frame, key in self._seen
            for fault in dict.fromkeys(fault for read in self.known[key] for fault in read.result())
        ]


class _Reader:
    """One engine, which reads each line that looks alike once."""

    def __init__(self, words: Words, engine: Engine) -> None:
        self.pool = ThreadPoolExecutor(1)
        self._words, self._inside, self._engine = words, words.inside, engine
        self._texts: dict[bytes, str] = {}

    def begin(self, crop: Pixels, filled: Sequence[Box]) -> Future[list[str]]:
        return self.pool.submit(self._faults, crop, filled)

    def _faults(self, crop: Pixels, filled: Sequence[Box]) -> list[str]:
        faults: dict[str, None] = {}
        for line in self._lines(crop):
            if self._words.found_in(line.text) or self._inside.found_in("".join(line.text.split())):
                faults[f"a secret beside or in a painted region, read by {self._engine.name}"] = None
            elif _is_inside(line, filled) and not _is_bare(line, crop):
                faults[f"text in a painted region, read by {self._engine.name}"] = None
        return list(faults)

    def _lines(self, crop: Pixels) -> Iterator[Line]:
        for found in self._engine.locate(crop):
            text = found.text if found.picture is None else self._read(found.picture)
            if text.strip():
                yield Line(text, found.box)

    def _read(self, picture: Pixels) -> str:
        key = line_key(picture, 0)
        if key not in self._texts:
            self._texts[key] = self._engine.recognise(picture)
        return self._texts[key]


def _near(boxes: Sequence[Box]) -> list[list[Box]]:
    """Group boxes whose surroundings meet: what stands between two is read once, and as whole lines."""
    groups: list[list[Box]] = []
    bottom = 0
    for box in sorted(boxes, key=lambda each: each.top):
        if groups and box.top <= bottom + 2 * AROUND_PX:
            groups[-1].append(box)
            bottom = max(bottom, box.bottom)
        else:
            groups.append([box])
            bottom = box.bottom
    return groups


def _around(group: Sequence[Box], width: int, height: int) -> Box:
    """Return whole rows: a line that was painted in part goes on at its sides."""
    top, bottom = min(box.top for box in group), max(box.bottom for box in group)
    return Box(0, top - AROUND_PX, width, bottom + AROUND_PX).within(width, height)


def _is_inside(line: Line, filled: Sequence[Box]) -> bool:
    """Say whether letters stand wholly in a fill; an engine makes strokes of its edges."""
    x, y, wide, high = line.box
    if sum(letter.isalnum() for letter in line.text) < 3:
        return False
    return any(
        box.left <= x and box.top <= y and x + wide <= box.right and y + high <= box.bottom for box in filled
    )


def _is_bare(line: Line, pixels: Pixels) -> bool:
    """Say whether a line has nothing but the fill where it is said to stand: its engine made it up."""
    x, y, wide, high = line.box
    return bool((pixels[y : y + high, x : x + wide] == np.array(FILL, np.uint8)).all())


def _listed(engines: Sequence[Engine]) -> str:
    return " and ".join(names(engines)) or "no engine"
