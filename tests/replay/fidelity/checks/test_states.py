"""States of pointer and keys, written beside the events, prove what no event tells."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from formats.model.build import EventBuilder
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import STREAMS, Events
from formats.registry import open_recording
from replay.fidelity import capture
from replay.fidelity.registry import check
from tests.data import real
from tests.replay.fidelity.faults import copy_of, rows_of

MS, S = 1_000_000, 1_000_000_000
INPUTS = ("pointer", "button", "scroll", "key")


def witnessed(*, hole: bool, states: bool = True) -> MemoryRecording:
    """Ten seconds of a pointer and of typing, states each second; of 4 to 7.1 s nothing where `hole`."""
    builder = EventBuilder()
    for n in range(1250):
        t = n * 8 * MS
        if not (hole and 4 * S <= t < 7.1 * S):
            builder.add("pointer", t, x=float(100 + n), y=300.0)
    for n in range(20):
        for pressed, t in ((True, n * S // 2 + 450 * MS), (False, n * S // 2 + 520 * MS)):
            if not (hole and 4 * S <= t < 7.1 * S):
                builder.add("key", t, code="KeyA", key="a", pressed=pressed)
    for n in range(11 if states else 0):
        t = n * S + 3 * MS
        place = {"x": 100 + t // (8 * MS), "y": 300, "buttons": []}
        builder.add("other", t, kind="mouse/state", payload=json.dumps(place))
        builder.add("other", t, kind="keyboard/state", payload=json.dumps({"buttons": [65] if n % 2 else []}))
    return MemoryRecording(Header("r"), builder.events())


def test_states_that_agree_with_the_events_prove_nothing() -> None:
    """The pointer is where it was brought, and keys are told of."""
    found = check(witnessed(hole=False)).outcome("lost-input")

    assert (found.verdict, found.value, found.figures["states"]) == ("ok", 0, 22)


def test_a_hole_is_proved_by_states_that_go_on() -> None:
    """The recorder ran all along: its heartbeats are in time, and what they say was seen by no event."""
    report = check(witnessed(hole=True))

    found = report.outcome("lost-input")
    assert report.outcome("heartbeats").verdict == "ok"
    assert (found.verdict, found.value) == ("bad", 6)
    assert all(each.span.start_ns >= 3.9 * S and each.span.end_ns <= 7.1 * S for each in found.spans)
    assert report.outcome("input-silence").verdict == "doubtful"


def test_without_states_the_same_hole_cannot_be_known() -> None:
    """Nothing tells a loss from a rest."""
    report = check(witnessed(hole=True, states=False))

    assert report.outcome("lost-input").verdict == "cannot be known"
    assert report.outcome("input-silence").verdict == "cannot be known"


@pytest.mark.parametrize("rows", [1, 2, 3, 7, 20])
def test_states_are_held_against_events_in_parts_of_any_size(rows: int, monkeypatch: Any) -> None:
    """What an event told before a part began holds in it."""
    whole = {hole: check(witnessed(hole=hole)) for hole in (False, True)}
    monkeypatch.setattr(capture, "_ROWS", rows)

    for hole, before in whole.items():
        found = check(witnessed(hole=hole))
        for name in ("lost-input", "input-silence"):
            assert found.outcome(name).record() == before.outcome(name).record()


def test_states_of_a_week_are_all_looked_at() -> None:
    """The last of them is the one that proves a loss."""
    count = 600_000
    rows = np.zeros(count, STREAMS["other"].dtype)
    rows["t"], rows["kind"], rows["payload"] = np.arange(count) * S, 1, 2
    rows["payload"][-1] = 3
    strings = ("", "mouse/state", '{"x": 1, "y": 1}', '{"x": 500, "y": 1}')
    events = {"other": Events("other", rows, strings)}

    found = check(MemoryRecording(Header("r"), events)).outcome("lost-input")

    assert (found.verdict, found.value, found.figures["states"]) == ("bad", 1, count)
    assert found.spans[0].span.end_ns == (count - 1) * S


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "[",
        "[" * 9000,
        "{}",
        '{"x": NaN, "y": 1}',
        '{"x": 1e999, "y": 0}',
        '{"buttons": [[]]}',
        "7",
        '{"x": true}',
    ],
)
def test_states_that_are_none_are_passed_over(payload: str) -> None:
    """Whatever a file says there."""
    builder = EventBuilder()
    for n in range(4):
        builder.add("other", n * S, kind=("mouse/state", "keyboard/state")[n % 2], payload=payload)

    assert (
        check(MemoryRecording(Header("r"), builder.events())).outcome("lost-input").verdict
        == "cannot be known"
    )


def test_what_an_importer_marked_as_lost_is_a_defect() -> None:
    """With the span in which it happened, though the payload's times are those of another clock."""
    builder = EventBuilder()
    lost = {"name": "KeyA", "after_ns": 10**18, "by_ns": 10**18 + 900 * MS}
    builder.add("marker", 5 * S, name="lost key press: KeyA", payload=json.dumps(lost))
    builder.add("marker", 6 * S, name="lost property office", payload="")

    found = check(MemoryRecording(Header("r"), builder.events())).outcome("lost-input")

    assert (found.verdict, found.value) == ("bad", 1)
    assert (found.spans[0].span.start_ns, found.spans[0].span.end_ns) == (4_100 * MS, 5 * S)


@pytest.fixture(name="ocap", params=["0.3.2.mcap", "0.5.1.mcap"])
def _ocap(request: pytest.FixtureRequest) -> Iterator[Recording]:
    pytest.importorskip("av")
    pytest.importorskip("mcap")
    with open_recording(real("owamcap", request.param)) as recording:
        yield recording


def test_a_real_recorders_states_agree_with_its_events(ocap: Recording) -> None:
    """Nothing was lost where its states looked."""
    assert check(ocap).outcome("lost-input").verdict == "ok"


def test_a_hole_in_a_real_recording_is_proved(ocap: Recording) -> None:
    """Input that is taken out of it in which the states saw the pointer go is missed."""
    t = rows_of(ocap, "pointer")["t"]
    start, end = int(np.quantile(t, 0.2)), int(t[-1]) + 1
    kept = {name: rows_of(ocap, name) for name in INPUTS if name in ocap.streams}
    hole = copy_of(
        ocap, streams={name: rows[(rows["t"] < start) | (rows["t"] >= end)] for name, rows in kept.items()}
    )

    assert check(hole).outcome("lost-input").verdict == "bad"
