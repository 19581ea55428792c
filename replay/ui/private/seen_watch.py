"""What has stood on the screen long enough to have been seen; for the interface's thread."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Frames, frame_ends
from replay.privacy.review.seen import SEEN_S, due_s
from replay.ui.pictures import same_as


@dataclass(frozen=True, slots=True)
class InView:
    """What a person has before them at one moment."""

    frame: int = -1
    """Whose whole picture is painted, with nothing hidden in it that nobody decided on; -1 for none."""
    rate: float = 1.0
    playing: bool = False
    lines: tuple[int, int] = (0, 0)
    """Lines of the list of typed text, half-open; an empty span for none."""


@dataclass(slots=True)
class SeenWatch:
    """Takes note of what is in view, and for how long."""

    frames: Frames
    duration_ns: int
    pictures: set[int] = field(default_factory=set)
    """Frames seen since `take`, each the first that shows its picture."""
    runs: set[int] = field(default_factory=set)
    """Numbers of runs of which every line was seen, the last of them since `take`."""
    _same_as: NDArray[np.int64] = field(init=False)
    _ends: NDArray[np.int64] = field(init=False)
    _view: InView = field(default_factory=InView)
    _frame_since: float = 0.0
    _lines_since: float = 0.0
    _run_of_line: Sequence[int] = ()
    _lines_seen: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._same_as = same_as(self.frames)
        own = self._same_as == np.arange(len(self.frames))
        self._ends = frame_ends(self.frames, self.duration_ns, among=own)

    @property
    def own_pictures(self) -> NDArray[np.int64]:
        """Frames that show something of their own, rising."""
        return np.flatnonzero(self._same_as == np.arange(len(self.frames)))

    def look(self, view: InView, now_s: float, run_of_line: Sequence[int], hidden: Sequence[bool]) -> None:
        """Take note of what is in view now; what was in view until now was so until now.

        Args:
            view: What is there.
            now_s: Seconds of the monotonic clock.
            run_of_line: Number of the run on each line of the list of typed text; another list where lines
                are broken elsewhere, or others are hidden.
            hidden: Of each run, whether nothing of it is shown.
        """
        if run_of_line is not self._run_of_line:
            self._run_of_line = run_of_line
            self._lines_seen.clear()
            self._view = replace(self._view, lines=(0, 0))
        before = self._view
        picture = int(self._same_as[view.frame]) if 0 <= view.frame < len(self.frames) else -1
        shown = int(self._same_as[before.frame]) if 0 <= before.frame < len(self.frames) else -1
        if shown >= 0 and shown not in self.pictures:
            lasts_ns = int(self._ends[shown]) - int(self.frames["t"][shown])
            if now_s - self._frame_since >= due_s(lasts_ns, before.rate, playing=before.playing):
                self.pictures.add(shown)
        if (picture, view.rate, view.playing) != (shown, before.rate, before.playing):
            self._frame_since = now_s
        if before.lines[0] < before.lines[1] and now_s - self._lines_since >= SEEN_S:
            self._see_lines(*before.lines, run_of_line, hidden)
        if view.lines != before.lines:
            self._lines_since = now_s
        self._view = view

    def take(self) -> tuple[set[int], set[int]]:
        """Return the pictures and runs seen since it was last asked."""
        pictures, self.pictures = self.pictures, set()
        runs, self.runs = self.runs, set()
        return pictures, runs

    def _see_lines(self, first: int, stop: int, run_of_line: Sequence[int], hidden: Sequence[bool]) -> None:
        new = set(range(first, min(stop, len(run_of_line)))) - self._lines_seen
        if not new:
            return
        self._lines_seen |= new
        for number in {run_of_line[line] for line in new}:
            # The lines of a run lie together, in the order of the runs.
            own = range(bisect_left(run_of_line, number), bisect_right(run_of_line, number))
            if not hidden[number] and self._lines_seen.issuperset(own):
                self.runs.add(number)
