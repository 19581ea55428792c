"""The HTML page as a file: what lies in it, how, and what does not."""

import base64
import hashlib
import io
import re
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from formats.errors import DamagedError, UnsupportedError
from formats.exporters.html import blocks as blocks_module
from formats.exporters.html.patches import changed_rectangles
from formats.media.image import decode_image
from formats.model.export import ExportOptions
from formats.model.frames import SAME, EncodedImage, Pixels, Storage
from formats.native.reader import Reader
from tests.data import SAMPLE
from tests.formats.html_pages import HOSTILE, blocks, hostile_recording, images, shown, write_page


def noise(height: int = 40, width: int = 60, seed: int = 1) -> Pixels:
    return np.random.default_rng(seed).integers(0, 255, (height, width, 3)).astype(np.uint8)


def test_a_page_of_the_sample_is_small(tmp_path: Path) -> None:
    """What changed is written, not every picture: less than a megabyte for 220 of them."""
    with Reader(SAMPLE) as recording:
        report = write_page(recording, tmp_path / "page")

    assert report.written["pictures"] == 220
    assert (tmp_path / "page").stat().st_size < 1_000_000


def test_events_are_written_to_the_microsecond(tmp_path: Path) -> None:
    """Columns of a block are those of the stream, times differences to the one before."""
    with Reader(SAMPLE) as recording:
        write_page(recording, tmp_path / "page", ExportOptions(pictures=False))
        pointer = recording.events("pointer")
        keys = recording.events("key")

    found = dict(blocks(tmp_path / "page"))
    assert list(accumulate(found["pointer"]["t"])) == (pointer.t // 1000).tolist()
    assert found["pointer"]["x"] == pytest.approx(pointer.column("x").tolist())
    strings = found["key"]["code_strings"]
    assert [strings[number] for number in found["key"]["code"]] == keys.texts("code").tolist()


def test_recorded_text_is_data(tmp_path: Path) -> None:
    """It comes back as it was, and not one of its characters is markup: the blocks hold no "<" at all."""
    write_page(hostile_recording(), tmp_path / "page")

    page = (tmp_path / "page").read_bytes()
    found = dict(blocks(tmp_path / "page"))
    assert found["window"]["title_strings"] == [HOSTILE]
    assert found["header"]["task"] == HOSTILE
    assert b"hacked = 1</script>" not in page
    assert b"<img" not in page
    assert page.count(b"<script>") == 1
    page.decode("utf-8")
    assert "\u2028" not in page.decode("utf-8").partition("</title>")[2]


def test_nothing_that_names_a_person_is_in_the_page(tmp_path: Path) -> None:
    """Neither who was recorded, nor where; that it is left out is told."""
    report = write_page(hostile_recording(), tmp_path / "page")

    page = (tmp_path / "page").read_bytes().lower()
    assert b"alice" not in page
    assert any("who was recorded" in sentence for sentence in report.lost)


def test_only_the_script_of_the_page_may_run(tmp_path: Path) -> None:
    """The policy allows one script and one style by their hashes, no network, and nothing else."""
    write_page(hostile_recording(), tmp_path / "page")

    page = (tmp_path / "page").read_text(encoding="utf-8")
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0]
    assert policy.startswith("default-src 'none'; media-src blob:;")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert not re.findall(r"""(src|href)=["']|url\(|@import|\bimport\(|fetch\(|XMLHttp""", page)
    for name in ("style", "script"):
        text = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)[0]
        digest = hashlib.sha256(text.encode()).digest()
        assert f"{name}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pictures_stay_as_they_came(kind: str, tmp_path: Path) -> None:
    """Byte for byte, and once where two are the same."""
    out = io.BytesIO()
    Image.fromarray(noise()).save(out, kind)
    came = EncodedImage(f"image/{kind.lower()}", out.getvalue())

    write_page(shown([noise(), noise()], Storage.IMAGE, [came, came]), tmp_path / "page")

    assert images(tmp_path / "page") == [came]


def test_what_a_file_says_of_its_pictures_is_not_believed(tmp_path: Path) -> None:
    """Their type and size are read from their bytes; bytes that are no picture are told."""
    out = io.BytesIO()
    Image.fromarray(noise()).save(out, "PNG")
    lies = [EncodedImage('text/javascript"><b>', out.getvalue()), EncodedImage("image/png", b"<b>")]
    recording = shown([noise(), noise()], Storage.IMAGE, lies)
    recording.frames["width"] = 7

    report = write_page(recording, tmp_path / "page")

    assert images(tmp_path / "page") == [EncodedImage("image/png", out.getvalue())]
    found = dict(blocks(tmp_path / "page"))
    assert found["pictures"]["patches"] == [[[0, 0, 60, 40, 0]]]
    assert found["frames"]["picture"] == [0, -1]
    assert b"<b>" not in (tmp_path / "page").read_bytes()
    assert "pictures that cannot be read: 1" in report.lost


def test_what_changed_is_written_without_loss(tmp_path: Path) -> None:
    """Whole pictures and patches, drawn over each other, give every picture to the last bit."""
    pictures = [noise()]
    for number in range(1, 30):
        after = pictures[-1].copy()
        after[number : number + 3, number : number + 9] = number
        pictures.append(after)
    pictures.append(noise(50, 30))

    write_page(shown(pictures, Storage.TILES), tmp_path / "page")

    found = dict(blocks(tmp_path / "page"))
    kept = [decode_image(image.data) for image in images(tmp_path / "page")]
    drawn: list[Pixels] = []
    for base, patches in zip(found["pictures"]["base"], found["pictures"]["patches"], strict=True):
        canvas = drawn[base].copy() if base >= 0 else np.zeros((*patches[0][3:1:-1], 3), np.uint8)
        for x, y, width, height, image in patches:
            canvas[y : y + height, x : x + width] = kept[image]
        drawn.append(canvas)
    assert found["frames"]["picture"] == list(range(31))
    assert all(np.array_equal(a, b) for a, b in zip(drawn, pictures, strict=True))
    assert found["pictures"]["base"].count(-1) >= 2


def test_a_frame_that_shows_the_same_has_the_same_picture(tmp_path: Path) -> None:
    """Nothing is written again, and nothing is decoded to find out."""
    recording = shown([noise(), noise(seed=2)], Storage.TILES)
    recording.frames["changed"][1] = SAME

    write_page(recording, tmp_path / "page")

    assert dict(blocks(tmp_path / "page"))["frames"]["picture"] == [0, 0]


def test_a_picture_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """The others are there, and the next one does not stand on it."""
    recording = shown([noise(), noise(seed=2), noise(seed=3)], Storage.TILES)
    whole = recording._pixels
    assert whole is not None

    def broken(frame: int) -> Pixels:
        if frame == 1:
            raise DamagedError("chunk 7")
        return whole(frame)

    recording._pixels = broken
    report = write_page(recording, tmp_path / "page")

    assert dict(blocks(tmp_path / "page"))["frames"]["picture"] == [0, -1, 1]
    assert "pictures that cannot be read: 1" in report.lost


@pytest.mark.parametrize(("kind", "found"), [("PNG", "image/webp"), ("JPEG", "image/jpeg")])
def test_what_came_without_loss_is_resized_without(kind: str, found: str, tmp_path: Path) -> None:
    """Only what was lossy already loses once more, and it is told."""
    out = io.BytesIO()
    Image.fromarray(noise()).save(out, kind)
    recording = shown([noise()], Storage.IMAGE, [EncodedImage("", out.getvalue())])

    report = write_page(recording, tmp_path / "page", ExportOptions(size=(30, 30)))

    assert [image.media_type for image in images(tmp_path / "page")] == [found]
    assert any("sharpness" in sentence for sentence in report.lost) == (kind == "JPEG")


def test_pictures_are_resized_and_left_out_when_asked(tmp_path: Path) -> None:
    """Both are told; a picture that fits already stays."""
    recording = shown([noise()], Storage.TILES)

    small = write_page(recording, tmp_path / "small", ExportOptions(size=(30, 30)))
    none = write_page(recording, tmp_path / "none", ExportOptions(pictures=False))

    assert [decode_image(image.data).shape for image in images(tmp_path / "small")] == [(20, 30, 3)]
    assert any("resized to fit into 30x30" in sentence for sentence in small.lost)
    assert images(tmp_path / "none") == []
    assert any("pictures, as asked: 1" in sentence for sentence in none.lost)


def test_a_page_that_no_browser_opens_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As soon as it is too large, with what to do about it."""
    monkeypatch.setattr(blocks_module, "MOST_BYTES", 4096)

    with pytest.raises(UnsupportedError, match=r"larger than .* MiB.*--resize"):
        write_page(shown([noise(200, 200)], Storage.TILES), tmp_path / "page")

    assert (tmp_path / "page").stat().st_size < 80_000


@given(
    st.lists(st.tuples(st.integers(0, 99), st.integers(0, 149)), max_size=40),
    st.integers(0, 2**32 - 1),
)
def test_rectangles_cover_every_change(spots: list[tuple[int, int]], seed: int) -> None:
    """They lie inside the picture, and outside of them nothing differs."""
    before = noise(100, 150, seed)
    after = before.copy()
    for y, x in spots:
        after[y, x] ^= 1

    covered = before.copy()
    for x, y, width, height in changed_rectangles(before, after):
        assert 0 <= x < x + width <= 150
        assert 0 <= y < y + height <= 100
        covered[y : y + height, x : x + width] = after[y : y + height, x : x + width]

    assert np.array_equal(covered, after)
    assert bool(spots and not np.array_equal(before, after)) == bool(changed_rectangles(before, after))
