"""An application that is removed is gone from the pictures, also where another one is in front of it."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from formats.model.build import EventBuilder
from formats.model.frames import FRAME_DTYPE, SAME, SEEN, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.native.reader import Reader
from replay.privacy.painting.painted import Box
from replay.privacy.redact.copying import Redacted, redact
from replay.privacy.redact.plan import app_spans, plan
from replay.privacy.redact.redactions import Redactions
from tests.data import SAMPLE

S = 1_000_000_000
_WIDTH, _HEIGHT = 640, 400
_OWN, _OTHER = Box(60, 60, 360, 300), Box(300, 100, 600, 360)
_NOISE = np.random.default_rng(7).integers(0, 256, (3, _HEIGHT, _WIDTH, 3)).astype(np.uint8)


@pytest.fixture(scope="module")
def desk() -> Iterator[Recording]:
    """The sample, whose terminal stands behind other windows."""
    with Reader(SAMPLE) as recording:
        yield recording


def without(recording: Recording, app: str) -> Redacted:
    """Return a copy without an application."""
    return redact(recording, plan(recording, Redactions(apps=(app,))))


@pytest.mark.parametrize(("app", "at_s"), [("XTerm", 24.0), ("Mousepad", 44.0)])
def test_nothing_that_it_showed_is_on_a_picture_of_the_copy(desk: Recording, app: str, at_s: float) -> None:
    """In its place; the original shows it there for as long as it is behind another window."""
    frames = desk.frames
    front = desk.pixels(int(np.searchsorted(frames["t"], int(at_s * S))) - 1)
    place = _place(desk, app)
    letters = _edges(place.crop(front))
    spans = app_spans(desk, [app])
    outside = [n for n, t in enumerate(frames["t"]) if not any(span.contains(int(t)) for span in spans)]

    copy = without(desk, app)

    def share(pixels: Pixels) -> float:
        same = (place.crop(pixels) == place.crop(front)).all(axis=2) & _edges(place.crop(pixels))
        return float(same[letters].mean())

    assert any(share(desk.pixels(frame)) > 0.1 for frame in outside)
    assert copy.frames
    assert all(share(copy.recording.pixels(number)) < 0.02 for number in range(len(copy.frames)))


def test_a_picture_that_is_repeated_after_it_is_not_in_the_copy() -> None:
    """It was taken while the application was in front, and shows all of it."""
    recording = _recording(["own", "repeated", "other"], ["Own", "Other", "Other"])

    copy = without(recording, "Own")

    assert copy.frames == (2,)


def test_it_is_gone_from_before_it_came_to_the_front() -> None:
    """For as long as it stood there; what stood there before that stays."""
    recording = _recording(["other", "both", "both", "own"], ["Other", "Other", "Other", "Own"])

    copy = without(recording, "Own")

    assert copy.frames == (0, 1, 2)
    assert np.array_equal(copy.recording.pixels(0), recording.pixels(0))
    for number in (1, 2):
        shown = copy.recording.pixels(number)
        assert not shown[_OWN.top : _OWN.bottom, _OWN.left : _OTHER.left].any()
        assert np.array_equal(shown[150:350, 380:590], recording.pixels(number)[150:350, 380:590])


def _edges(pixels: Pixels) -> NDArray[np.bool_]:
    found = np.zeros(pixels.shape[:2], np.bool_)
    found[:, 1:] = (np.abs(np.diff(pixels.astype(np.int16), axis=1)) > 60).any(axis=2)
    return found


def _place(recording: Recording, app: str) -> Box:
    row = [each for each in recording.events("window").records() if each["app"] == app][-1]
    x, y, width, height = (int(row[name]) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + width, y + height).within(*recording.pixels(0).shape[1::-1])


def _recording(pictures: list[str], fronts: list[str]) -> MemoryRecording:
    """Return a recording of a picture and a window in front a second; "repeated" is the one before it."""
    frames = np.zeros(len(pictures), FRAME_DTYPE)
    frames["t"] = np.arange(len(pictures)) * S + S // 2
    frames["seq"] = np.arange(len(pictures)) + len(fronts)
    frames["width"], frames["height"], frames["storage"] = _WIDTH, _HEIGHT, Storage.TILES
    frames["changed"] = [SAME if name == "repeated" else SEEN for name in pictures]
    places = {"Own": _OWN, "Other": _OTHER}
    windows = EventBuilder()
    for number, app in enumerate(fronts):
        box = places[app]
        sides = {"x": box.left, "y": box.top, "width": box.right - box.left, "height": box.height}
        windows.add("window", number * S, app=app, title=app, **sides)
    drawn = {"own": [_OTHER, _OWN], "both": [_OWN, _OTHER], "other": [_OTHER]}
    names = [pictures[number - 1] if name == "repeated" else name for number, name in enumerate(pictures)]
    return MemoryRecording(
        Header("apps"),
        windows.events(),
        frames=frames,
        pixels=lambda frame: _picture(drawn[names[frame]]),
    )


def _picture(boxes: list[Box]) -> Pixels:
    """Draw windows over each other, each with what is its own."""
    out = np.full((_HEIGHT, _WIDTH, 3), 30, np.uint8)
    for box in boxes:
        box.crop(out)[:] = box.crop(_NOISE[1 if box is _OWN else 2])
    return out
