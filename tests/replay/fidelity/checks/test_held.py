"""Keys and buttons: a lost half of a press is found, with its name and its time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.build import EventBuilder
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from replay.fidelity.registry import check
from replay.fidelity.report.outcomes import Report
from tests.replay.fidelity.faults import copy_of, rows_of

MS = 1_000_000


def report_of(*events: tuple[str, int, bool]) -> Report:
    builder = EventBuilder()
    for name, at_ms, pressed in events:
        builder.add("key", at_ms * MS, code=name, key=name, pressed=pressed)
    builder.add("pointer", 100_000 * MS, x=1, y=1)
    return check(MemoryRecording(Header("r"), builder.events()))


@pytest.mark.parametrize("name", ["desk", "day"])
def test_a_lost_release_is_that_key_at_that_time(name: str, request: pytest.FixtureRequest) -> None:
    """A release taken out anywhere but at the end is found as that key's, from its press on."""
    recording: Recording = request.getfixturevalue(name)
    keys = recording.events("key")
    releases = np.flatnonzero(keys.column("pressed") == 0)
    for row in np.random.default_rng(5).choice(releases[:-8], 12, replace=False).tolist():
        code = keys.record(row)["code"]
        press = max(n for n in range(row) if keys.record(n)["code"] == code and keys.record(n)["pressed"])

        found = check(copy_of(recording, streams={"key": np.delete(keys.rows, row)})).outcome(
            "key-never-released"
        )

        assert (found.verdict, found.value) == ("bad", 1)
        assert found.spans[0].span.start_ns == keys.t[press]
        assert found.spans[0].note.startswith(code)
        assert found.note.endswith(f"without a release: {code}")


def test_a_lost_press_is_found(desk: Recording) -> None:
    """A press taken out leaves a release that nothing began."""
    rows = rows_of(desk, "key")
    row = int(np.flatnonzero(rows["pressed"])[20])

    found = check(copy_of(desk, streams={"key": np.delete(rows, row)})).outcome("key-never-pressed")

    assert (found.verdict, found.value) == ("bad", 1)


def test_a_lost_button_release_is_found(desk: Recording) -> None:
    """Buttons are looked at as keys are."""
    rows = rows_of(desk, "button")
    row = int(np.flatnonzero(rows["pressed"] == 0)[2])

    report = check(copy_of(desk, streams={"button": np.delete(rows, row)}))

    assert report.outcome("button-never-released").value == 1
    assert report.outcome("button-pressed-twice").value == 1


def test_an_auto_repeat_is_no_lost_release() -> None:
    """A key that repeats after half a second, thirty times a second, is held; its rate is told."""
    repeats = [("KeyA", 500 + 33 * n, True) for n in range(30)]

    report = report_of(
        ("KeyA", 0, True), *repeats, ("KeyA", 1600, False), ("KeyB", 1700, True), ("KeyB", 1750, False)
    )

    assert report.outcome("key-pressed-twice").verdict == "ok"
    assert report.outcome("key-never-released").verdict == "ok"
    assert report.outcome("auto-repeat").value == pytest.approx(30, rel=0.02)


def test_a_double_letter_whose_first_release_is_lost_is_no_repeat() -> None:
    """No system repeats after a seventh of a second."""
    report = report_of(("KeyL", 0, True), ("KeyL", 150, True), ("KeyL", 200, False))

    assert report.outcome("key-never-released").value == 1


@pytest.mark.parametrize("held_ms", [80, 120])
def test_a_letter_typed_again_later_is_no_repeat_either(held_ms: int) -> None:
    """After a pause in which systems repeat, too: held for so long, it would have repeated again."""
    report = report_of(
        ("KeyL", 0, True),
        ("KeyL", 400, True),
        ("KeyL", 400 + held_ms, False),
        ("KeyA", 900, True),
        ("KeyA", 980, False),
    )

    lost = report.outcome("key-never-released")
    assert (lost.value, lost.spans[0].span.start_ns, lost.spans[0].span.end_ns) == (1, 0, 400 * MS)
    assert report.outcome("key-pressed-twice").value == 1


def test_a_system_that_repeats_slowly_is_known_by_its_other_keys() -> None:
    """One repeat is a repeat where others come four times a second."""
    often = [("KeyA", 500 + 250 * n, True) for n in range(6)]

    report = report_of(
        ("KeyA", 0, True),
        *often,
        ("KeyA", 1900, False),
        ("KeyL", 3000, True),
        ("KeyL", 3500, True),
        ("KeyL", 3620, False),
        ("KeyB", 9000, True),
        ("KeyB", 9080, False),
    )

    assert report.outcome("key-never-released").verdict == "ok"
    assert report.outcome("auto-repeat").figures["repeats"] == 7


def test_what_is_left_down_at_the_end_stopped_the_recorder() -> None:
    """It is doubtful, and not counted among the lost releases."""
    builder = EventBuilder()
    for at_ms, code, pressed in (
        (0, "KeyA", True),
        (60, "KeyA", False),
        (9000, "ControlLeft", True),
        (9100, "KeyC", True),
    ):
        builder.add("key", at_ms * MS, code=code, pressed=pressed)

    report = check(MemoryRecording(Header("r"), builder.events()))

    assert report.outcome("stop-hotkey").verdict == "doubtful"
    assert report.outcome("stop-hotkey").figures["keys"] == ["ControlLeft", "KeyC"]
    assert report.outcome("key-never-released").verdict == "ok"


def test_a_source_without_releases_says_nothing_by_it() -> None:
    """What cannot be known is no finding."""
    report = report_of(("KeyA", 0, True), ("KeyB", 100, True))

    assert report.outcome("key-never-released").verdict == "cannot be known"


def test_a_key_held_for_a_minute_is_impossible() -> None:
    """It does not repeat, and no finger rests so long; a modifier may."""
    report = report_of(
        ("KeyA", 0, True), ("KeyA", 60_000, False), ("ShiftLeft", 60_001, True), ("ShiftLeft", 99_000, False)
    )

    assert (report.outcome("key-hold").verdict, report.outcome("key-hold").value) == ("bad", 1)


@given(
    st.lists(st.tuples(st.sampled_from(["KeyA", "KeyB", "ShiftLeft"]), st.integers(0, 3000), st.booleans()))
)
def test_every_press_has_one_fate(events: list[tuple[str, int, bool]]) -> None:
    """However presses and releases come, each check answers and counts no more than there is."""
    ordered = sorted(events, key=lambda each: each[1])

    report = report_of(*ordered)

    presses = sum(pressed for _, _, pressed in ordered)
    for name in ("key-never-released", "key-pressed-twice", "stop-hotkey"):
        assert (report.outcome(name).value or 0) <= presses
    assert (report.outcome("key-never-pressed").value or 0) <= len(ordered) - presses
