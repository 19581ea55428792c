"""Only files are read: whatever else a path leads to is refused at once."""

import os
from pathlib import Path

import pytest

from formats.errors import UnknownFormatError
from formats.plain_file import open_plain
from formats.registry import detect
from tests.formats.agentnet_folders import write_folder


def test_a_file_is_opened(tmp_path: Path) -> None:
    """Its bytes are read as with any open file."""
    (tmp_path / "a").write_bytes(b"abc")

    with open_plain(tmp_path / "a") as file:
        assert file.read() == b"abc"


def test_a_pipe_nobody_writes_to_is_refused_at_once(tmp_path: Path) -> None:
    """Opening it would wait for ever."""
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UnknownFormatError, match="pipe is a named pipe, not a file"):
        detect(tmp_path / "pipe")


def test_devices_and_folders_are_refused(tmp_path: Path) -> None:
    """Each is called what it is."""
    with pytest.raises(UnknownFormatError, match="is a device, not a file"):
        open_plain(Path("/dev/zero"))
    with pytest.raises(UnknownFormatError, match="is a folder, not a file"):
        open_plain(tmp_path)


@pytest.mark.parametrize("name", ["events.jsonl", "metadata.json"])
def test_a_pipe_in_a_folder_does_not_hold_up_its_importer(name: str, tmp_path: Path) -> None:
    """A recording's folder is as little trusted as a file."""
    folder = write_folder(tmp_path / "recording")
    (folder / name).unlink()
    os.mkfifo(folder / name)

    if name == "events.jsonl":
        (folder / "metadata.json").unlink()
        with pytest.raises(UnknownFormatError, match="holds no recording"):
            detect(folder)
    else:
        assert detect(folder) == "agentnet"
