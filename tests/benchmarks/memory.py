"""How much memory reading takes above the imports, measured in a process of its own.

    python -m tests.benchmarks.memory FILE READING

Linux only: the kernel's high-water mark of resident memory is reset before and read after.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from formats.model.time import Span
from formats.native.reader import Reader
from replay.core.actions import reduce_actions
from replay.core.batches import ordered_records
from replay.core.idle import idle_spans
from replay.core.merged import MergedEvents
from replay.core.pyramid import Pyramid, event_times
from replay.core.typed_text import typed_runs
from replay.fidelity.registry import check
from tests.benchmarks.peers.native_file import seek_all
from tests.data import ROOT

_WINDOW_ROWS = 4096
_STATUS = Path("/proc/self/status")


def peak_mb(path: Path, reading: str) -> float:
    """Return the peak of resident memory above the imports, in MB of a million bytes."""
    run = [sys.executable, "-m", "tests.benchmarks.memory", str(path), reading]
    result = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(json.loads(result.stdout)["peak_mb"])


def resident_kb(name: str) -> int:
    """Return a figure of this process in units of 1,024 bytes: VmRSS, or VmHWM for the peak."""
    for line in _STATUS.read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    raise KeyError(name)


def read_events(reader: Reader) -> None:
    """Read every row of every stream a window at a time, then seek about."""
    for stream, info in reader.streams.items():
        for start in range(0, info.rows, _WINDOW_ROWS):
            reader.rows(stream, start, start + _WINDOW_ROWS)
    rng = np.random.default_rng(5)
    for t_ns in rng.integers(0, reader.duration_ns, 300).tolist():
        seek_all(reader, t_ns)


def read_frames(reader: Reader) -> None:
    """Play two hundred frames, then look at a hundred here and there, and read all events."""
    count = len(reader.frames)
    for frame in range(min(count, 200)):
        reader.pixels(frame)
    rng = np.random.default_rng(5)
    for frame in rng.integers(0, count, 100).tolist():
        reader.pixels(frame)
    read_events(reader)


def read_list(reader: Reader) -> None:
    """Look at the list of all events here and there, 50 rows at a time."""
    merged = MergedEvents(reader)
    rng = np.random.default_rng(5)
    for row in rng.integers(0, len(merged), 300).tolist():
        merged.window(row, row + 50)


def read_in_order(reader: Reader) -> None:
    """Take every event of every stream as an object, in the order of time, as `replay events` does."""
    for _ in ordered_records(reader, None, Span(0, reader.duration_ns + 1)):
        pass


CHECKS_OF_A_CAPTURE = "every check of a capture"

READINGS: dict[str, tuple[Callable[[Reader], object], float]] = {
    "every row, a window at a time": (read_events, 16),
    "the list of all events, here and there": (read_list, 16),
    "every event in order, as objects": (read_in_order, 16),
    "actions": (reduce_actions, 16),
    "typed text": (typed_runs, 16),
    "density and idle spans": (
        lambda reader: (Pyramid.build(event_times(reader), reader.duration_ns), idle_spans(reader)),
        16,
    ),
    CHECKS_OF_A_CAPTURE: (check, 64),
    "frames and every row": (read_frames, 100),
}
"""What is read by name, and the aim in MB."""


def main() -> None:
    """Measure in this process and print JSON."""
    path, reading = Path(sys.argv[1]), sys.argv[2]
    read, _ = READINGS[reading]
    Path("/proc/self/clear_refs").write_text("5")
    before = resident_kb("VmRSS")
    with Reader(path) as reader:
        read(reader)
    print(json.dumps({"before_mb": before / 1000, "peak_mb": (resident_kb("VmHWM") - before) * 1.024 / 1000}))


if __name__ == "__main__":
    main()
