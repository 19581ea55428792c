"""Playing with every cell changing, and seeking where nothing was prepared, in the smallest application.

    python -m tests.benchmarks.playing [--quick] [--cache FOLDER] [--json OUT]

Our view fills the screen. Pictures for playing are at hand as pixels; seeks decode a JPEG, or lossless tiles
of the long recording. A slow line takes 2 MB a second, less than is asked for: what is still painted after
playing was stopped had been queued.
"""

import re
import shutil
import statistics
import sys
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path

from tests.benchmarks.command import finish, folder_for, parser
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.latency_apps import WORD_LETTERS
from tests.benchmarks.recordings import LONG_HOURS, QUICK_HOURS, with_frames
from tests.benchmarks.terminals import Terminal, bursts

_SMALL, _LARGE = (160, 45), (240, 67)
_FPS = 30
_SLOW_LINE = 2_000_000
_WORD = re.compile(rb"([a-z])\1{%d}" % (WORD_LETTERS - 1))
_TMUX = "" if shutil.which("tmux") else "tmux is not installed"


def main() -> None:
    """Measure, print tables, and write JSON where asked."""
    options = parser(__doc__).parse_args()
    seconds, seeks = (3, 12) if options.quick else (8, 40)
    with folder_for(options) as folder:
        long = with_frames(folder, QUICK_HOURS if options.quick else LONG_HOURS)
        tables = {
            "playing at 30 a second, every cell changes, 240x67": [
                *_playing(seconds, tmux=False),
                *_playing(seconds, tmux=True),
                *_slow_line(seconds),
            ],
            "seeking without read-ahead, 160x45": _seeks(long, seeks),
        }
    finish(tables, options)


def _app(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.benchmarks.latency_apps", *arguments]


def _playing(seconds: float, *, tmux: bool) -> list[Figure]:
    name = "tmux" if tmux else "pty"
    rate, share, size = None, None, None
    why = _TMUX if tmux else ""
    if not why:
        with Terminal(_app("ours", "made", "play", str(_FPS)), *_LARGE, tmux=tmux) as terminal:
            terminal.watch(3)  # until it plays at its rate
            before = terminal.cpu_s()
            begin = len(terminal.raw)
            reads = terminal.watch(seconds)
            share = (terminal.cpu_s() - before) / seconds * 100
        shown = pictures(bytes(terminal.raw[begin:]), reads)
        # From the first picture to the last, so that the ends of the watch cost none; to a tenth.
        rate = round((len(shown) - 1) / (shown[-1] - shown[0]), 1)
        size = sum(size for _, size in reads) / len(shown) / 1000
    return [
        Figure(f"{name}: pictures a second", rate, "", at_least=25 if tmux else _FPS, why=why),
        Figure(f"{name}: of one core", share, "%", at_most=None if tmux else 60, why=why),
        Figure(f"{name}: a picture", size, "kB", why=why),
    ]


def pictures(raw: bytes, reads: list[tuple[float, int]]) -> list[float]:
    """Return when each picture came, known by the word that it bears."""
    ends = list(accumulate(size for _, size in reads))
    out: list[float] = []
    last = b""
    for match in _WORD.finditer(raw):
        if match[1] != last:
            last = match[1]
            out.append(reads[bisect_right(ends, match.start())][0])
    return out


def _slow_line(seconds: float) -> list[Figure]:
    """Play on a line that takes a quarter of it; count what comes after the end."""
    with Terminal(_app("ours", "made", "play", str(_FPS)), *_LARGE) as terminal:
        whole = statistics.median(bursts(terminal.watch(3)))
        reads = terminal.watch(seconds, bytes_a_second=_SLOW_LINE)
        after = terminal.press("p", quiet_s=0.3)
    painted = sum(size for _, size in reads) / whole
    return [
        Figure("slow line, 2 MB/s: pictures due", seconds * _FPS, ""),
        Figure("slow line, 2 MB/s: painted, the others dropped", painted, ""),
        # One is on the line when the key comes, and the newest follows it.
        Figure("slow line, 2 MB/s: painted after the end", after.bytes / whole, "", at_most=2),
    ]


def _seeks(long: Path, times: int) -> list[Figure]:
    figures = []
    for kind, what in (
        ("jpeg", "a JPEG"),
        (str(long), f"lossless tiles, {long.name}"),
        ("made", "pixels at hand"),
    ):
        with Terminal(_app("ours", kind), *_SMALL) as terminal:
            terminal.settle(1.2)
            paints = [terminal.press("r", quiet_s=0.25) for _ in range(times)]
        ms = [paint.ms for paint in paints if paint.bytes]
        if len(ms) < times * 0.9:
            raise RuntimeError(f"{times - len(ms)} of {times} seeks painted nothing")
        figures.append(Figure(f"1920x1080, {what}, p50", statistics.median(ms), "ms", at_most=25))
        figures.append(Figure(f"1920x1080, {what}, p95", percentile(ms, 0.95), "ms"))
    return figures


if __name__ == "__main__":
    main()
