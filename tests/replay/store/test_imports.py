"""Foreign recordings that were opened are imported once, for their owner, and again when they change."""

import os
from pathlib import Path

import pytest

from formats.errors import FormatError
from formats.model.report import PLAIN, ImportOptions
from formats.native.reader import Reader
from replay.store import imports
from replay.store.imports import open_imported
from tests.formats.agentnet_folders import lines, write_folder
from tests.formats.native_samples import write_busy


def refuse(_what: str, _done: int, _total: int) -> None:
    raise AssertionError("imported again")


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.replay"))


def test_our_own_container_is_opened_as_it_is(tmp_path: Path) -> None:
    """Nothing is copied."""
    path = tmp_path / "a.replay"
    write_busy(path)

    with open_imported(path, PLAIN, tmp_path / "kept") as recording:
        assert recording.streams["pointer"].rows == 600
    assert not (tmp_path / "kept").exists()


def test_a_foreign_recording_is_imported_once(tmp_path: Path) -> None:
    """The second time its import is there already; only its owner may read it."""
    source = write_folder(tmp_path / "r")

    with open_imported(source, PLAIN, tmp_path / "kept") as first:
        streams = dict(first.streams)
    with open_imported(source, ImportOptions(progress=refuse), tmp_path / "kept") as second:
        assert dict(second.streams) == streams
    (file,) = kept(tmp_path / "kept")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_changed_source_is_imported_again(tmp_path: Path) -> None:
    """What is shown is what is there."""
    source = write_folder(tmp_path / "r")
    open_imported(source, PLAIN, tmp_path / "kept").close()
    (source / "events.jsonl").write_bytes(
        lines([{"time_stamp": 1000.5, "action": "move", "x": 1, "y": 2}]).encode()
    )

    with open_imported(source, PLAIN, tmp_path / "kept") as recording:
        assert recording.streams["pointer"].rows == 1


def test_a_damaged_import_is_made_again(tmp_path: Path) -> None:
    """The source is still there."""
    source = write_folder(tmp_path / "r")
    open_imported(source, PLAIN, tmp_path / "kept").close()
    (file,) = kept(tmp_path / "kept")
    file.write_bytes(b"")

    with open_imported(source, PLAIN, tmp_path / "kept") as recording:
        assert recording.complete


def test_an_import_that_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    """Neither half a file nor a folder."""

    def interrupt(_what: str, _done: int, _total: int) -> None:
        raise KeyboardInterrupt

    source = write_folder(tmp_path / "r")

    with pytest.raises(KeyboardInterrupt):
        open_imported(source, ImportOptions(progress=interrupt), tmp_path / "kept")
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """It says what to do instead."""
    source = write_folder(tmp_path / "r")
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(FormatError, match="`replay import` writes it where you say"):
        open_imported(source, PLAIN, tmp_path / "file" / "kept")


def test_imports_not_opened_for_the_longest_time_go_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest is kept, however large it is."""
    monkeypatch.setattr(imports, "BUDGET_BYTES", 1)
    for name in ("one", "two"):
        open_imported(write_folder(tmp_path / name), PLAIN, tmp_path / "kept").close()

    (file,) = kept(tmp_path / "kept")
    with Reader(file) as recording:
        assert recording.header.private.names["folder"] == "two"


def test_pictures_beside_a_file_are_part_of_it(tmp_path: Path) -> None:
    """JSON Lines keep theirs in a folder of the same stem: a changed picture is a changed recording."""
    (tmp_path / "a.jsonl.files").mkdir()
    files = [tmp_path / "a.jsonl", tmp_path / "a.jsonl.files" / "0.png"]
    for file in (*files, tmp_path / "other.jsonl"):
        file.write_text("x")

    assert list(imports._files(files[0])) == sorted(files)


def test_a_stem_that_looks_like_a_pattern_is_a_name(tmp_path: Path) -> None:
    """`[a]*.mcap` names its own files and no others."""
    file = tmp_path / "[a]*.txt"
    file.write_text("x")
    (tmp_path / "ab.txt").write_text("x")

    assert list(imports._files(file)) == [file]
    assert os.fsencode(file)
