"""Files named by other files stay inside the recording; compressed ones are read under limits."""

import gzip
import os
from pathlib import Path
from typing import BinaryIO

import pytest
import zstandard

from formats.errors import DamagedError, FormatError, LimitError
from formats.sources import files
from formats.sources.files import inside, is_plain_name, open_decompressed, read_file


def read_all(file: BinaryIO) -> None:
    while file.read(512):
        pass


HOSTILE = [
    *(
        "",
        "/etc/passwd",
        "../x",
        "a/../../x",
        "..\\x",
        "C:\\x",
        "C:x",
        "\\\\host\\share\\x",
        "a\0b",
        "x" * 5000,
    ),
    *("nul", "a/CON.png", "COM1"),
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    """Absolute, climbing, a device, or no name at all."""
    assert not is_plain_name(name)
    with pytest.raises(DamagedError, match="outside of the recording"):
        inside(tmp_path, name)


@pytest.mark.parametrize("name", ["x" * 256, "a/" + "ä" * 200, "\ud800.png"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    """Too long for the system, or half a character, which JSON can hold."""
    with pytest.raises(DamagedError, match="none can be called"):
        inside(tmp_path, name)


@pytest.mark.parametrize("name", ["a.png", "frames/0001.png", "frames\\0001.png", "a..b/c", "con_tents"])
def test_a_plain_name_lies_in_the_folder(tmp_path: Path, name: str) -> None:
    """Either system's separator leads down."""
    assert inside(tmp_path, name).is_relative_to(tmp_path)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """What a link points at is not the recording's."""
    (tmp_path / "recording").mkdir()
    (tmp_path / "secret").write_text("x")
    (tmp_path / "recording" / "a.png").symlink_to(tmp_path / "secret")

    with pytest.raises(DamagedError, match="link out"):
        inside(tmp_path / "recording", "a.png")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Only regular files are pictures."""
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(FormatError, match="is a named pipe"):
        read_file(tmp_path / "pipe", 10)


def test_a_file_over_its_limit_is_refused(tmp_path: Path) -> None:
    """Nothing beyond the limit is held."""
    path = tmp_path / "large"
    path.write_bytes(bytes(11))

    with pytest.raises(LimitError, match="size in bytes is 11"):
        read_file(path, 10)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.ZstdCompressor().compress])
def test_a_file_is_read_whether_compressed_or_not(tmp_path: Path, pack: object) -> None:
    """The content decides, not the name."""
    path = tmp_path / "events"
    path.write_bytes(pack(b"one\ntwo\n"))  # type: ignore[operator]  # three functions of bytes

    with open_decompressed(path) as file:
        assert file.read() == b"one\ntwo\n"


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_a_compressed_file_that_breaks_off_is_damaged(tmp_path: Path, pack: object) -> None:
    """What is missing is no silent end."""
    data = pack(os.urandom(5000))  # type: ignore[operator]  # two functions of bytes
    path = tmp_path / "cut"
    path.write_bytes(data[: len(data) // 2])

    with open_decompressed(path) as file, pytest.raises(DamagedError, match="break off"):
        read_all(file)


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_a_bomb_is_stopped_at_the_limit(
    tmp_path: Path, pack: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However little it was on the disk."""
    monkeypatch.setattr(files, "PLAIN_BYTES", 1 << 20)
    path = tmp_path / "bomb"
    path.write_bytes(pack(bytes(4 << 20)))  # type: ignore[operator]  # two functions of bytes

    with open_decompressed(path) as file, pytest.raises(LimitError, match="bytes decompressed"):
        read_all(file)
