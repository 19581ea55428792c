"""A recorder as a process of its own, made to be killed.

python -m tests.benchmarks.live_writer PATH whole HOURS SEED
python -m tests.benchmarks.live_writer PATH paced FROM_S
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from formats.native.writer import Writer
from tests.benchmarks.day import Hour, day
from tests.benchmarks.synthetic import batches, synthetic_header
from tests.data import ROOT

PACED_BATCH_S = 0.02
"""Seconds of events that the paced writer hands over at a time."""
_HOURS, _SEED = 0.02, 9


def paced_hour() -> Hour:
    """Return the 72 seconds that the paced writer writes."""
    return next(day(_HOURS, _SEED))


def leave_killed(path: Path, hours: float, seed: int) -> None:
    """Write a recording of `hours` hours live, as fast as it goes, and let it die by SIGKILL at its end."""
    with _start(path, "whole", str(hours), str(seed)) as child:
        child.wait(timeout=600)


def start_paced(path: Path, from_s: float) -> subprocess.Popen[bytes]:
    """Start a live writer that keeps to the clock from the second `from_s` of the recording on.

    Its stdout has a JSON line for each hand-over, when it is done: rows, and seconds of the monotonic clock;
    the first is all that came before `from_s`.
    """
    return _start(path, "paced", str(from_s))


def _start(path: Path, *words: str) -> subprocess.Popen[bytes]:
    run = [sys.executable, "-m", "tests.benchmarks.live_writer", str(path), *words]
    return subprocess.Popen(run, cwd=ROOT, stdout=subprocess.PIPE)


def _whole(path: Path, hours: float, seed: int) -> None:
    """Write as the child, as fast as it goes, and die."""
    writer = Writer(path, synthetic_header(hours, seed), live=True)
    for hour in day(hours, seed):
        for batch in batches(hour, 10):
            writer.append(batch)
    os.kill(os.getpid(), signal.SIGKILL)


def _paced(path: Path, from_s: float) -> None:
    """Write as the child, by the clock from the second `from_s` of the recording on, until killed."""
    writer = Writer(path, synthetic_header(_HOURS, _SEED), live=True)
    at_once = 0
    start = None
    for batch in batches(paced_hour(), PACED_BATCH_S):
        due_s = int(batch.t[-1]) / 1e9 - from_s
        if due_s > 0:
            if start is None:
                os.write(1, json.dumps([at_once, time.monotonic()]).encode() + b"\n")
                start = time.monotonic()
            time.sleep(max(start + due_s - time.monotonic(), 0))
        writer.append(batch)
        if start is None:
            at_once += len(batch)
        else:
            os.write(1, json.dumps([len(batch), time.monotonic()]).encode() + b"\n")
    signal.pause()


def main() -> None:
    """Write until killed."""
    path, pace = Path(sys.argv[1]), sys.argv[2]
    if pace == "whole":
        _whole(path, float(sys.argv[3]), int(sys.argv[4]))
    else:
        _paced(path, float(sys.argv[3]))


if __name__ == "__main__":
    main()
