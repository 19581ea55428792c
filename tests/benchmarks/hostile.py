"""Reads files that are broken or made to break a reader, each in a process with limits.

    python -m tests.benchmarks.hostile [--quick] [--json OUT]

Each file must be refused in one clear line, or open and give what is intact and say what is not, within a
second and 300 MB above the imports; never another exception, a hang, or a row that was not written.
"""

import json
import os
import random
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from formats.errors import FormatError
from formats.native.reader import Reader
from tests.benchmarks.command import finish, parser
from tests.benchmarks.damage import judge
from tests.benchmarks.figures import Figure
from tests.benchmarks.hostile_files import crafted, resealed, sound_file
from tests.benchmarks.peers.peer import Salvaged, Tables, columns

Value = TypeVar("Value")

SECONDS, MEGABYTES = 1.0, 300
_HANG_S = 10
_WINDOW_ROWS = 8192
_MOST_WINDOWS = 64
_LINE_LETTERS = 400


@dataclass(frozen=True, slots=True)
class Verdict:
    """How reading one file, or one command on it, went."""

    name: str
    """What was done to the file."""
    outcome: str
    """"whole", "partial", "refused"; or what must not be: "raised", "hung", "died", "unclear", "silent"."""
    said: str
    """The first line said of it."""
    seconds: float
    peak_mb: float
    command: str = ""
    """Which command, where one was run."""

    @property
    def is_good(self) -> bool:
        """Whether all that was promised of a broken file was kept."""
        fine = self.outcome in {"whole", "partial", "refused"}
        return fine and self.seconds <= SECONDS and self.peak_mb <= MEGABYTES


def read_everything(path: Path, truth: Tables | None = None) -> tuple[str, list[str]]:
    """Read all that a file gives, and return the outcome and the lines said.

    Args:
        path: The file.
        truth: What was written, where that is known: rows must be among it, and none missing in silence.
    """
    try:
        reader = Reader(path)
    except FormatError as error:
        return "refused", [str(error)]
    lines: list[str] = []
    tables: Tables = {}
    with reader:
        for stream, info in reader.streams.items():
            starts = range(0, info.rows, _WINDOW_ROWS)[:_MOST_WINDOWS]
            for start in starts:
                _try(partial(reader.rows, stream, start, start + _WINDOW_ROWS), lines)
            table = _try(partial(reader.events, stream), lines)
            if table is not None:
                tables[stream] = columns(table)
        frames = _try(lambda: reader.frames, lines)
        for frame in range(min(len(frames), 16) if frames is not None else 0):
            _try(partial(reader.pixels, frame), lines)
            _try(partial(reader.encoded, frame), lines)
        lines += reader.problems
        told = bool(lines) or not reader.complete
    if truth is not None and judge(truth, Salvaged(tables, told)).silently_wrong:
        return "silent", lines
    return ("partial" if told else "whole"), lines


def _try(call: Callable[[], Value], lines: list[str]) -> Value | None:
    try:
        return call()
    except FormatError as error:
        lines.append(str(error))
        return None


def is_clear(line: str) -> bool:
    """Say whether a message is one line that people can read."""
    return 0 < len(line) <= _LINE_LETTERS and all(letter.isprintable() for letter in line)


def judged(name: str, path: Path, truth: Tables | None = None) -> Verdict:
    """Read a file in a forked process under limits of memory and time."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.write(writing, json.dumps(_in_child(name, path, truth)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if said:
        return Verdict(**json.loads(said))
    outcome = "hung" if os.WTERMSIG(status) == signal.SIGALRM else "died"
    return Verdict(name, outcome, f"signal {os.WTERMSIG(status)}", float(_HANG_S), 0.0)


def _in_child(name: str, path: Path, truth: Tables | None) -> dict[str, object]:
    signal.alarm(_HANG_S)
    before_kb = status_kb("VmSize"), status_kb("VmRSS")
    # Room beyond the promise, so that what breaks it is measured and not only killed.
    most = before_kb[0] * 1024 + 2 * MEGABYTES * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    Path("/proc/self/clear_refs").write_text("5")
    start = time.perf_counter()
    try:
        outcome, lines = read_everything(path, truth)
        if not all(is_clear(line) for line in lines):
            outcome = "unclear"
    except Exception as error:  # noqa: BLE001 - what must not happen is to be counted, whatever it is
        outcome, lines = "raised", [f"{type(error).__name__}: {error}"[:200]]
    seconds = time.perf_counter() - start
    peak_mb = (status_kb("VmHWM") - before_kb[1]) * 1.024 / 1000
    return asdict(Verdict(name, outcome, lines[0] if lines else "", seconds, peak_mb))


def status_kb(name: str) -> int:
    """Return a figure of this process that the kernel keeps in kB, such as VmHWM."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    raise KeyError(name)


def cuts(folder: Path, data: bytes, count: int) -> Iterator[tuple[str, Path]]:
    """Cut a file at `count` places, the ends among them."""
    for number in range(count):
        place = len(data) * number // count if number else len(data) - 1
        yield _written(folder, f"cut at {place}", data[:place])


def changes(folder: Path, data: bytes, count: int) -> Iterator[tuple[str, Path]]:
    """Change one random byte, `count` times."""
    chance = random.Random(7)
    for _ in range(count):
        place = chance.randrange(len(data))
        changed = bytearray(data)
        changed[place] ^= chance.randrange(1, 256)
        yield _written(folder, f"byte {place} changed", bytes(changed))


def reseals(folder: Path, data: bytes, count: int) -> Iterator[tuple[str, Path]]:
    """Change bytes of a chunk's body and make the checksums right again, `count` times."""
    chance = random.Random(8)

    def mutate(body: bytearray) -> None:
        # Envelopes lie at the front, where a change does the most.
        for _ in range(chance.choice((1, 1, 2, 5))):
            place = chance.randrange(min(len(body), 200) if chance.random() < 0.7 else len(body))
            body[place] = chance.choice((0, 1, 127, 128, 255, chance.randrange(256)))

    for number in range(count):
        chunk = chance.randrange(1 << 20)
        yield _written(folder, f"chunk resealed {number}", resealed(data, mutate, chunk))


def _written(folder: Path, name: str, data: bytes) -> tuple[str, Path]:
    path = folder / "hostile.replay"
    path.write_bytes(data)
    return name, path


def campaign(folder: Path, *, cut: int, change: int, reseal: int) -> dict[str, list[Verdict]]:
    """Run all kinds of files, so many of each."""
    whole = folder / "sound.replay"
    hour = sound_file(whole)
    truth = {stream: columns(table) for stream, table in hour.events.items()}
    data = whole.read_bytes()
    return {
        "made": [judged(name, path) for name, path in crafted(folder)],
        "cut": [judged(name, path, truth) for name, path in cuts(folder, data, cut)],
        "one byte changed": [judged(name, path, truth) for name, path in changes(folder, data, change)],
        "chunks resealed": [judged(name, path) for name, path in reseals(folder, data, reseal)],
    }


def verdict_figures(kind: str, counted: str, found: Sequence[Verdict]) -> list[Figure]:
    """Return how many of a kind were judged, how many broke the promise, and what the worst of them cost."""
    return [
        Figure(f"{kind}: {counted}", len(found), ""),
        Figure(f"{kind}: promise broken", sum(not v.is_good for v in found), "", at_most=0),
        Figure(f"{kind}: slowest", max(v.seconds for v in found), "s", at_most=SECONDS),
        Figure(
            f"{kind}: most memory above the imports",
            max(v.peak_mb for v in found),
            "MB",
            at_most=MEGABYTES,
        ),
    ]


def main() -> None:
    """Run the campaign and print what went wrong."""
    options = parser(__doc__).parse_args()
    share = 20 if options.quick else 1
    with tempfile.TemporaryDirectory(prefix="replay-hostile-") as name:
        verdicts = campaign(Path(name), cut=200 // share, change=2000 // share, reseal=2000 // share)
    for verdict in verdicts["made"]:
        print(
            f"  {verdict.name:<45} {verdict.outcome:<8} {verdict.seconds:5.2f} s {verdict.peak_mb:6.1f} MB"
            f"  {verdict.said[:90]}"
        )
    figures = []
    for kind, found in verdicts.items():
        bad = [verdict for verdict in found if not verdict.is_good]
        for verdict in bad[:20]:
            print(f"BAD {verdict}")
        figures += verdict_figures(kind, "files", found)
    finish({"hostile files": figures}, options)


if __name__ == "__main__":
    main()
