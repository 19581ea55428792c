"""The checks of a capture on eight hours without pictures: time, and memory beside that of an hour.

    python -m tests.benchmarks.checks [--quick] [--cache FOLDER] [--json OUT]

Memory is the peak of a process of its own above its imports.
"""

import time
from pathlib import Path

from formats.native.reader import Reader
from replay.fidelity.registry import check
from replay.fidelity.report.page import page
from replay.fidelity.report.plots import gather
from tests.benchmarks.command import finish, folder_for, parser
from tests.benchmarks.figures import Figure
from tests.benchmarks.memory import CHECKS_OF_A_CAPTURE, peak_mb
from tests.benchmarks.recordings import LONG_HOURS, QUICK_HOURS, SEED
from tests.benchmarks.synthetic import write_synthetic


def main() -> None:
    """Measure and print."""
    options = parser(__doc__).parse_args()
    hours = QUICK_HOURS if options.quick else LONG_HOURS
    with folder_for(options) as folder:
        long, short = _events_only(folder, hours), _events_only(folder, hours / 8)
        with Reader(long) as reader:
            events = sum(info.rows for info in reader.streams.values())
        long_mb, short_mb = (peak_mb(path, CHECKS_OF_A_CAPTURE) for path in (long, short))
        figures = [
            *_times(long),
            Figure("memory above the imports", long_mb, "MB", at_most=64),
            Figure("memory, over that of an eighth of the length", long_mb / short_mb, "x"),
        ]
    finish({f"{hours:g} h, {events:,} events": figures}, options)


def _times(path: Path) -> list[Figure]:
    with Reader(path) as reader:
        begun = time.perf_counter()
        report = check(reader)
        checked = time.perf_counter()
        plots = gather(reader)
        gathered = time.perf_counter()
        page(path.name, "replay open", report, plots)
        drawn = time.perf_counter()
    return [
        Figure("every check", checked - begun, "s", at_most=10),
        Figure("gathering what is drawn", gathered - checked, "s", at_most=10),
        Figure("drawing the page", (drawn - gathered) * 1e3, "ms", at_most=1000),
    ]


def _events_only(folder: Path, hours: float) -> Path:
    path = folder / f"day-{hours:.3g}h.replay"
    if not path.exists():
        write_synthetic(path, hours, SEED)
    return path


if __name__ == "__main__":
    main()
