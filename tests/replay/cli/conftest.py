"""What every test here may ask for: recordings, and a home of its own."""

from pathlib import Path

import pytest

from tests.few_pictures import few_pictures
from tests.replay.cli.redacting import leaky_in
from tests.replay.cli.sealing import own_folders

__all__ = ["few_pictures"]


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep settings, identities, audits and imports of a test to itself."""
    own_folders(monkeypatch, tmp_path)


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """A recording with a secret in each of its texts."""
    return leaky_in(tmp_path)
