"""A private window stays hidden behind others for as long as the pictures show it, and no longer."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.model.build import EventBuilder
from formats.model.frames import FRAME_DTYPE, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from replay.privacy.masks.window_in_sight import window_in_sight
from replay.privacy.masks.windows import MaskedWindows
from replay.privacy.painting.painted import Box
from replay.record.exclusion import DEFAULT_EXCLUDED, Exclusions

S = 1_000_000_000
_WIDTH, _HEIGHT = 640, 400
_PRIVATE, _BESIDE, _OVER = Box(100, 100, 400, 300), Box(420, 60, 620, 380), Box(60, 50, 450, 340)
_NOISE = np.random.default_rng(5).integers(0, 256, (4, _HEIGHT, _WIDTH, 3)).astype(np.uint8)
_FRONTS = {"beside": _BESIDE, "over": _OVER}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(sorted(_FRONTS)), st.booleans()), min_size=1, max_size=8))
def test_it_is_hidden_exactly_while_it_is_on_the_pictures(fronts: list[tuple[str, bool]]) -> None:
    """However often the window in front changes, also where it comes to light again or is closed."""
    pictures = [_picture([]), _picture([(_PRIVATE, 1)])]
    places = [_PRIVATE]
    for name, open_still in fronts:
        below = [(_PRIVATE, 1)] if open_still else []
        pictures.append(_picture([*below, (_FRONTS[name], 2)]))
        places.append(_FRONTS[name])
    recording = _recording(pictures, places)
    shown = window_in_sight(recording, _windows(recording), 0)

    for number, (name, open_still) in enumerate(fronts, start=2):
        hidden = np.zeros((_HEIGHT, _WIDTH), np.bool_)
        for each in shown:
            if each.span.contains(number * S):
                left, top = each.region.x, each.region.y
                hidden[top : top + each.region.height, left : left + each.region.width] = True
        if name == "beside":
            assert hidden[_PRIVATE.top : _PRIVATE.bottom, _PRIVATE.left : _PRIVATE.right].all() == open_still
            assert hidden.any() == open_still
        # Nothing of the window in front is hidden but its edge.
        front = _FRONTS[name]
        assert not hidden[front.top + 48 : front.bottom - 16, front.left + 16 : front.right - 16].any()


def test_a_window_that_changes_behind_another_is_still_in_sight() -> None:
    """Its frame and most of its words are what they were."""
    changed = _picture([(_PRIVATE, 1)])
    changed[150:250, 150:350] = 255
    _BESIDE.crop(changed)[:] = _BESIDE.crop(_NOISE[2])
    recording = _recording([_picture([]), _picture([(_PRIVATE, 1)]), changed], [_PRIVATE, _BESIDE])

    assert window_in_sight(recording, _windows(recording), 0)


@pytest.mark.parametrize("front", [None, _BESIDE])
def test_without_its_place_all_of_the_picture_is_hidden_while_it_is_in_sight(front: Box | None) -> None:
    """Nothing tells where it is, but the pictures tell whether: what came with it still stands there."""
    open_still = _picture([(_PRIVATE, 1), (_BESIDE, 2)])
    closed = _picture([(_BESIDE, 2)])
    pictures = [_picture([]), _picture([(_PRIVATE, 1)]), open_still, closed]
    recording = _recording(pictures, [None, front])
    shown = window_in_sight(recording, _windows(recording), 0)
    before_looked = _windows(recording).behind(0)

    assert {each.span.end_ns for each in shown} == {3 * S}
    hidden = np.zeros((_HEIGHT, _WIDTH), np.bool_)
    for each in shown:
        left, top = each.region.x, each.region.y
        hidden[top : top + each.region.height, left : left + each.region.width] = True
    assert hidden[_PRIVATE.top : _PRIVATE.bottom, _PRIVATE.left : _PRIVATE.right].all()
    assert hidden.all() == (front is None)
    assert before_looked


def test_a_window_that_changes_its_title_is_one() -> None:
    """It would be hidden twice, and counted as two."""
    builder = EventBuilder()
    for number, title in enumerate(("Passwords", "*Passwords", "shell")):
        app = "keepassxc" if number < 2 else "xterm"
        builder.add("window", number * S, app=app, title=title, **_rectangle(_PRIVATE))
    recording = MemoryRecording(Header("windows"), builder.events())

    assert _windows(recording).rows() == [1]


def _picture(windows: Sequence[tuple[Box, int]]) -> Pixels:
    picture = _NOISE[0].copy()
    for box, look in windows:
        box.crop(picture)[:] = box.crop(_NOISE[look])
    return np.asarray(picture)


def _recording(pictures: Sequence[Pixels], places: Sequence[Box | None]) -> MemoryRecording:
    """Make a recording with a picture a second; the first window comes before the second picture."""
    builder = EventBuilder()
    for number, place in enumerate(places):
        names = {"app": "xterm", "title": "shell"} if number else {"app": "keepassxc", "title": "Passwords"}
        where = {} if place is None else _rectangle(place)
        builder.add("window", (number + 1) * S - S // 10, **names, **where)
    frames = np.zeros(len(pictures), FRAME_DTYPE)
    frames["t"] = np.arange(len(pictures)) * S
    frames["width"], frames["height"] = _WIDTH, _HEIGHT
    frames["storage"], frames["changed"] = Storage.TILES, 1
    return MemoryRecording(
        Header("windows"), builder.events(), frames=frames, pixels=lambda frame: pictures[frame].copy()
    )


def _rectangle(box: Box) -> dict[str, float]:
    return {"x": box.left, "y": box.top, "width": box.right - box.left, "height": box.height}


def _windows(recording: MemoryRecording) -> MaskedWindows:
    return MaskedWindows(recording, recording.events("window"), Exclusions(DEFAULT_EXCLUDED).cover)
