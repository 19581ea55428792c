"""Times told by the recording's clock, the wall's, the source's, and by the frames."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.frames import FRAME_DTYPE, Frames
from formats.model.header import Header
from formats.model.time import Clock
from replay.core.clock_faces import CLOCKS, ClockFace, ClockName, next_clock

_START = 1_764_000_000_250_000_000
_I64 = st.integers(-(1 << 63), (1 << 63) - 1)


def _frames(*seconds: float) -> Frames:
    table = np.zeros(len(seconds), FRAME_DTYPE)
    table["t"] = [round(at * 1e9) for at in seconds]
    return table


def _header(zone: str | None = None) -> Header:
    clocks = (Clock("monotonic", 5_000_000_000, offset_ns=1_000_000_000),)
    return Header("x", start_utc_ns=_START, time_zone=zone, clocks=clocks)


@pytest.mark.parametrize(
    ("name", "zone", "words", "tick", "listed"),
    [
        ("recording", None, "00:00:01.500", "00:00:01.500", "00:01.5"),
        ("wall", None, "16:00:01.750 UTC", "16:00:01.7", "16:00:01.7"),
        ("wall", "+02:00", "18:00:01.750 UTC+02:00", "18:00:01.7", "18:00:01.7"),
        ("wall", "UTC-5", "11:00:01.750 UTC-5:00", "11:00:01.7", "11:00:01.7"),
        ("wall", "Europe/Berlin", "17:00:01.750 Europe/Berlin", "17:00:01.7", "17:00:01.7"),
        ("wall", "nowhere/../etc", "16:00:01.750 UTC", "16:00:01.7", "16:00:01.7"),
        ("source", None, "monotonic 5.500 s", "5.500", "5.5"),
        ("frame", None, "#1 +500 ms", "#1", "#1 +500 "),
    ],
)
def test_an_instant_by_each_clock(
    name: ClockName, zone: str | None, words: str, tick: str, listed: str
) -> None:
    """With its unit or zone; on a ruler and in lists as short as it can be."""
    face = ClockFace(name, _header(zone), _frames(0, 1, 2))

    assert face.words(1_500_000_000) == words
    assert face.tick(1_500_000_000) == tick
    assert face.listed(1_500_000_000) == listed


def test_clocks_that_cannot_be_read_are_passed_over() -> None:
    """The recording's own always can; before the first frame that is said."""
    bare = Header("x")

    assert next_clock("recording", bare, _frames()).name == "recording"
    assert next_clock("recording", bare, _frames(1)).name == "frame"
    assert ClockFace("frame", bare, _frames(1)).words(0) == "before #0"
    turned: list[str] = []
    name: ClockName = "recording"
    for _ in CLOCKS:
        name = next_clock(name, _header(), _frames(1)).name
        turned.append(name)
    assert turned == ["wall", "source", "frame", "recording"]


@given(st.sampled_from(CLOCKS), _I64, st.one_of(st.none(), _I64), st.text(max_size=8), _I64)
def test_no_header_breaks_a_clock(
    name: ClockName, t_ns: int, start: int | None, zone: str, origin: int
) -> None:
    """Whatever a file says of when and where it was recorded."""
    header = Header("x", start_utc_ns=start, time_zone=zone, clocks=(Clock("c", origin),))

    assert ClockFace(name, header, _frames(0, 1)).words(t_ns)
    assert isinstance(ClockFace(name, header, _frames(0, 1)).tick(t_ns), str)
    assert isinstance(ClockFace(name, header, _frames(0, 1)).listed(t_ns), str)
