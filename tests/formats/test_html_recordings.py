"""HTML pages of recordings of every kind in a browser: hostile, of videos, without pictures, resized."""

import io
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from formats.model.export import ExportOptions
from formats.model.frames import EncodedImage, Pixels, Storage
from formats.native.reader import Reader
from replay.core.trails import trail
from tests.chromium import Page
from tests.data import SAMPLE
from tests.formats.html_pages import HOSTILE, READY, US, canvas, hostile_recording, seek, shown, write_page


def test_recorded_text_never_runs_and_is_shown_harmless(tmp_path: Path) -> None:
    """Markup is text, and a character that turns the reading order or is invisible is named."""
    write_page(hostile_recording(), tmp_path / "page.html")

    with Page(tmp_path / "page.html") as page:
        page.until(READY)
        for tab in ("actions", "typed", "notes"):
            page.run(f"player.showTab('{tab}'); player.seek(20_000)")
            told = page.run("byId('rows').textContent + byId('title').textContent + byId('held').textContent")
            assert "</script><script>" in told
            assert "<202E>" in told
            assert "\u202e" not in told
        assert page.run("player.recording.streams.window.title[0] === player.recording.task")
        assert page.run("player.recording.task.length") == len(HOSTILE)
        assert page.run("typeof window.hacked") == "undefined"
        assert page.run("document.querySelectorAll('img, script[src]').length") == 0
        assert page.troubles == []
        assert page.requests == [(tmp_path / "page.html").as_uri()]


def test_a_video_is_played_by_the_frames_of_the_recording(tmp_path: Path) -> None:
    """Each frame shows its own picture, to the noise of the video, forward and back."""
    av = pytest.importorskip("av", reason="PyAV is not installed (extra: video)")
    from tests.formats.videos import desk_video  # noqa: PLC0415 - needs PyAV

    recording, greys = desk_video(av)
    report = write_page(recording, tmp_path / "page.html")
    assert report.written["videos"] == 1
    assert not any("beside the pictures" in sentence for sentence in report.lost)

    with Page(tmp_path / "page.html") as page:
        page.until(READY)
        order = [*range(len(greys)), *range(len(greys) - 1, -1, -3)]
        for frame in order:
            seek(page, int(recording.frames["t"][frame]) // US)
            assert canvas(page, "picture")[..., :3].mean() == pytest.approx(greys[frame], abs=3), frame

        seek(page, 0)
        page.press(" ")
        page.until("player.t > 950_000")
        page.press(" ")
        page.until(READY)
        frame = page.run("player.frame")
        assert frame >= 5
        assert canvas(page, "picture")[..., :3].mean() == pytest.approx(greys[frame], abs=3)
        assert page.troubles == []


def test_a_recording_without_pictures_shows_what_was_done(tmp_path: Path) -> None:
    """An empty screen, and a word that it is one."""
    write_page(hostile_recording(), tmp_path / "page.html")

    with Page(tmp_path / "page.html") as page:
        page.until(READY)
        page.run("player.seek(20_000)")
        assert page.run("byId('note').textContent") == "this recording has no pictures"
        assert canvas(page, "marks")[..., 3].any()


def test_displays_are_shown_one_at_a_time(tmp_path: Path) -> None:
    """D leads to the next, whose frames it then is that are stepped through."""
    pictures = [np.full((40, 60, 3), 40 * number, np.uint8) for number in range(5)]
    recording = shown(pictures, Storage.TILES)
    recording.frames["display"] = [1, 0, 1, 0, 1]
    write_page(recording, tmp_path / "page.html")

    with Page(tmp_path / "page.html") as page:
        page.until(READY)
        seek(page, 350_000)
        assert canvas(page, "picture")[0, 0, 0] == 80
        page.press("D")
        page.until(READY)
        assert canvas(page, "picture")[0, 0, 0] == 120
        page.press(",")
        assert page.run("player.t") == 300_000
        page.press(",")
        assert page.run("player.t") == 100_000


def test_a_resized_picture_has_its_pointer_in_place(tmp_path: Path) -> None:
    """Positions shrink with the picture."""
    with Reader(SAMPLE) as recording:
        write_page(recording, tmp_path / "page.html", ExportOptions(size=(640, 640)))
        pointer = trail(recording, 20_000_000_000).pointer
    assert pointer is not None

    with Page(tmp_path / "page.html") as page:
        page.until(READY)
        page.run("player.zoom = 1; player.layOut()")
        seek(page, 20_000_000)
        spot = page.run("player.onScreen(player.trail.pointer)")

        assert page.run("byId('picture').width") == 640
        assert (spot["x"], spot["y"]) == pytest.approx((pointer[0] / 2, pointer[1] / 2))


def test_every_picture_format_is_drawn(tmp_path: Path) -> None:
    """PNG and WebP to the last bit, JPEG as its decoder rounds."""
    pixels: Pixels = np.zeros((64, 96, 3), np.uint8)
    pixels[10:50, 20:70] = (200, 30, 90)
    encoded = []
    for kind, options in (
        ("PNG", {}),
        ("WEBP", {"lossless": True}),
        ("JPEG", {"quality": 95, "subsampling": 0}),
    ):
        out = io.BytesIO()
        Image.fromarray(pixels).save(out, kind, **options)
        encoded.append(EncodedImage(f"image/{kind.lower()}", out.getvalue()))
    write_page(shown([pixels] * 3, Storage.IMAGE, encoded), tmp_path / "page.html")

    with Page(tmp_path / "page.html") as page:
        page.until(READY)
        for frame, most in enumerate((0, 0, 12)):
            seek(page, frame * 100_000)
            differs = np.abs(canvas(page, "picture")[..., :3].astype(int) - pixels)
            assert differs.max() <= most
    assert all(a != b for a, b in pairwise(encoded))
