"""Where commands may write."""

from pathlib import Path

import click
import pytest

from replay.cli.writing.target import check_target


def test_no_file_of_a_recording_that_is_a_folder_is_replaced(tmp_path: Path) -> None:
    """Nor with --force, nor by a link; a new file may lie in it."""
    folder = tmp_path / "recording"
    folder.mkdir()
    (folder / "events.jsonl").write_text("{}")
    (tmp_path / "link").symlink_to(folder / "events.jsonl")

    check_target(folder / "new.replay", folder, force=True)
    for out in (folder / "events.jsonl", tmp_path / "link"):
        with pytest.raises(click.UsageError, match="only read"):
            check_target(out, folder, force=True)


def test_two_new_files_do_not_take_one_place(tmp_path: Path) -> None:
    """The second would be written over the first, by whatever name; a link in a circle is no error."""
    (tmp_path / "link").symlink_to(tmp_path / "new")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")

    check_target(tmp_path / "circle", tmp_path / "new", force=False)
    for out in ("new", "link"):
        with pytest.raises(click.UsageError, match="something else"):
            check_target(tmp_path / out, tmp_path / "new", force=False)
