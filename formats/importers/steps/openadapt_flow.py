"""openadapt-flow: `meta.json`, `events.jsonl` and `frames/NNNN_before.png`, `NNNN_after.png`.

Source: OpenAdaptAI/openadapt-flow, openadapt_flow/recorder.py.
"""

from pathlib import Path
from typing import Any

from formats.importers.steps.folder import first_object, json_file, picture_of, refuse_huge
from formats.importers.steps.step import (
    HERE,
    Act,
    Chord,
    Click,
    Drag,
    Mark,
    Point,
    Scroll,
    Step,
    StepClock,
    Steps,
    Title,
    Type,
    Unread,
    rest_of,
)
from formats.keyboards.key_names import keys_of_chord
from formats.model.time import NS_PER_MS
from formats.sources.lines import LineFaults, json_lines
from formats.sources.rows import number, reading_ns

_EVENTS, _META, _FRAMES = "events.jsonl", "meta.json", "frames"
_CLICKS = {
    "click": ("left", 1),
    "double_click": ("left", 2),
    "triple_click": ("left", 3),
    "right_click": ("right", 1),
    "middle_click": ("middle", 1),
}
_READ = frozenset({"i", "t", "kind", "title_before", "title_after", "url_before", "url_after"})
_POINT = frozenset({"x", "y"})
_FIELDS = {
    **dict.fromkeys(_CLICKS, _POINT),
    "drag": _POINT | {"end_x", "end_y"},
    "scroll": _POINT | {"dx", "dy"},
    "type": frozenset({"text"}),
    "key": frozenset({"key"}),
    "hotkey": frozenset({"modifiers", "key"}),
}
_ELEMENT = frozenset({"structural", "structured_identity", "field_label", "field_rect"})
_NAMED_PICTURES = ("before", "after")


def find(path: Path) -> Path | None:
    """Return a recording's folder, None for what is none."""
    folder = path if path.is_dir() else path.parent
    if path.is_file() and path.name not in {_EVENTS, _META}:
        return None
    first = first_object(folder / _EVENTS)
    told = isinstance(first.get("kind"), str) and "t" in first and "i" in first
    if told and (folder / _META).is_file():
        return folder
    meta = first_object(folder / _META) if told or not (folder / _META).is_file() else _meta(folder)
    is_whole = {"viewport", "created_at", "params"} <= meta.keys()
    # An empty recording, or one without its metadata, is still one of these.
    return folder if (is_whole and (folder / _EVENTS).is_file()) or (told and _has_frames(folder)) else None


def read(folder: Path) -> Steps:
    """Read a recording.

    Raises:
        FormatError: It cannot be read.
    """
    refuse_huge([folder / _EVENTS])
    meta, fault = json_file(folder / _META)
    steps = Steps("openadapt-flow", "openadapt-flow", folder, clock=StepClock("t", NS_PER_MS))
    steps.files = tuple(file for file in (folder / _EVENTS, folder / _META) if file.is_file())
    if fault:
        steps.faults.append(fault)
    _take_meta(meta, steps)
    faults = LineFaults(_EVENTS)
    title = url = None
    for line, record in json_lines(folder / _EVENTS, faults):
        acts, title, url = _acts(record, title, url, steps)
        before, after = _pictures(folder, record.get("i"))
        steps.steps.append(Step(reading_ns(record.get("t")), line, acts, before, after))
    steps.faults += faults.sentences()
    steps.guessed.append(
        "t was taken once the screen had settled after a step: what was done, and the picture before it, are "
        "earlier by a time that is not told; created_at is when the recording was finished"
    )
    return steps


def _meta(folder: Path) -> dict[str, Any]:
    return json_file(folder / _META)[0]


def _has_frames(folder: Path) -> bool:
    return (folder / _FRAMES).is_dir()


def _take_meta(meta: dict[str, Any], steps: Steps) -> None:
    viewport = meta.get("viewport")
    sides = [number(side) for side in viewport] if isinstance(viewport, list) else []
    if len(sides) == 2 and sides[0] and sides[1] and min(sides[0], sides[1]) > 0:
        steps.space, steps.viewport = "viewport", (sides[0], sides[1])
    # Values of parameters are whatever was typed: a patient's name, an address.
    private = ("params", "app_url")
    steps.names |= {name: meta[name] for name in private if meta.get(name)}
    steps.details |= {name: value for name, value in meta.items() if name not in private}
    if isinstance(meta.get("params"), dict):
        steps.details["param_names"] = sorted(map(str, meta["params"]))
    steps.own_id = str(meta.get("id", ""))
    steps.identity = str(meta.get("created_at", ""))


def _pictures(folder: Path, number_told: Any) -> list[Any]:
    if isinstance(number_told, bool) or not isinstance(number_told, int) or not 0 <= number_told < 10**9:
        return [None, None]
    root = (folder / _FRAMES,)
    return [picture_of(f"{number_told:04d}_{when}.png", root) for when in _NAMED_PICTURES]


def _acts(record: dict[str, Any], title: Any, url: Any, steps: Steps) -> tuple[tuple[Act, ...], Any, Any]:
    """Return a step's acts, and the title and address after it."""
    acts: list[Act] = []
    kind = record.get("kind")
    kind = kind if isinstance(kind, str) else ""
    title = _changed(record.get("title_before"), title, acts, "title")
    url = _changed(record.get("url_before"), url, acts, "url")
    element = {name: record[name] for name in sorted(_ELEMENT) if record.get(name)}
    if element:
        acts.append(Mark(_element_name(element), element))
    acts += rest_of(record, _READ | _FIELDS.get(kind, frozenset()) | _ELEMENT)
    done = _done(kind, record)
    if kind == "type" and "text" not in record:
        steps.counts["texts that were secret and not recorded"] += 1
        done = (Mark("secret typed", {"param": record.get("param")}),)
    acts += done or (Unread("event", record),)
    title = _changed(record.get("title_after"), title, acts, "title")
    url = _changed(record.get("url_after"), url, acts, "url")
    return tuple(acts), title, url


def _changed(value: Any, before: Any, acts: list[Act], what: str) -> Any:
    if not isinstance(value, str) or value == before:
        return before
    acts.append(Title(value) if what == "title" else Mark("url", {"url": value}))
    return value


def _element_name(element: dict[str, Any]) -> str:
    structural = element.get("structural")
    for holder in (structural if isinstance(structural, dict) else {}, element):
        for name in ("name", "field_label", "structured_identity", "selector", "role"):
            if isinstance(holder.get(name), str) and holder[name]:
                return str(holder[name])
    return "(element)"


def _done(kind: str, record: dict[str, Any]) -> tuple[Act, ...]:
    """Return what an event says was done, nothing where it is not understood."""
    at = _point(record, "x", "y")
    if kind in _CLICKS and at is not None:
        button, count = _CLICKS[kind]
        return (Click(at, button, count),)
    if kind == "drag" and at is not None:
        end = _point(record, "end_x", "end_y")
        return (Drag(at, end),) if end is not None else ()
    if kind == "scroll":
        dx, dy = number(record.get("dx")), number(record.get("dy"))
        # Of a web page: pixels, positive down the page.
        return (Scroll(at or HERE, dx, -dy),) if dx is not None and dy is not None else ()
    if kind == "type" and isinstance(record.get("text"), str):
        return (Type(record["text"]),)
    return _keys(record) if kind in {"key", "hotkey"} else ()


def _keys(record: dict[str, Any]) -> tuple[Act, ...]:
    """Read a key, which may be a combination, and the modifiers held with it."""
    key, modifiers = record.get("key"), record.get("modifiers", [])
    if not isinstance(key, str) or not key or not isinstance(modifiers, list):
        return ()
    names = (*modifiers, *keys_of_chord(key))
    return (Chord(names),) if all(isinstance(name, str) and name for name in names) else ()


def _point(record: dict[str, Any], x: str, y: str) -> Point | None:
    place = number(record.get(x)), number(record.get(y))
    return None if place[0] is None or place[1] is None else Point(*place)
