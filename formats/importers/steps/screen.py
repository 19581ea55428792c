"""The pictures of steps: frames around what was done, the display's size, and coordinates in pixels."""

from collections import Counter
from pathlib import Path

from formats.errors import FormatError
from formats.importers.steps.expand import Place
from formats.importers.steps.step import Picture, Point, Space, Step, Steps
from formats.media.image import checked_size
from formats.sources.files import fetcher, read_file
from formats.sources.pictures import PICTURE_BYTES, PictureList
from formats.sources.rows import SourceRows

_UNTRIED = 100
"""After so many pictures that cannot be read, no more are tried for a size."""


class Screen:
    """Adds frames and displays while steps go by, and knows the size that holds for each."""

    def __init__(self, source: Steps, rows: SourceRows, origin_ns: int, size: tuple[int, int] | None) -> None:
        """Start.

        Args:
            source: The recording.
            rows: Gets displays.
            origin_ns: The source's clock at time 0.
            size: Of the pictures, where they are not those of the steps.
        """
        self._space: Space = source.space
        self._viewport = source.viewport
        self._rows = rows
        self._origin_ns = origin_ns
        self._size = size or _first_size(source.steps)
        self._shown: tuple[int, int] | None = None
        self._at: Counter[int] = Counter()
        self._missing: Counter[str] = Counter()
        self.pictures = PictureList()
        self.converted = 0
        """Points that were not told in pixels of the picture."""
        if self._size is not None:
            self._show(self._size, origin_ns)

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height in pixels that hold now; None where no picture tells any."""
        return self._size

    @property
    def is_resized(self) -> bool:
        """Whether a viewport's pixels are not those of its pictures."""
        return self._space == "viewport" and self._viewport is not None and self._size != self._viewport

    def add(self, picture: Picture, at_ns: int, *, after: bool) -> None:
        """Add a frame; pictures of one time, and those after a step, lie a nanosecond behind each other.

        So each of them is seen, and an action is shown on the picture that it was done on.
        """
        behind = max(self._at[at_ns], int(after))
        self._at[at_ns] = behind + 1
        seq = self._rows.take_seq(at_ns)
        t_ns = at_ns + behind - self._origin_ns
        fetch = fetcher(picture.path, PICTURE_BYTES) if picture.path else _nothing
        width, height = self.pictures.add(t_ns, fetch, picture.name[-200:], seq=seq)
        if width:
            self._size = width, height
            self._show(self._size, at_ns)

    def to_pixels(self, point: Point, pointer: Place) -> Place:
        """Turn a point into pixels, as `expand.ToPixels`."""
        scale_x, scale_y = self._scale()
        if (scale_x, scale_y) != (1, 1):
            self.converted += 1
        return (
            _along(point.x, pointer[0], scale_x, relative=point.relative),
            _along(point.y, pointer[1], scale_y, relative=point.relative),
        )

    def _scale(self) -> tuple[float, float]:
        """Return what to multiply by; where no picture tells a size, shares become thousandths."""
        if self._space == "pixels":
            return 1, 1
        if self._space == "viewport":
            if self._viewport is None or self._size is None:
                return 1, 1
            return self._size[0] / self._viewport[0], self._size[1] / self._viewport[1]
        whole = 1 if self._space == "0..1" else 1000
        width, height = self._size or (1000, 1000)
        return width / whole, height / whole

    def _show(self, size: tuple[int, int], at_ns: int) -> None:
        if size != self._shown:
            self._shown = size
            self._rows.add("display", at_ns, id=0, x=0, y=0, width=size[0], height=size[1])


def _along(value: float | None, pointer: float | None, scale: float, *, relative: bool) -> float | None:
    if value is None:
        return pointer
    if not relative:
        return value * scale
    return None if pointer is None else pointer + value * scale


def _first_size(steps: list[Step]) -> tuple[int, int] | None:
    """Return the size of the first picture that has one, for steps before it."""
    tried = 0
    for step in steps:
        for picture in (step.before, step.after):
            if picture is None or picture.path is None:
                continue
            size = _size(picture.path)
            tried += 1
            if size is not None or tried >= _UNTRIED:
                return size
    return None


def _size(path: Path) -> tuple[int, int] | None:
    try:
        return checked_size(read_file(path, PICTURE_BYTES))[1:]
    except FormatError:
        return None


def _nothing() -> bytes:
    raise FormatError("there is no such picture in the recording")
