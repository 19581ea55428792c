"""The redacted copy of a recording, as a recording: written by the writer of the container like any other."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import Events
from replay.privacy.redact_events import Removed, coarse, redacted_events
from replay.privacy.redact_header import redacted_header
from replay.privacy.redact_plan import Plan


@dataclass(frozen=True, slots=True)
class Redacted:
    """A copy, ready to be written with `write_recording(..., lossless=True)`."""

    recording: MemoryRecording
    counts: Mapping[str, int]
    """What was removed, by what it was."""


def redact(recording: Recording, made: Plan) -> Redacted:
    """Build the copy from what is allowed; the original is only read.

    Raises:
        FormatError: The recording cannot be read.
    """
    removed = Removed()
    header = redacted_header(recording.header, made.redactions, made.words, removed)
    tables = redacted_events(recording, made, removed)
    removed.add("pictures, left out", len(recording.frames))
    tables = _renumbered(tables, made.redactions.coarse_ms)
    return Redacted(MemoryRecording(header, tables), dict(removed.counts))


def _renumbered(tables: Mapping[str, Events], coarse_ms: int) -> dict[str, Events]:
    """Give the rows new numbers in the order of capture: a gap would tell how many there were between."""
    order = np.argsort(
        np.concatenate([np.empty(0, np.int64), *(table.rows["seq"] for table in tables.values())]),
        kind="stable",
    )
    numbers = np.empty(len(order), np.int64)
    numbers[order] = np.arange(len(order))
    out: dict[str, Events] = {}
    start = 0
    for name, table in tables.items():
        rows = table.rows.copy()
        rows["seq"] = numbers[start : start + len(rows)]
        rows["t"] = coarse(rows["t"], coarse_ms)
        start += len(rows)
        out[name] = Events(name, rows, table.strings)
    return out
