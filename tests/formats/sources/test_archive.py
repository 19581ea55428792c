"""Zip archives are read member by member, and those made to break out or blow up are refused."""

import stat
import zipfile
from pathlib import Path

import pytest

from formats.errors import DamagedError, FormatError, LimitError, UnsupportedError
from formats.sources.archive import Archive


def write_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def test_members_are_listed_and_read(tmp_path: Path) -> None:
    """Folders are no members."""
    path = write_zip(tmp_path / "a.zip", {"b/": b"", "b/two": b"2", "one": b"1"})

    with Archive(path) as archive:
        assert archive.names == ("b/two", "one")
        assert archive.read("b/two") == b"2"
        assert "one" in archive
        with pytest.raises(FormatError, match="there is no 'three'"):
            archive.read("three")


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "C:/x", "..\\x"])
def test_a_member_that_climbs_out_refuses_the_archive(tmp_path: Path, name: str) -> None:
    """Nothing of such an archive is trusted."""
    with pytest.raises(DamagedError, match="climbs out"):
        Archive(write_zip(tmp_path / "a.zip", {"fine": b"1", name: b"2"}))


def test_a_link_refuses_the_archive(tmp_path: Path) -> None:
    """A link is a way out."""
    info = zipfile.ZipInfo("link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr(info, "/etc/passwd")

    with pytest.raises(DamagedError, match="is a link"):
        Archive(tmp_path / "a.zip")


def test_a_bomb_is_refused_by_what_it_states(tmp_path: Path) -> None:
    """Before anything is decompressed."""
    with pytest.raises(LimitError, match="expansion of zeros"):
        Archive(write_zip(tmp_path / "a.zip", {"zeros": bytes(64 << 20)}))


def test_a_member_over_the_limit_is_refused(tmp_path: Path) -> None:
    """By its stated size, and by what comes where that lies."""
    with (
        Archive(write_zip(tmp_path / "a.zip", {"a": bytes(2000)})) as archive,
        pytest.raises(LimitError, match="size of a is 2,000"),
    ):
        archive.read("a", 1000)


def test_an_encrypted_archive_says_what_to_do(tmp_path: Path) -> None:
    """Without asking for a password."""
    path = write_zip(tmp_path / "a.zip", {"a": b"1"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)

    with pytest.raises(UnsupportedError, match="decrypt it first"):
        Archive(path)


@pytest.mark.parametrize("cut", [0, 3, 40, 90])
def test_what_is_no_archive_is_damaged(tmp_path: Path, cut: int) -> None:
    """Cut anywhere, for the directory lies at the end."""
    path = write_zip(tmp_path / "a.zip", {"one": b"1" * 50})
    path.write_bytes(path.read_bytes()[:cut])

    with pytest.raises(DamagedError, match="cannot be read"):
        Archive(path)


def test_a_changed_member_is_damaged(tmp_path: Path) -> None:
    """Its checksum tells."""
    path = write_zip(tmp_path / "a.zip", {"one": bytes(range(256)) * 4})
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)

    with Archive(path) as archive, pytest.raises(DamagedError, match="one cannot be read"):
        archive.read("one")
