"""Real recordings: what is found is what FOUND.md says, with its figures."""

import pytest

from formats.registry import open_recording
from replay.fidelity.checks import check
from replay.fidelity.report import Report, defects
from tests.data import real


def report_of(*parts: str) -> Report:
    with open_recording(real(*parts)) as recording:
        return check(recording)


def found(report: Report) -> dict[str, str]:
    return {each.name: each.verdict for each in report.outcomes if each.verdict in {"doubtful", "bad"}}


@pytest.fixture(scope="module")
def agentnet() -> Report:
    return report_of("agentnet", "recording")


def test_agentnet_has_what_is_known_of_it(agentnet: Report) -> None:
    """A display that is not the truth, a video that is not where it should be, a hotkey left down."""
    assert found(agentnet) == {
        "outside-display": "bad",
        "frame-size": "doubtful",
        "frame-origin": "bad",
        "frames-missing": "bad",
        "freezes": "bad",
        "stop-hotkey": "doubtful",
        "teleports": "doubtful",
    }
    assert agentnet.outcome("frame-origin").value == pytest.approx(504.2, abs=0.1)
    assert agentnet.outcome("stop-hotkey").figures["keys"] == ["ControlLeft", "AltLeft"]
    assert agentnet.outcome("outside-display").spans[0].span.start_ns > 48e9
    assert agentnet.outcome("frames-missing").value == 821
    assert agentnet.outcome("freezes").figures["longest_ms"] == pytest.approx(6800, abs=1)
    assert agentnet.outcome("polling-rate").value == pytest.approx(125, rel=0.01)


def test_defects_of_a_real_recording_keep_their_ids(agentnet: Report) -> None:
    """Checked again they have the same ids, no two one id, and stand in order of time."""
    again = defects(report_of("agentnet", "recording"))

    assert again == defects(agentnet)
    assert len({each.id for each in again}) == len(again) > 50
    assert [each.start.t_ns for each in again] == sorted(each.start.t_ns for each in again)


def test_ducktrack_is_sound() -> None:
    """A mouse of 1 kHz and sub-pixel positions are no findings."""
    report = report_of("ducktrack", "recording")

    assert found(report) == {}
    assert report.outcome("polling-rate").value == pytest.approx(1000, rel=0.01)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "0.3.2.mcap",
            {"duplicates": "bad", "missed-polls": "bad", "freezes": "bad", "stop-hotkey": "doubtful"},
        ),
        (
            "0.5.1.mcap",
            {
                "clock-offset": "doubtful",
                "duplicates": "doubtful",
                "freezes": "bad",
                "stop-hotkey": "doubtful",
            },
        ),
    ],
)
def test_owamcap_has_what_is_known_of_it(name: str, expected: dict[str, str]) -> None:
    """Frames that were left out because nothing changed are not called missing."""
    report = report_of("owamcap", name)

    assert found(report) == expected
    assert report.outcome("frames-missing").verdict == "cannot be known"
    assert report.outcome("outside-display").verdict == "cannot be known"


def test_a_kernel_mouse_is_known_for_relative_motion() -> None:
    """And a PS/2 mouse for 83 reports a second."""
    report = report_of("evemu", "PS2 Generic Mouse.events")

    assert found(report) == {"relative-motion": "doubtful"}
    assert report.outcome("polling-rate").value == pytest.approx(83.3, rel=0.01)


def test_a_kernel_keyboard_begins_with_a_release() -> None:
    """Enter started the recorder; Ctrl+C ended it."""
    report = report_of("evemu", "Lenovo ThinkPad Compact USB Keyboard with TrackPoint.keyboard.events")

    assert found(report) == {"stop-hotkey": "doubtful"}
    assert report.outcome("key-never-pressed").figures["held_at_start"] == ["Enter"]


def test_stamps_of_a_second_are_told_of_a_step_recorder() -> None:
    """What its steps cannot tell is said to be unknown."""
    report = report_of("pc-tracker", "events")

    assert found(report) == {"time-stamps": "bad"}
    assert report.outcome("time-stamps").value == 1000
    assert report.outcome("button-hold").verdict == "cannot be known"
