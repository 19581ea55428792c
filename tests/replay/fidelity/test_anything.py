"""Whatever a recording holds, every check answers, without a warning, and the page can be drawn."""

import json
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.model.frames import FRAME_DTYPE
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.streams import STREAMS, Events
from replay.fidelity.registry import CHECKS, check
from replay.fidelity.report.outcomes import defects
from replay.fidelity.report.page import page
from replay.fidelity.report.plots import gather

_STRINGS = ("", "a", "KeyA", "ShiftLeft", "\x1b[31m", "wall")
_TIMES = st.one_of(
    st.integers(-(10**9), 10**11),
    st.sampled_from([0, 1, 10**9, 2 * 10**9, -(2**61), 2**61]),
)
_ODD = st.sampled_from(
    [0.0, float("nan"), float("inf"), -float("inf"), 3e38, -3e38, 65535.0, -32000.0, 1.25, 7.0]
)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Events]:
    out = {}
    for stream in draw(st.sets(st.sampled_from(sorted(set(STREAMS) - {"frame"})))):
        spec = STREAMS[stream]
        count = draw(st.integers(1, 40)) * draw(st.sampled_from([1, 1, 8]))
        rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        rows = np.zeros(count, spec.dtype)
        for field in spec.fields[2:]:
            if field.kind.value == "string":
                rows[field.name] = rng.integers(0, len(_STRINGS), count)
            elif "f" in field.dtype:
                rows[field.name] = np.where(
                    rng.random(count) < 0.8, rng.integers(-20, 2000, count), draw(_ODD)
                )
            else:
                rows[field.name] = rng.integers(0, 2, count)
        chosen = draw(st.lists(_TIMES, min_size=1, max_size=6))
        rows["t"] = np.sort(
            rng.choice(np.array(chosen), count) + rng.integers(0, 10**8, count) * draw(st.integers(0, 1))
        )
        rows["seq"] = rng.permutation(count)
        if stream == "clock":
            rows["reading_ns"] = rows["t"] // 2 + rng.integers(0, 10**9, count)
        out[stream] = Events(stream, rows, _STRINGS)
    return out


@st.composite
def frame_tables(draw: st.DrawFn) -> "np.ndarray[Any, Any]":
    frames = np.zeros(draw(st.integers(0, 30)), FRAME_DTYPE)
    times = draw(st.lists(_TIMES, min_size=len(frames), max_size=len(frames)))
    frames["t"] = np.sort(np.array(times, np.int64))
    frames["changed"] = draw(st.integers(0, 2))
    frames["width"], frames["height"] = draw(st.sampled_from([(0, 0), (640, 480), (1, 30000)]))
    frames["display"] = np.arange(len(frames)) % draw(st.integers(1, 2))
    return frames


@settings(max_examples=150, deadline=None)
@given(tables(), frame_tables())
def test_any_recording_is_answered(events: dict[str, Events], frames: "np.ndarray[Any, Any]") -> None:
    """One outcome for each check, JSON without NaN, defects with an id each, a page."""
    recording = MemoryRecording(Header("r"), events, frames=frames)

    report = check(recording)

    assert [each.name for each in report.outcomes] == list(CHECKS)
    json.dumps(report.record(), allow_nan=False)
    found = defects(report)
    assert len({each.id for each in found}) == len(found)
    assert page("r", "replay open r", report, gather(recording))
