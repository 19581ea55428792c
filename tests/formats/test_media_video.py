"""Videos as they came: the right picture for a time, and a table of what differs."""

import io
import random
import sys
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import BinaryIO

import numpy as np
import pytest

from formats.errors import FormatError, MissingExtraError
from formats.media.video import VideoDecoder, VideoTable, frame_table, other_tracks, subtitles
from formats.model.frames import Pixels
from tests.data import real

av = pytest.importorskip("av", reason="PyAV is not installed (extra: video)")

# Milliseconds, uneven on purpose; pictures 3, 4 and 7 repeat the one before.
TIMES_MS = [0, 33, 67, 100, 900, 933, 967, 2_967, 3_000, 3_034, 3_067, 3_100]
SHOWN = [0, 1, 2, 2, 2, 3, 4, 4, 5, 6, 7, 8]


def drawn(number: int) -> Pixels:
    """Draw a plain desk with a box whose place tells the number."""
    pixels = np.full((96, 160, 3), 200, np.uint8)
    pixels[8:40, 8 + number * 12 : 20 + number * 12] = (250, 30, 60)
    return pixels


def video(container: str = "matroska") -> bytes:
    """Encode the pictures at their times, losslessly, with a key picture every six."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container) as out:
        stream = out.add_stream("libx264rgb", options={"qp": "0", "bf": "2", "sc_threshold": "0"})
        stream.width, stream.height, stream.pix_fmt = 160, 96, "rgb24"
        stream.codec_context.gop_size = 6
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        for time_ms, number in zip(TIMES_MS, SHOWN, strict=True):
            frame = av.VideoFrame.from_ndarray(drawn(number), format="rgb24")
            frame.pts, frame.time_base = time_ms, Fraction(1, 1000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return buffer.getvalue()


@pytest.fixture(scope="module", params=["matroska", "mp4"])
def sound(request: pytest.FixtureRequest) -> bytes:
    return video(request.param)


@pytest.fixture(scope="module")
def table(sound: bytes) -> VideoTable:
    return frame_table(lambda: io.BytesIO(sound))


def test_the_table_lists_times_as_they_are(table: VideoTable) -> None:
    """Uneven times, in the video's own time base, from it to nanoseconds."""
    assert (table.width, table.height, len(table)) == (160, 96, len(TIMES_MS))
    assert table.times_ns().tolist() == [ms * 1_000_000 for ms in TIMES_MS]
    assert table.key[0]
    assert 2 <= np.count_nonzero(table.key) <= 4


def test_the_table_says_which_pictures_differ(table: VideoTable) -> None:
    expected = [True, *(a != b for a, b in zip(SHOWN[1:], SHOWN[:-1], strict=True))]
    assert table.differs.tolist() == expected
    assert table.visible.tolist() == expected


def test_noise_differs_and_is_not_visible_but_a_fade_is() -> None:
    """One level of difference is not a visible change; the same step again and again is, sooner or later."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="matroska") as out:
        stream = out.add_stream("libx264rgb", options={"qp": "0"})
        stream.width, stream.height, stream.pix_fmt = 64, 64, "rgb24"
        for level in range(12):
            pixels = np.full((64, 64, 3), 100 + level, np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        out.mux(stream.encode(None))
    table = frame_table(lambda: io.BytesIO(buffer.getvalue()))
    assert table.differs.all()
    assert 2 <= np.count_nonzero(table.visible) <= 5
    assert not table.visible[1]


def test_every_picture_in_any_order(sound: bytes, table: VideoTable) -> None:
    """Forward, backward and at random, each exactly the picture that was put in."""
    with VideoDecoder(lambda: io.BytesIO(sound)) as decoder:
        places = list(range(len(table)))
        for order in (places, places[::-1], random.Random(3).choices(places, k=40)):
            for place in order:
                np.testing.assert_array_equal(decoder.picture(int(table.pts[place])), drawn(SHOWN[place]))


def test_between_two_times_the_picture_before_is_shown(sound: bytes, table: VideoTable) -> None:
    between = int(table.pts[6] + table.pts[7]) // 2
    with VideoDecoder(lambda: io.BytesIO(sound)) as decoder:
        np.testing.assert_array_equal(decoder.picture(between), drawn(4))
        np.testing.assert_array_equal(decoder.picture(10**9), drawn(8))
        with pytest.raises(FormatError, match="no picture"):
            decoder.picture(-(10**6))


def test_stepping_forward_decodes_each_picture_once(sound: bytes, table: VideoTable) -> None:
    """Nothing is read again on the way: bytes read grow with the way, not with the steps."""
    reads: list[int] = []

    class Counting(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            data = super().read(size)
            reads.append(len(data))
            return data

    with VideoDecoder(lambda: Counting(sound)) as decoder:
        for pts in table.pts.tolist():
            decoder.picture(pts)
    assert sum(reads) < 4 * len(sound) + 200_000


def test_closing_closes_what_was_opened(sound: bytes) -> None:
    opened: list[io.BytesIO] = []

    def open_file() -> io.BytesIO:
        opened.append(io.BytesIO(sound))
        return opened[-1]

    decoder = VideoDecoder(open_file)
    decoder.close()
    assert not opened
    decoder.picture(0)
    decoder.close()
    decoder.picture(0)
    decoder.close()
    frame_table(open_file)
    assert [file.closed for file in opened] == [True, True, True]


def test_a_video_that_breaks_off_gives_what_came_before() -> None:
    data = video()
    table = frame_table(lambda: io.BytesIO(data[: len(data) * 2 // 3]))
    assert 1 <= len(table) < len(TIMES_MS)


@pytest.mark.parametrize("data", [b"", b"hello", bytes(5000), b"\x1aE\xdf\xa3" + bytes(100)])
def test_what_is_no_video_is_a_format_error(data: bytes) -> None:
    with pytest.raises(FormatError):
        frame_table(lambda: io.BytesIO(data))
    with pytest.raises(FormatError):
        VideoDecoder(lambda: io.BytesIO(data)).picture(0)


def test_changed_bytes_do_no_worse_than_a_format_error() -> None:
    rng = random.Random(5)
    for kind in ("matroska", "mp4"):
        sound = video(kind)
        for _ in range(150):
            data = bytearray(sound)
            for _ in range(3):
                data[rng.randrange(len(data))] = rng.randrange(256)
            try:
                frame_table(partial(io.BytesIO, bytes(data)))
                VideoDecoder(partial(io.BytesIO, bytes(data))).picture(2_000)
            except FormatError:
                continue


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(MissingExtraError, match=r"replay-desk\[video\]"):
        frame_table(lambda: io.BytesIO(b""))
    with pytest.raises(MissingExtraError):
        VideoDecoder(lambda: io.BytesIO(b"")).picture(0)


def test_a_real_recording() -> None:
    """The AgentNet video: times, and pictures at random as in order."""
    file = next(real("agentnet", "recording").glob("*.mp4"))
    with VideoDecoder(lambda: file.open("rb")) as decoder:
        forward = {pts: decoder.picture(pts) for pts in range(0, 512 * 40, 512)}
        for pts in (512 * 30, 512 * 3, 512 * 600, 512 * 39, 0):
            pixels = decoder.picture(pts)
            assert pixels.shape == (718, 1276, 3)
            if pts in forward:
                np.testing.assert_array_equal(pixels, forward[pts])


def test_tracks_and_subtitles_beside_the_pictures() -> None:
    """A real video has sound and a clock in its subtitles; one of pictures alone has neither."""
    path = real("owamcap", "0.5.1.mkv")

    assert other_tracks(lambda: path.open("rb")) == ("audio (aac)", "subtitle (srt)")
    told = subtitles(lambda: path.open("rb"), 2)
    assert [t // 1_000_000 for t, _ in told] == [980, 1980]
    assert int(told[1][1]) - int(told[0][1]) == pytest.approx(1e9, rel=0.001)
    assert other_tracks(lambda: io.BytesIO(video())) == ()
    assert subtitles(lambda: io.BytesIO(video()), 2) == []


@pytest.mark.parametrize("ask", [other_tracks, lambda open_file: subtitles(open_file, 3)])
def test_what_is_no_video_has_no_tracks(ask: Callable[[Callable[[], BinaryIO]], object]) -> None:
    """It is a format error, as for its pictures."""
    with pytest.raises(FormatError):
        ask(lambda: io.BytesIO(b"no video"))


def test_a_title_that_is_no_text_is_no_reason_to_refuse(sound: bytes) -> None:
    """Metadata of the file are not read, so they may be anything; with each version of PyAV."""
    buffer = io.BytesIO()
    with av.open(io.BytesIO(sound)) as source, av.open(buffer, "w", format="matroska") as out:
        out.metadata["title"] = "the title"
        stream = out.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    assert b"the title" in buffer.getvalue()
    titled = buffer.getvalue().replace(b"the title", b"\xff\xfe\xc3\x28tit\xe9s")

    assert len(frame_table(lambda: io.BytesIO(titled))) == len(TIMES_MS)
