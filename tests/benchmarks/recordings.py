"""Long recordings with frames, each made once into a folder and used by several benchmarks."""

import os
import shutil
import sys
from pathlib import Path

from tests.benchmarks.synthetic import write_synthetic

SEED = 1
LONG_HOURS, QUICK_HOURS = 8.0, 0.1
MINUTE_HOURS = 1 / 60
_CUT_BYTES = 100_003


def with_frames(folder: Path, hours: float) -> Path:
    """Return the made-up day of so many hours, events and a frame a second; made where it is not there yet.

    Eight hours take some minutes and 0.6 GB.
    """
    path = folder / f"day-{hours:.3g}h-frames.replay"
    if not path.exists():
        print(f"making {hours:.3g} h with frames in {folder}", file=sys.stderr, flush=True)
        write_synthetic(path, hours, SEED, frames=True)
    return path


def without_end(path: Path, cut: Path) -> Path:
    """Write a copy without its last 100 kB, index and footer among them, as a killed recorder leaves it."""
    shutil.copyfile(path, cut)
    os.truncate(cut, path.stat().st_size - _CUT_BYTES)
    return cut
