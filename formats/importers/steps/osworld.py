"""OSWorld: `traj.jsonl` (once `trajectory.jsonl`), a line an action, with the screenshot taken after it.

Source: xlang-ai/OSWorld, lib_run_single.py, desktop_env/actions.py and the agents in mm_agents.
"""

from pathlib import Path
from typing import Any

from formats.errors import FormatError
from formats.importers.steps.computer_13 import acts_of_dict
from formats.importers.steps.coordinates import space_of
from formats.importers.steps.folder import (
    files_in,
    first_object,
    json_file,
    only_one,
    picture_of,
    refuse_huge,
)
from formats.importers.steps.local_time import has_fraction, local_ns
from formats.importers.steps.pyautogui_code import acts_of
from formats.importers.steps.step import (
    Act,
    Mark,
    Picture,
    Step,
    StepClock,
    Steps,
    Unread,
    has_pictures,
    rest_of,
    said,
)
from formats.model.time import NS_PER_S
from formats.sources.files import read_file
from formats.sources.lines import LineFaults, json_lines
from formats.sources.videos import VIDEO_SUFFIXES

WHAT = "OSWorld"
_NAMES = ("traj.jsonl", "trajectory.jsonl")
_STAMPS = ("action_timestamp", "timestamp")
_PICTURES = ("screenshot_file", "screenshot")
_TEXTS = ("response", "natural_language_action", "thought", "observation")
_KNOWN = frozenset({"step_num", "step", "step_idx", "action", *_STAMPS, *_PICTURES})
_FIRST = ("step_0.png", "initial_state.png")
_RESULT = "result.txt"
_PLACES = ("", "screenshots", "images")


def find(path: Path) -> Path | None:
    """Return a trajectory's file or its folder, None for what is none."""
    if path.is_file():
        return path if path.suffix == ".jsonl" and _is_trajectory(path) else None
    return path if any(_is_trajectory(path / name) for name in _NAMES) else None


def read(place: Path) -> Steps:
    """Read a recording.

    Raises:
        UnsupportedError: A folder holds two trajectories.
        FormatError: It cannot be read.
    """
    path = place
    if place.is_dir():
        path = only_one(place, [place / name for name in _NAMES if _is_trajectory(place / name)], WHAT)
    refuse_huge([path])
    folder = path.parent
    # A task's id, which its folder is called by, is that of all runs of it.
    steps = Steps("osworld", WHAT, folder, files=(path,))
    roots = tuple(folder / name if name else folder for name in _PLACES)
    first = next((found for name in _FIRST if (found := picture_of(name, roots)) and found.path), None)
    faults = LineFaults(path.name)
    fine = False
    for line, record in json_lines(path, faults):
        if "action" not in record and isinstance(record.get("instruction"), str):
            steps.task = record["instruction"]
            first = picture_of(record.get("initial_state"), roots) or first
            continue
        stamp = next((record[name] for name in _STAMPS if name in record), None)
        fine = fine or has_fraction(stamp)
        before = first if not steps.steps else None
        steps.steps.append(Step(local_ns(stamp), line, _acts(record), before, _picture(record, roots)))
    if first is not None and not steps.steps:
        steps.steps.append(Step(None, 0, (), before=first))
    steps.faults += faults.sentences()
    steps.space = space_of(steps.steps, "pixels")
    steps.clock = StepClock("local time", 1000 if fine else NS_PER_S)
    _read_beside(path, steps)
    _say(steps)
    return steps


def _is_trajectory(path: Path) -> bool:
    record = first_object(path)
    if isinstance(record.get("instruction"), str) and isinstance(record.get("initial_state"), str):
        return True
    numbered = any(name in record for name in ("step_num", "step", "step_idx"))
    shown = any(name in record for name in (*_STAMPS, *_PICTURES, "response", "reward", "done"))
    # Its own name tells as much as one of the two.
    told = (numbered or shown) if path.name in _NAMES else (numbered and shown)
    return isinstance(record.get("action"), (str, dict, list)) and told


def _picture(record: dict[str, Any], roots: tuple[Path, ...]) -> Picture | None:
    for name in _PICTURES:
        if picture := picture_of(record.get(name), roots, by_last_part=True):
            return picture
    # Older ones do not tell the name, which is made of the number and the stamp.
    number, stamp = record.get("step_num"), record.get("action_timestamp")
    if isinstance(number, int) and isinstance(stamp, str):
        picture = picture_of(f"step_{number}_{stamp}.png", roots)
        return picture if picture and picture.path else None
    return None


def _acts(record: dict[str, Any]) -> tuple[Act, ...]:
    texts = tuple(name for name in _TEXTS if isinstance(record.get(name), str))
    return (
        *said(record, *texts),
        *rest_of(record, _KNOWN | set(texts)),
        *_done(record.get("action")),
    )


def _done(action: Any) -> tuple[Act, ...]:
    """Return what an action does: code, a word, or one of the dicts that agents make of it."""
    if isinstance(action, str):
        return acts_of(action)
    if isinstance(action, list):
        return tuple(act for part in action[:1000] if isinstance(part, str) for act in acts_of(part)) or (
            Unread("action", action),
        )
    if isinstance(action, dict):
        for name in ("command", "action", "code"):
            # Agents that call tools keep the code they made of a call beside it.
            if isinstance(action.get(name), str) and (name != "action" or "action_space" in action):
                rest = {key: value for key, value in action.items() if key != name}
                return (*((Mark("call", rest),) if rest else ()), *acts_of(action[name]))
        return acts_of_dict(action) or (Unread("action", action),)
    return () if action is None else (Unread("action", action),)


def _read_beside(path: Path, steps: Steps) -> None:
    """Read result, task and video in the folder, and say what is not read."""
    folder = path.parent
    known = {path.name, _RESULT}
    if (folder / _RESULT).is_file():
        try:
            result = read_file(folder / _RESULT, 4096).decode("utf-8", "replace").strip()
        except FormatError as error:
            steps.lost.append(f"the result was not read: {error}")
        else:
            steps.details["result"] = result
    for file in files_in(folder, ".json"):
        config, _ = json_file(file)
        if isinstance(config.get("instruction"), str) and "evaluator" in config:
            steps.task = steps.task or config["instruction"]
            steps.details["task_id"] = config.get("id")
            steps.files += (file,)
            known.add(file.name)
    steps.videos = tuple(files_in(folder, *VIDEO_SUFFIXES))
    known |= {video.name for video in steps.videos}
    pictures = (".png", ".jpg", ".jpeg", ".webp")
    unread = [file.name for file in files_in(folder, "") if file.name not in known]
    unread = [name for name in unread if not name.lower().endswith(pictures)]
    if unread:
        steps.lost.append(f"not read: {', '.join(name[:80] for name in unread[:10])}")


def _say(steps: Steps) -> None:
    if not steps.task:
        steps.guessed.append("the task is unknown: OSWorld keeps it elsewhere")
    steps.guessed.append(
        "a step's time is when its action began, local without a zone; its picture was taken after it, "
        "later by the runner's own pause, which is not told"
    )
    if steps.videos and has_pictures(steps):
        steps.lost.append(
            "the video was kept, but nothing ties it to the steps: frames are the screenshots of the steps"
        )
