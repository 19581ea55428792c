"""The importer of step folders on ScreenAgent sessions, made up as their recorders write them."""

import json
from pathlib import Path
from typing import Any

from formats.importers.steps.local_time import local_ns
from formats.model.time import NS_PER_S
from tests.formats.step_folders import (
    screenagent_step,
    write,
    write_screenagent,
)
from tests.formats.step_readings import labels, markers, read

MOUSE = {"action_type": "MouseAction", "mouse_button": "left", "mouse_position": {"width": 50, "height": 60}}
KEYBOARD = {"action_type": "KeyboardAction"}
SCREENAGENT: list[tuple[dict[str, Any], str]] = [
    ({**MOUSE, "mouse_action_type": "click"}, "click left (50, 60)"),
    ({**MOUSE, "mouse_action_type": "click", "mouse_button": "right"}, "click right (50, 60)"),
    ({**MOUSE, "mouse_action_type": "double_click"}, "double click left (50, 60)"),
    (
        {**MOUSE, "mouse_action_type": "drag", "mouse_position": {"width": 90, "height": 10}},
        "drag left (50, 60) to (90, 10)",
    ),
    (
        {"action_type": "MouseAction", "mouse_action_type": "scroll_up", "scroll_repeat": 3},
        "scroll up 3 (90, 10)",
    ),
    ({"action_type": "MouseAction", "mouse_action_type": "scroll_down"}, "scroll down 1 (90, 10)"),
    ({**KEYBOARD, "keyboard_action_type": "text", "keyboard_text": "Titel: ä"}, 'type "Titel: ä"'),
    ({**KEYBOARD, "keyboard_action_type": "press", "keyboard_key": "Return"}, "key Enter"),
    ({**KEYBOARD, "keyboard_action_type": "press", "keyboard_key": "ctrl+s"}, "hotkey Ctrl+S"),
    ({**KEYBOARD, "keyboard_action_type": "press", "keyboard_key": ["Control_L", "s"]}, "hotkey Ctrl+S"),
    ({**KEYBOARD, "keyboard_key": "Page_Down"}, "key PageDown"),
    ({**KEYBOARD, "keyboard_action_type": "input", "keyboard_input": "x y"}, 'type "x y"'),
]


def test_actions_of_screenagent_come_back_as_actions(tmp_path: Path) -> None:
    """The mouse and the keyboard as its client drives them, with VNC's names of keys."""
    recording = read(write_screenagent(tmp_path, *([action] for action, _ in SCREENAGENT)))

    assert labels(recording) == [label for _, label in SCREENAGENT]


def test_names_of_files_are_the_clock_of_screenagent(tmp_path: Path) -> None:
    """To the microsecond, in a zone that is not told."""
    recording = read(write_screenagent(tmp_path, [], []))

    assert recording.frames["t"].tolist() == [0, 60 * NS_PER_S]
    clock = recording.header.clocks[0]
    assert (clock.tick_ns, clock.origin_ns) == (1000, local_ns("2023-12-23_16-10-01-997518"))
    assert recording.header.start_utc_ns is None
    assert recording.header.task == "Add a title"


def test_negatives_are_markers_and_nothing_that_was_done(tmp_path: Path) -> None:
    """Nobody did what they say; their picture is another step's."""
    click = {**MOUSE, "mouse_action_type": "click"}
    folder = write_screenagent(tmp_path, [click])
    stamp = "2023-12-23_16-10-01-997518"
    step = screenagent_step(stamp, [{"action_type": "EvaluateSubTaskAction", "situation": "need_retry"}])
    write(
        folder / f"{stamp}_translate_neg_eval.json",
        json.dumps({**step, "actions": [*step["actions"], click]}),
    )

    recording = read(folder)

    assert labels(recording) == ["click left (50, 60)"]
    assert len(recording.frames) == 1
    assert "negative eval" in dict(markers(recording))


def test_plans_evaluations_and_waits_are_markers(tmp_path: Path) -> None:
    """In their order, with what the model said."""
    recording = read(
        write_screenagent(
            tmp_path,
            [
                {"action_type": "PlanAction", "element": "Click it"},
                {"action_type": "EvaluateSubTaskAction", "situation": "sub_task_success"},
                {"action_type": "WaitAction", "wait_time": 2},
                {"action_type": "DanceAction"},
            ],
        )
    )

    assert [name for name, _ in markers(recording)] == ["response", "step", "plan", "evaluation", "wait"]
    assert dict(markers(recording))["evaluation"] == {"text": "sub_task_success"}
    assert recording.events("other").texts("kind").tolist() == ["action"]


def test_a_session_of_the_test_set_is_read(tmp_path: Path) -> None:
    """It has no session_id; it says its subtask, and the area in which a click counts."""
    stamp = "2024-01-13_21-37-47-367890"
    area = {
        "upper_left_position": {"width": 5, "height": 6},
        "lower_right_position": {"width": 70, "height": 80},
    }
    click = {**MOUSE, "mouse_action_type": "click", "clickable_area": area}
    step = screenagent_step(stamp, [click], status="acting", current_task="Locate line 2")
    del step["session_id"], step["task_prompt_en"]
    folder = tmp_path / "08a2def941d942ffb542ba0ba3d8aa99"
    write(folder / f"{stamp}.json", json.dumps(step))

    recording = read(folder)

    assert labels(recording) == ["click left (50, 60)"]
    assert recording.header.recording_id == "08a2def9-41d9-42ff-b542-ba0ba3d8aa99"
    assert recording.header.task == "Ein Titel"
    assert dict(markers(recording))["current_task"] == {"text": "Locate line 2"}
    assert dict(markers(recording))["clickable area"] == area
