"""The importer of step folders on PC Tracker recordings, made up as their recorders write them."""

import json
from pathlib import Path

import pytest

from formats.errors import UnsupportedError
from formats.importers.steps.local_time import local_ns
from formats.model.time import NS_PER_S
from formats.registry import import_recording
from tests.formats.step_folders import (
    WIDTH,
    lines,
    pc_tracker_step,
    png,
    write,
    write_pc_tracker,
)
from tests.formats.step_readings import labels, markers, read


def test_words_of_pc_tracker_come_back_as_actions(tmp_path: Path) -> None:
    """Its whole vocabulary, as it writes it and as its own clean-up rewrites it."""
    words = {
        "click (10, 20)": "click left (10, 20)",
        "right click (10, 20)": "click right (10, 20)",
        "double click (10, 20)": "double click left (10, 20)",
        "drag from (10, 20) to (60, 70)": "drag left (10, 20) to (60, 70)",
        "scroll (0, -3)": "scroll down 3 (60, 70)",
        "scroll (2, 0)": "scroll right 2 (60, 70)",
        "press key: enter": "key Enter",
        "press key page_down": "key PageDown",
        "hotkey (Ctrl, C)": "hotkey Ctrl+C",
        "hotkey (cmd, space)": "hotkey Meta+Space",
        "hotkey (alt, tab)": "hotkey Alt+Tab",
        "type text: Hello, (world): 1": 'type "Hello, (world): 1"',
        "press key: esc": "key Escape",
        "click element OK (x) at (30, 40)": "click left (30, 40)",
    }

    recording = read(write_pc_tracker(tmp_path, *words, "wait", "finish"))

    assert labels(recording) == list(words.values())
    assert [name for name, _ in markers(recording)] == ["wait", "finish"]
    assert recording.header.task == "make a slide."


def test_a_press_and_a_drag_of_pc_tracker_are_one_drag(tmp_path: Path) -> None:
    """Two of its steps, and one action with both ends."""
    recording = read(write_pc_tracker(tmp_path, "press (10, 20)", "drag to (60, 70)"))

    assert labels(recording) == ["drag left (10, 20) to (60, 70)"]


def test_one_second_stamps_stay_one_second(tmp_path: Path) -> None:
    """Steps of one second keep their order and their time; local time without a zone is no UTC."""
    stamps = ["2024-11-26_16:15:19", "2024-11-26_16:15:19", "2024-11-26_16:15:21"]
    steps = [pc_tracker_step(stamp, f"click ({n}0, 20)", n) for n, stamp in enumerate(stamps, 1)]
    write(tmp_path / "events" / "free_task_1.jsonl", lines(steps))
    for number, step in enumerate(steps):
        write(tmp_path / "events" / step["screenshot"], png(number))

    recording = read(tmp_path)

    assert recording.events("pointer").t.tolist() == [0, 0, 2 * NS_PER_S]
    assert recording.events("pointer").column("x").tolist() == [10, 20, 30]
    clock = recording.header.clocks[0]
    assert (clock.tick_ns, clock.origin_ns) == (NS_PER_S, local_ns(stamps[0]))
    assert recording.header.start_utc_ns is None
    # Pictures of one second are each seen.
    assert recording.frames["t"].tolist() == [0, 1, 2 * NS_PER_S]


def test_an_element_is_a_marker_of_its_name(tmp_path: Path) -> None:
    """With its rectangle as place and size, and what else a step says."""
    step = pc_tracker_step(
        "2024-11-26_16:15:19", "click (5, 6)", 1, "Start", {"left": 1, "top": 2, "right": 11, "bottom": 22}
    )
    write(tmp_path / "a.jsonl", lines([{**step, "thought": "go"}, {**step, "element": None, "rect": None}]))

    recording = read(tmp_path / "a.jsonl")

    assert markers(recording) == [
        ("Start", {"element": "Start", "rectangle": [1, 2, 10, 20]}),
        ("step", {"thought": "go"}),
    ]


def test_windows_names_of_pictures_are_found(tmp_path: Path) -> None:
    """As the recorder writes them, before they are cleaned up."""
    events = write_pc_tracker(tmp_path, "click (1, 2)")
    path = next(events.glob("*.jsonl"))
    step = json.loads(path.read_text())
    step["screenshot"] = "events\\" + step["screenshot"].replace("/", "\\")
    write(path, lines([step]))

    assert read(path).frames["width"].tolist() == [WIDTH]


def test_a_folder_of_several_recordings_is_refused_with_a_list(tmp_path: Path) -> None:
    """Each is imported by its own name."""
    write_pc_tracker(tmp_path, "click (1, 2)", stem="task1_20241126_161517")
    events = write_pc_tracker(tmp_path, "click (3, 4)", stem="task2_20241126_161600")

    with pytest.raises(UnsupportedError, match=r"2 recordings .* task1_20241126_161517\.jsonl, task2"):
        import_recording(tmp_path)

    assert labels(read(events / "task2_20241126_161600.jsonl")) == ["click left (3, 4)"]
