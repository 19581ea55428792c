"""Each limit holds: what is beyond it is refused by the reader, and by the writer before it."""

import io
import re
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from formats.errors import DamagedError, LimitError
from formats.media import ffmpeg, image
from formats.model.frames import VideoPicture
from formats.native.limits import LIMITS, Limits
from formats.native.reader import Reader
from formats.native.writer import Writer
from tests.data import ROOT
from tests.formats.native_samples import HEADER, write_busy


@pytest.mark.parametrize("name", [field.name for field in fields(Limits)])
def test_no_limit_is_without_effect(name: str) -> None:
    """A number that nothing is held against promises what is not kept."""
    source = "".join(path.read_text() for path in (ROOT / "formats" / "native").glob("*.py"))

    assert re.search(rf"limits\.{name}\b", source, re.IGNORECASE)


def test_pictures_as_they_came_are_held_to_the_same_size() -> None:
    """The decoders know nothing of the container, and believe the same."""
    assert (LIMITS.pixels, LIMITS.side_px) == (image.MAX_PIXELS, image.MAX_SIDE_PX)
    assert LIMITS.pixels == ffmpeg.MAX_PIXELS


def test_an_image_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    """Before it is decoded; pictures in tiles beside it still read."""
    write_busy(tmp_path / "a.replay")

    with Reader(tmp_path / "a.replay", limits=replace(LIMITS, image_bytes=20)) as reader:
        frame = int(np.flatnonzero(reader.frames["display"] == 1)[0])
        with pytest.raises(LimitError, match="size of a picture"):
            reader.pixels(frame)
        assert reader.pixels(0).shape == (120, 200, 3)


def test_videos_beyond_the_limit_are_left_out(tmp_path: Path) -> None:
    """A number of a video takes no memory for the numbers below it."""
    with Writer(tmp_path / "a.replay", HEADER) as writer:
        for number in range(3):
            writer.add_video(io.BytesIO(b"x"), "video/mp4", (1, 1000))
            writer.add_frame(number, VideoPicture(number, 0, key=True), width=8, height=8)

    with Reader(tmp_path / "a.replay", limits=replace(LIMITS, videos=2)) as reader:
        assert len(reader.videos) == 2
        with pytest.raises(DamagedError, match="video 2 is lost"):
            reader.pixels(2)


def test_a_writer_takes_no_video_that_no_reader_would_give_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said before its bytes are copied."""
    monkeypatch.setattr("formats.native.writer.LIMITS", replace(LIMITS, videos=1))

    with Writer(tmp_path / "a.replay", HEADER) as writer:
        writer.add_video(io.BytesIO(b"x"), "video/mp4", (1, 1000))
        with pytest.raises(LimitError, match="number of videos"):
            writer.add_video(io.BytesIO(b"x"), "video/mp4", (1, 1000))
