"""`replay doctor`: the same for people and for programs, and no more than it should tell."""

import importlib.metadata

import pytest

from replay.cli.doctor_command import LIBRARIES
from tests.replay.cli.shell import replay


def test_it_tells_of_the_terminal_the_libraries_and_the_files() -> None:
    """Each with what is there, and what to install for what is not."""
    found = replay("doctor", "--json").document

    assert list(found) == ["terminal", "installed", "files", "privacy"]
    assert found["installed"]["numpy"] == importlib.metadata.version("numpy")
    assert set(LIBRARIES) <= found["installed"].keys()
    assert found["files"]["settings"].partition("  ")[0].endswith("settings.toml")


def test_people_read_the_same() -> None:
    """A heading, and a line a fact."""
    found, out = replay("doctor", "--json").document, replay("doctor").out

    for title, rows in found.items():
        assert f"{title}\n" in out
        for name, value in rows.items():
            assert name in out
            assert all(line in out for line in (value if isinstance(value, list) else [value]))


def test_a_missing_library_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extra by its name, what is required by a reinstall."""

    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)

    found = replay("doctor", "--json").document["installed"]

    assert found["av"] == "not installed; for pictures of recorded video: pip install 'replay-desk[video]'"
    assert found["numpy"] == "MISSING: reinstall replay"


def test_words_of_the_environment_are_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable can hold anything."""
    monkeypatch.setenv("TERM_PROGRAM", "a\x1b[2Jb")

    assert "TERM_PROGRAM   a␛[2Jb\n" in replay("doctor").out
