"""An eight-hour recording on demand: 2.5 million events of a made-up working day.

The same hours and seed give the same recording, ids included.
"""

import uuid
from collections.abc import Iterator

import numpy as np

from formats.model.header import Consent, Header
from formats.model.memory import MemoryRecording
from formats.model.streams import STREAMS, Events, concatenate
from formats.model.time import NS_PER_S, Clock
from tests.benchmarks.day import Hour, day

_START_UTC_NS = 1_767_600_000_000_000_000


def synthetic_header(hours: float, seed: int) -> Header:
    """Say what the recording is, in the header's words."""
    return Header(
        recording_id=str(uuid.uuid5(uuid.NAMESPACE_URL, f"replay:synthetic:{hours}:{seed}")),
        source="replay",
        recorder="tests.benchmarks.synthetic",
        start_utc_ns=_START_UTC_NS,
        time_zone="Europe/Zurich",
        task="a made-up working day",
        consent=Consent(person="nobody was recorded", purposes=("benchmarks",), given_utc_ns=_START_UTC_NS),
        clocks=(Clock("monotonic", origin_ns=52_000 * NS_PER_S, tick_ns=1000),),
        details={"seed": seed},
    )


def synthetic_events(hours: float = 8, seed: int = 1) -> dict[str, Events]:
    """Make all events of a recording in memory, by stream in the order of `STREAMS`.

    About 100 MB for eight hours; `day` gives the same an hour at a time.
    """
    parts: dict[str, list[Events]] = {}
    for hour in day(hours, seed):
        for name, table in hour.events.items():
            parts.setdefault(name, []).append(table)
    return {name: concatenate(parts[name]) for name in STREAMS if name in parts}


def synthetic_recording(hours: float = 8, seed: int = 1) -> MemoryRecording:
    """Make a recording in memory, events only."""
    return MemoryRecording(synthetic_header(hours, seed), synthetic_events(hours, seed))


def batches(hour: Hour, seconds: float) -> Iterator[Events]:
    """Yield the hour's events as a recorder hands them over: some seconds of each stream at a time."""
    starts = [int(table.t[0]) for table in hour.events.values()]
    ends = [int(table.t[-1]) for table in hour.events.values()]
    step = int(seconds * NS_PER_S)
    edges = np.arange(min(starts), max(ends) + step + 1, step)
    cuts = {name: np.searchsorted(table.t, edges) for name, table in hour.events.items()}
    for batch in range(len(edges) - 1):
        for name, table in hour.events.items():
            first, stop = int(cuts[name][batch]), int(cuts[name][batch + 1])
            if first < stop:
                yield table.slice(first, stop)
