"""From a key to the painted picture while the text on the pictures is read, beside the same in calm.

    python -m tests.benchmarks.reading [--quick] [--json OUT]

The application runs as for a privacy reviewer (`replay open --as privacy`) on a pseudo-terminal, with the
recorded desk of the tests. Keys are pressed at uneven pauses: first while nothing is read, then, in the same
run, while its pictures are read by as many processes as there are cores, with nothing kept from before.
"""

import random
import shutil
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.command import finish, parser
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.terminals import Terminal

_DESK = Path("tests/desk.replay")
_SIZE = (160, 45)
_RUNS, _KEYS = 3, 20
"""The desk is read within half a minute: more keys in one run would be pressed when it is over."""
_NEXT, _READ = ".", "F"
_PAUSES_S = (0.1, 0.3, 0.6, 1.0)
"""From the longer ones on the reading has gone on meanwhile."""
_QUIET_S = 0.04
"""Silence that ends a paint: shorter than what passes until the line at the top says how far it is."""
_SETTLES_S, _STARTS_S, _GOES_ON_S = 4.0, 2.0, 5.0
_AIM = 1.5


def main() -> None:
    """Measure, print, and write JSON where asked."""
    options = parser(__doc__).parse_args()
    calm: list[float] = []
    reading: list[float] = []
    for _ in range(1 if options.quick else _RUNS):
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder), calm, reading)
    figures = []
    for what, at in (("p50", 0.5), ("p95", 0.95)):
        calm_ms, reading_ms = percentile(calm, at), percentile(reading, at)
        figures += [
            Figure(f"calm, {what}", calm_ms, "ms"),
            Figure(f"while pictures are read, {what}", reading_ms, "ms"),
            Figure(f"{what}, over calm", reading_ms / calm_ms, "times", at_most=_AIM),
        ]
    finish({f"{len(reading)} keys while pictures are read": figures}, options)


def _measure(folder: Path, calm: list[float], reading: list[float]) -> None:
    path = Path(shutil.copy(_DESK, folder))
    places = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "DATA", "CACHE")}
    command = [
        sys.executable,
        "-m",
        "replay.cli.main",
        "open",
        "--as",
        "privacy",
        "--keep-nothing",
        str(path),
    ]
    with Terminal(command, *_SIZE, environment=places) as terminal:
        terminal.settle(_SETTLES_S)
        # The texts first, so that the same is on the screen; asked again, the pictures.
        terminal.press(_READ, quiet_s=1.0)
        calm += _pressed(terminal)
        terminal.press(_READ, quiet_s=0.5)
        terminal.watch(_STARTS_S)
        reading += _pressed(terminal)
        pressed = len(terminal.raw)
        terminal.watch(_GOES_ON_S)
        # The line at the top goes on to say how far it is; of what changes there a digit is written.
        if len(terminal.raw) == pressed:
            raise RuntimeError("all was read before the last key")


def _pressed(terminal: Terminal) -> list[float]:
    """Return how long each key took to the last byte of its paint, in ms."""
    rng = random.Random(5)
    paints = []
    for _ in range(_KEYS):
        paints.append(terminal.press(_NEXT, quiet_s=_QUIET_S))
        terminal.watch(rng.choice(_PAUSES_S))
    painted = [paint.ms for paint in paints if paint.bytes]
    if len(painted) < 0.8 * _KEYS:
        raise RuntimeError(f"{_KEYS - len(painted)} of {_KEYS} keys painted nothing")
    return painted


if __name__ == "__main__":
    main()
