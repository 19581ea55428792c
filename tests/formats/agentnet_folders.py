"""Folders of AgentNet's shape with everything in them, for the tests of their importer."""

import json
from pathlib import Path
from typing import Any

METADATA: dict[str, Any] = {
    "system": "Windows",
    "node": "desk-of-jo",
    "release": "11",
    "version": "10.0.22631",
    "machine": "AMD64",
    "processor": "Intel64",
    "id": 123_456_789,
    "model": "Model X",
    "screen_width": 1920,
    "screen_height": 1080,
    "scroll_direction": 1,
    "start_time": "2024-11-05 18:56:31",
    "stop_time": "2024-11-05 18:58:33",
    "video_start_timestamp": 1000.0,
    "obs_record_state_timings": {"OBS_WEBSOCKET_OUTPUT_STARTED": [1000.4]},
}

EVENTS: list[dict[str, Any]] = [
    {"time_stamp": 1000.5, "action": "move", "x": 10, "y": 20, "event_idx": 0},
    {"time_stamp": 1000.5, "action": "move", "x": 11, "y": 20, "event_idx": 1},
    {"time_stamp": 1000.6, "action": "click", "x": 11, "y": 20, "button": "left", "pressed": True},
    {"time_stamp": 1000.7, "action": "click", "x": 11, "y": 20, "button": "left", "pressed": False},
    {"time_stamp": 1000.8, "action": "scroll", "x": 11, "y": 20, "dx": 0, "dy": -2},
    {"time_stamp": 1000.9, "action": "press", "name": "shift", "pynput_key": "Key.shift"},
    {"time_stamp": 1001.0, "action": "press", "name": "A", "pynput_key": "'A'"},
    {"time_stamp": 1001.1, "action": "release", "name": "A", "pynput_key": "'A'"},
    {"time_stamp": 1001.2, "action": "release", "name": "shift", "pynput_key": "Key.shift"},
    {"time_stamp": 1001.3, "action": "pause"},
    {"time_stamp": 1003.3, "action": "resume"},
    {"time_stamp": 1003.4, "action": "press", "name": None, "pynput_key": "<255>"},
]

ELEMENT = {
    "time_stamp": 1000.6,
    "a11y_tree": {
        "Name": "Save",
        "ControlType": "ButtonControl",
        "BoundingRectangle": {"left": 5, "top": 10, "right": 25, "bottom": 40},
        "Depth": 0,
        "Children": [{"Name": "disk", "ControlType": "ImageControl", "Children": []}],
    },
}


def lines(records: list[Any]) -> str:
    """Write records as JSON Lines."""
    return "".join(json.dumps(record) + "\n" for record in records)


def write_folder(
    folder: Path,
    *,
    events: list[Any] | str = EVENTS,
    metadata: Any = METADATA,
    **files: str,
) -> Path:
    """Write a recording's folder.

    Args:
        folder: Made if it is not there.
        events: Objects, or the text of the file.
        metadata: Object, or None for no file.
        files: Further files by their stem; each is written as JSON Lines.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "events.jsonl").write_text(events if isinstance(events, str) else lines(events))
    if metadata is not None:
        (folder / "metadata.json").write_text(json.dumps(metadata))
    for stem, text in files.items():
        (folder / f"{stem}.jsonl").write_text(text)
    return folder
