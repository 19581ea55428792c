"""Benchmarks the container on the events of a made-up working day, beside its peers on the same events.

    python -m tests.benchmarks.container [--quick] [--json OUT]

Sizes, writing and decoding, opening and seeking at several lengths, and opening what a killed writer left.
"""

import json
import math
import statistics
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from formats.model.build import EventBuilder
from formats.native.reader import Reader
from tests.benchmarks.command import finish, parser
from tests.benchmarks.day import day
from tests.benchmarks.figures import Figure, Unclocked, percentile, timed_ms
from tests.benchmarks.live_writer import leave_killed
from tests.benchmarks.peers.known import known
from tests.benchmarks.peers.native_file import NativeFile
from tests.benchmarks.peers.peer import Peer, size_of
from tests.benchmarks.synthetic import synthetic_header, write_synthetic
from tests.data import SHARED

_SEED = 1
_SEEKS = 400
_ROUNDS, _READINGS = 3, 9
_SLOW = ("MCAP msgpack", "MCAP json", "SQLite", "JSON Lines")
_FAST = ("Parquet tuned", "Parquet")
# Aims of the ratios: size, writing, decoding; none where none was set.
_SIZE_AIMS = {"MCAP msgpack": 12, "JSON Lines": 20, "SQLite": 20, "Parquet tuned": 1.3}
_WRITE_AIMS = {"MCAP msgpack": 8}
_READ_AIMS = {"MCAP msgpack": 200, "Parquet tuned": 1.3}


def main() -> None:
    """Run every table."""
    options = parser(__doc__).parse_args()
    hours = 0.5 if options.quick else 8.0
    lengths = (0.1, 0.5, 1.0) if options.quick else (1.0, 8.0, 24.0)
    tables: dict[str, list[Figure]] = {}
    with tempfile.TemporaryDirectory(prefix="replay-bench-") as name:
        folder = Path(name)
        tables[f"events of {hours:g} hours: size and speed"] = speeds(folder, hours) + real_moves(folder)
        tables["opening and seeking"] = seeks(folder, lengths, _SEEKS // (4 if options.quick else 1))
        tables["after a kill"] = after_kill(folder, hours)
    finish(tables, options)


def speeds(folder: Path, hours: float) -> list[Figure]:
    """Measure size, writing and decoding; ours and Parquet's in interleaved rounds, slow peers once."""
    header = synthetic_header(hours, _SEED)
    native = NativeFile(header)
    slow, missing = known(_SLOW)
    columnar, missing_too = known(_FAST)
    fast: tuple[Peer, ...] = (native, NativeFile(header, archive=True), *columnar)
    rows = sum(len(table) for hour in day(hours, _SEED) for table in hour.events.values())
    write_s: dict[str, list[float]] = {}
    read_s: dict[str, list[float]] = {}
    sizes: dict[str, int] = {}
    for turn in range(_ROUNDS):
        for peer in (*fast, *(slow if turn == 0 else ())):
            path = folder / f"{peer.name}-{turn}"
            write_s.setdefault(peer.name, []).append(_written(peer, path, hours))
            sizes[peer.name] = size_of(path)
    for turn in range(_READINGS):
        for peer in (*fast, *(slow if turn == 0 else ())):
            start = time.perf_counter()
            peer.read(folder / f"{peer.name}-0")
            read_s.setdefault(peer.name, []).append(time.perf_counter() - start)
    figures = [Figure("events", rows, "")]
    for name, size in sizes.items():
        ours = name.startswith("replay")
        figures += [
            Figure(f"{name}: size", size / rows, "B/event", at_most=2.1 if ours else None),
            Figure(f"{name}: writing", rows / statistics.median(write_s[name]) / 1e6, "M/s"),
            Figure(f"{name}: decoding to numpy", rows / statistics.median(read_s[name]) / 1e6, "M/s"),
        ]
    missing |= missing_too
    for name in (*_SLOW, *_FAST):
        why = missing.get(name, "")
        for what, ratio, aims in (
            ("smaller than", None if why else sizes[name] / sizes[native.name], _SIZE_AIMS),
            ("writing faster than", None if why else _times(write_s, name), _WRITE_AIMS),
            ("decoding faster than", None if why else _times(read_s, name), _READ_AIMS),
        ):
            figures.append(Figure(f"{what} {name}", ratio, "x", at_least=aims.get(name), why=why))
    for peer in (*slow, *columnar):
        figures += _opening(peer, folder / f"{peer.name}-0")
    return figures


def real_moves(folder: Path) -> list[Figure]:
    """Measure what the moves of a real recording cost, where it is on this machine."""
    source = SHARED / "agentnet" / "recording" / "events.jsonl"
    if not source.exists():
        return [Figure("real moves (AgentNet)", None, "B/event", why="no recording (REPLAY_TEST_DATA)")]
    builder = EventBuilder()
    with source.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["action"] == "move":
                # The source's clock has ticks of 100 ns; a microsecond is what a recorder of ours would keep.
                builder.add(
                    "pointer", round(row["time_stamp"] * 1e6) * 1000, x=round(row["x"]), y=round(row["y"])
                )
    events = builder.events()
    path = folder / "real-moves"
    NativeFile(synthetic_header(0, 0)).write(path, [events])
    made = folder / "made-moves"
    table = next(day(1, _SEED)).events["pointer"].slice(0, len(builder))
    NativeFile(synthetic_header(0, 0)).write(made, [{"pointer": table}])
    return [
        Figure(
            f"{len(builder)} real moves (AgentNet), the whole file", size_of(path) / len(builder), "B/event"
        ),
        Figure(f"{len(builder)} made-up moves, the whole file", size_of(made) / len(builder), "B/event"),
    ]


def seeks(folder: Path, lengths: tuple[float, ...], times: int) -> list[Figure]:
    """Measure opening, the first event and random seeks at several lengths."""
    figures: list[Figure] = []
    slowest: dict[str, list[float]] = {}
    for hours in lengths:
        path = folder / f"{hours}h"
        write_synthetic(path, hours, _SEED)
        native = NativeFile(synthetic_header(hours, _SEED))
        ms = {
            "opening, median": statistics.median(timed_ms(partial(_open, path), 50)),
            "the first event, median": statistics.median(_first_ms(path, 50)),
            "seek, all streams, p95": percentile(_seek_ms(native, path, hours, times), 0.95),
            "seek, pointer only, p95": percentile(_pointer_ms(path, hours, times), 0.95),
        }
        what = f"{hours:g} h, {path.stat().st_size / 1e6:.1f} MB"
        for name, value in ms.items():
            figures.append(Figure(f"{what}: {name}", value, "ms", at_most=1))
            slowest.setdefault(name, []).append(value)
    # A logarithm doubles from 40 chunks, an hour's, to 40 squared; the longest here has 960.
    growth = math.log(lengths[-1] * 40) / math.log(lengths[0] * 40)
    span = f"{lengths[-1]:g} h over {lengths[0]:g} h"
    return figures + [
        Figure(f"{name}, {span}", values[-1] / values[0], "x", at_most=growth)
        for name, values in slowest.items()
    ]


def after_kill(folder: Path, hours: float) -> list[Figure]:
    """Measure opening what a killed writer left."""
    path = folder / "killed.replay"
    leave_killed(path, hours, _SEED)
    ms = timed_ms(partial(_open, path), 15)
    with Reader(path) as reader:
        back = sum(info.rows for name, info in reader.streams.items() if name != "frame")
    return [
        Figure(f"opening after a kill at {hours:g} h, median", statistics.median(ms), "ms", at_most=20),
        Figure("events in it", back, ""),
    ]


def _written(peer: Peer, path: Path, hours: float) -> float:
    """Write the whole recording hour by hour; seconds without making and preparing the events."""
    parts = Unclocked(_parts(peer, hours))
    start = time.perf_counter()
    peer.write(path, parts)
    return time.perf_counter() - start - parts.seconds


def _parts(peer: Peer, hours: float) -> Iterator[Any]:
    for hour in day(hours, _SEED):
        yield peer.prepare(hour.events)


def _open(path: Path) -> None:
    Reader(path).close()


def _first_ms(path: Path, times: int) -> list[float]:
    """Decode the first event of an opened file; what was decoded before is not at hand."""
    out = []
    for _ in range(times):
        with Reader(path) as reader:
            start = time.perf_counter()
            earliest = min(reader.streams, key=lambda stream: reader.streams[stream].start_ns)
            reader.rows(earliest, 0, 1)
            out.append((time.perf_counter() - start) * 1e3)
    return out


def _opening(peer: Peer, path: Path) -> list[Figure]:
    ms = _seek_ms(peer, path, 0, 40)
    return [
        Figure(
            f"{peer.name}: open and first", statistics.median(timed_ms(lambda: peer.first(path), 5)), "ms"
        ),
        Figure(f"{peer.name}: seek p95", percentile(ms, 0.95), "ms"),
    ]


def _seek_ms(peer: Peer, path: Path, hours: float, times: int) -> list[float]:
    rng = np.random.default_rng(11)
    end = int((hours or 0.4) * 3600e9)
    with peer.seeker(path) as seek:
        for warm in range(3):
            seek(end // (warm + 2))
        out = []
        for t_ns in rng.integers(0, end, times).tolist():
            start = time.perf_counter()
            seek(t_ns)
            out.append((time.perf_counter() - start) * 1e3)
    return out


def _pointer_ms(path: Path, hours: float, times: int) -> list[float]:
    rng = np.random.default_rng(12)
    out = []
    with Reader(path) as reader:
        reader.rows("pointer", 0, 1)
        for t_ns in rng.integers(0, int(hours * 3600e9), times).tolist():
            start = time.perf_counter()
            row = reader.row_at("pointer", t_ns)
            reader.rows("pointer", row, row + 1)
            out.append((time.perf_counter() - start) * 1e3)
    return out


def _times(seconds: dict[str, list[float]], name: str) -> float:
    return statistics.median(seconds[name]) / statistics.median(seconds["replay"])


if __name__ == "__main__":
    main()
