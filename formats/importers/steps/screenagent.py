"""ScreenAgent: a folder of a session with a JSON file for each step and `images/`; VNC key names.

The only time is in the names of the files. `*_neg_plan.json` and `*_neg_eval.json` are made-up negatives for
training: nobody did what they say, so that they become markers and nothing else.

Source: niuzaisheng/ScreenAgent, client/action.py.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from formats.importers.steps.folder import files_in, json_file, picture_of, refuse_huge
from formats.importers.steps.local_time import local_ns
from formats.importers.steps.step import (
    HERE,
    Act,
    Button,
    Chord,
    Click,
    Drag,
    Key,
    Mark,
    Move,
    Point,
    Scroll,
    Step,
    StepClock,
    Steps,
    Type,
    Unread,
    rest_of,
    said,
)
from formats.keyboards.key_names import keys_of_chord
from formats.sources.rows import number

_HEAD_FILES = 20
_STEP_BYTES = 1 << 20
_KNOWN = frozenset(
    {"session_id", "video_width", "video_height", "saved_image_name", "actions", "task_prompt"}
    | {"task_prompt_en", "task_prompt_zh"}
)
_RESPONSES = ("LLM_response_editer", "LLM_response_editer_en", "LLM_response")
_WAIT_S = 0.5
"""How long ScreenAgent waits where an action does not say."""
_MOST_TURNS = 1000


def find(path: Path) -> Path | None:
    """Return a session's folder, None for what is none."""
    folder = path if path.is_dir() else path.parent
    if path.is_file():
        return folder if path.suffix == ".json" and _is_step(path) else None
    return folder if any(map(_is_step, files_in(folder, ".json")[:_HEAD_FILES])) else None


def read(folder: Path) -> Steps:
    """Read a session.

    Raises:
        FormatError: It cannot be read.
    """
    steps = Steps("screenagent", "ScreenAgent", folder, clock=StepClock("local time", 1000))
    roots = (folder / "images", folder)
    shown: set[str] = set()
    files = files_in(folder, ".json")
    refuse_huge(files)
    for place, file in enumerate(files, 1):
        record, fault = json_file(file)
        if fault or "actions" not in record:
            steps.faults.append(fault or f"{file.name} is no step: it has no actions; left out")
            continue
        steps.files += (file,)
        _take_session(record, steps)
        negative = "_neg_" in file.name
        steps.counts["made-up negatives, kept as markers"] += negative
        # A negative shows the picture of the step that it is made from, which is there already.
        name = record.get("saved_image_name")
        picture = None
        if isinstance(name, str) and not negative and name not in shown:
            picture = picture_of(name, roots)
            shown.add(name)
        acts = tuple(_negative(file, record) if negative else _acts(record))
        steps.steps.append(Step(local_ns(file.name), place, acts, before=picture))
    steps.guessed.append(
        "times are those in the names of the files, local without a zone: when the picture was taken, before "
        "what its step did; all actions of a step have that time"
    )
    return steps


def _is_step(path: Path) -> bool:
    record, _ = json_file(path, _STEP_BYTES)
    actions = record.get("actions")
    return (
        isinstance(actions, list)
        and {"saved_image_name", "video_width", "video_height"} <= record.keys()
        and all(isinstance(action, dict) and "action_type" in action for action in actions)
    )


def _take_session(record: dict[str, Any], steps: Steps) -> None:
    task = record.get("task_prompt_en") or record.get("task_prompt")
    if isinstance(task, str) and not steps.task:
        steps.task = task
        # The test set leaves it out; its folder is called so.
        steps.own_id = str(record.get("session_id", steps.root.name))
        steps.identity = str(record.get("session_id", ""))
        prompts = ("task_prompt", "task_prompt_zh")
        steps.details |= {name: record[name] for name in prompts if record.get(name, task) != task}
    size = (number(record.get("video_width")), number(record.get("video_height")))
    if size[0] and size[1] and min(size[0], size[1]) > 0:
        if steps.viewport is None:
            steps.space, steps.viewport = "viewport", (size[0], size[1])
        elif steps.viewport != size:
            steps.counts["steps whose screen is told to have another size than the first's"] += 1


def _negative(file: Path, record: dict[str, Any]) -> Iterator[Act]:
    kind = file.stem.rpartition("_neg_")[2]
    yield Mark(f"negative {kind}", {"actions": record.get("actions"), "picture": record["saved_image_name"]})
    yield from rest_of(record, _KNOWN)


def _acts(record: dict[str, Any]) -> Iterator[Act]:
    answer = next((name for name in _RESPONSES if isinstance(record.get(name), str)), "")
    for mark in said(record, answer) if answer else ():
        yield Mark("response", mark.payload) if isinstance(mark, Mark) else mark
    yield from said(record, "current_task")
    yield from rest_of(record, _KNOWN | {answer, "current_task"})
    actions = record.get("actions")
    for action in actions if isinstance(actions, list) else [actions]:
        yield from (_done(action) if isinstance(action, dict) else ()) or (Unread("action", action),)


def _done(action: dict[str, Any]) -> tuple[Act, ...]:
    """Return what an action does, nothing where it is not understood."""
    kind = action.get("action_type")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    return reader(action) if reader else ()


def _mouse(action: dict[str, Any]) -> tuple[Act, ...]:
    kind, button = action.get("mouse_action_type"), action.get("mouse_button") or "left"
    at = _place(action.get("mouse_position"))
    if button not in {"left", "middle", "right"} or at is None:
        return ()
    turns = number(action.get("scroll_repeat") or 1)
    if turns is None or not 0 <= turns <= _MOST_TURNS:
        return ()
    done: dict[str, Act] = {
        "click": Click(at, button),
        "double_click": Click(at, button, 2),
        "down": Button(at, button, pressed=True),
        "up": Button(at, button, pressed=False),
        "scroll_up": Scroll(at, 0, turns),
        "scroll_down": Scroll(at, 0, -turns),
    }
    if at is not HERE:
        done |= {"move": Move(at), "drag": Drag(HERE, at, button)}
    found = done.get(kind) if isinstance(kind, str) else None
    if found is None:
        return ()
    area = action.get("clickable_area")
    return (*((Mark("clickable area", area),) if area else ()), found)


def _place(position: Any) -> Point | None:
    """Return where an action is: HERE where it tells nothing, None where that makes no sense."""
    if position is None:
        return HERE
    if not isinstance(position, dict):
        return None
    # They call x "width" and y "height".
    x, y = number(position.get("width")), number(position.get("height"))
    return None if x is None or y is None else Point(x, y)


def _keyboard(action: dict[str, Any]) -> tuple[Act, ...]:
    kind, keys = action.get("keyboard_action_type"), action.get("keyboard_key")
    if not isinstance(kind, str | None):
        return ()
    text = action.get("keyboard_text", action.get("keyboard_input"))
    if kind in {"text", "input"} or (kind is None and keys is None):
        return (Type(text),) if isinstance(text, str) else ()
    names = keys_of_chord(keys) if isinstance(keys, str) else tuple(keys) if isinstance(keys, list) else ()
    if not names or not all(isinstance(name, str) and name for name in names):
        return ()
    if kind in {"down", "up"}:
        return tuple(Key(name, kind == "down") for name in names)
    return (Chord(names),) if kind in {"press", None} else ()


def _wait(action: dict[str, Any]) -> tuple[Act, ...]:
    return (Mark("wait", {"seconds": number(action.get("wait_time", _WAIT_S))}),)


def _plan(action: dict[str, Any]) -> tuple[Act, ...]:
    return (Mark("plan", {"text": action.get("element")}),)


def _evaluation(action: dict[str, Any]) -> tuple[Act, ...]:
    rest = {name: value for name, value in action.items() if name not in {"action_type", "situation"}}
    return (Mark("evaluation", {"text": action.get("situation"), **rest}),)


_READERS: dict[str, Callable[[dict[str, Any]], tuple[Act, ...]]] = {
    "MouseAction": _mouse,
    "KeyboardAction": _keyboard,
    "WaitAction": _wait,
    "PlanAction": _plan,
    "EvaluateSubTaskAction": _evaluation,
}
