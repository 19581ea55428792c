"""The importer of step folders on OSWorld results, made up as their recorders write them."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formats.model.time import NS_PER_S
from formats.registry import import_recording
from tests.formats.step_folders import (
    WIDTH,
    lines,
    png,
    write,
    write_osworld,
)
from tests.formats.step_readings import labels, markers, read
from tests.formats.videos import MS, TIMES_MS, desk_video

OSWORLD: list[tuple[Any, str]] = [
    ("import pyautogui\npyautogui.click(100, 50); time.sleep(1)", "click left (100, 50)"),
    (
        {
            "action_type": "tool_use",
            "command": "pyautogui.moveTo(1, 2)\npyautogui.dragTo(50, 60)\n",
            "id": "t",
        },
        "drag left (1, 2) to (50, 60)",
    ),
    (
        {"action_space": "pyautogui", "action": "pyautogui.scroll(-3)", "call_id": "1"},
        "scroll down 3 (50, 60)",
    ),
    ({"action_type": "CLICK", "parameters": {"x": 9, "y": 8, "button": "right"}}, "click right (9, 8)"),
    ({"action_type": "CLICK", "x": 9, "y": 8, "num_clicks": 2}, "double click left (9, 8)"),
    ({"action_type": "DOUBLE_CLICK", "x": 9, "y": 8}, "double click left (9, 8)"),
    ({"action_type": "RIGHT_CLICK", "x": 9, "y": 8}, "click right (9, 8)"),
    ({"action_type": "DRAG_TO", "x": 99, "y": 88}, "drag left (9, 8) to (99, 88)"),
    ({"action_type": "SCROLL", "dx": 0, "dy": 4}, "scroll up 4 (99, 88)"),
    ({"action_type": "TYPING", "text": "abc"}, 'type "abc"'),
    ({"action_type": "PRESS", "key": "enter"}, "key Enter"),
    ({"action_type": "HOTKEY", "keys": ["ctrl", "s"]}, "hotkey Ctrl+S"),
    (
        "pyautogui.keyDown('ctrl')\npyautogui.keyDown('c')\npyautogui.keyUp('c')\npyautogui.keyUp('ctrl')\n",
        "hotkey Ctrl+C",
    ),
    (["pyautogui.click(1, 2)"], "click left (1, 2)"),
]


def test_actions_of_osworld_come_back_as_actions(tmp_path: Path) -> None:
    """Code, the dicts of computer_13, and what agents with tools write."""
    recording = read(write_osworld(tmp_path, *(action for action, _ in OSWORLD), "WAIT", "DONE"))

    assert labels(recording) == [label for _, label in OSWORLD]
    assert [name for name, _ in markers(recording) if name not in {"response", "step", "call"}] == [
        "wait",
        "wait",
        "finish",
    ]
    assert recording.header.details["result"] == "1.0"
    assert "other" not in recording.streams


def test_a_picture_after_its_step_is_seen_after_it(tmp_path: Path) -> None:
    """At a step's time the screen is as it was before; the next picture is the nearest instant behind."""
    folder = write_osworld(tmp_path, "pyautogui.click(1, 2)", "pyautogui.click(3, 4)")
    write(folder / "step_0.png", png(200))

    recording = read(folder)

    assert recording.frames["t"].tolist() == [0, 1, 2 * NS_PER_S + 1]
    assert [int(recording.pixels(frame)[0, 0, 0]) for frame in range(3)] == [200, 1, 2]
    # The order of capture runs through: picture, click, picture, click, picture.
    seqs = [*recording.frames["seq"].tolist(), *recording.events("pointer").rows["seq"].tolist()]
    assert np.argsort(seqs).tolist() == [0, 3, 1, 4, 2]


@pytest.mark.parametrize(("micro", "tick_ns"), [(False, NS_PER_S), (True, 1000)])
def test_stamps_of_osworld_have_the_digits_they_have(tmp_path: Path, micro: bool, tick_ns: int) -> None:
    """Seconds once, microseconds now."""
    clock = read(write_osworld(tmp_path, "DONE", micro=micro)).header.clocks[0]

    assert clock.tick_ns == tick_ns
    assert clock.origin_ns % NS_PER_S == 250_000_000 * micro


def test_an_older_trajectory_is_read(tmp_path: Path) -> None:
    """Its own name, pictures in a folder of their own, the task beside it."""
    write(tmp_path / "trajectory.jsonl", lines([{"action": "pyautogui.click(5, 6)", "screenshot": "0.png"}]))
    write(tmp_path / "screenshots" / "0.png", png())
    write(tmp_path / "bb5e.json", json.dumps({"id": "bb5e", "instruction": "Do it", "evaluator": {}}))

    recording = read(tmp_path)

    assert labels(recording) == ["click left (5, 6)"]
    assert recording.frames["width"].tolist() == [WIDTH]
    assert recording.header.task == "Do it"


def test_the_video_gives_the_frames_of_steps_without_pictures(tmp_path: Path) -> None:
    """It is taken to begin as long before the first step as from one step to the next, here 2 s, and told."""
    av = pytest.importorskip("av")
    recording, greys = desk_video(av)
    folder = write_osworld(tmp_path / "run", "pyautogui.click(10, 20)", "DONE")
    for picture in folder.glob("*.png"):
        picture.unlink()
    with recording, recording.videos[0].open() as file:
        write(folder / "recording.mp4", file.read())

    imported = import_recording(folder)

    with imported.recording as found:
        assert found.frames["t"].tolist() == [(500 + at) * MS for at in TIMES_MS]
        assert abs(int(found.pixels(5).mean()) - greys[5]) <= 2
        # Of 3.6 s, the two steps take 2: no more than 1.6 s are left before the first.
        assert found.events("pointer").t.tolist() == [1600 * MS]
        assert found.events("display").record(0)["width"] == 160
    assert any("taken to begin 1.6 s before" in told for told in imported.report.guessed)
    assert "2 of 2 pictures cannot be shown" in imported.report.lost[0]


def test_the_video_of_osworld_is_kept_as_it_came(tmp_path: Path) -> None:
    """Nothing ties it to the steps, which is told."""
    folder = write_osworld(tmp_path, "DONE")
    write(folder / "recording.mp4", b"\0" * 100)

    imported = import_recording(folder)

    (video,) = imported.recording.videos
    with video.open() as file:
        assert file.read() == b"\0" * 100
    assert any("video was kept" in told for told in imported.report.lost)
    assert any("runtime.log" in told for told in imported.report.lost)


def test_a_human_run_of_osworld_is_its_first_picture(tmp_path: Path) -> None:
    """It has a task and no steps."""
    write(tmp_path / "traj.jsonl", lines([{"instruction": "Do it", "initial_state": "initial_state.png"}]))
    write(tmp_path / "initial_state.png", png())

    recording = read(tmp_path)

    assert recording.header.task == "Do it"
    assert len(recording.frames) == 1
