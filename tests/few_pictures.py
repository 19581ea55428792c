"""The sample with few of its pictures, for tests of what holds however many: to encode all takes seconds."""

from pathlib import Path

import pytest

from formats.model.memory import MemoryRecording
from formats.native.copy import write_recording
from formats.native.reader import Reader
from tests.data import SAMPLE

_EACH = 9


@pytest.fixture(scope="session")
def few_pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample with all its events and each ninth of its frames; to be read, or copied."""
    path = tmp_path_factory.mktemp("few") / "desk.replay"
    with Reader(SAMPLE) as sample:
        events = {name: sample.events(name) for name in sample.streams if name != "frame"}
        frames = sample.frames[::_EACH]
        fewer = MemoryRecording(
            sample.header, events, frames=frames, pixels=lambda frame: sample.pixels(frame * _EACH)
        )
        write_recording(fewer, path, lossless=True)
    return path
