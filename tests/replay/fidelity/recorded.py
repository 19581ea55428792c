"""The recordings that faults are put into: the captured desk, and a made-up hour."""

from collections.abc import Iterator

import pytest

from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.native.reader import Reader
from tests.benchmarks.synthetic import synthetic_recording
from tests.data import SAMPLE


@pytest.fixture(scope="session")
def desk() -> Iterator[Recording]:
    """Return the captured desk: 70 s, 840 moves at 125 Hz, 4 frames a second."""
    with Reader(SAMPLE) as reader:
        yield reader


@pytest.fixture(scope="session")
def day() -> MemoryRecording:
    """Return six minutes of the made-up day: 31,000 events, no frames."""
    return synthetic_recording(0.1, 1)
