"""What the timeline can show of a recording at once, without reading it through."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from formats.errors import FormatError
from formats.model.frames import visible_changes
from formats.model.recording import Recording, first_ns
from formats.model.streams import Events, empty
from replay.render.bars import gaps
from replay.ui.widgets.timeline_lanes import Lanes


def first_lanes(recording: Recording, marks: Mapping[str, int]) -> Lanes:
    """Return windows, frames and marks; activity and idle spans come later."""
    windows = _windows(recording)
    names = [title or app for app, title in zip(windows.texts("app"), windows.texts("title"), strict=True)]
    return Lanes(
        window_times=np.array(windows.t, np.int64),
        window_names=names,
        marks=dict(marks),
        **frame_lanes(recording),
    )


def frame_lanes(recording: Recording) -> dict[str, Any]:
    """Return what the times of the frames decide, as fields of `Lanes`: corrections change it."""
    frames = recording.frames
    times = np.array(frames["t"], np.int64)
    return {
        "start_ns": first_ns(recording),
        "duration_ns": recording.duration_ns,
        "frame_times": times,
        "frame_gaps": gaps(times),
        "change_times": times[visible_changes(frames)],
    }


def _windows(recording: Recording) -> Events:
    try:
        return recording.events("window")
    except FormatError:
        # The recording tells of it among its problems; the other lanes are drawn all the same.
        return empty("window")
