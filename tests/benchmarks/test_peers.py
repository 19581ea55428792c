"""The formats compared hold the same events, or their sizes and speeds mean nothing."""

from pathlib import Path

import numpy as np
import pytest

from formats.model.header import Header
from formats.model.streams import Events
from tests.benchmarks.peers.json_lines import JsonLines
from tests.benchmarks.peers.mcap_file import McapFile
from tests.benchmarks.peers.native_file import NativeFile
from tests.benchmarks.peers.parquet_folder import ParquetFolder
from tests.benchmarks.peers.peer import Peer, columns, size_of
from tests.benchmarks.peers.sqlite_file import SqliteFile
from tests.benchmarks.synthetic import synthetic_events

PEERS: tuple[Peer, ...] = (
    NativeFile(Header("peers")),
    NativeFile(Header("peers"), archive=True),
    McapFile("msgpack"),
    McapFile("json", validate=True),
    ParquetFolder(),
    ParquetFolder(tuned=True, checksums=True),
    SqliteFile(),
    JsonLines(),
)


@pytest.fixture(scope="module")
def events() -> dict[str, Events]:
    return synthetic_events(0.02, seed=4)


@pytest.fixture(params=PEERS, ids=lambda peer: peer.name)
def written(request: pytest.FixtureRequest, events: dict[str, Events], tmp_path: Path) -> tuple[Peer, Path]:
    peer: Peer = request.param
    peer.write(tmp_path / "peer", [peer.prepare(events)])
    return peer, tmp_path / "peer"


def test_a_peer_gives_back_every_value(written: tuple[Peer, Path], events: dict[str, Events]) -> None:
    """Reading and salvaging a sound file give the same columns that were written."""
    peer, path = written

    for tables in (peer.read(path), peer.salvage(path).tables):
        assert set(tables) == set(events)
        for stream, table in events.items():
            for name, column in columns(table).items():
                assert np.array_equal(tables[stream][name], column), (stream, name)
    assert not peer.salvage(path).told


def test_a_peer_finds_the_first_event_at_or_after_a_time(
    written: tuple[Peer, Path], events: dict[str, Events]
) -> None:
    """Seeking answers what a search in all times answers."""
    peer, path = written
    times = np.sort(np.concatenate([table.t for table in events.values()]))
    rng = np.random.default_rng(7)

    assert peer.first(path) == times[0]
    with peer.seeker(path) as seek:
        for wanted in [*rng.integers(0, times[-1], 20).tolist(), int(times[5])]:
            assert seek(wanted) == times[np.searchsorted(times, wanted)]


def test_a_peer_says_its_size(written: tuple[Peer, Path]) -> None:
    """Sizes count every file of a folder."""
    assert size_of(written[1]) > 1000
