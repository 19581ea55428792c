"""Benchmarks what sealing costs: the same recording in the clear and sealed, side by side, in turns.

    python -m tests.benchmarks.sealed [--quick] [--cache FOLDER] [--json OUT]

Opening, seeking to an event, a picture at random, every event, sealing; memory while it is read.
"""

import statistics
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np

from formats.native.reader import Reader
from formats.native.sealing import seal
from formats.native.stored_bytes import Unlock, open_stored
from tests.benchmarks.command import finish, parser
from tests.benchmarks.figures import Figure, percentile, timed_ms
from tests.benchmarks.peers.native_file import seek_all
from tests.benchmarks.synthetic import write_synthetic

_SEED = 1
_ROUNDS = 5


def main() -> None:
    """Run every table."""
    options = parser(__doc__).parse_args()
    hours = 0.25 if options.quick else 2.0
    with tempfile.TemporaryDirectory(prefix="replay-bench-") as name:
        plain, sealed = Path(name) / "plain.replay", Path(name) / "sealed.replay"
        write_synthetic(plain, hours, _SEED, frames=True)
        keys: list[bytes] = []

        def write() -> None:
            with plain.open("rb") as source, sealed.open("wb") as out:
                keys.append(seal(source, plain.stat().st_size, out).key)

        seal_ms = timed_ms(write, 1)[0]
        tables = {
            f"{hours:g} hours with frames, {plain.stat().st_size / 1e6:.0f} MB": [
                Figure("sealing", plain.stat().st_size / 1e3 / seal_ms, "MB/s"),
                Figure(
                    "size, sealed to plain",
                    sealed.stat().st_size / plain.stat().st_size,
                    "times",
                    at_most=1.01,
                ),
                *compared(plain, sealed, lambda _: keys[-1], 400 if options.quick else 1000),
                *memory(sealed, lambda _: keys[-1]),
            ]
        }
        finish(tables, options)


def compared(plain: Path, sealed: Path, unlock: Unlock, seeks: int) -> list[Figure]:
    """Measure both files in turns: what else the machine does meanwhile hits both."""
    rng = np.random.default_rng(_SEED)
    with Reader(plain) as reader:
        times = rng.integers(0, reader.duration_ns, seeks).tolist()
        frames = rng.integers(0, len(reader.frames), seeks // 5).tolist()
    found: dict[str, tuple[list[float], list[float]]] = {}
    for _ in range(_ROUNDS):
        for turn, path in enumerate((plain, sealed)):
            for what, ms in _measured(path, unlock, times, frames).items():
                found.setdefault(what, ([], []))[turn].extend(ms)
    return [figure for what, both in found.items() for figure in _figures(what, *both)]


def _measured(path: Path, unlock: Unlock, times: list[int], frames: list[int]) -> dict[str, list[float]]:
    def opened() -> Reader:
        return Reader(path, unlock=unlock)

    with opened() as reader:
        return {
            "opening": timed_ms(lambda: opened().close(), 40),
            "seeking": [timed_ms(_call(seek_all, reader, t_ns), 1)[0] for t_ns in times],
            "a picture": [timed_ms(_call(Reader.pixels, reader, frame), 1)[0] for frame in frames],
            "every event": timed_ms(lambda: [reader.events(name) for name in reader.streams], 1),
            "every byte": timed_ms(lambda: _whole(path, unlock), 1),
        }


def _call(function: Callable[[Reader, int], object], reader: Reader, number: int) -> Callable[[], object]:
    return lambda: function(reader, number)


def _whole(path: Path, unlock: Unlock) -> None:
    stored = open_stored(path, unlock)
    for offset in range(0, stored.size, 1 << 20):
        stored.read(offset, 1 << 20)
    stored.close()


def _figures(what: str, plain: list[float], sealed: list[float]) -> list[Figure]:
    figures = [
        Figure(f"{what}, plain", statistics.median(plain), "ms"),
        Figure(f"{what}, sealed", statistics.median(sealed), "ms"),
        Figure(f"{what}, sealed to plain", statistics.median(sealed) / statistics.median(plain), "times"),
    ]
    if len(plain) > 100 * _ROUNDS:
        figures += [
            Figure(f"{what}, plain, p95", percentile(plain, 0.95), "ms"),
            Figure(f"{what}, sealed, p95", percentile(sealed, 0.95), "ms"),
        ]
    return figures


def memory(sealed: Path, unlock: Unlock) -> list[Figure]:
    """Measure what the bytes of a sealed file take in Python's memory while all of them are read."""
    tracemalloc.start()
    _whole(sealed, unlock)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return [Figure("memory while every byte is read", peak / 1e6, "MB", at_most=8)]


if __name__ == "__main__":
    main()
