"""What tests of the screen share."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from formats.model.recording import Recording
from formats.native.copy import write_recording
from replay.core.text_runs import TextRuns
from replay.core.typed_text import typed_runs
from replay.ui import analysis
from tests.data import SAMPLE
from tests.few_pictures import few_pictures
from tests.replay.privacy.leaky import leaky

__all__ = ["few_pictures"]


@pytest.fixture(autouse=True)
def own_audit(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what one test looked at out of the audit that another one reads: all show the same recording."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A recording in a folder of its own, beside which the journal is kept."""
    return Path(shutil.copy(SAMPLE, tmp_path / "desk.replay"))


@pytest.fixture
def held_reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let typed text be read only once this is set."""
    release = threading.Event()

    def held(recording: Recording, cancelled: Callable[[], bool]) -> TextRuns:
        release.wait()
        return typed_runs(recording, cancelled)

    monkeypatch.setattr(analysis, "typed_runs", held)
    yield release
    release.set()


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep settings, what is remembered and what is kept of a test to itself, below its folder."""
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name))


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A recording with the secret in every channel, in a folder of its own."""
    path = tmp_path / "mine" / "mine.replay"
    path.parent.mkdir()
    write_recording(leaky(), path, lossless=True)
    return path
