"""What every exporter keeps to, run over the registry: a new one is tested by existing."""

from pathlib import Path

import pytest

from formats.model.export import ExportOptions, ExportSource
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.native.reader import Reader
from formats.registry import EXPORTERS, IMPORTERS, NATIVE, exporter
from replay.core.actions import reduce_actions


def source_of(recording: MemoryRecording | Reader) -> ExportSource:
    return ExportSource(recording, reduce_actions(recording).of_the_task(), lambda _t_ns: None)


@pytest.mark.parametrize("name", EXPORTERS)
def test_an_exporter_tells_of_itself(name: str) -> None:
    """By the word that people type, and honestly."""
    found = exporter(name)

    assert found.NAME == name  # noqa: SIM300 - the module's word is what is tested
    assert name != NATIVE
    assert found.SUFFIX == "" or found.SUFFIX.startswith(".")
    assert found.SUMMARY.endswith(".")
    assert found.LOSES.endswith(".")


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_recording_without_anything_is_written(name: str, tmp_path: Path) -> None:
    """An empty one is a recording too."""
    source = source_of(MemoryRecording(Header("id"), {}))

    exporter(name).export(source, tmp_path / "out", ExportOptions())

    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_same_recording_gives_the_same_bytes(name: str, few_pictures: Path, tmp_path: Path) -> None:
    """Whatever is told of time and place is the recording's own."""
    with Reader(few_pictures) as recording:
        for folder in ("a", "b"):
            (tmp_path / folder).mkdir()
            exporter(name).export(source_of(recording), tmp_path / folder / "out", ExportOptions())

    files = [sorted(f for f in (tmp_path / one).rglob("*") if f.is_file()) for one in ("a", "b")]
    assert files[0]
    assert [f.read_bytes() for f in files[0]] == [f.read_bytes() for f in files[1]]


def test_names_are_not_taken_twice() -> None:
    """A name may be read and written; no name is written by two."""
    assert len(set(EXPORTERS)) == len(EXPORTERS)
    assert len(set(IMPORTERS)) == len(IMPORTERS)
