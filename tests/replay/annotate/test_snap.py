"""Edges go to what is near, remember it, and go where it goes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.annotations import Anchor, Edge
from formats.model.frames import visible_changes
from formats.model.memory import MemoryRecording
from formats.native.reader import Reader
from replay.annotate.snap import EVENTS, SNAPS, nudged, snap
from replay.core.actions import reduce_actions
from tests.data import SAMPLE
from tests.replay.core.gestures import click
from tests.replay.core.recordings import MS, S, recording
from tests.replay.core.typing import keys


def made() -> MemoryRecording:
    return recording(
        *click(2.0),
        *keys(5.0, "hello", "Enter"),
        ("window", 7.0, {"title": "there"}),
        frames=[(0, True), (1.9, False), (4.0, True), (8.0, False)],
    )


def test_each_kind_is_snapped_to_where_it_is_asked_for() -> None:
    """And the anchor is the event's number or the frame's."""
    source = made()
    actions = reduce_actions(source)

    def at(t_s: float, *to: str, within_s: float = 1) -> Edge | None:
        return snap(source, actions, round(t_s * S), to=to, tolerance_ns=round(within_s * S))  # type: ignore[arg-type]

    assert at(1.8, "frame") == Edge(1900 * MS, Anchor("frame", 1))
    assert at(1.8, "change", within_s=3) == Edge(0, Anchor("frame", 0))
    assert at(1.8, "action") == Edge(2 * S, Anchor("event", 0))
    assert at(2.04, "action") == Edge(2050 * MS, Anchor("event", 1))
    assert at(6.8, "event") == Edge(7 * S, Anchor("event", 14))
    assert at(6.8, "event", within_s=0.1) is None
    assert at(6.8) is None


def test_of_what_is_equally_near_an_action_comes_first() -> None:
    """It says most about why the edge is there."""
    source = recording(*click(2.0), frames=[(2.0, True)])

    found = snap(source, reduce_actions(source), 2 * S)

    assert found == Edge(2 * S, Anchor("event", 0))


@given(st.integers(0, 70 * S))
def test_nothing_is_nearer_in_a_real_recording(t_ns: int) -> None:
    """Against all of its times at once."""
    times = {
        "frame": SOURCE.frames["t"],
        "change": SOURCE.frames["t"][visible_changes(SOURCE.frames)],
        "event": np.concatenate([SOURCE.events(name).t for name in EVENTS if name in SOURCE.streams]),
        "action": ENDS,
    }
    for kind in SNAPS:
        nearest = int(np.abs(times[kind] - t_ns).min())
        found = snap(SOURCE, ACTIONS, t_ns, to=[kind], tolerance_ns=100 * S)
        assert found is not None
        assert abs(found.t_ns - t_ns) == nearest
        assert found.anchor is not None


SOURCE = Reader(SAMPLE)
ACTIONS = reduce_actions(SOURCE)
DONE = ACTIONS.rows[ACTIONS.rows["first_seq"] >= 0]
ENDS = np.concatenate([DONE["start_ns"], DONE["end_ns"]])


@pytest.mark.parametrize("step", [-1, 1])
def test_a_nudge_goes_to_the_next_and_never_stands_still(step: int) -> None:
    """By an event, a frame or 10 ms; at the end there is nothing more."""
    source = made()
    start = Edge(5 * S)

    frame = nudged(source, start, "frame", step)  # type: ignore[arg-type]
    event = nudged(source, start, "event", step)  # type: ignore[arg-type]
    time = nudged(source, start, "time", step)  # type: ignore[arg-type]

    assert frame == (Edge(8 * S, Anchor("frame", 3)) if step > 0 else Edge(4 * S, Anchor("frame", 2)))
    assert event is not None
    assert event.anchor is not None
    assert (event.t_ns > 5 * S) == (step > 0)
    assert time == Edge(5 * S + step * 10 * MS)
    assert nudged(source, Edge(step * 100 * S), "event", step) is None  # type: ignore[arg-type]
    assert nudged(source, Edge(step * 100 * S), "frame", step) is None  # type: ignore[arg-type]
