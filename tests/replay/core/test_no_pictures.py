"""What people are told in place of pictures."""

import io
from pathlib import Path

import pytest

from formats.errors import MissingExtraError
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.native.reader import Reader
from formats.native.writer import Writer
from replay.core.no_pictures import why_no_pictures
from tests.formats.native_samples import HEADER


def test_of_several_problems_the_one_about_pictures_is_told() -> None:
    """Not the first of all, which says nothing of them."""
    missing = str(MissingExtraError("the pictures of the video", extra="video"))
    recording = MemoryRecording(Header("x"), {}, problems=("metadata.json is missing", missing))

    assert why_no_pictures(recording) == missing


@pytest.mark.parametrize(
    ("videos", "told"), [(1, "pip install 'replay-desk[video]'"), (0, "its source kept none")]
)
def test_a_video_that_was_kept_unseen_is_told_of(videos: int, told: str, tmp_path: Path) -> None:
    """Whoever opens what was imported without PyAV learns what to install."""
    with Writer(tmp_path / "a.replay", HEADER) as writer:
        for _ in range(videos):
            writer.add_video(io.BytesIO(b"x"), "video/mp4", (1, 1000))

    with Reader(tmp_path / "a.replay") as recording:
        assert told in why_no_pictures(recording)
