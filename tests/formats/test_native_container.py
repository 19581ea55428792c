"""What is written to a container is what is read from it."""

import contextlib
import io
from pathlib import Path

import numpy as np
import pytest

from formats.model.frames import Storage, VideoPicture
from formats.model.header import Header
from formats.model.time import Span
from formats.native.reader import Reader
from formats.native.writer import Writer
from tests.formats.native_samples import HEADER, assert_same, busy_events, pictures, png, write_busy


@pytest.mark.parametrize("archive", [False, True])
def test_events_and_header_come_back_bit_by_bit(tmp_path: Path, archive: bool) -> None:
    """Every column of every stream, NaN, minus zero and lone surrogates included."""
    write_busy(tmp_path / "a.replay", archive=archive)

    with Reader(tmp_path / "a.replay") as reader:
        assert reader.header == HEADER
        assert reader.complete
        assert reader.problems == ()
        for name, wanted in busy_events().items():
            assert_same(reader.events(name), wanted)
            assert reader.streams[name].rows == len(wanted)


def test_a_span_holds_the_rows_whose_times_lie_in_it(tmp_path: Path) -> None:
    """The start belongs to a span, the end does not; across chunks as within one."""
    with Writer(tmp_path / "a.replay", HEADER) as writer:
        wanted = busy_events(20_000)["pointer"]
        for start in range(0, len(wanted), 777):
            writer.append(wanted.slice(start, start + 777))

    with Reader(tmp_path / "a.replay") as reader:
        for start, stop in [(0, 5), (100, 100), (8190, 8195), (0, 20_000), (15_000, 19_999)]:
            low, high = int(wanted.t[start]), int(wanted.t[min(stop, len(wanted) - 1)])
            inside = (wanted.t >= low) & (wanted.t < high)
            assert reader.events("pointer", Span(low, high)).rows.tobytes() == wanted.rows[inside].tobytes()
            assert_same(reader.rows("pointer", start, stop), wanted.slice(start, stop))
        assert reader.row_at("pointer", 1 << 62) == len(wanted)
        assert len(reader.rows("pointer", -5, 3)) == 3
        assert len(reader.events("text")) == 0
        with pytest.raises(KeyError):
            reader.events("nonsense")


def test_pictures_come_back_in_any_order(tmp_path: Path) -> None:
    """Lossless tiles by random access and in a row, images beside them on another display."""
    write_busy(tmp_path / "a.replay", frames=40)
    wanted = pictures(40)

    with Reader(tmp_path / "a.replay") as reader:
        frames = reader.frames
        tiles = np.flatnonzero(frames["display"] == 0)
        for number in [*range(40), 39, 0, 20, 5, 6, 30]:
            assert np.array_equal(reader.pixels(int(tiles[number])), wanted[number])
        assert frames["changed"][tiles].tolist() == [int(n == 0 or n % 3 > 0) for n in range(40)]
        images = np.flatnonzero(frames["display"] == 1)
        assert reader.encoded(int(images[2])) == png(9)
        assert reader.encoded(int(tiles[0])) is None
        assert reader.pixels(int(images[2])).shape == (9, 16, 3)
        assert (frames["width"][images[2]], frames["height"][images[2]]) == (16, 9)
        assert reader.streams["frame"].rows == len(frames) == len(reader.events("frame"))
        with pytest.raises(IndexError):
            reader.pixels(len(frames))


def test_a_frame_without_a_picture_shows_the_one_before(tmp_path: Path) -> None:
    """Same picture: whatever kind it was; nothing before it: no picture."""
    first, second = pictures(2)
    with Writer(tmp_path / "a.replay", HEADER) as writer:
        writer.add_frame(0, None, width=9, height=8)
        writer.add_frame(1, first)
        writer.add_frame(2, png(1))
        writer.add_frame(3, None)
        writer.add_frame(4, first)
        writer.add_frame(5, second)
        writer.add_frame(5, second, display=3)
        writer.add_frame(6, None)

    with Reader(tmp_path / "a.replay") as reader:
        assert reader.frames["changed"].tolist() == [1, 1, 1, 0, 1, 1, 1, 0]
        assert reader.frames["storage"][0] == Storage.NONE
        assert reader.encoded(3) == png(1)
        for frame, wanted in [(1, first), (4, first), (5, second), (6, second), (7, second)]:
            assert np.array_equal(reader.pixels(frame), wanted)
        with pytest.raises(IndexError):
            reader.pixels(0)


def test_a_video_comes_back_as_it_came(tmp_path: Path) -> None:
    """Bytes, type and time base; read in pieces, seekable."""
    data = np.random.default_rng(1).bytes(2_500_000)
    with Writer(tmp_path / "a.replay", HEADER) as writer:
        video = writer.add_video(io.BytesIO(data), "video/mp4", (1, 15360))
        writer.add_frame(0, VideoPicture(video, 512, key=True), width=640, height=480)

    with Reader(tmp_path / "a.replay") as reader, reader.videos[0].open() as file:
        assert (reader.videos[0].media_type, reader.videos[0].time_base) == ("video/mp4", (1, 15360))
        assert reader.videos[0].size_bytes == len(data)
        assert file.read() == data
        file.seek(1_048_570)
        assert file.read(100) == data[1_048_570:1_048_670]
        assert reader.frames[0]["pts"] == 512


def test_falling_times_are_refused(tmp_path: Path) -> None:
    """A stream out of order would make every search in it wrong."""
    table = busy_events()["pointer"]
    with Writer(tmp_path / "a.replay", HEADER) as writer:
        writer.append(table.slice(100, 200))
        writer.add_frame(50, None)

        with pytest.raises(ValueError, match="fall"):
            writer.append(table.slice(0, 100))
        with pytest.raises(ValueError, match="fall"):
            writer.add_frame(49, None)


def test_a_failed_writer_leaves_what_was_there(tmp_path: Path) -> None:
    """A file that is not live is replaced as a whole or not at all."""
    path = tmp_path / "a.replay"
    write_busy(path)
    before = path.read_bytes()

    with contextlib.suppress(ZeroDivisionError), Writer(path, HEADER) as writer:
        writer.append(busy_events()["pointer"])
        _ = 1 / 0

    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.replay"]


def test_an_empty_recording_opens(tmp_path: Path) -> None:
    """No event, no frame, a header with nothing in it."""
    with Writer(tmp_path / "a.replay", Header("id")):
        pass

    with Reader(tmp_path / "a.replay") as reader:
        assert (reader.header, dict(reader.streams), len(reader.frames)) == (Header("id"), {}, 0)
        assert reader.duration_ns == 0
        assert reader.complete
