"""`replay export --exclude-defects`: nothing within a defect of the store is handed on, and it is said."""

from pathlib import Path

import pytest

from formats.model.annotations import Decision, Defect, Edge
from formats.model.content_id import content_id
from formats.model.memory import MemoryRecording
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import EXPORTERS
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.store.journal import Store
from replay.store.place import place_in
from tests.data import SAMPLE
from tests.replay.cli.shell import is_refused, replay

S = 1_000_000_000
NEEDS = {"mp4": "av", "parquet": "pyarrow", "hf": "pyarrow", "owamcap": "mcap"}


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Path:
    """Return a copy of the sample with two defects, one of which somebody rejected."""
    return _with_defects(SAMPLE, tmp_path / "desk.replay")


def _with_defects(recording: Path, path: Path) -> Path:
    path.write_bytes(recording.read_bytes())
    _keep(
        path,
        Defect("defect:freezes:1", "freezes", Edge(10 * S), Edge(20 * S)),
        Defect("defect:freezes:2", "freezes", Edge(40 * S), Edge(50 * S)),
        Defect("defect:scale:0", "scale", Edge(0), Edge(0)),
        Decision("decision", "defect:freezes:2", "rejected"),
    )
    return path


def _keep(path: Path, *annotations: Defect | Decision) -> None:
    with Reader(path) as reader:
        name = content_id(reader)
    with Store(place_in(path.parent)) as store:
        made: list[object] = []
        book = Notebook(name, "anna", [], made.extend, tool="test")
        book.do([Edit(None, each) for each in annotations])
        store.append(made)  # type: ignore[arg-type]


def test_nothing_within_a_defect_is_written(desk: Path) -> None:
    """Rows and frames of ten seconds are gone, those of the rejected defect are there, and it is told."""
    told = replay("export", desk, "--to", "jsonl", "-o", desk.parent / "out.zip", "--exclude-defects")

    assert told.status == 0
    assert "left out as defective: " in told.out
    assert "10.000 s of 2 defects" in told.out
    assert "of an instant" in told.out


def test_programs_are_told_what_is_left_out(desk: Path) -> None:
    """The spans, their length and the rows of every stream, which are those of the recording there."""
    told = replay(
        *("export", desk, "--to", "csv", "-o", desk.parent / "out", "--exclude-defects", "--json")
    ).document

    with Reader(SAMPLE) as reader:
        t = reader.events("scroll").t
        gone = told["excluded"]["left_out"].get("scroll", 0)
        assert gone == int(((t >= 10 * S) & (t < 20 * S)).sum())
        t = reader.events("key").t
        inside = int(((t >= 10 * S) & (t < 20 * S)).sum())
        assert inside <= told["excluded"]["left_out"]["key"] <= inside + 4
    assert told["excluded"]["spans"] == [{"start_ns": 10 * S, "end_ns": 20 * S}]
    assert told["excluded"]["length_ns"] == 10 * S
    assert told["excluded"]["left_out"]["frame"] == 40


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_exporter_writes_what_is_left(name: str, few_pictures: Path, tmp_path: Path) -> None:
    """It is as what the same exporter writes of a recording that never had the span."""
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    desk = _with_defects(few_pictures, tmp_path / "desk.replay")

    words = ("export", desk, "--to", name, "--rate", "16", "--json", "-o")
    told = replay(*words, tmp_path / "out", "--exclude-defects")
    whole = replay(*words, tmp_path / "whole")

    assert told.status == 0, told.err
    less, more = told.document["written"], whole.document["written"]
    assert set(less) <= set(more)
    assert all(less[each] <= more[each] for each in less)
    assert sum(less.values()) < sum(more.values())
    assert told.document["lost"][0].startswith("left out as defective")


def test_a_recording_without_defects_is_written_whole(desk: Path) -> None:
    """And the account says that there was nothing to leave out."""
    other = desk.parent / "other.replay"
    with Reader(SAMPLE) as sample:
        rows = sample.events("key")
        write_recording(MemoryRecording(sample.header, {"key": rows}), other)

    told = replay("export", other, "--to", "csv", "-o", desk.parent / "out", "--exclude-defects", "--json")

    assert told.document["excluded"]["left_out"] == {}
    assert told.document["lost"][0] == "nothing by --exclude-defects: no defect is kept of this recording"


def test_without_a_store_it_is_wrong_use(tmp_path: Path) -> None:
    """Nothing is written: who asks for it believes that there are defects."""
    path = tmp_path / "desk.replay"
    path.write_bytes(SAMPLE.read_bytes())

    told = replay("export", path, "--to", "csv", "-o", tmp_path / "out", "--exclude-defects")

    assert is_refused(told, 2, "no store")
    assert not (tmp_path / "out").exists()
