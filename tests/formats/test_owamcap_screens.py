"""The importer of recordings by ocap: videos and pictures, their times, and where they lie on the screen."""

import base64
import io
import socket
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from formats.model.frames import Storage
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import import_recording
from tests.formats.owamcap_files import MESSAGES, MS, T0, WINDOW, S, screen, write_mcap


def png(shade: int = 0) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 6), (shade, 0, 0)).save(buffer, "PNG")
    return buffer.getvalue()


def test_pictures_inside_and_beside_are_frames_as_they_came(tmp_path: Path) -> None:
    """data: addresses, plain paths and file: addresses; equal pictures are unchanged."""
    (tmp_path / "shot 1.png").write_bytes(png(9))
    inside = "data:image/png;base64," + base64.b64encode(png(1)).decode()
    path = write_mcap(
        tmp_path / "a.mcap",
        [
            screen(T0, inside, None, (8, 6)),
            screen(T0 + S, inside, None, (8, 6)),
            screen(T0 + 2 * S, "shot 1.png", None, (8, 6)),
            screen(T0 + 3 * S, "file:///elsewhere/shot%201.png", None, (8, 6)),
        ],
    )

    with import_recording(path).recording as recording:
        assert recording.frames["storage"].tolist() == [Storage.IMAGE] * 4
        assert recording.frames["changed"].tolist() == [1, 0, 1, 0]
        assert recording.frames["t"].tolist() == [0, S, 2 * S, 3 * S]
        first = recording.encoded(0)
        assert first is not None
        assert first.data == png(1)
        assert recording.pixels(2)[0, 0].tolist() == [9, 0, 0]


def test_the_references_of_0_5_0_are_read(tmp_path: Path) -> None:
    """Embedded data and external pictures under their own types."""
    (tmp_path / "b.png").write_bytes(png(2))
    embedded = {"type": "embedded", "format": "png", "data": base64.b64encode(png(1)).decode()}
    path = write_mcap(
        tmp_path / "a.mcap",
        [
            ("screen", T0, {"utc_ns": T0, "media_ref": embedded}),
            ("screen", T0 + S, {"utc_ns": T0 + S, "media_ref": {"type": "external_image", "path": "b.png"}}),
        ],
    )

    with import_recording(path).recording as recording:
        assert [int(recording.pixels(n)[0, 0, 0]) for n in range(2)] == [1, 2]


def test_nothing_is_fetched_and_nothing_outside_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Addresses are told; paths that climb out, devices and links are missing pictures."""
    (tmp_path / "secret.png").write_bytes(png())
    folder = tmp_path / "r"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    monkeypatch.setattr(socket, "socket", None)
    uris = [
        "https://example.org/a.png",
        "../secret.png",
        str(tmp_path / "secret.png"),
        "link.png",
        "/dev/zero",
    ]
    path = write_mcap(folder / "a.mcap", [screen(T0 + n, uri, None) for n, uri in enumerate(uris)])

    imported = import_recording(path)

    assert imported.recording.frames["storage"].tolist() == [Storage.NONE] * 5
    assert any("1 pictures lie at an address; nothing is fetched" in told for told in imported.report.lost)
    assert imported.report.counts["pictures missing"] == 5


def test_a_missing_video_leaves_the_times_of_its_pictures(tmp_path: Path) -> None:
    """They are frames without a picture, and the report says what to do."""
    path = write_mcap(
        tmp_path / "a.mcap", [*MESSAGES, screen(T0 + S, "a.mkv", 0), screen(T0 + 2 * S, "a.mkv", S)]
    )

    imported = import_recording(path)

    assert imported.recording.frames["t"].tolist() == [S, 2 * S]
    assert imported.recording.frames["width"].tolist() == [160, 160]
    assert any("'a.mkv' is not beside the recording: put it there" in told for told in imported.report.lost)


@pytest.fixture(scope="module")
def video() -> bytes:
    pytest.importorskip("av", reason="PyAV is in the extra 'video'")
    from tests.formats.test_media_video import video as encoded  # noqa: PLC0415 - needs PyAV

    return encoded()


def test_frames_have_the_video_s_times_tied_by_the_soonest_message(tmp_path: Path, video: bytes) -> None:
    """The recorder is told late of a picture on a screen at rest; each tie is kept as a clock reading."""
    (tmp_path / "a.mkv").write_bytes(video)
    told = [(0, 20), (33, 12), (67, 600), (2967, 5)]
    messages = [screen(T0 + (pts + late) * MS, "a.mkv", pts * MS) for pts, late in told]
    path = write_mcap(tmp_path / "a.mcap", [*MESSAGES, *messages])

    with import_recording(path).recording as recording:
        t_ms = recording.frames["t"] // MS
        assert t_ms[:3].tolist() == [5, 38, 72]
        assert set(recording.frames["video"].tolist()) == {0}
        readings = list(recording.events("clock").records())
        assert [(r["t_ns"] // MS, r["reading_ns"] // MS) for r in readings] == [
            (20, 0),
            (45, 33),
            (667, 67),
            (2972, 2967),
        ]
        assert recording.pixels(0).shape == (96, 160, 3)
        with recording.videos[0].open() as file:
            assert file.read() == video
        write_recording(recording, tmp_path / "out.replay")
        with Reader(tmp_path / "out.replay") as back:
            assert np.array_equal(back.frames["t"], recording.frames["t"])
            assert np.array_equal(back.pixels(2), recording.pixels(2))


def test_a_video_under_another_name_is_found_beside(tmp_path: Path, video: bytes) -> None:
    """A recording that was renamed with its video still finds it, and says so."""
    (tmp_path / "renamed.mkv").write_bytes(video)

    imported = import_recording(write_mcap(tmp_path / "renamed.mcap", [screen(T0, "D:\\x\\old.mkv", 0)]))

    assert len(imported.recording.frames) > 1
    assert any("'old.mkv' is taken to be 'renamed.mkv'" in told for told in imported.report.guessed)


def test_a_video_without_messages_is_kept(tmp_path: Path, video: bytes) -> None:
    """Nothing ties it to the clock, so that it has no frames; it is not lost."""
    (tmp_path / "a.mkv").write_bytes(video)

    imported = import_recording(write_mcap(tmp_path / "a.mcap"))

    assert len(imported.recording.videos) == 1
    assert len(imported.recording.frames) == 0
    assert any("no message ties it to the clock" in told for told in imported.report.lost)


def test_a_captured_window_is_placed_and_followed(tmp_path: Path) -> None:
    """The display is the window without its invisible border, wherever it is moved."""
    moved = {**WINDOW, "rect": [100, 50, 1018, 634]}
    path = write_mcap(
        tmp_path / "a.mcap",
        [
            screen(T0, "a.mkv", 0, (906, 578)),
            ("window", T0 + S, WINDOW),
            ("window", T0 + 2 * S, {"title": "other", "rect": [0, 0, 800, 600], "hWnd": 9}),
            ("window", T0 + 3 * S, moved),
        ],
    )

    imported = import_recording(path)

    places = [
        (d["t_ns"] // S, d["x"], d["y"], d["width"]) for d in imported.recording.events("display").records()
    ]
    assert places == [(0, 366, 307, 906), (3, 106, 50, 906)]
    assert any("taken to be a window, 'notes'" in told for told in imported.report.guessed)


def test_a_picture_of_no_window_is_the_screen(tmp_path: Path) -> None:
    """It is taken to begin at (0, 0), and said to be."""
    path = write_mcap(tmp_path / "a.mcap", [*MESSAGES, screen(T0 + S, "a.mkv", 0, (1920, 1080))])

    imported = import_recording(path)

    assert imported.recording.events("display").record(0)["width"] == 1920
    assert any("the screen whose corner is (0, 0)" in told for told in imported.report.guessed)


@pytest.mark.parametrize(
    ("generation", "told"),
    [
        ("0.3.2", {"path": "a.mkv", "pts": 33 * MS}),
        ("0.4.2", {"path": "a.mkv", "pts": 33 * MS, "original_shape": [320, 192]}),
        ("0.5.0", {"media_ref": {"type": "external_video", "path": "a.mkv", "pts_ns": 33 * MS}}),
        ("0.5.1", {"media_ref": {"uri": "file:///C:/r/a.mkv", "pts_ns": 33 * MS}, "shape": [160, 96]}),
    ],
)
def test_every_generation_ties_the_video(
    tmp_path: Path, video: bytes, generation: str, told: dict[str, object]
) -> None:
    """A path with a time, or a reference; the display has the size of what was captured, if it is told."""
    (tmp_path / "a.mkv").write_bytes(video)
    name = generation.replace("0.5.0", "0.5.1")
    message = ("screen", T0 + 40 * MS, {"utc_ns": T0 + 40 * MS, **told})

    imported = import_recording(write_mcap(tmp_path / "a.mcap", [message], generation=name))

    assert imported.recording.header.start_utc_ns == T0 + 7 * MS
    assert imported.recording.frames["t"][:2].tolist() == [0, 33 * MS]
    width = imported.recording.events("display").record(0)["width"]
    assert width == (320 if "original_shape" in told else 160)
