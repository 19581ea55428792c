"""Videos in a page: those that browsers play are put in as they came, without their sound and their tags."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass

from formats.errors import FormatError, MissingExtraError
from formats.exporters.html.blocks import Blocks
from formats.media.remux import playable, remux
from formats.model.export import ExportOptions
from formats.model.frames import Video
from formats.model.recording import Recording


@dataclass(frozen=True, slots=True)
class PlayedVideo:
    """A video that the page plays itself."""

    number: int
    """Its place among those in the page."""
    time_base: tuple[int, int]
    first_pts: int
    """Presentation time of its first picture, which the page's copy begins with at 0."""

    def at_us(self, pts: int) -> int:
        """Return when a picture is shown, in microseconds from the beginning of the page's copy."""
        numerator, denominator = self.time_base
        return (pts - self.first_pts) * numerator * 1_000_000 // denominator


def write_videos(blocks: Blocks, recording: Recording, options: ExportOptions) -> Mapping[int, PlayedVideo]:
    """Write the videos that browsers play, and return them by their number in the recording.

    Where pictures are to be resized there are none: each picture is then drawn on its own.

    Raises:
        MissingExtraError: PyAV is not installed.
        FormatError: A video cannot be read.
    """
    written: dict[int, PlayedVideo] = {}
    if options.size is not None or not options.pictures:
        return written
    for number, video in enumerate(recording.videos):
        if _plays(video):
            first_pts = _write(blocks, video, options)
            written[number] = PlayedVideo(len(written), video.time_base, first_pts)
    return written


def _plays(video: Video) -> bool:
    try:
        with video.open() as file:
            return playable(file)
    except MissingExtraError:
        raise
    except FormatError:
        # Its pictures, or that they cannot be read, are told one by one.
        return False


def _write(blocks: Blocks, video: Video, options: ExportOptions) -> int:
    progress = options.stage("copying video")
    # On disk, for an MP4 is written to and fro, and a page from its beginning to its end.
    with video.open() as file, tempfile.TemporaryFile() as copy:
        first_pts = remux(file, copy, lambda done: progress(done, video.size_bytes))
        copy.seek(0)
        blocks.video(copy)
    return first_pts
