"""The id of a recording's content: the same for the same content, whatever file holds it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from formats.model.content_id import LENGTH, content_id
from formats.model.memory import MemoryRecording
from formats.model.streams import Events
from formats.native.copy import write_recording
from formats.native.reader import Reader
from tests.data import SAMPLE
from tests.formats.recordings_made import recordings


def _events(recording: MemoryRecording | Reader) -> dict[str, Events]:
    return {name: recording.events(name) for name in recording.streams}


def test_a_file_packed_anew_and_renamed_keeps_its_id(tmp_path: Path) -> None:
    """Work is kept by content: another name, another packing, another folder change nothing."""
    shutil.copy(SAMPLE, tmp_path / "renamed.replay")
    with Reader(SAMPLE) as sample:
        write_recording(sample, tmp_path / "again.replay", archive=False)
        wanted = content_id(sample)

    assert len(wanted) == LENGTH
    for name in ("renamed", "again"):
        with Reader(tmp_path / f"{name}.replay") as other:
            assert content_id(other) == wanted


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(recordings())
def test_the_recorders_own_streams_have_no_part_in_it(recording: MemoryRecording) -> None:
    """What a later importer may understand better does not orphan annotations."""
    events = {
        name: table
        for name, table in _events(recording).items()
        if name not in {"other", "clock", "cursor", "marker"}
    }

    assert content_id(MemoryRecording(recording.header, events, frames=recording.frames)) == content_id(
        recording
    )


def _later(events: Events) -> Events:
    rows = events.rows.copy()
    rows["t"][-1] += 1
    return Events(events.stream, rows, events.strings)


def _other_text(events: Events) -> Events:
    return Events(events.stream, events.rows, tuple(f"{text}x" if text else "" for text in events.strings))


@pytest.mark.parametrize(("stream", "alter"), [("pointer", _later), ("key", _later), ("key", _other_text)])
def test_other_content_has_another_id(stream: str, alter: Callable[[Events], Events]) -> None:
    """One time or one key that is another makes another recording, as a redaction does."""
    with Reader(SAMPLE) as sample:
        events = _events(sample)
        frames = sample.frames
        altered = MemoryRecording(sample.header, {**events, stream: alter(events[stream])}, frames=frames)
        moved = frames.copy()
        moved["t"][0] += 1

        ids = {
            content_id(sample),
            content_id(altered),
            content_id(MemoryRecording(sample.header, events, frames=moved)),
            content_id(MemoryRecording(sample.header, events)),
        }

    assert len(ids) == 4


def test_a_damaged_recording_has_an_id_of_its_own(tmp_path: Path) -> None:
    """Damage does not keep people from annotating what is left."""
    path = tmp_path / "damaged.replay"
    with Reader(SAMPLE) as sample:
        write_recording(MemoryRecording(sample.header, {"pointer": sample.events("pointer")}), path)
    with Reader(path) as whole:
        ids = {content_id(whole)}
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 64] = bytes(64)
    path.write_bytes(data)

    for _ in range(2):
        with Reader(path) as damaged:
            ids.add(content_id(damaged))

    assert len(ids) == 2
