"""Where a display lies among the coordinates of the pointer, and how large its pixels are there."""

from dataclasses import dataclass

import numpy as np

from formats.model.recording import Recording
from formats.model.time import Span

_ROUNDED = 0.02


@dataclass(frozen=True, slots=True)
class DisplayPlace:
    """How coordinates become pixels of a display's picture: `(x - origin) * scale`."""

    origin: tuple[float, float] = (0.0, 0.0)
    """The display's upper left corner, in pixels as captured."""
    scale: float = 1.0
    """Picture pixels for one pixel as captured."""
    scale_y: float = 1.0
    """The same along y; a video whose sides were rounded to what its encoder takes differs a little."""


def absences(recording: Recording, display: int) -> list[Span]:
    """Return the spans in which a display was not there, in their order, as rows without a size tell.

    One that nothing ended lasts until the end of the recording.
    """
    rows = recording.events("display").rows
    mine = rows[rows["id"] == display]
    went = (mine["width"] == 0) & (mine["height"] == 0)
    ends = [*mine["t"].tolist()[1:], recording.duration_ns]
    return [
        Span(start, end)
        for start, end, gone in zip(mine["t"].tolist(), ends, went.tolist(), strict=False)
        if gone and end > start
    ]


def display_place(recording: Recording, frame: int, t_ns: int) -> DisplayPlace:
    """Return where the display of a frame lies at a time; without a display timeline, at the origin.

    Args:
        recording: Where from.
        frame: The frame's id.
        t_ns: The display's last known rectangle at or before this time holds.
    """
    row = recording.frames[frame]
    rows = recording.events("display").rows
    mine = rows[(rows["id"] == row["display"]) & (rows["t"] <= t_ns)]
    if not len(mine):
        return DisplayPlace()
    last = mine[-1]
    known = np.isfinite([last["x"], last["y"]]).all()
    origin = (float(last["x"]), float(last["y"])) if known else (0.0, 0.0)
    scale = float(row["width"]) / float(last["width"]) if last["width"] > 0 and row["width"] > 0 else 1.0
    scale_y = (
        float(row["height"]) / float(last["height"]) if last["height"] > 0 and row["height"] > 0 else scale
    )
    # Other proportions are no rounding: the picture shows another part than the display's whole.
    return DisplayPlace(origin, scale, scale_y if abs(scale_y - scale) <= _ROUNDED * scale else scale)
