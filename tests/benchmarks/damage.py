"""Damages files at random and looks at what the readers then give: events back, and events silently wrong.

    python -m tests.benchmarks.damage [--quick] [--trials 200] [--peer-trials 200] [--json OUT]

One flipped bit, or 512 bytes zeroed, at a random place, as many trials each. A trial is silently wrong when a
row that comes back differs from what was written, or when rows are missing and nobody said so. All formats
hold the same hour: a chunk is then more of the file than in eight hours, which ours is measured on too.
"""

import random
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from formats.model.streams import Events
from tests.benchmarks.command import finish, parser
from tests.benchmarks.figures import Figure
from tests.benchmarks.peers.known import known
from tests.benchmarks.peers.native_file import NativeFile
from tests.benchmarks.peers.peer import Columns, Peer, Salvaged, Tables, columns
from tests.benchmarks.recordings import LONG_HOURS
from tests.benchmarks.synthetic import synthetic_events, synthetic_header

WAYS = ("one flipped bit", "512 bytes zeroed")
PEERS = (
    "MCAP msgpack",
    "MCAP msgpack checked",
    "Parquet tuned",
    "Parquet tuned checksums",
    "SQLite",
    "JSON Lines",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one trial gave."""

    back: float
    """Share of the rows that came back as they were written."""
    wrong: int
    """Rows that came back otherwise, or twice."""
    told: bool
    """Whether the reader said that something is wrong."""

    @property
    def silently_wrong(self) -> bool:
        """Rows differ, or are missing without a word."""
        return self.wrong > 0 or (self.back < 1 and not self.told)


def damage(path: Path, way: str, chance: random.Random) -> tuple[Path, int]:
    """Damage a file, or one of a folder's by their sizes, in place; return which and where."""
    files = [path] if path.is_file() else sorted(path.iterdir())
    sizes = [file.stat().st_size for file in files]
    place = chance.randrange(sum(sizes))
    which = 0
    while place >= sizes[which]:
        place -= sizes[which]
        which += 1
    with files[which].open("r+b") as file:
        file.seek(place)
        old = file.read(512 if way == WAYS[1] else 1)
        file.seek(place)
        file.write(bytes(len(old)) if way == WAYS[1] else bytes([old[0] ^ 1 << chance.randrange(8)]))
    return files[which], place


def judge(truth: Tables, salvaged: Salvaged) -> Outcome:
    """Compare what came back with what was written."""
    total = sum(len(table["seq"]) for table in truth.values())
    good = wrong = 0
    for stream, got in salvaged.tables.items():
        if stream == "frame" or not len(got["seq"]):
            continue
        if stream not in truth:
            wrong += len(got["seq"])
            continue
        right = _right(truth[stream], got)
        good += right
        wrong += len(got["seq"]) - right
    return Outcome(good / total, wrong, salvaged.told)


def _right(want: Columns, got: Columns) -> int:
    """Count the rows that are as they were written, each once."""
    place = np.searchsorted(want["seq"], got["seq"]).clip(0, len(want["seq"]) - 1)
    same = np.ones(len(place), bool)
    for name, column in want.items():
        same &= np.asarray(column[place] == got[name], bool)
    return len(np.unique(place[same]))


def trials(peer: Peer, events: dict[str, Events], way: str, times: int, folder: Path) -> list[Outcome]:
    """Write the events once, then damage copies."""
    whole = folder / "whole"
    peer.write(whole, [peer.prepare(events)])
    truth = {stream: columns(table) for stream, table in events.items()}
    chance = random.Random(f"{peer.name} {way}")
    outcomes = []
    for _ in range(times):
        copy = folder / "copy"
        _copied(whole, copy)
        damage(copy, way, chance)
        outcomes.append(judge(truth, peer.salvage(copy)))
        _removed(copy)
    _removed(whole)
    return outcomes


def figures_of(peer: Peer, outcomes: list[Outcome]) -> list[Figure]:
    """Sum up the trials of a peer; only our own container has aims."""
    ours = peer.name.startswith("replay")
    back = 100 * sum(outcome.back for outcome in outcomes) / len(outcomes)
    what = peer.name
    return [
        Figure(f"{what}: events back", back, "%", at_least=98 if ours else None),
        Figure(f"{what}: worst trial", 100 * min(outcome.back for outcome in outcomes), "%"),
        Figure(
            f"{what}: silently wrong",
            sum(outcome.silently_wrong for outcome in outcomes),
            "trials",
            at_most=0 if ours else None,
        ),
    ]


def _copied(source: Path, target: Path) -> Any:
    return shutil.copyfile(source, target) if source.is_file() else shutil.copytree(source, target)


def _removed(path: Path) -> None:
    if path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path)


def main() -> None:
    """Run the campaign."""
    command_line = parser(__doc__)
    command_line.add_argument(
        "--trials", type=int, help="of each way, for each format (200; 20 with --quick)"
    )
    command_line.add_argument("--hours", type=float, default=1.0)
    command_line.add_argument("--peer-trials", type=int, help="of each way, for each peer (as many)")
    options = command_line.parse_args()
    times = options.trials or (20 if options.quick else 200)
    peer_times = options.peer_trials or times
    events = synthetic_events(options.hours, seed=1)
    others, missing = known(PEERS)
    tables: dict[str, list[Figure]] = {}
    for way in WAYS:
        figures = tables[f"damage, {way}, {options.hours:g} h, {times} trials, of peers {peer_times}"] = []
        for peer in (NativeFile(synthetic_header(options.hours, 1)), *others):
            count = peer_times if peer in others else times
            with tempfile.TemporaryDirectory(prefix="replay-damage-") as folder:
                figures += figures_of(peer, trials(peer, events, way, count, Path(folder)))
        figures += [Figure(f"{name}: events back", None, "%", why=why) for name, why in missing.items()]
    if not options.quick:
        day = synthetic_events(LONG_HOURS, seed=1)
        ours = NativeFile(synthetic_header(LONG_HOURS, 1))
        for way in WAYS:
            with tempfile.TemporaryDirectory(prefix="replay-damage-") as folder:
                outcomes = trials(ours, day, way, times, Path(folder))
            tables[f"damage, {way}, {LONG_HOURS:g} h, {times} trials"] = figures_of(ours, outcomes)
    finish(tables, options)


if __name__ == "__main__":
    main()
