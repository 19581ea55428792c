"""AgentNet trajectories, and AgentNetBench's: a task with its steps, an image and pyautogui code for each.

A file of JSON Lines holds a task a line; a recording is one of them. A file with several is refused with a
list, for what a person opens is one recording.

Source: xlang-ai/OpenCUA, README, CoTGenerator and evaluation/agentnetbench.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from formats.errors import DamagedError, UnsupportedError
from formats.importers.steps.coordinates import space_of
from formats.importers.steps.folder import (
    files_in,
    first_object,
    folders_in,
    is_absolute,
    listed,
    mail_in,
    only_one,
    picture_of,
)
from formats.importers.steps.pyautogui_code import acts_of
from formats.importers.steps.step import Act, Space, Step, Steps, Unread, rest_of, said
from formats.sources.files import read_file
from formats.sources.lines import LineFaults, json_lines, parse_object

WHAT = "AgentNet"
_HEAD_BYTES = 1 << 18
_SNIFFED_FILES = 50
_TASK_BYTES = 64 << 20
_LISTED = 50
_SPACES: dict[str, Space] = {
    "pixel": "pixels",
    "pixels": "pixels",
    "resized": "pixels",
    "0..1": "0..1",
    "relative": "0..1",
    "0..1000": "0..1000",
}
_BEGINS = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*\[?\s*\{")
_TRAJ = re.compile(rb'"traj"\s*:\s*\[\s*(?:\{|\])')
_BENCH = re.compile(rb'"steps"\s*:\s*\[\s*(?:\{|\])')
_BENCH_WORDS = (b'"high_level_task_description"', b'"ground_truth_actions"')
_TASKS = ("instruction", "natural_language_task", "high_level_task_description", "user_task_description")
_TEXTS = ("observation", "thought", "action", "reflection", "low_level_instruction")
_STEP_KNOWN = frozenset({"index", "step_num", "image", "value", "inner_monologue", "coordinate_space"})
_IMAGES = "images"
_FOLDERS = 200


def find(path: Path) -> Path | None:
    """Return a file of trajectories, or a folder with some; None for what is none."""
    if path.is_file():
        return path if path.suffix in {".json", ".jsonl"} and _is_trajectories(path) else None
    return path if _files(path) else None


def read(place: Path) -> Steps:
    """Read a recording.

    Raises:
        UnsupportedError: There are several.
        FormatError: It cannot be read.
    """
    path = only_one(place, _files(place), WHAT) if place.is_dir() else place
    faults = LineFaults(path.name)
    tasks = _tasks(path, faults)
    task = next(tasks, None)
    if task is None:
        told = "; ".join(faults.sentences()) or "there is no task in it"
        raise DamagedError(f"{path}: {told}")
    others = [_name(other) for other in islice(tasks, _LISTED)]
    if others:
        raise UnsupportedError(_several(path, [_name(task), *others]))
    steps = Steps("agentnet-trajectory", WHAT, path, files=(path,), identity=str(task.get("task_id")))
    steps.faults += faults.sentences()
    _take_task(task, steps)
    listed_steps = task.get("traj", task.get("steps"))
    roots = _roots(path.parent)
    elsewhere = False
    for number, record in enumerate(listed_steps if isinstance(listed_steps, list) else []):
        if not isinstance(record, dict):
            steps.faults.append(f"step {number + 1} is no object; kept in other")
            steps.steps.append(Step(None, number + 1, (Unread("step", record),)))
            continue
        image = record.get("image")
        elsewhere = elsewhere or is_absolute(image)
        picture = picture_of(image, roots, by_last_part=is_absolute(image))
        steps.steps.append(Step(None, number + 1, _acts(record), picture))
    space = task.get("coordinate_space")
    stated = _SPACES.get(space) if isinstance(space, str) else None
    steps.space = stated or space_of(steps.steps, "0..1")
    steps.guessed.append("a step's picture was taken before it")
    if elsewhere:
        steps.guessed.append(
            "pictures are named by folders of the machine where they were made: the last part of each name "
            "was looked for beside the file"
        )
    return steps


def _is_trajectories(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return False
    if not _BEGINS.match(head):
        return False
    if _TRAJ.search(head) and (b'"task_id"' in head or b'"instruction"' in head):
        return True
    if _BENCH.search(head) and b'"task_id"' in head and any(word in head for word in _BENCH_WORDS):
        return True
    # A line may say much of its task before it comes to the steps.
    return (
        len(head) == _HEAD_BYTES and b'"task_id"' in head and isinstance(first_object(path).get("traj"), list)
    )


def _files(folder: Path) -> list[Path]:
    files = files_in(folder, ".json", ".jsonl")[:_SNIFFED_FILES]
    return [file for file in files if _is_trajectories(file)]


def _tasks(path: Path, faults: LineFaults) -> Iterator[dict[str, Any]]:
    """Yield the tasks of a file: a line each, or the whole file is one, or a list of them."""
    whole = None if path.suffix == ".jsonl" else _whole(path)
    if whole is None:
        yield from (record for _, record in json_lines(path, faults) if "traj" in record or "steps" in record)
    else:
        yield from whole


def _whole(path: Path) -> list[dict[str, Any]] | None:
    """Return the tasks in a file that is one JSON value; None where it is none, which lines may be."""
    text = read_file(path, _TASK_BYTES).strip().removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"["):
        # As a field of an object, so that one function judges all JSON.
        value, _ = parse_object(b'{"tasks": ' + text + b"}")
        tasks = value["tasks"] if value else None
        return [task for task in tasks if isinstance(task, dict)] if isinstance(tasks, list) else None
    value, _ = parse_object(text)
    return None if value is None else [value]


def _several(path: Path, names: list[str]) -> str:
    numbered = (f"{number}: {name}" for number, name in enumerate(names, 1))
    count = f"more than {_LISTED}" if len(names) > _LISTED else str(len(names))
    how = (
        f"put the line of one into a file of its own beside it (sed -n 1p {path.name} > one.jsonl)"
        if path.suffix == ".jsonl"
        else "put one into a file of its own beside it"
    )
    return f"{path} holds {count} recordings; {how} and import that: {listed(numbered)}"


def _name(task: dict[str, Any]) -> str:
    told = next((task[name] for name in _TASKS if isinstance(task.get(name), str)), task.get("task_id"))
    return " ".join(str(told).split())[:60]


def _take_task(task: dict[str, Any], steps: Steps) -> None:
    known = {"traj", "steps", "task_id"}
    for name in _TASKS:
        if isinstance(task.get(name), str) and task[name]:
            steps.task = task[name]
            known.add(name)
            break
    steps.details |= {name: value for name, value in task.items() if name not in known}
    # Its id begins with the annotator's e-mail address in many of them.
    steps.names["task_id"] = task.get("task_id")
    if mail := mail_in(str(task.get("task_id"))):
        steps.names["e-mail"] = mail


def _roots(folder: Path) -> list[Path]:
    """Return where pictures may lie: beside the file, in folders beside it, and one floor up."""
    below = folders_in(folder)[:_FOLDERS]
    return list(dict.fromkeys([folder / _IMAGES, folder, *below, folder.parent / _IMAGES]))


def _acts(record: dict[str, Any]) -> tuple[Act, ...]:
    value = record.get("value")
    monologue = record.get("inner_monologue")
    told = [part for part in (value, monologue) if isinstance(part, dict)]
    spoken = {name: text for part in told for name, text in part.items()}
    code = spoken.get("code") if isinstance(value, dict) else record.get("action")
    rest = {**{k: v for k, v in record.items() if k not in _STEP_KNOWN}, **spoken}
    texts = tuple(name for name in _TEXTS if isinstance(spoken.get(name), str))
    known = frozenset({*texts, "code"} | (set() if isinstance(value, dict) else {"action"}))
    done = acts_of(code) if isinstance(code, str) else (Unread("step", record),)
    return (*said(spoken, *texts), *rest_of(rest, known), *done)
