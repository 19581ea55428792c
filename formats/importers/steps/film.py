"""A runner's video in place of the screenshots that the steps do not have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from formats.importers.steps.step import Steps, has_pictures
from formats.media.video import VideoTable
from formats.model.report import PICTURES_AGAIN
from formats.model.time import NS_PER_S
from formats.sources.videos import VideoPictures, frames_sentence, list_pictures, make_frames, pictures_again


@dataclass(frozen=True, slots=True)
class Film:
    """A video, and when it is taken to begin by the source's clock."""

    path: Path
    table: VideoTable
    start_ns: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.table.width, self.table.height

    def pictures(self) -> VideoPictures:
        """Return who gives the pictures of its frames."""
        return VideoPictures(self.path, make_frames(self.table, 0, 0)["pts"])


def find_film(source: Steps, times: Sequence[int], progress: Callable[[int, int], None]) -> Film | None:
    """Return the only video of a recording whose steps have no picture, None where frames are screenshots.

    Args:
        source: The recording; gets what is to be said.
        times: Of its steps.
        progress: Called with pictures done and expected.
    """
    if not source.videos or has_pictures(source) or not times:
        return None
    if len(source.videos) > 1:
        source.lost.append(
            "which of several videos shows the steps is not told: they were kept without frames"
        )
        return None
    (path,) = source.videos
    table, fault = list_pictures(path, progress)
    if table is None or not len(table):
        source.lost.append(fault or f"there is no picture in {path.name}")
        return None
    # A runner starts the video, then asks the agent for the first step: as long as between two steps.
    steps_ns = [after - before for before, after in pairwise(times) if after > before]
    spare_ns = int(table.times_ns()[-1]) - (max(times) - times[0])
    lead_ns = max(min(round(median(steps_ns)) if steps_ns else 0, spare_ns), 0)
    source.guessed.append(
        f"the steps have no pictures: frames are those of {path.name}, which nothing ties to them; it is "
        f"taken to begin {lead_ns / NS_PER_S:.1f} s before the first step, as long as from one step to the "
        "next or as its length allows"
    )
    source.guessed.append(frames_sentence(table))
    source.counts[PICTURES_AGAIN] += pictures_again(table)
    return Film(path, table, times[0] - lead_ns)
