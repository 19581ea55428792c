"""How much memory reading takes above the imports, measured in a process of its own.

    python -m tests.benchmarks.memory FILE events|frames

Linux only: the kernel's high-water mark of resident memory is reset before and read after.
"""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from formats.native.reader import Reader
from tests.benchmarks.peers.native_file import seek_all
from tests.data import ROOT

_WINDOW_ROWS = 4096
_STATUS = Path("/proc/self/status")


def peak_mb(path: Path, what: str) -> float:
    """Return the peak of resident memory above the imports, in MB of a million bytes."""
    run = [sys.executable, "-m", "tests.benchmarks.memory", str(path), what]
    result = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(json.loads(result.stdout)["peak_mb"])


def resident_kb(name: str) -> int:
    """Return a figure of this process in units of 1,024 bytes: VmRSS, or VmHWM for the peak."""
    for line in _STATUS.read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    raise KeyError(name)


def read_events(path: Path) -> None:
    """Read every row of every stream a window at a time, then seek about."""
    with Reader(path) as reader:
        for stream, info in reader.streams.items():
            for start in range(0, info.rows, _WINDOW_ROWS):
                reader.rows(stream, start, start + _WINDOW_ROWS)
        rng = np.random.default_rng(5)
        for t_ns in rng.integers(0, reader.duration_ns, 300).tolist():
            seek_all(reader, t_ns)


def read_frames(path: Path) -> None:
    """Play two hundred frames, then look at a hundred here and there."""
    with Reader(path) as reader:
        count = len(reader.frames)
        for frame in range(min(count, 200)):
            reader.pixels(frame)
        rng = np.random.default_rng(5)
        for frame in rng.integers(0, count, 100).tolist():
            reader.pixels(frame)


def main() -> None:
    """Measure in this process and print JSON."""
    path, what = Path(sys.argv[1]), sys.argv[2]
    Path("/proc/self/clear_refs").write_text("5")
    before = resident_kb("VmRSS")
    if what == "frames":
        read_frames(path)
    read_events(path)
    print(json.dumps({"before_mb": before / 1000, "peak_mb": (resident_kb("VmHWM") - before) * 1.024 / 1000}))


if __name__ == "__main__":
    main()
