"""A recording without some spans: nothing of them is left, nothing else is lost, and no key hangs."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.model.build import EventBuilder
from formats.model.frames import FRAME_DTYPE, SAME, SEEN
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.time import Span
from formats.native.reader import Reader
from replay.core.partial_recording import STATES, PartialRecording
from tests.data import SAMPLE
from tests.formats.recordings_made import recordings

S = 1_000_000_000
_HALVED = {"key", "button"}


def spans_of(*spans: tuple[int, int]) -> "np.ndarray[Any, Any]":
    return np.array(spans, np.int64).reshape(-1, 2)


def is_in(t: "np.ndarray[Any, Any]", spans: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    inside: np.ndarray[Any, Any] = np.any((t[:, None] >= spans[:, 0]) & (t[:, None] < spans[:, 1]), axis=1)
    return inside


@settings(max_examples=50)
@given(recordings(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5), st.data())
def test_what_is_left_is_what_lies_outside(
    recording: MemoryRecording, chosen: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Of every stream, whatever is asked of it; `rows`, `row_at`, `events` and `streams` agree."""
    length = max(recording.duration_ns, 1)
    spans = spans_of(*((start * length // 30, end * length // 30) for start, end in chosen))
    rest = PartialRecording(recording, spans)

    for name in recording.streams:
        whole, left = recording.events(name), rest.events(name)
        assert rest.streams[name].rows == len(left) if len(left) else name not in rest.streams
        if name == "frame":
            assert left.column("frame").tolist() == list(range(len(rest.frames)))
        elif name in STATES:
            assert list(left.records()) == list(whole.records())
        else:
            outside = [r for r, gone in zip(whole.records(), is_in(whole.t, spans), strict=True) if not gone]
            kept = list(left.records())
            assert kept == outside or (name in _HALVED and all(each in outside for each in kept))
        start = data.draw(st.integers(-1, len(left) + 1))
        stop = data.draw(st.integers(start, len(left) + 2))
        assert list(rest.rows(name, start, stop).records()) == list(
            left.slice(max(start, 0), max(stop, 0)).records()
        )
        t_ns = data.draw(st.integers(-1, length // 2))
        assert rest.row_at(name, t_ns) == int((left.t < t_ns).sum())
        assert len(rest.events(name, Span(t_ns, t_ns + length // 3))) == int(
            ((left.t >= t_ns) & (left.t < t_ns + length // 3)).sum()
        )
    assert not is_in(np.ascontiguousarray(rest.frames["t"]), spans).any()
    assert len(rest.frames) == int((~is_in(np.ascontiguousarray(recording.frames["t"]), spans)).sum())


def test_pictures_keep_their_frames() -> None:
    """A frame's new id gives the picture it had."""
    with Reader(SAMPLE) as desk:
        rest = PartialRecording(desk, spans_of((10 * S, 20 * S), (15 * S, 22 * S), (30 * S, 30 * S)))
        frame = int(np.searchsorted(rest.frames["t"], 25 * S))
        same = int(np.searchsorted(desk.frames["t"], 25 * S))

        assert rest.spans.tolist() == [[10 * S, 22 * S]]
        assert rest.frames["t"][frame] == desk.frames["t"][same]
        assert np.array_equal(rest.pixels(frame), desk.pixels(same))
        assert rest.left_out["frame"] == len(desk.frames) - len(rest.frames) == 48


def test_a_press_that_is_cut_goes_with_its_release() -> None:
    """And a release with its press; what is held over a whole span is held."""
    builder = EventBuilder()
    for second, code, pressed in (
        (1, "KeyA", 1),
        (2, "ShiftLeft", 1),
        (6, "KeyA", 0),
        (7, "KeyB", 1),
        (11, "KeyB", 0),
        (12, "ShiftLeft", 0),
        (13, "KeyC", 0),
    ):
        builder.add("key", second * S, code=code, pressed=pressed)
    recording = MemoryRecording(Header("r"), builder.events())

    rest = PartialRecording(recording, spans_of((5 * S, 8 * S)))

    assert [(r["code"], r["t_ns"] // S) for r in rest.events("key").records()] == [
        ("ShiftLeft", 2),
        ("ShiftLeft", 12),
        ("KeyC", 13),
    ]
    assert (rest.halves, rest.left_out) == (2, {"key": 4})


def test_a_change_within_a_span_is_seen_after_it() -> None:
    """A frame that shows the picture of the one before it shows another where that one is gone."""
    frames = np.zeros(4, FRAME_DTYPE)
    frames["t"] = np.arange(4) * S
    frames["changed"] = (SEEN, SEEN, SAME, SAME)
    recording = MemoryRecording(Header("r"), {}, frames=frames)

    changed = PartialRecording(recording, spans_of((S, 2 * S))).frames["changed"].tolist()

    assert changed == [SEEN, SEEN, SAME]
