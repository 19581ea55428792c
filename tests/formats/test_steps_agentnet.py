"""The importer of step folders on AgentNet trajectories, made up as their recorders write them."""

import json
from pathlib import Path
from typing import Any

import pytest

from formats.errors import DamagedError, UnsupportedError
from formats.model.time import NS_PER_S
from formats.registry import import_recording
from replay.core.actions import reduce_actions
from tests.formats.step_folders import (
    BENCH,
    TASK_ID,
    agentnet_task,
    lines,
    png,
    write,
    write_agentnet,
    write_bench,
)
from tests.formats.step_readings import labels, markers, read

CODES = {
    "pyautogui.click(x=0.5, y=0.25)": "click left (100, 25)",
    "pyautogui.rightClick(x=0.5, y=0.25)": "click right (100, 25)",
    "pyautogui.middleClick(x=0.5, y=0.25)": "click middle (100, 25)",
    "pyautogui.doubleClick(x=0.5, y=0.25)": "double click left (100, 25)",
    "computer.tripleClick(x=0.5, y=0.25)": "triple click left (100, 25)",
    "pyautogui.moveTo(x=0.1, y=0.1)\npyautogui.dragTo(x=0.9, y=0.9, button='left')": (
        "drag left (20, 10) to (180, 90)"
    ),
    "pyautogui.scroll(-5)": "scroll down 5 (180, 90)",
    "pyautogui.hscroll(3)": "scroll right 3 (180, 90)",
    "pyautogui.write(message='hello world')": 'type "hello world"',
    "pyautogui.press(keys=['enter'])": "key Enter",
    "pyautogui.hotkey(keys=['ctrl', 'shift', 't'])": "hotkey Ctrl+Shift+T",
    "with pyautogui.hold('ctrl'):\n    pyautogui.click(x=0.2, y=0.2)": "Ctrl+click left (40, 20)",
    "pyautogui.hotkey('win')": "key Meta",
    "pyautogui.write(' ')": 'type " "',
}


def test_the_vocabulary_of_agentnet_comes_back_as_actions(tmp_path: Path) -> None:
    """One action for each step, as the source has it, in pixels of its picture."""
    recording = read(write_agentnet(tmp_path, agentnet_task(*CODES)))

    assert labels(recording) == list(CODES.values())


def test_a_trajectory_without_time_is_stepped_by_the_second(tmp_path: Path) -> None:
    """Each step has one time for all that it holds, its picture first, and no wait between two."""
    imported = import_recording(write_agentnet(tmp_path, agentnet_task(*CODES)))
    recording = imported.recording

    assert recording.frames["t"].tolist() == [number * NS_PER_S for number in range(len(CODES))]
    assert set(recording.events("button").t.tolist()) <= set(recording.frames["t"].tolist())
    assert "wait" not in {reduce_actions(recording).kind(row) for row in range(len(CODES))}
    assert recording.header.clocks == ()
    assert any("no time" in told for told in imported.report.guessed)
    first = [
        recording.frames["seq"][0],
        *(recording.events(name).rows["seq"][0] for name in ("marker", "button")),
    ]
    assert first == sorted(first)


def test_what_is_said_of_a_step_is_a_marker(tmp_path: Path) -> None:
    """Thoughts by their name, the rest of a step's fields together, waits and ends too."""
    task = agentnet_task("computer.wait()", "computer.terminate(status='success')")
    task["traj"][0]["value"] |= {"observation": "A desk.", "last_step_correct": True}

    recording = read(write_agentnet(tmp_path, task))

    assert markers(recording) == [
        ("observation", {"text": "A desk."}),
        ("thought", {"text": "step 0"}),
        ("step", {"last_step_correct": True}),
        ("wait", None),
        ("thought", {"text": "step 1"}),
        ("finish", {"status": "success"}),
    ]


def test_what_is_not_understood_is_kept_as_it_came(tmp_path: Path) -> None:
    """Code in its own words, counted."""
    imported = import_recording(write_agentnet(tmp_path, agentnet_task("browser.clear(x=0.1, y=0.2)")))

    kept = list(imported.recording.events("other").records())
    assert [(row["kind"], json.loads(row["payload"])) for row in kept] == [
        ("code", "browser.clear(x=0.1, y=0.2)")
    ]
    assert imported.report.counts["parts of steps that are not understood, kept in other"] == 1


def test_the_annotators_address_is_private(tmp_path: Path) -> None:
    """It stands in the task's id and the names of the pictures, which are nowhere else."""
    header = read(write_bench(tmp_path)).header

    assert header.private.names["e-mail"] == "jo.doe@example.org"
    assert header.private.names["task_id"] == TASK_ID
    assert header.private.names["pictures"] == [step["image"] for step in BENCH["steps"]]
    # The id in it is that of the raw recording, which is another.
    assert header.recording_id not in TASK_ID
    assert "example.org" not in json.dumps([header.details, header.task, header.source])


def test_a_task_of_the_benchmark_is_read(tmp_path: Path) -> None:
    """Its own words for task, code and thoughts; what it is judged by is kept."""
    recording = read(write_bench(tmp_path))

    assert labels(recording) == ["drag left (50, 50) to (100, 60)", "hotkey Ctrl+C"]
    assert recording.header.task == "Polish a text"
    names = [name for name, _ in markers(recording)]
    assert names == ["observation", "thought", "low_level_instruction", "step", "thought", "step"]
    assert "ground_truth_actions" in markers(recording)[3][1]


@pytest.mark.parametrize("suffix", [".jsonl", ".json"])
def test_a_file_of_several_recordings_is_refused_with_a_list(tmp_path: Path, suffix: str) -> None:
    """One line that names them and says how to take one out; that one is then read."""
    tasks = [agentnet_task("pyautogui.click(x=0.5, y=0.5)", instruction=f"Task\n{n}") for n in range(70)]
    path = write(tmp_path / f"many{suffix}", lines(tasks) if suffix == ".jsonl" else json.dumps(tasks))

    with pytest.raises(UnsupportedError, match="more than 50 recordings") as caught:
        import_recording(path)

    assert "1: Task 0, 2: Task 1" in str(caught.value)
    assert "\n" not in str(caught.value)
    one = write(tmp_path / "one.jsonl", lines(tasks[1:2]))
    assert read(one).header.task == "Task\n1"


@pytest.mark.parametrize(
    "whole", [json.dumps, lambda task: json.dumps([task], indent=1), lambda t: lines([t])]
)
def test_one_task_may_be_an_object_a_list_or_a_line(tmp_path: Path, whole: Any) -> None:
    """Whatever the file is called."""
    task = agentnet_task("pyautogui.click(x=0.5, y=0.5)")

    assert len(read(write(tmp_path / "task.json", whole(task))).events("button")) == 2


def test_pixels_are_known_by_their_values(tmp_path: Path) -> None:
    """Other tools' trajectories have pixels where AgentNet has shares; a display to the side has neither."""
    pixels = write_agentnet(tmp_path / "a", agentnet_task("pyautogui.click(150, 80)"))
    beside = write_agentnet(
        tmp_path / "b", agentnet_task("pyautogui.click(x=1.5, y=-0.1)", "pyautogui.click(x=0.5, y=0.5)")
    )

    first, second = read(pixels), read(beside)

    assert labels(first) == ["click left (150, 80)"]
    assert first.header.details["coordinates"] == "pixels of the picture"
    assert labels(second) == ["click left (300, -10)", "click left (100, 50)"]
    assert second.header.details["coordinates"] == "0..1 of the picture, turned into its pixels"


def test_a_stated_space_holds(tmp_path: Path) -> None:
    """Thousandths are told from pixels only by a word."""
    task = agentnet_task("pyautogui.click(500, 250)", coordinate_space="0..1000")

    recording = read(write_agentnet(tmp_path, task))

    assert labels(recording) == ["click left (100, 25)"]
    assert recording.header.details["coordinates"] == "0..1000 of the picture, turned into its pixels"


def test_shares_without_any_picture_become_thousandths(tmp_path: Path) -> None:
    """A drag is still one, no size is made up, and it is told."""
    path = write_agentnet(tmp_path, agentnet_task("pyautogui.dragTo(x=0.9, y=0.9)"), pictures=0)
    task = agentnet_task("pyautogui.moveTo(0.1, 0.1)\npyautogui.dragTo(x=0.9, y=0.9)")
    write(path, lines([task]))

    imported = import_recording(path)

    assert labels(imported.recording) == ["drag left (100, 100) to (900, 900)"]
    assert "display" not in imported.recording.streams
    assert imported.report.counts["pictures missing"] == 1
    assert "thousandths" in imported.recording.header.details["coordinates"]


def test_each_picture_has_its_own_size(tmp_path: Path) -> None:
    """Shares are those of the step's own picture, and the display changes with it."""
    path = write_agentnet(tmp_path, agentnet_task(*["pyautogui.click(x=0.5, y=0.5)"] * 3))
    write(tmp_path / "images" / "1.png", png(1, 400, 300))

    recording = read(path)

    assert labels(recording) == ["click left (100, 50)", "click left (200, 150)", "click left (100, 50)"]
    sizes = recording.events("display")
    assert [(row["t_ns"], row["width"]) for row in sizes.records()] == [
        (0, 200),
        (NS_PER_S, 400),
        (2 * NS_PER_S, 200),
    ]


def test_a_trajectory_that_was_cut_is_refused_or_told(tmp_path: Path) -> None:
    """One line is one recording here, so that a cut one is none."""
    path = write_agentnet(tmp_path, agentnet_task("DONE"))
    path.write_bytes(path.read_bytes()[:-20])

    with pytest.raises(DamagedError, match="ends inside this line"):
        import_recording(path)


def test_pictures_of_another_machine_are_looked_for_beside_the_file(tmp_path: Path) -> None:
    """By the last part of an absolute name, which is told; a folder that is named and missing is no guess."""
    task = agentnet_task(*["pyautogui.click(x=0.5, y=0.5)"] * 2)
    task["traj"][0]["image"] = (tmp_path / "of another machine" / "0.png").as_posix()
    task["traj"][1]["image"] = "other/1.png"

    imported = import_recording(write_agentnet(tmp_path, task))

    assert imported.recording.frames["width"].tolist() == [200, 0]
    assert any("last part of each name" in told for told in imported.report.guessed)
