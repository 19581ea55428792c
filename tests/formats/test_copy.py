"""Copying a recording into the container: the same rows and pictures, and nothing half left."""

import io
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from formats.errors import DamagedError, FormatError
from formats.model.frames import FRAME_DTYPE, EncodedImage, Pixels, Storage, Video, visible_changes
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.streams import STREAMS, Events
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.native.recovery import recover
from formats.registry import import_recording
from tests.data import SAMPLE, real
from tests.formats.native_samples import HEADER, busy_events, pictures

BIG = 300_000


def with_pictures(count: int = 9) -> MemoryRecording:
    """Make a recording whose frames are images as they came; every third repeats the one before."""
    frames = np.zeros(count, FRAME_DTYPE)
    frames["t"] = np.arange(count) * 1_000_000
    frames["seq"] = 10_000 + np.arange(count)
    frames["width"], frames["height"] = 200, 120
    frames["storage"], frames["video"], frames["key"] = Storage.IMAGE, -1, 1
    frames["changed"] = np.arange(count) % 3 > 0
    frames["changed"][0] = 1
    plain = pictures(count)
    shown = np.maximum.accumulate(np.where(frames["changed"] == 1, np.arange(count), 0))

    def pixels(frame: int) -> Pixels:
        return plain[int(shown[frame])]

    def encoded(frame: int) -> EncodedImage:
        buffer = io.BytesIO()
        Image.fromarray(pixels(frame)).save(buffer, "PNG")
        return EncodedImage("image/png", buffer.getvalue())

    return MemoryRecording(HEADER, busy_events(), frames=frames, pixels=pixels, encoded=encoded)


def rows_of(recording: MemoryRecording | Reader) -> dict[str, list[dict[str, object]]]:
    return {name: list(recording.events(name).records()) for name in recording.streams}


def test_events_and_header_are_the_same(tmp_path: Path) -> None:
    """Every stream row by row, with its strings."""
    source = with_pictures()
    write_recording(source, tmp_path / "a.replay")

    with Reader(tmp_path / "a.replay") as copy:
        assert copy.header == source.header
        assert repr(rows_of(copy)) == repr(rows_of(source))
        assert (copy.frames == source.frames).all()


def test_pictures_are_kept_as_they_came(tmp_path: Path) -> None:
    """Byte for byte, unless tiles are asked for."""
    source = with_pictures()
    write_recording(source, tmp_path / "a.replay")

    with Reader(tmp_path / "a.replay") as copy:
        for frame in range(len(source.frames)):
            assert copy.encoded(frame) == source.encoded(frame)


def test_lossless_copies_hold_the_same_pixels_as_tiles(tmp_path: Path) -> None:
    """Decoded once, and exact ever after."""
    source = with_pictures()
    write_recording(source, tmp_path / "a.replay", lossless=True)

    with Reader(tmp_path / "a.replay") as copy:
        assert set(copy.frames["storage"]) == {Storage.TILES}
        for frame in range(len(source.frames)):
            assert np.array_equal(copy.pixels(frame), source.pixels(frame))


def test_a_video_is_kept_byte_for_byte_with_its_frames(tmp_path: Path) -> None:
    """The real recording's video, and which of its pictures show a change, survive the copy."""
    pytest.importorskip("av", reason="PyAV is in the extra 'video'")
    folder = real("agentnet", "recording")
    with import_recording(folder).recording as source:
        write_recording(source, tmp_path / "a.replay")
        with Reader(tmp_path / "a.replay") as copy:
            assert (copy.frames == source.frames).all()
            assert np.array_equal(copy.pixels(500), source.pixels(500))
            with copy.videos[0].open() as file:
                assert file.read() == next(folder.glob("*.mp4")).read_bytes()


def test_a_video_without_known_pictures_is_kept_where_tiles_are_asked_for(tmp_path: Path) -> None:
    """What cannot be decoded here, for lack of a decoder or by damage, is not thrown away."""
    video = Video("video/mp4", 5, (1, 1000), lambda: io.BytesIO(b"video"))
    source = MemoryRecording(Header("a"), {}, videos=(video,))
    write_recording(source, tmp_path / "a.replay", lossless=True)

    with Reader(tmp_path / "a.replay") as copy, copy.videos[0].open() as file:
        assert file.read() == b"video"


@pytest.mark.parametrize("error", [DamagedError("a picture is lost"), KeyboardInterrupt()])
@pytest.mark.parametrize("there", [False, True])
def test_a_copy_that_fails_leaves_nothing_and_touches_nothing(
    tmp_path: Path, error: BaseException, there: bool
) -> None:
    """Neither an error nor an interrupt in the middle leaves a half file, or harms the one that was there."""
    source = with_pictures()
    out = tmp_path / "a.replay"
    if there:
        out.write_bytes(b"before")

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise error

    with pytest.raises(type(error)):
        write_recording(source, out, progress=stop)

    assert sorted(path.name for path in tmp_path.iterdir()) == (["a.replay"] if there else [])
    if there:
        assert out.read_bytes() == b"before"


def test_progress_ends_at_its_total(tmp_path: Path) -> None:
    """It never falls, and never passes its end."""
    calls: list[tuple[int, int]] = []
    write_recording(with_pictures(), tmp_path / "a.replay", progress=lambda *call: calls.append(call))

    done = [call[0] for call in calls]
    assert done == sorted(done)
    assert calls[-1][0] == calls[-1][1]
    assert len({total for _, total in calls}) == 1


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    """A copy holds a part at a time, not the stream."""
    rows = np.zeros(BIG, STREAMS["pointer"].dtype)
    rows["t"] = np.arange(BIG) * 8_000_000
    rows["seq"] = np.arange(BIG)
    rows["x"] = np.arange(BIG) % 1920
    source = MemoryRecording(Header("big"), {"pointer": Events("pointer", rows)})
    tracemalloc.start()
    write_recording(source, tmp_path / "a.replay", archive=False)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < rows.nbytes


def test_a_copy_that_is_cut_among_its_pictures_has_all_events(tmp_path: Path) -> None:
    """Events are small and come first: a transfer that breaks off costs pictures, not what was done."""
    with Reader(SAMPLE) as sample:
        write_recording(sample, tmp_path / "whole.replay")
        streams = dict(sample.streams)
    data = (tmp_path / "whole.replay").read_bytes()
    (tmp_path / "cut.replay").write_bytes(data[: len(data) // 2])

    with Reader(tmp_path / "cut.replay") as cut:
        assert not cut.complete
        assert 0 < len(cut.frames) < streams["frame"].rows
        assert {n: i for n, i in cut.streams.items() if n != "frame"} == {
            n: i for n, i in streams.items() if n != "frame"
        }


def test_a_video_made_lossless_has_no_more_visible_changes_than_it_had(tmp_path: Path) -> None:
    """Pictures that differ by the video's noise are kept, each its own, and are no changes."""
    source = real("agentnet", "recording")
    pytest.importorskip("av")
    with import_recording(source).recording as recording:
        few = recording.frames[:60]
        shown = MemoryRecording(recording.header, {}, frames=few, pixels=recording.pixels)
        write_recording(shown, tmp_path / "lossless.replay", lossless=True, archive=False)

        noisy = (visible_changes(few)[1:] == 0).nonzero()[0] + 1
        with Reader(tmp_path / "lossless.replay") as lossless:
            assert np.array_equal(visible_changes(lossless.frames), visible_changes(few))
            assert lossless.events("frame").column("changed").tolist() == visible_changes(few).tolist()
            assert len(noisy)
            for frame in (*noisy[:3].tolist(), len(few) - 1):
                if few["storage"][frame] == Storage.VIDEO and lossless.frames["changed"][frame]:
                    assert np.array_equal(lossless.pixels(frame), recording.pixels(frame))


def test_a_frame_without_a_picture_stays_without_one(tmp_path: Path) -> None:
    """It does not come to show what was there before, nor does what repeats it; pictures go on behind it."""
    source = with_pictures()
    plain = source.pixels
    for row, changed in ((2, 1), (3, 0), (5, 2), (7, 0)):
        source.frames[row]["storage"] = Storage.NONE
        source.frames[row]["changed"] = changed
        source.frames[row]["key"] = 0

    for lossless in (False, True):
        write_recording(source, tmp_path / "a.replay", lossless=lossless)
        with Reader(tmp_path / "a.replay") as copy:
            write_recording(copy, tmp_path / "b.replay", lossless=lossless)

        for name in ("a", "b"):
            with Reader(tmp_path / f"{name}.replay") as copy:
                assert np.array_equal(copy.frames["storage"] == 0, source.frames["storage"] == 0)
                assert np.array_equal(visible_changes(copy.frames), visible_changes(source.frames))
                for frame in range(len(source.frames)):
                    if copy.frames["storage"][frame]:
                        assert np.array_equal(copy.pixels(frame), plain(frame))
                    else:
                        with pytest.raises(IndexError):
                            copy.pixels(frame)


def test_a_video_without_a_byte_is_kept(tmp_path: Path) -> None:
    """Its frames are there and have no picture that decodes."""
    frames = np.zeros(1, FRAME_DTYPE)
    frames["storage"], frames["changed"] = Storage.VIDEO, 1
    video = Video("video/mp4", 0, (1, 1000), lambda: io.BytesIO(b""))
    write_recording(MemoryRecording(Header("a"), {}, frames=frames, videos=(video,)), tmp_path / "a.replay")
    recover(tmp_path / "a.replay", tmp_path / "b.replay")

    for name in ("a", "b"):
        with Reader(tmp_path / f"{name}.replay") as copy:
            assert (copy.complete, copy.videos[0].size_bytes) == (True, 0)
            with copy.videos[0].open() as file:
                assert file.read() == b""
            with pytest.raises(FormatError):
                copy.pixels(0)
