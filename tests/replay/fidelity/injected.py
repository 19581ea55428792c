"""Recordings with faults put in on purpose: what must be found is then known."""

from collections.abc import Callable
from typing import Any

import numpy as np

from formats.model.frames import Frames
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import Events
from formats.registry import open_recording
from replay.fidelity.align.cursor import ALIKE, CursorShape, luma, recorded_shapes
from tests.data import SAMPLE

Change = Callable[[Any], Any]
_SLACK = 6
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


def without_cursor(recording: Recording, late_ns: int = 0) -> MemoryRecording:
    """Return a copy whose pictures show no cursor, whose shapes are not told, and whose frames are late.

    The cursor's own pixels take the colour of what lies to the left of them.
    """
    pointer = recording.events("pointer").rows
    frames = recording.frames
    shapes = recorded_shapes(recording)

    def picture(frame: int) -> Any:
        pixels = recording.pixels(frame).copy()
        row = max(int(np.searchsorted(pointer["t"], frames["t"][frame], side="right")) - 1, 0)
        place = _drawn_at(luma(pixels), shapes, int(pointer["x"][row]), int(pointer["y"][row]))
        for y, x in [] if place is None else place:
            pixels[y, x] = pixels[y, x - 1]
        return pixels

    tables = {name: recording.events(name) for name in recording.streams if name not in {"frame", "cursor"}}
    table = frames.copy()
    table["t"] += late_ns
    return MemoryRecording(recording.header, tables, frames=table, pixels=picture)


def _drawn_at(picture: Any, shapes: list[CursorShape], x: int, y: int) -> list[tuple[int, int]] | None:
    """Return the pixels of the shape that is drawn near a place, from left to right; None where none is."""
    best, found = ALIKE, None
    for shape in shapes:
        rows, columns = np.nonzero(shape.mask)
        for down in range(-_SLACK, _SLACK + 1):
            for across in range(-_SLACK, _SLACK + 1):
                at_y = rows + y + down - round(shape.hot_y)
                at_x = columns + x + across - round(shape.hot_x)
                inside = (at_y >= 0) & (at_x >= 1) & (at_y < picture.shape[0]) & (at_x < picture.shape[1])
                own = shape.luma[rows, columns]
                if not inside.all():
                    continue
                unlike = float(np.mean((picture[at_y, at_x] - own) ** 2))
                if unlike < best:
                    order = np.argsort(at_x, kind="stable")
                    best, found = unlike, list(zip(at_y[order].tolist(), at_x[order].tolist(), strict=True))
    return found
