"""Faults put into a recording, for tests that hold a check against what it must find."""

from collections.abc import Mapping

import numpy as np

from formats.model.frames import Frames
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import Events, Rows


def copy_of(
    recording: Recording,
    *,
    streams: Mapping[str, Rows] | None = None,
    frames: Frames | None = None,
    header: Header | None = None,
) -> MemoryRecording:
    """Return a recording in memory, without pictures, in which some streams have other rows.

    Rows are put in order of time; those of one time stay as they come.
    """
    events = {}
    for name in recording.streams:
        table = recording.events(name)
        rows = table.rows.copy() if streams is None or name not in streams else streams[name]
        events[name] = Events(name, rows[np.argsort(rows["t"], kind="stable")], table.strings)
    if frames is not None:
        events.pop("frame", None)
    kept = recording.frames if frames is None else frames
    return MemoryRecording(
        header or recording.header, events, frames=kept[np.argsort(kept["t"], kind="stable")]
    )


def rows_of(recording: Recording, stream: str) -> Rows:
    """Return a stream's rows to be changed."""
    return recording.events(stream).rows.copy()
