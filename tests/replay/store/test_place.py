"""Where a journal is kept: beside the recordings, or where the settings say."""

from pathlib import Path

import pytest

from replay.store.author import author_name
from replay.store.place import Place, place_of, store_place


def test_annotations_lie_beside_their_recording(tmp_path: Path) -> None:
    """For a file as for a folder; the settings come first."""
    beside = Place(tmp_path / ".replay" / "annotations.db")

    assert store_place(tmp_path / "a.replay", "") == beside
    assert store_place(tmp_path / "recording", "") == beside
    assert store_place(tmp_path / "a.replay", "/x/team.db") == Place(Path("/x/team.db"))


def test_a_place_is_a_file_a_folder_or_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As people write it."""
    monkeypatch.setenv("HOME", str(tmp_path))

    assert place_of(str(tmp_path)) == Place(tmp_path / ".replay" / "annotations.db")
    assert place_of("~/a.db") == Place(tmp_path / "a.db")
    assert place_of("postgresql://ann@host/db") == Place(None, "postgresql://ann@host/db")
    assert place_of("postgres://host/db").path is None


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://ann:s3cret@host:5432/db", "postgresql://ann:***@host:5432/db"),
        ("postgresql://host/db?user=ann&password=s3cret", "postgresql://host/db?user=ann&password=***"),
        ("postgresql://ann:s3:cr@et@host/db", "postgresql://ann:***@host/db"),
        ("postgresql://host/db", "postgresql://host/db"),
    ],
)
def test_a_password_is_never_said(url: str, said: str) -> None:
    """Names of places are printed, logged and pasted."""
    assert str(place_of(url)) == said


def test_the_author_is_as_set_else_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a container whose user has no name."""
    assert author_name(" Ann ") == "Ann"
    monkeypatch.setenv("LOGNAME", "ben")
    assert author_name("") == "ben"

    def nobody() -> str:
        raise KeyError("uid not found: 12345")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert author_name("").startswith("user ")
