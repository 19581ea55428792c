"""Runs every benchmark, one after the other, and prints one table.

    python -m tests.benchmarks [--quick] [--only NAME ...] [--cache FOLDER] [--json OUT]

Each runs in a process of its own; one that fails is named in the table with its last words. A program or a
library that is missing is named too, with the figures that lack it. Exit status 1 where an aim is missed.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.command import folder_for, parser, summed_up
from tests.benchmarks.figures import Figure, parsed, plain, show
from tests.data import ROOT

# In minutes, in full and quick, on two cores: the long recording is made by the first that needs it, 3 more.
BENCHMARKS = {
    "container": (6, 1),
    "pictures": (3, 1),
    "damage": (60, 3),
    "eight_hours": (2, 1),
    "sealed": (2, 1),
    "start": (1, 1),
    "latency": (4, 2),
    "reading": (2, 1),
    "playing": (2, 1),
    "drawing": (2, 1),
    "lists": (2, 1),
    "labelling": (4, 1),
    "suggestions": (1, 1),
    "agreement": (1, 1),
    "record_rates": (2, 1),
    "privacy": (5, 1),
    "privacy.holdout": (20, 3),
    "checks": (1, 1),
    "corrections": (1, 1),
    "injected_faults": (1, 1),
    "pictures_checked": (15, 3),
    "hostile": (5, 1),
    "hostile_commands": (25, 2),
    "hostile_screens": (5, 1),
    "annotation_kills": (25, 2),
    "annotation_team": (4, 1),
}
"""Every benchmark, a module of this package or below it, with the minutes that it takes."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one benchmark gave."""

    tables: dict[str, list[Figure]]
    seconds: float
    others: float
    """Cores that other programs kept busy meanwhile, on average: with more, times are to be doubted."""


def main() -> None:
    """Run what is chosen."""
    options = _options()
    chosen: list[str] = options.only or list(BENCHMARKS)
    results: dict[str, Result] = {}
    with folder_for(options) as cache:
        for name in chosen:
            minutes = BENCHMARKS[name][options.quick]
            print(f"{name}: about {minutes} min", file=sys.stderr, flush=True)
            results[name] = run(name, cache, quick=options.quick)
    for name, result in results.items():
        print(f"\n== {name}: {result.seconds:.0f} s, {result.others:.1f} cores busy with other programs")
        for title, figures in result.tables.items():
            show(title, figures)
    print(f"\n{', '.join(f'{key} {value}' for key, value in machine().items())}")
    if options.json:
        options.json.write_text(json.dumps(report(results, quick=options.quick)) + "\n", encoding="utf-8")
    everything = [each for result in results.values() for table in result.tables.values() for each in table]
    sys.exit(summed_up(everything))


def run(name: str, cache: Path, *, quick: bool) -> Result:
    """Run one benchmark; where it gives no figures, one says why."""
    start, busy = time.monotonic(), _busy_s()
    own = os.times()
    with tempfile.TemporaryDirectory(prefix="replay-bench-") as folder:
        out = Path(folder) / "figures.json"
        command = [
            sys.executable,
            "-m",
            f"tests.benchmarks.{name}",
            "--json",
            str(out),
            "--cache",
            str(cache),
        ]
        ended = subprocess.run(
            [*command, *(["--quick"] if quick else [])],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if out.exists():
            tables = parsed(json.loads(out.read_text(encoding="utf-8")))
        else:
            words = ended.stderr.strip().splitlines()
            why = words[-1] if words else f"it ended with status {ended.returncode}"
            tables = {name: [Figure(f"all of {name}", None, "", why=why)]}
    seconds = time.monotonic() - start
    now = os.times()
    mine = now.children_user + now.children_system - own.children_user - own.children_system
    return Result(tables, seconds, max(_busy_s() - busy - mine, 0) / seconds)


def report(results: dict[str, Result], *, quick: bool) -> dict[str, Any]:
    """Return everything as JSON knows it."""
    return {
        "machine": machine(),
        "quick": quick,
        "benchmarks": {
            name: {
                "seconds": round(result.seconds, 1),
                "others": round(result.others, 2),
                "tables": plain(result.tables),
            }
            for name, result in results.items()
        },
    }


def machine() -> dict[str, str]:
    """Say what was measured on."""
    return {
        "cores": str(os.cpu_count()),
        "Python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "day": time.strftime("%Y-%m-%d"),
    }


def _options() -> argparse.Namespace:
    command_line = parser(__doc__)
    names = ", ".join(f"{name} ({full} min)" for name, (full, _) in BENCHMARKS.items())
    command_line.add_argument(
        "--only", nargs="+", choices=BENCHMARKS, metavar="NAME", help=f"only these: {names}"
    )
    return command_line.parse_args()


def _busy_s() -> float:
    """Return the seconds that all cores were busy since the machine started; 0 where Linux does not say."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0
    user, nice, system, _, _, interrupts, soft, *_ = map(int, stat.read_text().split("\n", 1)[0].split()[1:])
    return (user + nice + system + interrupts + soft) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
