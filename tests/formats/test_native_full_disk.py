"""A full disk costs what cannot be written, and nothing that was taken before or is taken after it."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pytest

from formats.model.streams import STREAMS, Events
from formats.native.journal import TICK_S
from formats.native.reader import Reader
from formats.native.writer import Writer
from tests.formats.native_samples import HEADER

ROWS = 1000


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Let every write past `size` fail, as on a full disk; a write over the edge is cut there."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def noise(first: int) -> Events:
    """Make rows of the pointer that do not pack, numbered from `first` on."""
    rows = np.zeros(ROWS, STREAMS["pointer"].dtype)
    rows["t"] = rows["seq"] = np.arange(first, first + ROWS)
    rows["x"] = np.random.default_rng(first).random(ROWS)
    return Events("pointer", rows)


def picture(number: int) -> np.ndarray:
    return np.random.default_rng(number).integers(0, 256, (60, 60, 3), np.uint8)


@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize("room", [60_000, 90_000, 120_000])
def test_a_writer_goes_on_when_there_is_room_again(live: bool, room: int, tmp_path: Path) -> None:
    """The whole file holds exactly the rows and frames whose call did not fail."""
    path = tmp_path / "a.replay"
    rows: list[int] = []
    frames: list[int] = []

    def add(number: int) -> None:
        with suppress(OSError):
            writer.append(noise(number * ROWS))
            rows.append(number)
        with suppress(OSError):
            writer.add_frame(number, picture(number))
            frames.append(number)

    writer = Writer(path, HEADER, live=live)
    with no_file_beyond(room):
        for number in range(40):
            add(number)
    for number in range(40, 60):
        add(number)
    writer.close()

    assert len(rows) < 60
    assert len(frames) < 60
    with Reader(path, intact_only=True) as reader:
        assert reader.complete
        due = np.concatenate([np.arange(number * ROWS, (number + 1) * ROWS) for number in rows])
        assert np.array_equal(reader.events("pointer").rows["seq"], due)
        assert reader.frames["t"].tolist() == frames
        for frame, number in enumerate(frames):
            assert np.array_equal(reader.pixels(frame), picture(number))


def test_a_journal_that_cannot_be_written_is_told_and_tried_again(tmp_path: Path) -> None:
    """Whoever appends learns of it, and rows are safe again once there is room."""
    path = tmp_path / "a.replay"
    writer = Writer(path, HEADER, live=True)
    number = told = 0
    with no_file_beyond(1000):
        deadline = time.monotonic() + 20 * TICK_S
        while not told and time.monotonic() < deadline:
            try:
                writer.append(noise(number * ROWS))
                number += 1
            except OSError:
                told += 1
            time.sleep(TICK_S / 3)
    writer.abort()

    assert told
    with Reader(path) as reader:
        assert reader.events("pointer").rows["seq"].tolist() == list(range(number * ROWS))
