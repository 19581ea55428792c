"""The eight-hour recording with its 28,800 frames: opening, any frame, memory, and what a kill leaves.

    python -m tests.benchmarks.eight_hours [--quick] [--cache FOLDER] [--json OUT]

Memory is the peak of a process of its own above its imports, beside the same of an hour's recording: it must
not follow the file.
"""

import statistics
import time
from functools import partial
from pathlib import Path

import numpy as np

from formats.native.reader import Reader
from tests.benchmarks.command import finish, folder_for, parser
from tests.benchmarks.figures import Figure, percentile, timed_ms
from tests.benchmarks.memory import READINGS, peak_mb
from tests.benchmarks.peers.native_file import seek_all
from tests.benchmarks.recordings import LONG_HOURS, QUICK_HOURS, with_frames, without_end

_SEEKS, _PICTURES, _IN_ORDER = 300, 200, 600


def main() -> None:
    """Run every table."""
    options = parser(__doc__).parse_args()
    hours = QUICK_HOURS if options.quick else LONG_HOURS
    with folder_for(options) as folder:
        path, short = with_frames(folder, hours), with_frames(folder, hours / 8)
        with Reader(path) as reader:
            name = f"{hours:g} h with {len(reader.frames):,} frames, {path.stat().st_size / 1e6:.0f} MB"
        tables = {
            name: opening(path) + pictures(path),
            f"memory above the imports, {hours:g} h with frames": memory(path, short),
            "after a kill": after_kill(path, folder),
        }
    finish(tables, options)


def opening(path: Path) -> list[Figure]:
    """Measure opening, the first event and seeks."""
    first, table = [], []
    for _ in range(30):
        with Reader(path) as reader:
            earliest = min(reader.streams, key=lambda stream: reader.streams[stream].start_ns)
            first += timed_ms(partial(reader.rows, earliest, 0, 1), 1)
            table += timed_ms(partial(getattr, reader, "frames"), 1)
    with Reader(path) as reader:
        rng = np.random.default_rng(11)
        times = rng.integers(0, reader.duration_ns, _SEEKS).tolist()
        seek_all(reader, times[0])
        seeks = [ms for t_ns in times for ms in timed_ms(partial(seek_all, reader, t_ns), 1)]
    return [
        Figure("opening, median", statistics.median(timed_ms(partial(_open, path), 50)), "ms", at_most=1),
        Figure("the first event, median", statistics.median(first), "ms", at_most=1),
        Figure("the table of frames, median", statistics.median(table), "ms"),
        Figure("seek, all streams, p95", percentile(seeks, 0.95), "ms", at_most=1),
    ]


def pictures(path: Path) -> list[Figure]:
    """Measure frames here and there, and one after the other, through the reader."""
    with Reader(path) as reader:
        count = len(reader.frames)
        rng = np.random.default_rng(5)
        anywhere = [
            ms
            for frame in rng.integers(0, count, _PICTURES).tolist()
            for ms in timed_ms(partial(reader.pixels, frame), 1)
        ]
        start = min(count // 2, max(count - _IN_ORDER, 0))
        reader.pixels(start)
        stop = min(start + _IN_ORDER, count)
        begun = time.perf_counter()
        for frame in range(start + 1, stop):
            reader.pixels(frame)
        in_order = (time.perf_counter() - begun) * 1e3 / (stop - start - 1)
    return [
        Figure("any frame, p50", percentile(anywhere, 0.5), "ms", at_most=8),
        Figure("any frame, p95", percentile(anywhere, 0.95), "ms", at_most=25),
        Figure("frames in order, mean, each copied out of the reader", in_order, "ms"),
    ]


def memory(path: Path, short: Path) -> list[Figure]:
    """Measure the peak of each way of reading, here and in a recording an eighth as long."""
    figures = []
    for what, (_, aim) in READINGS.items():
        long_mb, short_mb = peak_mb(path, what), peak_mb(short, what)
        figures += [
            Figure(f"{what}", long_mb, "MB", at_most=aim),
            Figure(f"{what}, over that of an eighth of the length", long_mb / short_mb, "x"),
        ]
    return figures


def after_kill(path: Path, folder: Path) -> list[Figure]:
    """Measure opening without index and footer."""
    cut = without_end(path, folder / "cut.replay")
    try:
        ms = timed_ms(partial(_open, cut), 15)
        with Reader(path) as whole, Reader(cut) as reader:
            lost = len(whole.frames) - len(reader.frames)
    finally:
        cut.unlink()
    return [
        Figure("opening without the last 100 kB, median", statistics.median(ms), "ms", at_most=20),
        Figure("frames lost with them", lost, ""),
    ]


def _open(path: Path) -> None:
    Reader(path).close()


if __name__ == "__main__":
    main()
