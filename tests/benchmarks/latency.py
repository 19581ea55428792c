"""From a key to the painted picture, over a real pseudo-terminal and inside a real tmux.

    python -m tests.benchmarks.latency [--quick] [--json OUT]

The keys go to the application itself (`replay open`), its pictures lossless tiles of 1920x1080; the peer is
the smallest Textual application around textual-image's half cells, with its pictures decoded beforehand. A
paint ends with the last byte before the program falls silent. "Every cell" changes all of the picture; the
panels around it take their share of the screen and change too.
"""

import importlib.util
import math
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.command import finish, parser
from tests.benchmarks.desk_pictures import write_recording
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.terminals import Paint, Terminal, bursts

_SMALL, _LARGE = (160, 45), (240, 67)
_NEXT_FRAME = "."
_QUIET_S, _PEER_QUIET_S = 0.1, 0.6
# Shorter than what passes before a coarse picture in tmux is made exact: that comes after the paint.
_AIMS = {
    ("step", _SMALL, False): (6, 16),
    ("step", _SMALL, True): (8, 25),
    ("step", _LARGE, False): (8, 20),
    ("full", _SMALL, False): (12, 20),
    ("full", _SMALL, True): (30, 45),
}
_TIMES_SLOWER = {"step": 20, "full": 10}
_WORDS = {"step": "a step", "full": "every cell"}
_TMUX = "" if shutil.which("tmux") else "tmux is not installed"
_PEER = "" if importlib.util.find_spec("textual_image") else "textual-image is not installed (extra test)"


def main() -> None:
    """Measure, print tables, and write JSON where asked."""
    options = parser(__doc__).parse_args()
    keys, peer_keys = (20, 6) if options.quick else (58, 12)
    with tempfile.TemporaryDirectory() as folder:
        files = {kind: Path(folder) / f"{kind}.replay" for kind in ("step", "full")}
        for kind, path in files.items():
            write_recording(kind, path)
        tables = {
            "key to painted cells": _keys(files, keys, peer_keys),
            "bytes at once inside tmux": _bursts(files["full"], keys),
        }
    finish(tables, options)


def _replay(path: Path) -> list[str]:
    return [sys.executable, "-m", "replay.cli.main", "open", str(path)]


def _pressed(
    command: list[str], size: tuple[int, int], *, tmux: bool = False, key: str, times: int, quiet_s: float
) -> list[Paint]:
    with Terminal(command, *size, tmux=tmux) as terminal:
        terminal.settle(1.2)
        paints = [terminal.press(key, quiet_s=quiet_s) for _ in range(times)]
    painted = [paint for paint in paints if paint.bytes]
    if len(painted) < times * 0.9:
        raise RuntimeError(
            f"{len(paints) - len(painted)} of {times} keys painted nothing: {bytes(terminal.raw[-400:])!r}"
        )
    return painted


def _keys(files: dict[str, Path], times: int, peer_times: int) -> list[Figure]:
    figures: list[Figure] = []
    for kind, path in files.items():
        for size in (_SMALL, _LARGE):
            for tmux in (False, True):
                middle, found = _measured(kind, path, size, tmux=tmux, times=times)
                figures += found
                if size == _SMALL and not tmux:
                    figures.append(_peer(kind, size, middle, peer_times))
    return figures


def _measured(
    kind: str, path: Path, size: tuple[int, int], *, tmux: bool, times: int
) -> tuple[float, list[Figure]]:
    """Return the median in ms, NaN where there is none, and the figures."""
    name = f"{_WORDS[kind]}, {size[0]}x{size[1]}, {'tmux' if tmux else 'pty'}"
    aims = _AIMS.get((kind, size, tmux), (None, None))
    limit = 1000 if kind == "step" and not tmux else None
    middle, late, written = math.nan, None, None
    why = _TMUX if tmux else ""
    if not why:
        paints = _pressed(_replay(path), size, tmux=tmux, key=_NEXT_FRAME, times=times, quiet_s=_QUIET_S)
        ms = [paint.ms for paint in paints]
        middle, late = statistics.median(ms), percentile(ms, 0.95)
        written = statistics.median(paint.bytes for paint in paints)
    return middle, [
        Figure(f"{name}, p50", None if why else middle, "ms", at_most=aims[0], why=why),
        Figure(f"{name}, p95", late, "ms", at_most=aims[1], why=why),
        Figure(f"{name}, written", written, "B", at_most=limit, why=why),
    ]


def _peer(kind: str, size: tuple[int, int], ours_ms: float, times: int) -> Figure:
    aim = _TIMES_SLOWER[kind]
    what = f"{_WORDS[kind]}, {size[0]}x{size[1]}, textual-image"
    if _PEER:
        return Figure(f"{what} is slower by", None, "times", at_least=aim, why=_PEER)
    command = [sys.executable, "-m", "tests.benchmarks.latency_apps", "peer", kind]
    paints = _pressed(command, size, key=_NEXT_FRAME, times=times, quiet_s=_PEER_QUIET_S)
    theirs = statistics.median(paint.ms for paint in paints)
    return Figure(f"{what} takes {theirs:.0f} ms, slower by", theirs / ours_ms, "times", at_least=aim)


def _bursts(path: Path, times: int) -> list[Figure]:
    """Count what the program writes when it is told that it runs inside tmux, whole screens of change."""
    figures = []
    for columns, rows in (_SMALL, _LARGE):
        environment = {"TMUX": "/nowhere,1,0", "TERM": "tmux-256color"}
        with Terminal(_replay(path), columns, rows, environment=environment) as terminal:
            terminal.settle(1.2)
            started = len(terminal.reads)
            for _ in range(times):
                # Longer than it takes until a coarse picture is made exact, part by part.
                terminal.press(_NEXT_FRAME, quiet_s=0.2)
            first, then = terminal.reads[:started], terminal.reads[started:]
        name = f"{columns}x{rows}"
        for what, reads in ((f"{name}, the start", first), (f"{name}, every cell changes", then)):
            most = max(bursts(reads)) / columns / rows
            figures.append(Figure(f"{what}: the largest burst", most, "B a cell", at_most=8))
    return figures


if __name__ == "__main__":
    main()
