"""Recordings with faults put in on purpose: what must be found is then known."""

from collections.abc import Callable
from typing import Any

import numpy as np

from formats.model.frames import Frames
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import Events
from formats.registry import open_recording
from tests.data import SAMPLE

Change = Callable[[Any], Any]
INPUT = ("pointer", "button", "scroll", "key")


def desk() -> Recording:
    """Open the sample; whoever asks closes."""
    return open_recording(SAMPLE)


def changed(
    recording: Recording, streams: tuple[str, ...], change: Change, frames: Change | None = None
) -> MemoryRecording:
    """Return a copy with the rows of some streams changed, and perhaps the frames.

    Args:
        recording: What is copied; pictures are read from it.
        streams: Whose rows go through `change`.
        change: Gets a copy of the rows, returns them or others.
        frames: The same for the table of frames.
    """
    tables = {}
    for name in recording.streams:
        if name == "frame":
            continue
        table = recording.events(name)
        rows = change(table.rows.copy()) if name in streams else table.rows
        tables[name] = Events(name, rows, table.strings)
    table_of_frames: Frames = recording.frames if frames is None else frames(recording.frames.copy())
    kept = table_of_frames["seq"]
    # A frame that was taken out takes its number along: its picture is found by its place in the original.
    numbers = np.searchsorted(recording.frames["seq"], kept)
    return MemoryRecording(
        recording.header,
        tables,
        frames=table_of_frames,
        pixels=lambda frame: recording.pixels(int(numbers[frame])),
    )


def shifted(by_ns: int) -> Change:
    """Return a change that stamps rows late."""

    def shift(rows: Any) -> Any:
        rows["t"] += by_ns
        return rows

    return shift


def scaled(factor: float) -> Change:
    """Return a change that multiplies coordinates."""

    def scale(rows: Any) -> Any:
        for axis in ("x", "y"):
            rows[axis] *= factor
        return rows

    return scale
