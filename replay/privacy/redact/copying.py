"""The redacted copy of a recording, as a recording: written by the writer of the container like any other."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from formats.model.corrected import uncorrected
from formats.model.frames import NOISE, SAME, SEEN, Frames, Pixels, Storage
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import Events
from replay.privacy.painting.painted import Box, filled
from replay.privacy.redact.events import Removed, coarse, redacted_events
from replay.privacy.redact.header import redacted_header
from replay.privacy.redact.pictures import PaintPlan, Progress, paint_plan, pictured
from replay.privacy.redact.plan import Plan


@dataclass(frozen=True, slots=True)
class Redacted:
    """A copy, ready to be written with `write_recording(..., lossless=True)`."""

    recording: MemoryRecording
    counts: Mapping[str, int]
    """What was removed, by what it was."""
    frames: tuple[int, ...]
    """The frame of the original that each frame of the copy is."""
    boxes: tuple[tuple[Box, ...], ...]
    """Filled in each frame of the copy."""


def redact(recording: Recording, made: Plan, progress: Progress | None = None) -> Redacted:
    """Build the copy from what is allowed; the original is only read, and must stay open.

    Args:
        recording: The original.
        made: What goes from it.
        progress: Told how far the pictures are.

    Raises:
        FormatError: The recording cannot be read.
    """
    removed = Removed()
    # What is removed is told by the corrected times of frames; the copy has the recorded ones.
    header = redacted_header(uncorrected(recording).header, made.redactions, made.noted, removed)
    tables = redacted_events(recording, made, removed)
    frames = recording.frames
    if not made.redactions.pictures:
        removed.add("pictures, left out", len(frames))
        tables, _ = _renumbered(tables, frames[:0], made.redactions.coarse_ms)
        return Redacted(MemoryRecording(header, tables), dict(removed.counts), (), ())
    painted = paint_plan(recording, made, progress)
    kept = np.flatnonzero(painted.keep).tolist()
    gone = len(frames) - len(kept) - int(painted.silent.sum())
    removed.add("frames left out with spans and applications", gone)
    removed.add("frames with filled regions", sum(bool(painted.boxes[frame]) for frame in kept))
    removed.add("videos made into pictures", len(recording.videos))
    tables, table = _renumbered(tables, _frames(recording, painted, kept), made.redactions.coarse_ms)
    boxes = tuple(painted.boxes[frame] for frame in kept)

    def pixels(frame: int) -> Pixels:
        return filled(recording.pixels(kept[frame]), boxes[frame])

    copy = MemoryRecording(header, tables, frames=table, pixels=pixels)
    return Redacted(copy, dict(removed.counts), tuple(kept), boxes)


def _frames(recording: Recording, painted: PaintPlan, kept: list[int]) -> Frames:
    """Return the frame table of the copy; what repeats the picture before it does so where that was kept."""
    table = uncorrected(recording).frames[kept].copy()
    leaders = pictured(recording.frames)
    last: dict[int, int] = {}
    for row, frame in zip(table, kept, strict=True):
        display = int(row["display"])
        before = last.get(display, -1)
        last[display] = frame
        same = before >= 0 and leaders[before] == leaders[frame]
        same = same and painted.boxes[before] == painted.boxes[frame]
        noise = row["changed"] == NOISE and before >= 0
        row["changed"] = SAME if same else NOISE if noise else SEEN
        if row["storage"] != Storage.NONE:
            row["storage"] = Storage.TILES
    table["video"], table["pts"], table["key"] = -1, 0, 0
    return table


def _renumbered(
    tables: Mapping[str, Events], frames: Frames, coarse_ms: int
) -> tuple[dict[str, Events], Frames]:
    """Give the rows new numbers in the order of capture: a gap would tell how many there were between."""
    numbers = np.concatenate([frames["seq"], *(table.rows["seq"] for table in tables.values())])
    times = np.concatenate([frames["t"], *(table.t for table in tables.values())])
    ranks = np.empty(len(numbers), np.int64)
    # By time: points of a simpler path lie elsewhere in it than what was captured.
    ranks[np.lexsort((numbers, times))] = np.arange(len(numbers))
    frames = frames.copy()
    frames["seq"], frames["t"] = ranks[: len(frames)], coarse(frames["t"], coarse_ms)
    out: dict[str, Events] = {}
    start = len(frames)
    for name, table in tables.items():
        rows = table.rows.copy()
        rows["seq"] = ranks[start : start + len(rows)]
        rows["t"] = coarse(rows["t"], coarse_ms)
        start += len(rows)
        out[name] = Events(name, rows, table.strings)
    return out, frames
