"""Where files belong, on this platform."""

from pathlib import Path

import pytest

from replay.store.paths import aside_folder, settings_file


def test_files_lie_where_the_platform_wants_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Under the folders that the environment names, apart from other programs' files."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    assert settings_file().parts[-2:] == ("replay", "settings.toml")
    assert aside_folder().parts[-2:] == ("replay", "unsaved")


def test_asking_makes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever only reads leaves no trace."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    settings_file()
    aside_folder()

    assert list(tmp_path.iterdir()) == []
