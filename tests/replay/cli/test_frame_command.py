"""`replay frame`: the exact picture, or the very file that came."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from formats.model.frames import EncodedImage
from formats.native.reader import Reader
from formats.native.writer import Writer
from tests.data import SAMPLE, real
from tests.formats.agentnet_folders import EVENTS, lines, write_folder
from tests.formats.native_samples import HEADER, busy_events
from tests.replay.cli.desk import read_desk
from tests.replay.cli.shell import is_refused, replay


def encoded(kind: str) -> bytes:
    out = io.BytesIO()
    shade = np.arange(64 * 48 * 3, dtype=np.uint8).reshape(48, 64, 3)
    Image.fromarray(shade).save(out, kind)
    return out.getvalue()


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


@pytest.mark.parametrize("number", [0, 49, 120, 278])
def test_a_png_holds_exactly_the_pixels_that_were_recorded(number: int, tmp_path: Path) -> None:
    """Compared with the recorder's own file of that frame."""
    grabs = read_desk().of_kind("frame")
    shown = grabs[number].get("file") or f"frames/{grabs[number]['same']:06d}.png"

    ended = replay("frame", SAMPLE, "--at", f"#{number}", "-o", tmp_path / "out.png")

    assert ended.status == 0
    assert np.array_equal(pixels(tmp_path / "out.png"), pixels(real("desk", shown)))


@pytest.mark.parametrize(
    ("at", "frame"),
    [("4.761", 18), ("4.762", 19), ("12.261", 48), ("00:00:12.261", 49), ("100%", 278), ("50%", 141)],
)
def test_the_frame_of_a_time_is_the_last_at_or_before_it(at: str, frame: int, tmp_path: Path) -> None:
    """Never the nearest; a time as it is printed is its whole millisecond."""
    ended = replay("frame", SAMPLE, "--at", at, "-o", tmp_path / "out.png")

    assert f": frame #{frame} of " in ended.err
    with Reader(SAMPLE) as reader:
        assert np.array_equal(pixels(tmp_path / "out.png"), reader.pixels(frame))


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_picture_that_came_as_a_file_is_written_byte_for_byte(kind: str, tmp_path: Path) -> None:
    """Under a name that fits; under .png its exact pixels."""
    data = encoded(kind)
    path = tmp_path / "a.replay"
    with Writer(path, HEADER) as writer:
        writer.add_frame(0, EncodedImage(f"image/{kind}", data))

    replay("frame", path, "--at", "0", "-o", tmp_path / f"out.{kind}")
    replay("frame", path, "--at", "0", "-o", tmp_path / "exact.png")

    assert (tmp_path / f"out.{kind}").read_bytes() == data
    with Reader(path) as reader:
        assert np.array_equal(pixels(tmp_path / "exact.png"), reader.pixels(0))


def test_an_overlay_changes_the_picture_where_the_pointer_went(tmp_path: Path) -> None:
    """And leaves the rest as it was recorded."""
    replay("frame", SAMPLE, "--at", "3.7", "-o", tmp_path / "plain.png")
    replay("frame", SAMPLE, "--at", "3.7", "-o", tmp_path / "drawn.png", "--overlay")

    differs = (pixels(tmp_path / "plain.png") != pixels(tmp_path / "drawn.png")).any(axis=2)
    rows, columns = np.nonzero(differs)
    assert differs.any()
    assert differs.mean() < 0.2
    assert differs[240:253, 341:354].any(), "the click at (347, 246)"
    assert rows.max() > 240
    assert columns.max() >= 347


@pytest.mark.parametrize(
    ("more", "out", "said"),
    [
        ((), "out.jpg", "not kept as a file of its own"),
        (("--overlay",), "out.jpg", "an overlay is written as .png"),
    ],
)
def test_nothing_is_recoded_in_silence(more: tuple[str, ...], out: str, said: str, tmp_path: Path) -> None:
    """A JPEG is only written where the recording has it."""
    ended = replay("frame", SAMPLE, "--at", "0.1", "-o", tmp_path / out, *more)

    assert is_refused(ended, 2, said)
    assert not (tmp_path / out).exists()


def test_before_the_first_picture_there_is_none(tmp_path: Path) -> None:
    """The line says when the first one is."""
    ended = replay("frame", SAMPLE, "--at", "0.01", "-o", tmp_path / "out.png")

    assert is_refused(ended, 2, "the first picture is at 00:00:00.056")


def test_a_recording_without_pictures_says_so(tmp_path: Path) -> None:
    """With status 3: there is nothing to read."""
    path = tmp_path / "a.replay"
    with Writer(path, HEADER) as writer:
        writer.append(busy_events(50)["pointer"])

    ended = replay("frame", path, "--at", "0", "-o", tmp_path / "out.png")

    assert is_refused(ended, 3, "a.replay", "no pictures")


def test_the_recording_is_never_written_over(tmp_path: Path) -> None:
    """Not by another name either."""
    path = tmp_path / "a.replay"
    with Writer(path, HEADER) as writer:
        writer.add_frame(0, np.zeros((20, 20, 3), np.uint8))
    before = path.read_bytes()
    (tmp_path / "link.png").hardlink_to(path)

    ended = replay("frame", path, "--at", "0", "-o", tmp_path / "link.png")

    assert is_refused(ended, 2, "only read")
    assert path.read_bytes() == before


def test_the_reason_for_having_no_pictures_is_about_pictures(tmp_path: Path) -> None:
    """Whatever else is wrong with the source; and the recording is named, however short its name."""
    folder = write_folder(tmp_path / "r", events=lines(EVENTS) + "garbage\n")
    (folder / "a.mp4").write_bytes(b"no video")

    ended = replay("frame", folder, "--at", "0", "-o", tmp_path / "out.png")

    assert is_refused(
        ended, 3, f"{folder}: the recording has no pictures: the video was kept, but none of its"
    )
    assert "Errno" not in ended.err
