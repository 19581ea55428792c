"""What the writer refuses leaves no trace: what is added before and after it reads."""

import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formats.errors import LimitError
from formats.model.build import EventBuilder
from formats.model.frames import VideoPicture
from formats.model.streams import STREAMS, Events
from formats.native.beside import journal_path
from formats.native.limits import LIMITS
from formats.native.reader import Reader
from formats.native.whole_file import whole_file
from formats.native.writer import Writer
from tests.formats.native_samples import HEADER


def windows(*titles: str, start_ns: int = 0) -> Events:
    """Make a row of the window stream a title."""
    builder = EventBuilder()
    for number, title in enumerate(titles):
        builder.add("window", start_ns + number, app=f"app of {title[:9]}", title=title)
    return builder.events()["window"]


def pointing_past_their_strings() -> Events:
    rows = windows("c", "d").rows.copy()
    rows["title"][1] = 77
    return Events("window", rows, ("", "app of c", "c"))


@pytest.mark.parametrize(
    ("refused", "error"),
    [
        (windows("c", "x" * (LIMITS.string_bytes + 1)), LimitError),
        (pointing_past_their_strings(), ValueError),
        (Events("window", np.zeros(2, STREAMS["cursor"].dtype)), ValueError),
        (windows("c", "d", start_ns=-5), ValueError),
    ],
)
def test_refused_rows_leave_the_others_sound(refused: Events, error: type[Exception], tmp_path: Path) -> None:
    """None of the rows is kept, nor any of their strings, of which a chunk may hold so many only."""
    with Writer(tmp_path / "a.replay", HEADER) as writer:
        writer.append(windows("a"))
        with pytest.raises(error):
            writer.append(refused)
        writer.append(windows("b", start_ns=9))

    with Reader(tmp_path / "a.replay") as reader:
        assert reader.events("window").texts("title").tolist() == ["a", "b"]


def test_pictures_after_a_refused_one_can_be_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Changes are never told from a picture that is not in the file."""
    monkeypatch.setattr("formats.native.sink.LIMITS", replace(LIMITS, chunk_bytes=20_000))
    first, last = (np.full((64, 64, 3), value, np.uint8) for value in (1, 2))
    noise = np.random.default_rng(1).integers(0, 256, (96, 96, 3), np.uint8)
    plain = np.zeros_like(noise)
    with Writer(tmp_path / "a.replay", HEADER) as writer:
        writer.add_frame(0, first)
        for wrong in (first[:, :, 0], first[:, :, [0, 1, 2, 0]], first.astype(np.int32)):
            with pytest.raises(ValueError, match="a picture of shape"):
                writer.add_frame(1, wrong)  # type: ignore[arg-type]
        writer.add_frame(2, plain)
        with pytest.raises(LimitError):
            writer.add_frame(3, noise)
        writer.add_frame(4, plain + 1)
        writer.add_frame(5, last)

    with Reader(tmp_path / "a.replay") as reader:
        assert reader.frames["t"].tolist() == [0, 2, 4, 5]
        for frame, wanted in enumerate((first, plain, plain + 1, last)):
            assert np.array_equal(reader.pixels(frame), wanted)


@pytest.mark.parametrize("numbers", [{"seq": 1 << 63}, {"display": 1 << 15}, {"width": 1 << 31, "height": 1}])
def test_numbers_that_the_frame_table_cannot_hold_are_refused_before_their_picture_is_stored(
    numbers: dict[str, int], tmp_path: Path
) -> None:
    """A picture whose frame is not in the table would be taken for the next frame's."""
    video = VideoPicture(0, 0, key=True)
    with Writer(tmp_path / "a.replay", HEADER) as writer:
        for wrong in (np.ones((4, 4, 3), np.uint8), video):
            with pytest.raises((OverflowError, ValueError)):
                writer.add_frame(0, wrong, **numbers)  # type: ignore[arg-type]
        writer.add_frame(1, np.full((4, 4, 3), 7, np.uint8))

    with Reader(tmp_path / "a.replay") as reader:
        assert reader.frames["t"].tolist() == [1]
        assert (reader.pixels(0) == 7).all()


def test_a_recording_that_cannot_have_a_journal_is_not_begun(tmp_path: Path) -> None:
    """Nothing of it is left, so that it can be begun once what is in the way is gone."""
    path = tmp_path / "live.replay"
    journal_path(path).mkdir()

    with pytest.raises(IsADirectoryError):
        Writer(path, HEADER, live=True)

    assert not path.exists()


@pytest.mark.parametrize("ended", [False, True])
def test_a_recording_with_a_journal_is_not_replaced(ended: bool, tmp_path: Path) -> None:
    """It is being made, or its recorder was killed; a writer that learns so at its end leaves nothing."""
    path = tmp_path / "a.replay"
    late = Writer(path, HEADER)
    late.append(windows("late"))
    live = Writer(path, HEADER, live=True)
    live.append(windows("live"))
    if ended:
        live.abort()
    (tmp_path / "link.replay").symlink_to(path)

    for name in ("a.replay", "link.replay"):
        with pytest.raises(FileExistsError, match=r"a\.replay\.journal holds rows of it"):
            Writer(tmp_path / name, HEADER)
        with pytest.raises(FileExistsError), whole_file(tmp_path / name):
            pass
    with pytest.raises(FileExistsError):
        late.close()
    left = sorted(file.name for file in tmp_path.iterdir())
    live.close()

    assert left == ["a.replay", "a.replay.journal", "link.replay"]
    with Reader(path) as reader:
        assert reader.events("window").texts("title").tolist() == ["live"]


@pytest.mark.skipif(os.name != "posix", reason="permissions are of POSIX")
@pytest.mark.parametrize("live", [False, True])
def test_a_new_recording_is_its_owners_alone(live: bool, tmp_path: Path) -> None:
    """While it grows and when it is whole: it holds what people typed."""
    path = tmp_path / "a.replay"
    before = os.umask(0)
    try:
        with Writer(path, HEADER, live=live):
            growing = {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    finally:
        os.umask(before)

    assert growing == {0o600}
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix", reason="permissions are of POSIX")
def test_a_recording_that_replaces_another_is_for_those_who_could_read_that(tmp_path: Path) -> None:
    """Somebody has said so, and would have to say it again after each time."""
    path = tmp_path / "a.replay"
    path.write_bytes(b"old")
    path.chmod(0o640)

    with Writer(path, HEADER) as writer:
        writer.append(windows("a"))

    assert path.stat().st_mode & 0o777 == 0o640


def test_reading_after_the_end_is_an_error_that_says_so(tmp_path: Path) -> None:
    """Not an error of the system's, and nothing of what another file has by then; what is kept neither."""
    path = tmp_path / "a.replay"
    with Writer(path, HEADER) as writer:
        writer.append(windows("a"))
        writer.add_video(io.BytesIO(b"video"), "video/mp4", (1, 1000))
        writer.add_frame(0, np.zeros((8, 8, 3), np.uint8))
    reader = Reader(path)
    for _ in range(2):
        reader.events("window")
        reader.pixels(0)
    videos = reader.videos
    opened = videos[0].open()
    reader.close()
    reader.close()

    readings: tuple[Callable[[], object], ...] = (
        lambda: reader.events("window"),
        lambda: reader.rows("frame", 0, 1),
        lambda: reader.row_at("window", 0),
        lambda: reader.frames,
        lambda: reader.videos,
        lambda: reader.pixels(0),
        lambda: reader.encoded(0),
        lambda: reader.check_picture(0),
        opened.read,
    )
    for reading in readings:
        with pytest.raises(ValueError, match="after it was closed"):
            reading()
