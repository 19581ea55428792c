"""Benchmarks the container on the events of a made-up working day, beside its peers on the same events.

    python -m tests.benchmarks.container [--quick] [--json OUT]

Prints a table and, to a file, JSON. Needs the extra `test` for the peers.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from formats.model.build import EventBuilder
from formats.native.reader import Reader
from tests.benchmarks.day import day
from tests.benchmarks.figures import Figure, Unclocked, dump, percentile, show, timed_ms
from tests.benchmarks.live_writer import leave_killed
from tests.benchmarks.memory import peak_mb
from tests.benchmarks.peers.json_lines import JsonLines
from tests.benchmarks.peers.mcap_file import McapFile
from tests.benchmarks.peers.native_file import NativeFile
from tests.benchmarks.peers.parquet_folder import ParquetFolder
from tests.benchmarks.peers.peer import Peer, size_of
from tests.benchmarks.peers.sqlite_file import SqliteFile
from tests.benchmarks.synthetic import synthetic_header, write_synthetic
from tests.data import SHARED

_SEED = 1
_SEEKS = 400
_ROUNDS = 3
# Aims of the ratios: size, writing, decoding; None where no aim was set.
_SIZE_AIMS = {"MCAP msgpack": 12, "JSON Lines": 20, "SQLite": 20, "Parquet tuned": 1.3}
_WRITE_AIMS = {"MCAP msgpack": 8}
_READ_AIMS = {"MCAP msgpack": 200, "Parquet tuned": 1.3}


def main() -> None:
    """Run every table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="half an hour of events, fewer seeks")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    parser.add_argument(
        "--frames", action="store_true", help="also write and read 28,800 frames: minutes, 2 GB"
    )
    parser.add_argument("--no-peers", action="store_true", help="only our own container and Parquet")
    options = parser.parse_args()
    hours = 0.5 if options.quick else 8.0
    lengths = (0.1, 0.5, 1.0) if options.quick else (1.0, 8.0, 24.0)

    tables: dict[str, list[Figure]] = {}
    with tempfile.TemporaryDirectory(prefix="replay-bench-") as name:
        folder = Path(name)
        tables["Size and speed"] = speeds(folder, hours, slow_peers=not options.no_peers) + real_moves(folder)
        tables["Seeking"] = seeks(folder, lengths, _SEEKS // (4 if options.quick else 1))
        tables["Memory"] = memory(folder / f"{hours}h", folder / "frames" if options.frames else None)
        tables["After a kill"] = after_kill(folder, hours)
    for title, figures in tables.items():
        show(title, figures)
    if options.json:
        options.json.write_text(dump(tables))
    missed = [figure.what for figures in tables.values() for figure in figures if figure.met is False]
    print(f"\n{len(missed)} aims missed" + "".join(f"\n  {what}" for what in missed))
    sys.exit(1 if missed else 0)


def speeds(folder: Path, hours: float, *, slow_peers: bool) -> list[Figure]:
    """Measure size, writing and decoding; ours and Parquet's in interleaved rounds, slow peers once."""
    header = synthetic_header(hours, _SEED)
    native, tuned = NativeFile(header), ParquetFolder(tuned=True)
    slow: tuple[Peer, ...] = (McapFile("msgpack"), McapFile("json"), SqliteFile(), JsonLines())
    fast: tuple[Peer, ...] = (native, NativeFile(header, archive=True), tuned, ParquetFolder())
    rows = sum(len(table) for hour in day(hours, _SEED) for table in hour.events.values())
    write_s: dict[str, list[float]] = {}
    read_s: dict[str, list[float]] = {}
    sizes: dict[str, int] = {}
    for turn in range(_ROUNDS):
        for peer in (*fast, *(slow if slow_peers and turn == 0 else ())):
            path = folder / f"{peer.name}-{turn}"
            write_s.setdefault(peer.name, []).append(_written(peer, path, hours))
            start = time.perf_counter()
            peer.read(path)
            read_s.setdefault(peer.name, []).append(time.perf_counter() - start)
            sizes[peer.name] = size_of(path)
        if turn == 0 and slow_peers:
            other = [_opening(peer, folder / f"{peer.name}-0") for peer in (*slow, tuned)]
    figures = [Figure("events", rows, "")]
    for name, size in sizes.items():
        ours = name.startswith("replay")
        figures += [
            Figure(f"{name}: size", size / rows, "B/event", at_most=2.1 if ours else None),
            Figure(f"{name}: writing", rows / statistics.median(write_s[name]) / 1e6, "M/s"),
            Figure(f"{name}: decoding to numpy", rows / statistics.median(read_s[name]) / 1e6, "M/s"),
        ]
    for name, size in sizes.items():
        if not name.startswith("replay"):
            figures += [
                _ratio(f"smaller than {name}", size / sizes[native.name], _SIZE_AIMS.get(name)),
                _ratio(f"writing faster than {name}", _times(write_s, name), _WRITE_AIMS.get(name)),
                _ratio(f"decoding faster than {name}", _times(read_s, name), _READ_AIMS.get(name)),
            ]
    return figures + [figure for pair in (other if slow_peers else []) for figure in pair]


def real_moves(folder: Path) -> list[Figure]:
    """Measure what the moves of a real recording cost, where it is on this machine."""
    source = SHARED / "agentnet" / "recording" / "events.jsonl"
    if not source.exists():
        return []
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
    for hours in lengths:
        path = folder / f"{hours}h"
        write_synthetic(path, hours, _SEED)
        native = NativeFile(synthetic_header(hours, _SEED))
        opening = timed_ms(partial(_open, path), 50)
        first = timed_ms(partial(native.first, path), 50)
        ms = _seek_ms(native, path, hours, times)
        pointer = _pointer_ms(path, hours, times)
        what = f"{hours:g} h, {path.stat().st_size / 1e6:.1f} MB"
        figures += [
            Figure(f"{what}: opening, median", statistics.median(opening), "ms", at_most=1),
            Figure(f"{what}: opening and the first event, median", statistics.median(first), "ms", at_most=2),
            Figure(f"{what}: seek, all streams, p50", percentile(ms, 0.5), "ms"),
            Figure(f"{what}: seek, all streams, p95", percentile(ms, 0.95), "ms", at_most=1),
            Figure(f"{what}: seek, pointer only, p95", percentile(pointer, 0.95), "ms", at_most=1),
        ]
    return figures


def memory(path: Path, frames: Path | None) -> list[Figure]:
    """Measure the peak above the imports in a process of its own, with frames where a place is given."""
    figures = [
        Figure("events, everything read, peak above imports", peak_mb(path, "events"), "MB", at_most=16)
    ]
    if frames:
        write_synthetic(frames, 8, _SEED, frames=True)
        opening = statistics.median(timed_ms(partial(_open, frames), 20))
        figures += [
            Figure("8 h with frames: size", frames.stat().st_size / 1e6, "MB"),
            Figure("8 h with frames: opening", opening, "ms", at_most=1),
            Figure(
                "8 h with frames: events, peak above imports", peak_mb(frames, "events"), "MB", at_most=16
            ),
            Figure(
                "8 h with frames: frames, peak above imports", peak_mb(frames, "frames"), "MB", at_most=100
            ),
        ]
    return figures


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


def _ratio(what: str, value: float, aim: float | None) -> Figure:
    return Figure(what, value, "x", at_least=aim)


def _times(seconds: dict[str, list[float]], name: str) -> float:
    return statistics.median(seconds[name]) / statistics.median(seconds["replay"])


if __name__ == "__main__":
    main()
