"""From a key to the painted picture, over a real pseudo-terminal and inside a real tmux.

    python -m tests.benchmarks.latency [--keys 60] [--peer-keys 12] [--json OUT]

The keys go to the application itself (`replay open`), its pictures lossless tiles of 1920x1080; the peer is
the smallest Textual application around textual-image's half cells, with its pictures decoded beforehand. A
paint ends with the last byte before the program falls silent. "Every cell" changes all of the picture; the
panels around it take their share of the screen and change too. Playing, and seeking without read-ahead, are
of the smallest application around our view, which fills the screen.
"""

import argparse
import re
import statistics
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.desk_pictures import write_recording
from tests.benchmarks.figures import Figure, dump, percentile, show
from tests.benchmarks.terminals import Paint, Terminal

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
_ESCAPES = re.compile(rb"[34]8;2;")


def main() -> None:
    """Measure, print tables, and write JSON where asked."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--keys", type=int, default=60)
    options.add_argument("--peer-keys", type=int, default=12)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = {kind: Path(folder) / f"{kind}.replay" for kind in ("step", "full")}
        for kind, path in files.items():
            write_recording(kind, path)
        tables = {
            "key to painted cells": _keys(files, chosen.keys, chosen.peer_keys),
            "seeking without read-ahead, 160x45": _seeks(chosen.keys),
            "playing at 30 a second, every cell changes": _playing(),
            "from the shell's prompt, 160x45": _starts(files["step"]),
        }
    for title, figures in tables.items():
        show(title, figures)
    if chosen.json:
        chosen.json.write_text(dump(tables))


def _replay(path: Path) -> list[str]:
    return [sys.executable, "-m", "replay.cli.main", "open", str(path)]


def _small_app(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.benchmarks.latency_apps", *arguments]


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
                paints = _pressed(
                    _replay(path), size, tmux=tmux, key=_NEXT_FRAME, times=min(times, 58), quiet_s=_QUIET_S
                )
                name = f"{_WORDS[kind]}, {size[0]}x{size[1]}, {'tmux' if tmux else 'pty'}"
                aims = _AIMS.get((kind, size, tmux), (None, None))
                ms = [paint.ms for paint in paints]
                middle = statistics.median(ms)
                figures.append(Figure(f"{name}, p50", middle, "ms", at_most=aims[0]))
                figures.append(Figure(f"{name}, p95", percentile(ms, 0.95), "ms", at_most=aims[1]))
                written = statistics.median(paint.bytes for paint in paints)
                limit = 1000 if kind == "step" and not tmux else None
                figures.append(Figure(f"{name}, written", written, "B", at_most=limit))
                if size == _SMALL and not tmux:
                    figures.append(_peer(kind, size, middle, peer_times))
    return figures


def _peer(kind: str, size: tuple[int, int], ours_ms: float, times: int) -> Figure:
    paints = _pressed(_small_app("peer", kind), size, key=_NEXT_FRAME, times=times, quiet_s=_PEER_QUIET_S)
    theirs = statistics.median(paint.ms for paint in paints)
    what = f"{_WORDS[kind]}, {size[0]}x{size[1]}, textual-image takes {theirs:.0f} ms, slower by"
    return Figure(what, theirs / ours_ms, "times", at_least=_TIMES_SLOWER[kind])


def _seeks(times: int) -> list[Figure]:
    figures = []
    for kind, what in (("jpeg", "JPEG 1920x1080"), ("made", "pixels at hand 1920x1080")):
        paints = _pressed(_small_app("ours", kind), _SMALL, key="r", times=min(times, 40), quiet_s=0.25)
        ms = [paint.ms for paint in paints]
        figures.append(Figure(f"{what}, p50", statistics.median(ms), "ms", at_most=25))
        figures.append(Figure(f"{what}, p95", percentile(ms, 0.95), "ms"))
    return figures


def _playing(seconds: float = 6) -> list[Figure]:
    figures = []
    for tmux in (False, True):
        command = _small_app("ours", "made", "play", "30")
        with Terminal(command, *_LARGE, tmux=tmux) as terminal:
            terminal.watch(3)
            before = terminal.cpu_s()
            reads = terminal.watch(seconds)
            share = (terminal.cpu_s() - before) / seconds
        times = [at for at, _ in reads]
        # A picture's bytes come close together; a gap of a quarter of a picture's time begins the next one.
        pictures = 1 + sum(after - first > 0.008 for first, after in pairwise(times))
        name = f"240x67, {'tmux' if tmux else 'pty'}"
        figures.append(
            Figure(f"{name}, pictures a second", pictures / seconds, "", at_least=25 if tmux else 29)
        )
        aim = None if tmux else 60
        figures.append(Figure(f"{name}, of one core", share * 100, "%", at_most=aim))
        figures.append(Figure(f"{name}, a picture", sum(size for _, size in reads) / pictures / 1000, "kB"))
    return figures


def _starts(path: Path, rounds: int = 5) -> list[Figure]:
    interface, picture, helps = [], [], []
    for _ in range(rounds):
        with Terminal(_replay(path), *_SMALL) as terminal:
            terminal.settle(0.8)
        first, whole = _moments(terminal)
        interface.append(first)
        picture.append(whole)
        with Terminal([sys.executable, "-m", "replay.cli.main", "--help"], *_SMALL) as terminal:
            helps.append(terminal.settle(0.1).ms)
    return [
        Figure("interface on screen", statistics.median(interface), "ms", at_most=200),
        Figure("first picture on screen", statistics.median(picture), "ms", at_most=300),
        Figure("--help", statistics.median(helps), "ms", at_most=80),
    ]


def _moments(terminal: Terminal) -> tuple[float, float]:
    """Return when the interface and when the picture were on the screen, in ms from the start.

    The interface is there with the first two thousand bytes; the picture when nine tenths of all colours
    have come.
    """
    total = len(_ESCAPES.findall(terminal.raw))
    at = seen = 0
    first = whole = 0.0
    for since, size in terminal.reads:
        seen += len(_ESCAPES.findall(terminal.raw[at : at + size]))
        at += size
        if at > 2000 and not first:
            first = since * 1e3
        if seen > total * 0.9:
            whole = since * 1e3
            break
    return first, whole


if __name__ == "__main__":
    main()
