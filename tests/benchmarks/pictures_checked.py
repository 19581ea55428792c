"""Checking with the pictures: eight hours of a made-up day with frames, and an hour of real video.

    python -m tests.benchmarks.pictures_checked [--quick] [--cache FOLDER] [--json OUT]

The hour is a real recording of two minutes (AgentNet: OBS at 30 Hz, a person at Windows) one after the other
thirty times: its own video decoded again, its own input with later times. Memory is the peak of a
process of its own above what it held before, without the pages of files.
"""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import Events
from formats.native.reader import Reader
from formats.registry import open_recording
from replay.fidelity.registry import check, check_pictures
from tests.benchmarks.command import finish, folder_for, parser
from tests.benchmarks.figures import Figure
from tests.benchmarks.memory import resident_kb
from tests.benchmarks.recordings import LONG_HOURS, QUICK_HOURS, with_frames
from tests.data import SHARED

REAL = SHARED / "agentnet" / "recording"
_TIMES = 30
_QUICK_TIMES = 2
_EVERY_S = 0.05
_LONGEST_WAIT_S = 5


def main() -> None:
    """Measure and print."""
    options = parser(__doc__).parse_args()
    hours = QUICK_HOURS if options.quick else LONG_HOURS
    with folder_for(options) as folder:
        parts = [partial(of_the_day, with_frames(folder, hours), hours)]
        if REAL.exists():
            parts.append(partial(of_real_video, _QUICK_TIMES if options.quick else _TIMES))
        tables = {}
        for part in parts:
            # A process each: what one let go of is still held by it, and would hide what the next takes.
            with ProcessPoolExecutor(1, get_context("spawn")) as own:
                name, figures = own.submit(part).result()
                tables[name] = figures
    finish(tables, options)


def of_the_day(path: Path, hours: float) -> tuple[str, list[Figure]]:
    """Measure on the made-up day."""
    with Reader(path) as day:
        return f"{hours:g} h, {len(day.frames):,} frames", measured(day)


def of_real_video(times: int) -> tuple[str, list[Figure]]:
    """Measure on two real minutes one after the other."""
    with open_recording(REAL) as two_minutes:
        hour = repeated(two_minutes, times)
        name = f"{hour.duration_ns / 3.6e12:.2f} h of real video, {len(hour.frames):,} frames"
        return name, measured(hour)


def measured(recording: Recording) -> list[Figure]:
    """Check a recording without its pictures, then its pictures."""
    told: list[float] = [time.monotonic()]
    begun = time.perf_counter()
    check(recording)
    without = time.perf_counter() - begun
    begun, used = time.perf_counter(), time.process_time()
    with peak() as most:
        check_pictures(recording, progress=lambda *_: told.append(time.monotonic()))
    took, worked = time.perf_counter() - begun, time.process_time() - used
    return [
        Figure("without pictures", without, "s", at_most=10),
        Figure("with pictures", took / 60, "min", at_most=10),
        Figure("of it at work, the rest waiting for the processor", worked / 60, "min"),
        Figure("the recording's length over that", recording.duration_ns / 1e9 / took, "x"),
        Figure("longest time without progress", float(np.diff(told).max()), "s", at_most=_LONGEST_WAIT_S),
        Figure("peak of memory above what was held", most[0] / 1024, "MB", at_most=400),
    ]


def repeated(recording: Recording, times: int) -> MemoryRecording:
    """Return a recording that is another one after itself so many times."""
    length = recording.duration_ns + 1_000_000_000
    tables = {}
    for name in recording.streams:
        if name == "frame":
            continue
        table = recording.events(name)
        rows = np.tile(table.rows, times)
        rows["t"] += np.repeat(np.arange(times), len(table)) * length
        tables[name] = Events(name, rows, table.strings)
    count = len(recording.frames)
    frames = np.tile(recording.frames, times)
    frames["t"] += np.repeat(np.arange(times), count) * length
    return MemoryRecording(
        recording.header, tables, frames=frames, pixels=lambda frame: recording.pixels(frame % count)
    )


@contextmanager
def peak() -> Iterator[list[float]]:
    """Yield a list of one number, which is the peak of memory in kB above what is held, at the end."""
    before, ended, most = resident_kb("RssAnon"), threading.Event(), [0.0]

    def watch() -> None:
        while not ended.wait(_EVERY_S):
            most[0] = max(most[0], resident_kb("RssAnon") - before)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield most
    finally:
        ended.set()
        thread.join()


if __name__ == "__main__":
    main()
