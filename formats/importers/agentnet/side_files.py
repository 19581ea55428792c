"""The files beside the events: windows, accessibility trees, and what nothing here understands."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from formats.importers.agentnet.elements import NAMES, element_marker
from formats.sources.lines import LineFaults, json_lines
from formats.sources.rows import SourceRows, number, reading_ns

_KEPT_BYTES = 64 << 20
"""So much of one file is kept whole in `other`."""
_JSON_BYTES = 1 << 20
_TREES = {"element.jsonl": "a11y_tree", "a11y.jsonl": "axtree", "axtree.jsonl": "axtree"}
_WINDOWS = "top_window.jsonl"
_TIMES = ("time_stamp", "timestamp", "start_time")


@dataclass(slots=True)
class SideFound:
    """What the side files told beside their rows."""

    faults: list[LineFaults] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def read_side_file(path: Path, rows: SourceRows, found: SideFound) -> None:
    """Read one file of JSON Lines into rows.

    Raises:
        FormatError: It cannot be opened.
    """
    faults = LineFaults(path.name)
    found.faults.append(faults)
    kept = left_out = names_left_out = untimed = 0
    for _, record in json_lines(path, faults):
        at_ns = next((t for t in (reading_ns(record.get(name)) for name in _TIMES) if t is not None), None)
        untimed += at_ns is None
        if path.name == _WINDOWS and at_ns is not None and _add_window(record, rows, at_ns):
            continue
        if path.name in _TREES and at_ns is not None:
            names_left_out += _add_tree(record.get(_TREES[path.name]), rows, at_ns)
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        kept += len(text)
        if kept > _KEPT_BYTES:
            left_out += 1
            continue
        rows.keep(path.stem, text, at_ns)
        found.counts[f"lines of {path.name}, kept in other"] += 1
    if untimed:
        found.counts[f"lines of {path.name} without a time, kept beside what was read before"] = untimed
    if names_left_out:
        found.lost.append(
            f"{path.name}: {names_left_out:,} element names are not words of their markers ({NAMES} at most "
            "for a tree); the trees are kept in other"
        )
    if left_out:
        found.lost.append(f"{path.name}: {left_out:,} lines beyond {_KEPT_BYTES >> 20} MiB were not kept")


def read_json_file(path: Path, rows: SourceRows, found: SideFound) -> None:
    """Keep a small JSON file in `other`, as it came."""
    try:
        with path.open("rb") as file:
            data = file.read(_JSON_BYTES + 1)
    except OSError as error:
        found.lost.append(f"{path.name} was not read: {error.strerror or error}")
        return
    if len(data) > _JSON_BYTES:
        found.lost.append(f"{path.name} was not kept: larger than {_JSON_BYTES >> 20} MiB")
        return
    rows.keep(path.name, data.decode("utf-8", "replace"))
    found.counts["JSON files, kept in other"] += 1


def _add_window(record: dict[str, Any], rows: SourceRows, at_ns: int) -> bool:
    name = record.get("top_window_name", record.get("app_name"))
    title = record.get("window_title")
    if not isinstance(name, str) and not isinstance(title, str):
        return False
    bounds = record.get("window_bounds")
    place = (
        {side: number(bounds.get(side)) for side in ("x", "y", "width", "height")}
        if isinstance(bounds, dict)
        else {}
    )
    app = name if isinstance(name, str) else ""
    rows.add("window", at_ns, app=app, title=title if isinstance(title, str) else "", **place)
    known = {"time_stamp", "top_window_name", "app_name", "window_title", "window_bounds"}
    if not record.keys() <= known:
        rows.keep("window fields", {key: record[key] for key in record.keys() - known}, at_ns)
    return True


def _add_tree(tree: Any, rows: SourceRows, at_ns: int) -> int:
    """Add a tree's marker; return how many of its names were left out of it."""
    marker = element_marker(tree)
    if marker is None:
        return 0
    name, payload, left_out = marker
    rows.add("marker", at_ns, name=name, payload=payload)
    return left_out
