"""Pictures from several places, as one table of frames."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from formats.model.frames import FRAME_DTYPE, EncodedImage, Frames, Pixels, Storage, Video
from formats.model.report import PICTURES_AGAIN


@dataclass(frozen=True, slots=True)
class PicturePart:
    """Frames of one place, and who gives their pictures by their number among them."""

    frames: Frames
    pixels: Callable[[int], Pixels] | None = None
    """None where there are times and no pictures."""
    encoded: Callable[[int], EncodedImage | None] | None = None
    close: Callable[[], None] | None = None


class JoinedPictures:
    """The frames of all parts in order of time; as safe to ask from any thread as the parts are."""

    def __init__(self, parts: Sequence[PicturePart]) -> None:
        """Join parts; the order of frames with one time is that of their `seq`, then of the parts."""
        self._parts = tuple(parts)
        tables = [part.frames for part in parts]
        frames = np.concatenate(tables) if tables else np.zeros(0, FRAME_DTYPE)
        order = np.lexsort((frames["seq"], frames["t"]))
        self.frames: Frames = frames[order]
        self._part = np.repeat(np.arange(len(tables)), [len(table) for table in tables])[order]
        self._row = np.concatenate([np.arange(len(table)) for table in tables] or [order])[order]

    def pixels(self, frame: int) -> Pixels:
        """Return the picture of a frame.

        Raises:
            IndexError: It has none.
            FormatError: It cannot be had or decoded.
        """
        part = self._parts[int(self._part[frame])]
        if part.pixels is None:
            raise IndexError(f"no picture for frame {frame}")
        return part.pixels(int(self._row[frame]))

    def encoded(self, frame: int) -> EncodedImage | None:
        """Return the picture of a frame as it came, None where it is not kept as a picture of its own.

        Raises:
            FormatError: It cannot be had.
        """
        part = self._parts[int(self._part[frame])]
        return None if part.encoded is None else part.encoded(int(self._row[frame]))

    def close(self) -> None:
        """Let go of what gives the pictures."""
        for part in self._parts:
            if part.close is not None:
                part.close()


def times_only(t_ns: Sequence[int], first_seq: int, size: tuple[int, int]) -> Frames:
    """Return frames of which only the time is known.

    Args:
        t_ns: In recording time.
        first_seq: Order of capture of the first.
        size: Width and height, 0 where unknown.
    """
    frames = np.zeros(len(t_ns), FRAME_DTYPE)
    frames["t"] = t_ns
    frames["seq"] = first_seq + np.arange(len(t_ns))
    frames["width"], frames["height"] = size
    frames["changed"] = 1
    frames["storage"] = Storage.NONE
    frames["video"] = -1
    return frames


@dataclass(slots=True)
class PicturesFound:
    """The frames of a source, and what is to be said of them."""

    joined: JoinedPictures = field(default_factory=lambda: JoinedPictures(()))
    """Their `seq` begins at 0."""
    videos: list[Video] = field(default_factory=list)
    video_size: tuple[int, int] | None = None
    """Of the first picture of a video."""
    video_start_ns: int | None = None
    """When the first video began, by the source's clock."""
    again: int = 0
    """Pictures of videos that are those before them once more, see `PICTURES_AGAIN`."""
    guessed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """Pictures that cannot be shown."""

    @property
    def counts(self) -> dict[str, int]:
        """What an import's report counts of them."""
        return {PICTURES_AGAIN: self.again} if self.again else {}

    @property
    def frames(self) -> Frames:
        """The table of all."""
        return self.joined.frames
