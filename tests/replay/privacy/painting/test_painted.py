"""Fills: solid, whole blocks of lossy pictures, and wherever a region shows again."""

import io
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from formats.model.annotations import Region
from formats.model.frames import FRAME_DTYPE, SEEN, EncodedImage, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.time import Span
from formats.native.reader import Reader
from formats.registry import open_recording
from replay.privacy.painting.painted import (
    BLOCK_MARGIN_PX,
    BLOCK_PX,
    Box,
    blocks_of,
    fill_mask,
    filled,
    tidied,
)
from replay.privacy.redact.pictures import paint_plan
from replay.privacy.redact.plan import plan
from replay.privacy.redact.redactions import Painted, Redactions
from replay.privacy.screen.dots import dots_in
from tests.data import SAMPLE
from tests.replay.core.recordings import S, recording
from tests.replay.core.typing import keys
from tests.replay.privacy.leaky import checks_against, drawn, found, written

sides = st.integers(-40, 140)
boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h), sides, sides, st.integers(0, 90), st.integers(0, 90)
)


@given(st.lists(boxes, max_size=5))
def test_a_fill_is_solid_inside_and_touches_nothing_outside(some: list[Box]) -> None:
    """For boxes that reach beyond the picture, too."""
    pixels = np.full((80, 100, 3), 200, np.uint8)

    out = filled(pixels, some)

    mask = fill_mask(some, 100, 80)
    assert (out[mask] == 0).all()
    assert (out[~mask] == 200).all()
    assert (pixels == 200).all()


@given(st.lists(boxes, max_size=6))
def test_tidying_boxes_fills_the_same(some: list[Box]) -> None:
    """Only boxes within others go."""
    assert np.array_equal(fill_mask(some, 100, 80), fill_mask(tidied(some), 100, 80))


@given(boxes)
def test_blocks_hold_the_box_and_its_margin(box: Box) -> None:
    """A codec smears what is in a block all over it."""
    blocks = blocks_of(box)

    assert all(side % BLOCK_PX == 0 for side in (blocks.left, blocks.top, blocks.right, blocks.bottom))
    assert blocks.left <= box.left - BLOCK_MARGIN_PX
    assert blocks.bottom >= box.bottom + BLOCK_MARGIN_PX


def shown(pictures: list[Pixels], storage: Storage = Storage.TILES) -> MemoryRecording:
    """Make a recording of a picture a second."""
    frames = np.zeros(len(pictures), FRAME_DTYPE)
    frames["t"] = np.arange(len(pictures)) * S
    frames["seq"] = np.arange(len(pictures))
    frames["changed"], frames["storage"], frames["video"] = SEEN, storage, -1
    frames["height"], frames["width"] = pictures[0].shape[:2]
    packed = [io.BytesIO() for _ in pictures]
    for file, picture in zip(packed, pictures, strict=True):
        Image.fromarray(picture).save(file, "JPEG")

    def pixels(frame: int) -> Pixels:
        if storage is Storage.IMAGE:
            return np.asarray(Image.open(packed[frame]), np.uint8)
        return pictures[frame]

    def encoded(frame: int) -> EncodedImage | None:
        return EncodedImage("image/jpeg", packed[frame].getvalue()) if storage is Storage.IMAGE else None

    return MemoryRecording(Header("a"), {}, frames=frames, pixels=pixels, encoded=encoded)


def test_a_region_is_filled_before_and_after_its_span_while_it_shows_the_same(tmp_path: Path) -> None:
    """And where it scrolled to; not once something else stands there."""
    pictures = [drawn("patient 4711", 60, "")] * 3 + [
        drawn("patient 4711", 20, ""),
        drawn("", 60, "other page"),
    ]
    asked = Redactions(painted=(Painted(Region(0, 12, 58, 150, 20), Span(S, S + 1)),))
    written(shown(pictures), asked, tmp_path / "c.replay")

    with Reader(tmp_path / "c.replay") as copy:
        black = [(copy.pixels(frame) == 0).all(axis=2) for frame in range(5)]

    for frame in (0, 1, 2):
        assert black[frame][58:78, 12:162].all()
    assert black[3][18:38, 12:162].all()
    assert not black[4].any()
    assert found(checks_against(tmp_path / "c.replay", shown(pictures), asked)) == {}


def test_of_a_lossy_picture_whole_blocks_are_filled_and_no_jpeg_is_kept(tmp_path: Path) -> None:
    """The picture is decoded, filled and stored without loss."""
    pictures = [drawn("patient 4711", 60, ""), drawn("", 60, "other")]
    asked = Redactions(painted=(Painted(Region(0, 40, 60, 30, 10), Span(0, 1)),))
    written(shown(pictures, Storage.IMAGE), asked, tmp_path / "c.replay")

    with Reader(tmp_path / "c.replay") as copy:
        black = (copy.pixels(0) == 0).all(axis=2)
        assert copy.encoded(0) is None

    assert np.flatnonzero(black[48:80].all(axis=0)).tolist() == list(range(32, 80))
    assert np.flatnonzero(black[:, 32:80].all(axis=1)).tolist() == list(range(48, 80))


def test_the_dots_of_a_password_are_filled_wherever_they_show() -> None:
    """On the desk: while it is typed, after it, and where the page scrolled to."""
    shown: list[int] = []
    with open_recording(SAMPLE) as source:
        planned = paint_plan(source, plan(source, Redactions(words=("hunter2-not-real",))))
        for frame in np.flatnonzero(source.frames["changed"]).tolist():
            for dots in dots_in(source.pixels(frame)[:, 718:1020]):
                x, y, width, height = dots.box
                place = Box(718 + x, y, 718 + x + width, y + height)
                if place.height > 5:
                    continue
                shown.append(place.top)
                mask = fill_mask(planned.boxes[frame], 1280, 800)
                assert mask[place.top : place.bottom, place.left : place.right].all(), frame

    assert len(shown) > 20
    assert len(set(shown)) > 1


def test_the_page_behind_a_password_stays_legible() -> None:
    """It comes at once after the last key; nothing of the dots is there, and only their line is filled."""
    field, page = drawn("", 60, ""), drawn("", 30, "Welcome back to the shop")
    typed = field.copy()
    for left in range(20, 110, 9):
        typed[66:70, left : left + 4] = 20
    made = shown([field, field, typed, page, page])
    events = recording(*keys(1.1, "text:kestrel-9", gap_s=0.05))
    made.frames["t"] = [0, S, 18 * S // 10, 19 * S // 10, 5 * S]
    watched = MemoryRecording(
        Header("a"), {"key": events.events("key")}, frames=made.frames, pixels=made.pixels
    )

    planned = paint_plan(watched, plan(watched, Redactions(words=("kestrel-9",))))

    rows = [np.flatnonzero(fill_mask(boxes, 320, 96).all(axis=1)) for boxes in planned.boxes]
    assert all(set(range(64, 72)) <= set(each.tolist()) <= set(range(60, 76)) for each in rows[2:4])
    assert not len(rows[4])
