"""The importer of OpenAdapt: screenshots, the video with its times, and what cannot be had."""

import hashlib
import io
import json
import struct
import uuid
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from formats.importers.openadapt.timing_box import read_timing
from formats.model.frames import Storage
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import import_recording
from tests.formats.openadapt_databases import ACTIONS, EVENTS, RECORDING, T0, Row, write_journal, write_tables

MS = 1_000_000


def png(shade: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 6), (shade, 0, 0)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def video() -> bytes:
    pytest.importorskip("av", reason="PyAV is in the extra 'video'")
    from tests.formats.test_media_video import video as encoded  # noqa: PLC0415 - needs PyAV

    return encoded("mp4")


def box(told: object, size: int | None = None) -> bytes:
    body = uuid.UUID("d8e90f06-20b4-4e0c-b449-4f70656e4164").bytes + json.dumps(told).encode()
    return struct.pack(">I4s", len(body) + 8 if size is None else size, b"uuid") + body


def timing(**told: object) -> dict[str, object]:
    return {"schema": "openadapt.capture-video-timing/v1", "fps": "24/1", **told}


def shots(*pictures: bytes | None) -> list[Row]:
    return [{"timestamp": T0 + n, "png_data": picture} for n, picture in enumerate(pictures)]


def times_ms(times_ns: NDArray[np.int64]) -> list[int]:
    return [round(t / MS) for t in times_ns.tolist()]


def test_screenshots_in_the_database_are_frames_as_they_came(tmp_path: Path) -> None:
    """Byte for byte, at their own times; equal ones are unchanged, a broken one is told."""
    path = write_tables(tmp_path / "r.db", screenshot=shots(png(1), png(1), png(2), b"no picture"))

    imported = import_recording(path)

    with imported.recording as recording:
        assert recording.frames["changed"].tolist() == [1, 0, 1, 1]
        assert times_ms(recording.frames["t"]) == [0, 1000, 2000, 3000]
        first = recording.encoded(0)
        assert first is not None
        assert hashlib.sha256(first.data).digest() == hashlib.sha256(png(1)).digest()
        assert recording.pixels(2)[0, 0].tolist() == [2, 0, 0]
        assert recording.frames["storage"].tolist() == [Storage.IMAGE] * 3 + [Storage.NONE]
        write_recording(recording, tmp_path / "out.replay")
    with Reader(tmp_path / "out.replay") as back:
        again = back.encoded(2)
        assert again is not None
        assert again.data == png(2)
    assert any(told.startswith("screenshot 4:") for told in imported.report.lost)
    assert imported.report.counts["pictures missing"] == 1


def test_pictures_of_differences_are_told(tmp_path: Path) -> None:
    """A difference without its sign rebuilds nothing; beside the whole picture it is not needed."""
    lone = {"timestamp": T0, "png_diff_data": png(1), "png_diff_mask_data": png(2)}
    both = {**lone, "png_data": png(3)}

    first = import_recording(write_tables(tmp_path / "a.db", screenshot=[lone]))
    second = import_recording(write_tables(tmp_path / "b.db", screenshot=[both]))

    assert any(
        "1 screenshots are only there as a picture of what changed" in told for told in first.report.lost
    )
    assert any("follow from the screenshots" in told for told in second.report.lost)


def test_screenshots_without_pictures_keep_their_times(tmp_path: Path) -> None:
    """The video that holds them is not here: frames without a picture, and what to do."""
    imported = import_recording(write_tables(tmp_path / "r.db", screenshot=shots(None, None)))

    assert imported.recording.frames["storage"].tolist() == [Storage.NONE] * 2
    assert any("put the video beside the database" in told for told in imported.report.lost)


def test_the_video_begins_at_its_start_time(tmp_path: Path, video: bytes) -> None:
    """Its own times from there on, in the time of the actions; it is kept byte for byte."""
    write_tables(tmp_path / "recording.db", action_event=ACTIONS, screenshot=shots(None))
    (tmp_path / "oa_recording-1784300000-25.mp4").write_bytes(video)

    with import_recording(tmp_path).recording as recording:
        start_ms = times_ms(recording.frames["t"])[0]
        assert start_ms == 500
        assert [t - start_ms for t in times_ms(recording.frames["t"])][:3] == [0, 33, 67]
        assert recording.pixels(0).shape == (96, 160, 3)
        with recording.videos[0].open() as file:
            assert file.read() == video


def test_without_a_start_time_the_video_begins_with_the_recording(tmp_path: Path, video: bytes) -> None:
    """And the report says so."""
    write_tables(
        tmp_path / "recording.db", recording={**RECORDING, "video_start_time": None}, action_event=ACTIONS
    )
    (tmp_path / "video.mp4").write_bytes(video)

    imported = import_recording(tmp_path)

    assert times_ms(imported.recording.frames["t"])[0] == 0
    assert any("no video_start_time is told" in told for told in imported.report.guessed)
    imported.recording.close()


def test_the_recorder_s_own_times_of_pictures_win(tmp_path: Path, video: bytes) -> None:
    """Times of capture by the number of the encoded picture; those between follow from the video."""
    write_tables(tmp_path / "recording.db", action_event=ACTIONS)
    captures = [[0, T0 + 1], [2, T0 + 2], [5, T0 + 4]]
    (tmp_path / "oa_recording-1.mp4").write_bytes(video + box(timing(captures=captures, frames=[[0, 0.0]])))

    imported = import_recording(tmp_path)

    # Pictures 3 and 4 show what 2 shows, and are no frames.
    assert times_ms(imported.recording.frames["t"])[:4] == [0, 33, 1000, 3000]
    assert any("frames have the times of their capture" in told for told in imported.report.guessed)
    imported.recording.close()


@pytest.mark.parametrize(
    "tail",
    [
        b"",
        box({"schema": "something else"}),
        box(timing(captures="no"), size=8),
        box(timing(), size=2**32 - 1),
        struct.pack(">I4sQ", 1, b"uuid", 2**63),
        b"\0" * 7,
    ],
)
def test_a_box_that_is_none_is_left_alone(tmp_path: Path, video: bytes, tail: bytes) -> None:
    """Sizes that lie and other schemas give no times, and the video is still shown."""
    path = tmp_path / "video.mp4"
    path.write_bytes(video + tail)

    timing_found = read_timing(path)

    assert timing_found is None or not timing_found.captured_ns


@pytest.mark.parametrize("pairs", [[[0, "x"]], [[1, 2.0], [0, 3.0]], [[0, 1e30]], {"0": 1}, [[True, 1]], [0]])
def test_times_that_do_not_rise_end_the_list(tmp_path: Path, pairs: object) -> None:
    """What comes after a broken pair is not believed."""
    path = tmp_path / "video.mp4"
    path.write_bytes(box(timing(captures=pairs)))

    found = read_timing(path)

    assert found is not None
    assert len(found.captured_ns) <= 1


def test_frames_of_the_older_schema_tie_the_video(tmp_path: Path, video: bytes) -> None:
    """A file that is named is a picture; a time in the video is a reading of its clock."""
    (tmp_path / "shot.png").write_bytes(png(5))
    frame = {"width": 8, "height": 6}
    events = [
        *EVENTS,
        (T0 + 2, "screen.frame", {**frame, "image_path": "shot.png"}),
        (T0 + 3, "screen.frame", {**frame, "image_path": "../outside.png"}),
        (T0 + 4, "screen.frame", {**frame, "video_timestamp": 1.5}),
    ]
    write_journal(tmp_path / "recording.db", events)

    imported = import_recording(tmp_path)

    with imported.recording as recording:
        assert recording.frames["storage"].tolist() == [Storage.IMAGE, Storage.NONE, Storage.NONE]
        assert recording.pixels(0)[0, 0].tolist() == [5, 0, 0]
        assert recording.events("clock").record(0)["reading_ns"] == 1_500_000_000
    assert any("outside of the recording" in told for told in imported.report.lost)


def test_actions_tied_to_another_screenshot_are_counted(tmp_path: Path) -> None:
    """Where the recorder's own link is not the last picture before the action, the report says how often."""
    bound = [{**ACTIONS[0], "screenshot_timestamp": T0 + n} for n in (0, 1)]
    path = write_tables(tmp_path / "r.db", action_event=bound, screenshot=shots(png(1), png(2)))

    counts = import_recording(path).report.counts

    assert counts["actions tied by the recorder to another screenshot than the last before them"] == 1
