"""The frames: screenshots in the database or beside it, and the video, each at its own time."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from formats.errors import FormatError
from formats.importers.openadapt.database import Database
from formats.importers.openadapt.found import Shot
from formats.importers.openadapt.timing_box import Timing, read_timing
from formats.media.video import VideoTable
from formats.sources.files import fetcher, inside
from formats.sources.joined import JoinedPictures, PicturePart, PicturesFound, times_only
from formats.sources.pictures import PICTURE_BYTES, Fetch, PictureList
from formats.sources.videos import (
    VideoPictures,
    as_came,
    frames_sentence,
    list_pictures,
    make_frames,
    pictures_again,
)


class PictureReader:
    """Reads the pictures of one recording."""

    def __init__(self, database: Database, origin_ns: int) -> None:
        """Start.

        Args:
            database: Where screenshots are fetched from.
            origin_ns: The source's clock at time 0.
        """
        self._database = database
        self._origin_ns = origin_ns
        self._parts: list[PicturePart] = []
        self._seq = 0
        self.found = PicturesFound()

    def read(
        self,
        shots: Sequence[Shot],
        videos: Sequence[Path],
        start: tuple[int, str] | None,
        progress: Callable[[int, int], None],
    ) -> PicturesFound:
        """Make the frames.

        Args:
            shots: Screenshots that the database tells of.
            videos: The one with the frames first.
            start: When the video began by the source's clock, and how that is known.
            progress: Called with pictures done and expected.
        """
        found = self.found
        for number, path in enumerate(videos):
            table = self._read_video(path, start, progress) if number == 0 else None
            found.videos.append(as_came(path, table))
        if len(videos) > 1:
            found.lost.append(f"{len(videos)} videos were kept; frames are those of {videos[0].name}")
        listed = bool(self._parts)
        self._read_shots([shot for shot in shots if shot.has_picture or shot.file])
        bare = [shot for shot in shots if not shot.has_picture and not shot.file]
        if bare and not listed:
            size = next((shot.size for shot in bare if shot.size != (0, 0)), (0, 0))
            self._add(
                PicturePart(times_only([shot.at_ns - self._origin_ns for shot in bare], self._seq, size))
            )
            found.lost.append(
                f"{len(bare):,} screenshots are in no row and no video is here: they are frames without a "
                "picture; put the video beside the database and import again"
            )
        self._tell_differences(shots)
        found.joined = JoinedPictures(self._parts)
        return found

    def _read_video(
        self, path: Path, start: tuple[int, str] | None, progress: Callable[[int, int], None]
    ) -> VideoTable | None:
        found = self.found
        table, fault = list_pictures(path, progress)
        if table is None:
            found.faults.append(fault)
            return None
        timing = read_timing(path)
        times, why = _times(table, timing, start)
        if times is None:
            found.lost.append(
                "the video was kept, but nothing tells when it began: none of its pictures is a frame"
            )
            return table
        found.guessed += [why, frames_sentence(table)]
        found.again += pictures_again(table)
        frames = make_frames(table, 0, self._seq)
        frames["t"] = times[np.flatnonzero(table.differs)] - self._origin_ns
        pictures = VideoPictures(path, frames["pts"])
        self._add(PicturePart(frames, pictures.pixels, close=pictures.close))
        found.video_size = (table.width, table.height)
        found.video_start_ns = int(times[0] - table.times_ns()[0])
        return table

    def _read_shots(self, shots: Sequence[Shot]) -> None:
        listed = PictureList()
        for shot in shots:
            listed.add(
                shot.at_ns - self._origin_ns, self._fetch(shot), f"screenshot {shot.row:,}", seq=self._seq
            )
            self._seq += 1
        if len(listed):
            self._parts.append(PicturePart(listed.frames(), listed.pixels, listed.encoded))
            self.found.faults += listed.faults

    def _fetch(self, shot: Shot) -> Fetch:
        if shot.has_picture:
            return lambda: self._database.blob("screenshot", "png_data", shot.row)
        try:
            return fetcher(inside(self._database.path.parent, shot.file), PICTURE_BYTES)
        except FormatError as error:
            return _refusing(error)

    def _add(self, part: PicturePart) -> None:
        self._parts.append(part)
        self._seq += len(part.frames)

    def _tell_differences(self, shots: Sequence[Shot]) -> None:
        lone = sum(shot.has_difference and not shot.has_picture for shot in shots)
        if lone:
            self.found.lost.append(
                f"{lone:,} screenshots are only there as a picture of what changed, without its sign: they "
                "cannot be rebuilt and were not kept"
            )
        elif any(shot.has_difference for shot in shots):
            self.found.lost.append("pictures of what changed follow from the screenshots and were not kept")


def _times(
    table: VideoTable, timing: Timing | None, start: tuple[int, str] | None
) -> tuple[NDArray[np.int64] | None, str]:
    """Return when each picture was captured, by the source's clock, and how that is known."""
    own = table.times_ns()
    if timing and timing.captured_ns:
        times = _filled(own, timing.captured_ns)
        return times, (
            f"frames have the times of their capture, which the video tells of {len(timing.captured_ns):,} "
            "pictures; those between follow from its own times"
        )
    if start is None:
        return None, ""
    start_ns, why = start
    if timing and timing.shown_ns:
        return _filled(own, {number: start_ns + t for number, t in timing.shown_ns.items()}), why
    return own + start_ns, why


def _filled(own: NDArray[np.int64], told: dict[int, int]) -> NDArray[np.int64]:
    """Return told times, and for the pictures between as long after the last as in the video."""
    numbers = sorted(number for number in told if number < len(own))
    if not numbers:
        numbers, told = [0], {0: min(told.values())}
    last = np.searchsorted(numbers, np.arange(len(own)), side="right") - 1
    base = np.array(numbers, np.int64)[np.maximum(last, 0)]
    times = np.array([told[number] for number in base.tolist()], np.int64) + own - own[base]
    # What is told wins over what follows: no picture is later than the next one.
    rising: NDArray[np.int64] = np.minimum.accumulate(times[::-1])[::-1]
    return rising


def _refusing(error: FormatError) -> Fetch:
    def refuse() -> bytes:
        raise error

    return refuse
