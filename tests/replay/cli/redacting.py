"""A recording with secrets and copies of it without them, for tests of commands."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from formats.native.copy import write_recording
from tests.replay.cli.shell import Ended, replay
from tests.replay.privacy.leaky import SECRET, leaky


def read_no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave pictures unread: reading them takes minutes, and is tested where it is done."""
    monkeypatch.setattr(
        "replay.cli.reading.screen_text.screen_reader", lambda *_, **__: nullcontext((None, "not read"))
    )


def leaky_in(folder: Path) -> Path:
    """Write the recording with secrets in a folder of its own, and beside it the words to remove."""
    inside = folder / "in house"
    inside.mkdir()
    write_recording(leaky(), inside / "leaky.replay", lossless=True)
    (inside / "words.txt").write_text(f"{SECRET}\n")
    return inside / "leaky.replay"


def redact(original: Path, out: Path, *more: str | Path) -> Ended:
    """Make a copy for research."""
    return replay("redact", original, "--purpose", "research", "-o", out, *more)
