"""The importer of recordings by ocap on real recordings, against counts of their own."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formats.model.report import Imported
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import detect, import_recording
from tests.data import real

av = pytest.importorskip("av", reason="PyAV is in the extra 'video'")
mcap_reader = pytest.importorskip("mcap.reader", reason="mcap is in the extra 'mcap'")

VERSIONS = ["0.3.2", "0.5.1"]


@pytest.fixture(scope="module", params=VERSIONS)
def imported(request: pytest.FixtureRequest) -> Iterator[Imported]:
    found = import_recording(real("owamcap", f"{request.param}.mcap"))
    yield found
    found.recording.close()


def source(imported: Imported) -> list[tuple[str, int, dict[str, Any]]]:
    """Read the messages with the format's own library."""
    path = real("owamcap", imported.recording.header.private.names["file"])
    with path.open("rb") as file:
        reader = mcap_reader.make_reader(file)
        return [
            (channel.topic, message.publish_time, json.loads(message.data))
            for _, channel, message in reader.iter_messages(log_time_order=False)
        ]


def picture_times(path: Path) -> list[int]:
    with av.open(str(path)) as container:
        return [frame.pts for frame in container.decode(video=0)]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_real_file_is_detected(version: str) -> None:
    """By its profile."""
    assert detect(real("owamcap", f"{version}.mcap")) == "owamcap"


def test_every_real_message_is_a_row(imported: Imported) -> None:
    """Counts of the streams are those of the messages, counted with the format's own library."""
    messages = source(imported)
    topics = Counter(topic for topic, _, _ in messages)
    mice = Counter(fields["event_type"] for topic, _, fields in messages if topic == "mouse")
    windows = [fields for topic, _, fields in messages if topic == "window"]

    read = imported.report.read
    assert read["pointer"] == mice["move"]
    assert read["button"] == mice["click"]
    assert read.get("scroll", 0) == mice["scroll"]
    assert read["key"] == topics["keyboard"]
    assert read["clock"] == topics["screen"]
    assert read["window"] == 1 + sum(a != b for a, b in pairwise(windows))
    assert read["other"] == topics["window"] + topics["keyboard/state"] + topics["mouse/state"]
    assert imported.recording.complete


def test_real_values_and_times_are_those_of_the_source(imported: Imported) -> None:
    """Each position and its time to the nanosecond; the keys by their numbers."""
    messages = source(imported)
    start_ns = imported.recording.header.start_utc_ns
    assert start_ns is not None
    moves = [
        (at - start_ns, fields["x"], fields["y"])
        for topic, at, fields in messages
        if topic == "mouse" and fields["event_type"] == "move"
    ]
    letters = [chr(f["vk"]).lower() for t, _, f in messages if t == "keyboard" and f["event_type"] == "press"]

    pointer = imported.recording.events("pointer").rows
    rows = zip(pointer["t"].tolist(), pointer["x"].tolist(), pointer["y"].tolist(), strict=True)
    assert list(rows) == moves
    keys = [k for k in imported.recording.events("key").records() if k["pressed"]]
    typed = [k["key"] for k in keys if len(k["key"]) == 1]
    assert typed == [letter for letter in letters if letter.isalpha() or letter == " "]
    assert "".join(typed).startswith("test text")


def test_real_frames_are_the_video_s_pictures_at_its_own_times(imported: Imported) -> None:
    """Each at its presentation time, by the soonest tie; the ties themselves are readings."""
    recording = imported.recording
    path = real("owamcap", recording.header.private.names["file"]).with_suffix(".mkv")
    ties = [
        (fields["utc_ns"], fields.get("pts", (fields.get("media_ref") or {}).get("pts_ns")))
        for topic, _, fields in source(imported)
        if topic == "screen"
    ]
    assert recording.header.start_utc_ns is not None
    start_ns = min(utc - pts for utc, pts in ties) - recording.header.start_utc_ns
    due = {start_ns + pts * 1_000_000 for pts in picture_times(path)}

    assert set(recording.frames["t"].tolist()) <= due
    assert len(due) - len(recording.frames) <= 1
    assert recording.events("clock").column("reading_ns").tolist() == [pts for _, pts in ties]
    assert recording.videos[0].size_bytes == path.stat().st_size


def test_the_real_captures_are_windows_and_the_pointer_is_in_them(imported: Imported) -> None:
    """Both people captured one window; its place follows from its size, and the typing is in it."""
    display = imported.recording.events("display").record(0)
    title = imported.recording.events("window").record(0)["title"]

    assert imported.recording.header.details["captured"] == "window"
    assert (display["x"], display["y"]) in {(366, 307), (825, 263)}
    assert "test.txt" in title or "Visual Studio Code" in title
    assert any("audio (aac), subtitle (srt)" in told for told in imported.report.lost)


def test_the_clock_in_the_real_subtitles_agrees_with_the_tie(imported: Imported) -> None:
    """The recorder wrote its clock into the video once a second: by it, the tie is right to 10 ms."""
    told = next(told for told in imported.report.guessed if "video's subtitles" in told)
    found = re.search(r"puts its start ([-+][\d.]+) ms from there", told)

    assert found is not None
    assert abs(float(found[1])) < 10


def test_the_round_trip_of_a_real_recording_keeps_everything(imported: Imported, tmp_path: Path) -> None:
    """Rows, frames and the video are equal after writing and reading."""
    recording = imported.recording
    write_recording(recording, tmp_path / "out.replay")

    with Reader(tmp_path / "out.replay") as back:
        assert dict(back.streams) == dict(recording.streams)
        for name in recording.streams:
            assert list(back.events(name).records()) == list(recording.events(name).records())
        assert np.array_equal(back.frames, recording.frames)
        assert np.array_equal(back.pixels(5), recording.pixels(5))
        with back.videos[0].open() as ours, recording.videos[0].open() as theirs:
            assert ours.read() == theirs.read()
