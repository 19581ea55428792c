"""What tests of the screen share."""

import shutil
from pathlib import Path

import pytest

from tests.data import SAMPLE


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A recording in a folder of its own, beside which the journal is kept."""
    return Path(shutil.copy(SAMPLE, tmp_path / "desk.replay"))
