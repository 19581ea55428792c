"""Real recordings: what is found is what the pages in `found` say, with their figures."""

from pathlib import Path

import pytest

from formats.registry import open_recording
from replay.fidelity.registry import check, check_pictures
from replay.fidelity.report.outcomes import Report, defects
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
        "frames-missing": "doubtful",
        "freezes": "bad",
        "stop-hotkey": "doubtful",
        "teleports": "doubtful",
    }
    assert agentnet.outcome("frame-origin").value == pytest.approx(504.2, abs=0.1)
    assert agentnet.outcome("stop-hotkey").figures["keys"] == ["ControlLeft", "AltLeft"]
    assert agentnet.outcome("outside-display").spans[0].span.start_ns > 48e9
    # The file has 3,678 pictures for 3,680 intervals; 819 of them show the one before once more.
    assert agentnet.outcome("frames-missing").value == 2
    assert agentnet.outcome("freezes").figures["longest_ms"] == pytest.approx(6800, abs=1)
    assert agentnet.outcome("polling-rate").value == pytest.approx(125, rel=0.01)


def test_defects_of_a_real_recording_keep_their_ids(agentnet: Report) -> None:
    """Checked again they have the same ids, no two one id, and stand in order of time."""
    again = defects(report_of("agentnet", "recording"))

    assert again == defects(agentnet)
    assert len({each.id for each in again}) == len(again) > 20
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


def test_a_description_of_a_device_is_no_recording() -> None:
    """There is no event in it, and that is said."""
    report = report_of("evemu", "ROCCAT ROCCAT Kone XTD.mouse.evemu")

    assert found(report) == {"damage": "bad"}


def test_agentnets_pictures_are_sound_and_early() -> None:
    """The video can be read and is nowhere blank; its frames are stamped 306 ms early."""
    pytest.importorskip("av")
    with open_recording(real("agentnet", "recording")) as recording:
        report, alignment = check_pictures(recording)

    assert found(report) == {"frame-offset": "bad"}
    assert alignment.offset_ns == pytest.approx(306_500_000, abs=5_000_000)
    assert report.outcome("pictures-unreadable").value == report.outcome("pictures-blank").value == 0
    assert report.outcome("pictures-changed").verdict == "cannot be known"


def test_every_real_recording_has_its_page() -> None:
    """What is held here is told to people, too."""
    told = {path.stem for path in (Path(__file__).parent / "found").glob("*.md")}

    assert told == {"agentnet", "ducktrack", "owamcap", "evemu", "openadapt-flow"}
