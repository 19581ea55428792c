"""`replay record` at rates of 60 to 4,000 events a second: events lost, times that are wrong, and its cost.

python -m tests.benchmarks.record_rates [--quick]
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from Xlib import X, display
from Xlib.ext import xtest

from formats.native.reader import Reader
from samples.x_session import XSession, missing_programs, recorder
from tests.benchmarks.command import finish, parser
from tests.benchmarks.figures import Figure
from tests.replay.record.policy import POLICY

RATES = (60, 250, 1000, 4000)
_SECONDS, _QUICK_SECONDS = 20.0, 4.0
_PULSE_S = 0.002
_CORES = re.compile(r"cost ([0-9.]+)% of a core")


def drive(name: str, rate: int, seconds: float) -> tuple[int, float]:
    """Move the pointer `rate` times a second; return how many moves there were, and the rate reached."""
    connection = display.Display(name)
    done, began = 0, time.monotonic()
    while (passed := time.monotonic() - began) < seconds:
        for _ in range(int(passed * rate) - done):
            done += 1
            xtest.fake_input(connection, X.MotionNotify, x=done % 1000, y=done // 1000 % 700)
        connection.flush()
        time.sleep(_PULSE_S)
    connection.sync()
    connection.close()
    return done, done / seconds


def record(folder: Path, rate: int, seconds: float) -> Iterator[Figure]:
    """Record one rate, and compare."""
    out, policy = folder / f"{rate}.replay", folder / "policy.toml"
    policy.write_text(POLICY)
    with XSession(home=folder) as session:
        process = recorder(session, "-o", str(out), "--consent", str(policy))
        assert process.stderr is not None
        process.stderr.readline()
        time.sleep(1.0)
        # In a process of its own, as a device is: the cost is the recorder's alone.
        words = [sys.executable, "-m", "tests.benchmarks.record_rates", "--drive", session.name]
        driver = subprocess.run([*words, str(rate), str(seconds)], capture_output=True, text=True, check=True)
        time.sleep(0.6)
        process.terminate()
        said = process.communicate(timeout=60)[1].decode()
    done, reached = driver.stdout.split()
    with Reader(out) as recording:
        rows = recording.events("pointer").rows
    due = np.arange(1, int(done) + 1)
    right = np.array_equal(rows["x"], due % 1000) and np.array_equal(rows["y"], due // 1000 % 700)
    cost = _CORES.search(said)
    yield Figure("events a second, as driven", float(reached), "")
    yield Figure("events driven", float(done), "")
    yield Figure("lost", float(int(done) - len(rows)), "", at_most=0)
    yield Figure("out of order, or elsewhere", float(not right), "", at_most=0)
    yield Figure("cost", float(cost.group(1)) / 100 if cost else None, "cores", at_most=0.1, why=said)
    yield Figure("size of the file", out.stat().st_size / max(len(rows), 1), "B an event, pictures too")


def main() -> None:
    """Measure every rate."""
    if sys.argv[1:2] == ["--drive"]:
        print(*drive(sys.argv[2], int(sys.argv[3]), float(sys.argv[4])))
        return
    options = parser(__doc__).parse_args()
    seconds = _QUICK_SECONDS if options.quick else _SECONDS
    tables: dict[str, list[Figure]] = {}
    missing = missing_programs()
    with tempfile.TemporaryDirectory(prefix="replay-bench-") as folder:
        for rate in RATES:
            title = f"{rate} events a second, 4 pictures of 1280x800 a second"
            if missing:
                tables[title] = [Figure("recording", None, "", why=f"{', '.join(missing)} not here")]
            else:
                tables[title] = list(record(Path(folder), rate, seconds))
    finish(tables, options)


if __name__ == "__main__":
    main()
