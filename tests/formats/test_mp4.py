"""The MP4 export, read back: pictures at their milliseconds, what is drawn in, colours, and what is told."""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formats.errors import DamagedError, MissingExtraError, UnsupportedError
from formats.exporters.mp4 import encoder, exporter, moments
from formats.exporters.mp4.moments import find_moments
from formats.model.build import EventBuilder
from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.model.frames import Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from replay.core import trails
from replay.core.actions import reduce_actions
from replay.render.marked import marked_pictures
from tests.formats.html_pages import MS, shown

av = pytest.importorskip("av", reason="PyAV is not installed (extra: video)")


def export(recording: MemoryRecording, out: Path, options: ExportOptions | None = None) -> ExportReport:
    source = ExportSource(recording, reduce_actions(recording), marked_pictures(recording))
    return exporter.export(source, out, options or ExportOptions())


def read(path: Path) -> list[tuple[float, Pixels]]:
    """Return the pictures of a video with the milliseconds from which they are shown."""
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        return [
            (float(frame.pts * stream.time_base * 1000), frame.to_ndarray(format="rgb24"))
            for frame in file.decode(stream)
        ]


def plain(*colours: tuple[int, int, int], height: int = 90, width: int = 160) -> list[Pixels]:
    return [np.full((height, width, 3), colour, np.uint8) for colour in colours]


def moving() -> MemoryRecording:
    """Make a recording in which the pointer goes to the right for a second, and clicks after three."""
    recording = shown(plain((200, 200, 200), height=200, width=320), Storage.TILES)
    builder = EventBuilder()
    for number in range(101):
        builder.add("pointer", number * 10 * MS, x=20 + 2 * number, y=60)
    builder.add("button", 3_000 * MS, x=220, y=60, button="left", pressed=1)
    builder.add("key", 3_001 * MS, code="KeyA", key="a", pressed=1)
    builder.add("marker", 10_000 * MS, name="end")
    return MemoryRecording(
        Header("id"), builder.events(), frames=recording.frames, pixels=lambda _frame: recording.pixels(0)
    )


def test_each_picture_is_shown_from_its_own_millisecond(tmp_path: Path) -> None:
    """However uneven the times are; the video is as long as the recording."""
    recording = shown(plain((10, 10, 10), (90, 90, 90), (160, 160, 160), (240, 240, 240)), Storage.TILES)
    recording.frames["t"] = np.array([0, 17, 1_234, 60_001]) * MS

    report = export(recording, tmp_path / "out.mp4")

    pictures = read(tmp_path / "out.mp4")
    assert [round(at, 1) for at, _ in pictures] == [0, 17, 1_234, 60_001]
    assert [at for at, _ in pictures] == pytest.approx([0, 17, 1_234, 60_001], abs=0.5)
    assert [pixels.mean() for _, pixels in pictures] == pytest.approx([10, 90, 160, 240], abs=2)
    assert report.written == {"pictures": 4, "seconds": 60}


def test_the_file_is_said_to_be_as_long_as_the_recording(tmp_path: Path) -> None:
    """A player stops where the file says that it ends, and a long last wait would not be shown."""
    recording = shown(plain(*[(shade, shade, shade) for shade in range(0, 240, 20)]), Storage.TILES)
    recording.frames["t"] = np.array([*range(0, 1_100, 100), 9_000]) * MS

    export(recording, tmp_path / "out.mp4")

    with av.open(str(tmp_path / "out.mp4")) as file:
        stream = file.streams.video[0]
        assert float(stream.duration * stream.time_base) == pytest.approx(9, abs=0.1)
        assert file.duration / av.time_base == pytest.approx(9, abs=0.1)


def test_the_pointer_moves_thirty_times_a_second_and_no_more(tmp_path: Path) -> None:
    """While it moves or its trail fades; where nothing changes there are no pictures."""
    export(moving(), tmp_path / "out.mp4")

    times = np.array([at for at, _ in read(tmp_path / "out.mp4")])
    assert 72 <= (times < 2_500).sum() <= 78
    assert np.diff(times[times < 1_000]).max() <= 34
    assert not ((times > 2_600) & (times < 3_000)).any()
    assert 3_000 in times.round()
    assert times[-1] == pytest.approx(10_000, abs=0.5)


def test_the_pointer_is_where_the_recording_has_it(tmp_path: Path) -> None:
    """Its colour is found at the recorded position at several times, and not where it was."""
    export(moving(), tmp_path / "out.mp4")

    for at, pixels in read(tmp_path / "out.mp4")[3:28:6]:
        x = 20 + 2 * int(at // 10)
        orange = np.abs(pixels[60:90].astype(int) - (255, 92, 0)).max(axis=2) < 60
        assert orange[10, x + 4], at
        assert np.flatnonzero(orange[12]).min() >= x - 4


def test_colours_are_those_of_the_recording(tmp_path: Path) -> None:
    """To the rounding of the codec, and the file says by which rule they are to be read."""
    colours = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255), (0, 0, 0), (200, 120, 40)]

    export(shown(plain(*colours), Storage.TILES), tmp_path / "out.mp4")

    found = [pixels[45, 80].tolist() for _, pixels in read(tmp_path / "out.mp4")]
    for colour, back in zip(colours, found, strict=True):
        assert back == pytest.approx(colour, abs=6)
    with av.open(str(tmp_path / "out.mp4")) as file:
        context = file.streams.video[0].codec_context
        assert (context.colorspace, context.color_range, context.pix_fmt) == (1, 1, "yuv420p")


def test_rate_and_size_are_as_asked(tmp_path: Path) -> None:
    """Twice as fast is half as long; sides are even; pictures that fit stay."""
    recording = shown(plain((10, 10, 10), (200, 200, 200), height=101, width=151), Storage.TILES)
    recording.frames["t"][1] = 2_000 * MS

    export(recording, tmp_path / "whole.mp4", ExportOptions(rate=2))
    export(recording, tmp_path / "small.mp4", ExportOptions(size=(75, 1000)))

    whole, small = read(tmp_path / "whole.mp4"), read(tmp_path / "small.mp4")
    assert [round(at) for at, _ in whole] == [0, 1_000]
    assert {pixels.shape for _, pixels in whole} == {(102, 152, 3)}
    assert {pixels.shape for _, pixels in small} == {(50, 76, 3)}


def test_nothing_of_today_or_of_the_program_is_in_the_file(tmp_path: Path) -> None:
    """No date, no version, no name."""
    export(moving(), tmp_path / "out.mp4")

    with av.open(str(tmp_path / "out.mp4")) as file:
        assert set(file.metadata) <= {"major_brand", "minor_version", "compatible_brands"}
        assert set(file.streams.video[0].metadata) <= {"language", "handler_name"}
    assert b"Lavf" not in (tmp_path / "out.mp4").read_bytes()


def test_a_picture_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """The one before it stays on."""
    recording = shown(plain((10, 10, 10), (99, 99, 99), (200, 200, 200)), Storage.TILES)
    whole = recording._pixels
    assert whole is not None

    def broken(frame: int) -> Pixels:
        if frame == 1:
            raise DamagedError("chunk 7")
        return whole(frame)

    recording._pixels = broken
    report = export(recording, tmp_path / "out.mp4")

    assert [pixels.mean() for _, pixels in read(tmp_path / "out.mp4")] == pytest.approx([10, 200], abs=2)
    assert any("cannot be read" in sentence and sentence.endswith(": 1") for sentence in report.lost)


def test_what_was_done_without_pictures_is_drawn_on_an_empty_screen(tmp_path: Path) -> None:
    """As large as the display, and told."""
    builder = EventBuilder()
    builder.add("display", 0, id=0, x=0, y=0, width=320, height=200)
    builder.add("pointer", 100 * MS, x=160, y=100)
    report = export(MemoryRecording(Header("id"), builder.events()), tmp_path / "out.mp4")

    _, last = read(tmp_path / "out.mp4")[-1]
    assert last.shape == (200, 320, 3)
    assert last[0, 0].tolist() == pytest.approx([58, 62, 74], abs=6)
    assert np.abs(last[108, 164].astype(int) - (255, 92, 0)).max() < 60
    assert any("empty screen" in sentence for sentence in report.lost)


def test_what_fades_is_known_as_long_as_it_is_drawn() -> None:
    """The times between pictures follow from how long trails, ripples and keys are drawn elsewhere."""
    assert moments.FADING_S["button"] == moments.FADING_S["scroll"] == trails.RIPPLE_S
    assert moments.KEY_HELD_S == trails.KEY_HELD_S
    assert trails.trail.__defaults__ == (moments.FADING_S["pointer"],)


def test_a_video_of_years_takes_no_memory() -> None:
    """Moments follow what happens, not how long it takes."""
    builder = EventBuilder()
    for year in range(3):
        builder.add("pointer", year * 365 * 86_400 * 1_000 * MS, x=1, y=1)

    assert len(find_moments(MemoryRecording(Header("id"), builder.events()), 1)) < 150


def test_more_pictures_than_anybody_watches_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any is drawn, with what to do about it."""
    monkeypatch.setattr(moments, "MOST_PICTURES", 50)

    with pytest.raises(UnsupportedError, match="limit of 50; a higher --rate"):
        find_moments(moving(), 1)


def test_a_canvas_that_no_screen_has_is_refused(tmp_path: Path) -> None:
    """Before it takes memory: one picture may be as wide as another is high."""
    recording = shown(plain((0, 0, 0), (0, 0, 0)), Storage.TILES)
    recording.frames["width"], recording.frames["height"] = [30_000, 1_000], [1_000, 30_000]

    with pytest.raises(UnsupportedError, match="30,000 by 30,000"):
        export(recording, tmp_path / "out.mp4")


def test_pictures_that_no_encoder_takes_are_refused(tmp_path: Path) -> None:
    """H.264 ends at 16,384 a side."""
    with pytest.raises(UnsupportedError, match="--resize it"):
        encoder.Encoder(tmp_path / "out.mp4", (16_386, 2))


def test_without_pyav_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One clear line."""
    monkeypatch.setitem(sys.modules, "av", None)

    with pytest.raises(MissingExtraError, match=r"replay-desk\[video\]"):
        export(moving(), tmp_path / "out.mp4")


def test_another_encoder_is_taken_where_there_is_no_x264(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said that the video is not H.264."""
    others: Any = av.codecs_available - {"libx264", "libopenh264"}
    monkeypatch.setattr(av, "codecs_available", others)

    report = export(shown(plain((10, 10, 10), (200, 200, 200)), Storage.TILES), tmp_path / "out.mp4")

    assert [pixels.mean() for _, pixels in read(tmp_path / "out.mp4")] == pytest.approx([10, 200], abs=4)
    assert any("H.264: this PyAV has no encoder" in sentence for sentence in report.lost)
