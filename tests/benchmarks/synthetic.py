"""An eight-hour recording on demand: 2.5 million events of a made-up working day, 28,800 frames of a desktop.

    python -m tests.benchmarks.synthetic -o OUT.replay [--hours 8] [--seed 1] [--no-frames]

The same hours and seed give the same recording, ids included.
"""

import argparse
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from formats.model.header import Consent, Header
from formats.model.memory import MemoryRecording
from formats.model.streams import STREAMS, Events, concatenate
from formats.model.time import NS_PER_S, Clock
from formats.native.writer import Writer
from tests.benchmarks.day import HEIGHT, WIDTH, Hour, day
from tests.benchmarks.desktop import Desktop

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


def write_synthetic(path: Path, hours: float = 8, seed: int = 1, *, frames: bool = False) -> None:
    """Write a recording, events and frames in the order in which a recorder would; an hour in memory.

    Args:
        path: A new file.
        hours: Its length.
        seed: Where chance comes from.
        frames: Also a frame a second, lossless: some 40 ms and 50 kB each.
    """
    desktop = Desktop(seed, WIDTH, HEIGHT) if frames else None
    with Writer(path, synthetic_header(hours, seed)) as writer:
        for hour in day(hours, seed):
            done = 0
            for batch in batches(hour, 10):
                if desktop:
                    done = _add_frames(writer, desktop, hour, done, int(batch.t[0]))
                writer.append(batch)
            if desktop:
                _add_frames(writer, desktop, hour, done, int(hour.frame_t[-1]) + 1)


def _add_frames(writer: Writer, desktop: Desktop, hour: Hour, done: int, until_ns: int) -> int:
    """Add the frames before an instant; return how many of the hour's are done."""
    stop = int(np.searchsorted(hour.frame_t, until_ns))
    for frame in range(done, stop):
        desktop.step()
        writer.add_frame(int(hour.frame_t[frame]), desktop.screen, seq=int(hour.frame_seq[frame]))
    return max(done, stop)


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


def main() -> None:
    """Write the recording that the command line asks for."""
    parser = argparse.ArgumentParser(description="make up a recording of a working day")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--hours", type=float, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-frames", action="store_true", help="events only: seconds instead of minutes")
    options = parser.parse_args()
    if options.out.exists():
        sys.exit(f"{options.out} is there already")
    write_synthetic(options.out, options.hours, options.seed, frames=not options.no_frames)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
