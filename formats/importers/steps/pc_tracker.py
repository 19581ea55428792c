"""PC Tracker: `events/NAME_YYYYMMDD_HHMMSS.jsonl`, a line a step, with screenshots taken before each.

Source: GAIR-NLP/PC-Agent, tracker/monitor.py and recorder.py, postprocess/refinement.py.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from formats.errors import FormatError
from formats.importers.steps.folder import files_in, first_object, only_one, picture_of, refuse_huge
from formats.importers.steps.local_time import local_ns
from formats.importers.steps.step import (
    HERE,
    Act,
    Button,
    Chord,
    Click,
    Drag,
    Mark,
    Point,
    Scroll,
    Step,
    StepClock,
    Steps,
    Type,
    Unread,
    rest_of,
)
from formats.model.time import NS_PER_S
from formats.sources.files import read_file
from formats.sources.lines import LineFaults, json_lines
from formats.sources.rows import number

WHAT = "PC Tracker"
_EVENTS = "events"
_KNOWN = frozenset({"timestamp", "action", "screenshot", "element", "rect"})
_REPORT_BYTES = 4 << 20
_DESCRIPTION = re.compile(r"\*\*Description:\*\*[ \t]*(.*)")
_LEVEL = re.compile(r"\*\*Level:\*\*[ \t]*(.*)")


def find(path: Path) -> Path | None:
    """Return where a recording, or several, lie: the file, or the folder of events; None for no such."""
    if path.is_file():
        return path if _is_events(path) else None
    folder = path / _EVENTS if (path / _EVENTS).is_dir() else path
    return folder if any(map(_is_events, files_in(folder, ".jsonl"))) else None


def read(place: Path) -> Steps:
    """Read a recording.

    Raises:
        UnsupportedError: There are several.
        FormatError: It cannot be read.
    """
    path = place
    if place.is_dir():
        path = only_one(place, [file for file in files_in(place, ".jsonl") if _is_events(file)], WHAT)
    refuse_huge([path])
    steps = Steps("pc-tracker", WHAT, path, files=(path,), clock=StepClock("local time", NS_PER_S))
    faults = LineFaults(path.name)
    roots = (path.parent, path.parent.parent, path.parent / "screenshot")
    for line, record in json_lines(path, faults):
        picture = picture_of(record.get("screenshot"), roots, by_last_part=True)
        steps.steps.append(Step(local_ns(record.get("timestamp")), line, _acts(record), before=picture))
    steps.faults += faults.sentences()
    _read_report(path.with_suffix(".md"), steps)
    steps.guessed.append(
        "times are local, without their zone, and of whole seconds; a screenshot was taken before its step, "
        "up to a tenth of a second earlier"
    )
    return steps


def _is_events(path: Path) -> bool:
    record = first_object(path)
    # Others number their steps, and write code where PC Tracker has words.
    return (
        {"timestamp", "action", "screenshot"} <= record.keys()
        and not {"step", "step_num", "step_idx"} & record.keys()
        and isinstance(record["action"], str)
        and "pyautogui" not in record["action"]
        and local_ns(record["timestamp"]) is not None
    )


def _acts(record: dict[str, Any]) -> tuple[Act, ...]:
    action = record.get("action")
    done = _done(action) if isinstance(action, str) else ()
    return (*_element(record), *rest_of(record, _KNOWN), *(done or (Unread("action", action),)))


def _element(record: dict[str, Any]) -> tuple[Act, ...]:
    """Return the marker of the element that was clicked, called as it is."""
    name, sides = record.get("element"), record.get("rect")
    if not isinstance(name, str) and not isinstance(sides, dict):
        return ()
    payload: dict[str, Any] = {"element": name}
    if isinstance(sides, dict):
        edges = [number(sides.get(side)) for side in ("left", "top", "right", "bottom")]
        left, top, right, bottom = (edge or 0.0 for edge in edges)
        whole = None not in edges
        payload["rectangle"] = [left, top, right - left, bottom - top] if whole else sides
    return (Mark(name if isinstance(name, str) and name else "(element)", payload),)


def _done(action: str) -> tuple[Act, ...]:
    """Return what an action's words say was done, nothing where they are not understood."""
    for pattern, reader in _READERS:
        if found := pattern.match(action):
            return reader(found)
    return ()


def _drag(found: re.Match[str]) -> tuple[Act, ...]:
    x, y, to_x, to_y = map(float, found.groups())
    return (Drag(Point(x, y), Point(to_x, to_y)),)


def _hotkey(found: re.Match[str]) -> tuple[Act, ...]:
    # Its second key may be the comma itself. Letters stand for their keys: "Ctrl, C" is no Shift.
    first, _, second = found[1].partition(", ")
    return (Chord((first, second.lower() if len(second) == 1 else second)),) if second else ()


def _pointed(found: re.Match[str]) -> tuple[Act, ...]:
    at = Point(float(found[2]), float(found[3]))
    acts: dict[str, Act] = {
        "click": Click(at),
        "right click": Click(at, "right"),
        "double click": Click(at, count=2),
        "press": Button(at, "left", pressed=True),
        "drag to": Button(at, "left", pressed=False),
    }
    return (acts[found[1]],)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern}\Z", re.DOTALL)


_NUMBER = r"\s*(-?\d{1,9}(?:\.\d{1,9})?)\s*"
_PLACE = rf"\({_NUMBER},{_NUMBER}\)"
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[Act, ...]]], ...] = (
    (_compiled(r"(wait|finish|fail)\s*"), lambda found: (Mark(found[1]),)),
    (_compiled(rf"drag from {_PLACE} to {_PLACE}"), _drag),
    (_compiled(rf"scroll {_PLACE}"), lambda found: (Scroll(HERE, float(found[1]), float(found[2])),)),
    (_compiled(r"type text: ?(.*)"), lambda found: (Type(found[1]),)),
    (_compiled(r"press key:? (.+)"), lambda found: (Chord((found[1],)),)),
    (_compiled(r"hotkey \((.+)\)"), _hotkey),
    (_compiled(rf"(click|right click|double click|press|drag to)\b.{{0,300}}?{_PLACE}"), _pointed),
)


def _read_report(path: Path, steps: Steps) -> None:
    """Read the task out of the report beside the events."""
    if not path.is_file():
        steps.guessed.append("the task is unknown: there is no report (.md) beside the events")
        return
    try:
        text = read_file(path, _REPORT_BYTES).decode("utf-8", "replace")
    except FormatError as error:
        steps.lost.append(f"the report was not read: {error}")
        return
    steps.files += (path,)
    if found := _DESCRIPTION.search(text):
        steps.task = found[1].strip()
    if found := _LEVEL.search(text):
        steps.details["level"] = found[1].strip()
