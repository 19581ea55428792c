"""The drawn cursor: found where it is, and nowhere else."""

import base64
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from formats.model.build import EventBuilder
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from replay.fidelity.align.cursor import CursorFinder, CursorShape, can_be_found, recorded_shapes


def _shape() -> CursorShape:
    luma = np.zeros((12, 9), np.float32)
    luma[::2] = 255
    mask = np.tril(np.ones((12, 9), np.bool_))
    return CursorShape(luma, mask, 1, 2)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 91), st.integers(0, 68), st.integers(0, 1 << 30))
def test_a_cursor_is_found_where_it_is(x: int, y: int, seed: int) -> None:
    """At any place of a picture of any noise, to the pixel."""
    picture = np.random.default_rng(seed).integers(60, 200, (80, 100)).astype(np.float32)
    shape = _shape()
    picture[y : y + 12, x : x + 9][shape.mask] = shape.luma[shape.mask]

    seen = CursorFinder([shape]).find(picture)

    assert seen is not None
    assert (seen.x, seen.y) == (x + 1, y + 2)


def test_two_cursors_are_none() -> None:
    """Where two places look alike, neither is told."""
    picture = np.full((80, 100), 128, np.float32)
    shape = _shape()
    for x in (10, 60):
        picture[20:32, x : x + 9][shape.mask] = shape.luma[shape.mask]

    assert CursorFinder([shape]).find(picture) is None


def test_a_picture_without_one_has_none() -> None:
    """Nothing is found on an empty page, nor in a picture smaller than the shape."""
    finder = CursorFinder([_shape()])

    assert finder.find(np.full((80, 100), 255, np.float32)) is None
    assert finder.find(np.zeros((4, 4), np.float32)) is None


def test_a_shape_of_one_colour_cannot_be_found() -> None:
    """A black bar is found in every black letter: it is not looked for."""
    assert not can_be_found(CursorShape(np.zeros((20, 20), np.float32), np.ones((20, 20), np.bool_), 0, 0))


@pytest.mark.parametrize(
    "image", ["", "no base64!", base64.b64encode(b"no picture").decode(), "A" * (1 << 21)]
)
def test_a_broken_shape_is_left_out(image: str) -> None:
    """What a recorder wrote as a shape may be anything."""
    builder = EventBuilder()
    builder.add("cursor", 0, shape=1, hot_x=0, hot_y=0, width=9, height=9, image=image)

    assert recorded_shapes(MemoryRecording(Header("a", "b"), builder.events())) == []


def test_a_shape_too_large_is_left_out() -> None:
    """A cursor of a thousand pixels a side is not decoded."""
    out = io.BytesIO()
    Image.new("RGBA", (1000, 1000)).save(out, format="PNG")
    builder = EventBuilder()
    builder.add("cursor", 0, shape=1, image=base64.b64encode(out.getvalue()).decode())

    assert recorded_shapes(MemoryRecording(Header("a", "b"), builder.events())) == []
