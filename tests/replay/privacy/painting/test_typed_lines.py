"""What is typed is hidden where it comes to stand on the pictures, until it is gone from there."""

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.build import EventBuilder
from formats.model.frames import FRAME_DTYPE, SAME, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.time import Span
from formats.native.reader import Reader
from replay.core.typed_text import typed_runs
from replay.privacy.context.typed_passwords import typed_passwords
from replay.privacy.masks.pictures import MASK_FILL, masked
from replay.privacy.painting.painted import Box
from replay.privacy.painting.shown import Shown
from replay.privacy.painting.typed_lines import typed_lines
from replay.privacy.screen.dots import dots_in
from tests.data import ROOT, SAMPLE

S = 1_000_000_000
_FIELDS = (
    (SAMPLE, slice(719, 960)),
    (ROOT / "samples" / "form.replay", slice(64, 400)),
    (ROOT / "samples" / "desk.replay", slice(512, 900)),
)
"""Recordings, and the columns inside the field of their password."""
_HEIGHT, _WIDTH = 120, 240
_FIELD = Box(20, 40, 220, 64)


def _hidden(lines: Sequence[Shown], shown: Span, pixels: Pixels) -> Pixels:
    boxes = [
        Box(
            each.region.x,
            each.region.y,
            each.region.x + each.region.width,
            each.region.y + each.region.height,
        )
        for each in lines
        if each.span.overlaps(shown)
    ]
    return masked(pixels, boxes)


@pytest.mark.parametrize(("path", "columns"), _FIELDS, ids=["tests", "form", "desk"])
def test_no_dots_of_a_real_password_are_left_on_any_picture(path: Path, columns: slice) -> None:
    """From the first key to the end, scrolled or not: where there were rows of dots there are none."""
    with Reader(path) as reader:
        (found,) = typed_passwords(reader, typed_runs(reader))
        lines = typed_lines(reader, Span(found.start_ns, found.end_ns))
        times = [*reader.frames["t"].tolist(), reader.duration_ns + 1]
        before = after = 0
        for frame, shown in enumerate(Span(*each) for each in itertools.pairwise(times)):
            if shown.end_ns <= found.start_ns or reader.frames["changed"][frame] == SAME:
                continue
            pixels = reader.pixels(frame)
            before += len(_rows_of_dots(pixels[:, columns]))
            after += len(_rows_of_dots(_hidden(lines, shown, pixels)[:, columns]))
        first = reader.pixels(0)

    assert before > 10
    assert after == 0
    assert (_hidden(lines, Span(0, 1), first) == first).all()


@given(st.integers(1, 12), st.integers(0, 40), st.booleans())
def test_dots_are_hidden_until_they_are_gone(count: int, later: int, selects: bool) -> None:
    """However long they stand there, with a caret that blinks, selected or scrolled."""
    pictures = [_form(0)]
    pictures += [_form(number + 1, caret=number % 2 == 0) for number in range(count)]
    pictures += [_form(count, caret=number % 2 == 0) for number in range(later)]
    if selects:
        pictures.append(_form(count, selected=True))
    gone = len(pictures)
    pictures += [_form(0), np.full((_HEIGHT, _WIDTH, 3), 200, np.uint8)]
    recording = _recording(pictures)
    lines = typed_lines(recording, Span(S // 2, count * S + S // 2))
    shown = [_hidden(lines, Span(at * S, at * S + S), each) for at, each in enumerate(pictures)]

    field = _FIELD.within(_WIDTH, _HEIGHT)
    for picture in shown[1:gone]:
        row = (field.top + field.bottom) // 2
        assert (picture[row] == MASK_FILL).all()
    for picture, whole in zip(shown[gone:], pictures[gone:], strict=True):
        assert (picture == whole).all()


@pytest.mark.parametrize("count", [300, 1000, 3000])
def test_what_stands_there_for_an_hour_is_hidden_for_an_hour(count: int) -> None:
    """However many pictures change and windows come meanwhile; and no more once it is gone."""
    typed = [_form(0), *(_form(number + 1, caret=number % 2 == 0) for number in range(5))]
    blinking = [_form(5, caret=True), _form(5)]
    pictures = [*typed, *(blinking[number % 2] for number in range(count)), *[_form(0)] * 50]
    recording = _recording(pictures, windows=range(100, count, 100))
    lines = typed_lines(recording, Span(S // 2, 5 * S + S // 2))
    row = (_FIELD.top + _FIELD.bottom) // 2

    for at in (10, count // 2, count):
        assert (_hidden(lines, Span(at * S, at * S + S), pictures[at])[row] == MASK_FILL).all()
    last = len(pictures) - 1
    assert (_hidden(lines, Span(last * S, last * S + S), pictures[last]) == pictures[last]).all()


def test_what_nobody_can_look_through_is_hidden_whole() -> None:
    """More pictures than anybody decodes while somebody waits: from there on all of each is hidden."""
    pictures = [_form(number % 13) for number in range(520)]
    lines = typed_lines(_recording(pictures), Span(S // 2, 519 * S))
    shown = _hidden(lines, Span(500 * S, 501 * S), pictures[500])

    assert (shown == MASK_FILL).all()


def test_a_recording_without_pictures_has_no_lines() -> None:
    """Nothing is decoded where there is nothing."""
    assert typed_lines(_recording([]), Span(0, S)) == []


def _rows_of_dots(pixels: Pixels) -> list[object]:
    """Return rows of dots, looked for in bands as high as a line of text and its field."""
    found: list[object] = []
    for top in range(0, pixels.shape[0], 20):
        found += [each for each in dots_in(pixels[top : top + 40]) if each.count >= 5]
    return found


def _form(dots: int, *, caret: bool = False, selected: bool = False) -> Pixels:
    picture = np.full((_HEIGHT, _WIDTH, 3), 250, np.uint8)
    field = _FIELD.crop(picture)
    field[:] = 0
    field[2:-2, 2:-2] = 255
    for number in range(dots):
        field[9:15, 8 + number * 9 : 14 + number * 9] = 0
    if selected:
        field[4:-4, 6 : 8 + dots * 9] = 255 - field[4:-4, 6 : 8 + dots * 9]
    if caret:
        field[5:-5, 7 + dots * 9] = 0
    return picture


def _recording(pictures: Sequence[Pixels], windows: Sequence[int] = ()) -> MemoryRecording:
    frames = np.zeros(len(pictures), FRAME_DTYPE)
    frames["t"] = np.arange(len(pictures)) * S
    frames["width"], frames["height"] = _WIDTH, _HEIGHT
    frames["storage"], frames["changed"] = Storage.TILES, 1
    builder = EventBuilder()
    for at in windows:
        builder.add("window", at * S, app="app", title=f"window {at}")
    return MemoryRecording(
        Header("typed"), builder.events(), frames=frames, pixels=lambda frame: pictures[frame].copy()
    )
