"""ShareGPT messages with images: a sample for each step, as LLaMA-Factory and its relatives read them.

    OUT/steps.jsonl         a line each: messages (system, user, assistant) and the picture of the step
    OUT/dataset_info.json   LLaMA-Factory's entry for it, to be used there or copied into one's own
    OUT/images/             the pictures, named by their content

The user's message is the picture, the task and the code of the steps before; the assistant's is the code of
this step. Other columns say what `agentnet` says of a step; loaders leave them alone.

Source: hiyouga/LLaMA-Factory, data/README.md and src/llamafactory/data/converter.py.
"""

import json
import re
from collections import deque
from pathlib import Path
from typing import Any

from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.sinks.picture_folder import IMAGES, picture_folder
from formats.sinks.pictures import Pictures
from formats.sinks.step import Step
from formats.sinks.trajectory import Trajectory

NAME = "sharegpt"
SUFFIX = ""
SUMMARY = "ShareGPT messages and images for LLaMA-Factory: a sample for each step."
LOSES = (
    "Everything but actions and the pictures before them; of what was done before a step, all but ten steps."
)

_FILE, _INFO = "steps.jsonl", "dataset_info.json"
_EARLIER = 10
"""So many steps before it are told with a step."""
_PLACEHOLDER = re.compile(r"<(?=(?:image|video|audio)>)")
"""What loaders replace by a picture, wherever it stands."""
_WORDS = {
    "0..1": "shares of the picture's width and height, from 0 to 1",
    "0..1000": "thousandths of the picture's width and height, from 0 to 1000",
    "pixel": "pixels of the picture",
    "resized": "pixels of the picture",
}
_SYSTEM = (
    "You operate a computer by pyautogui code. You see a picture of its screen and answer with the code of "
    "the next action alone. Coordinates are {words}. Beside pyautogui there are computer.tripleClick(x, y), "
    "computer.wait() and, at the end of the task, computer.terminate(status='success' or 'failure')."
)
_TAGS = {
    "role_tag": "role",
    "content_tag": "content",
    "user_tag": "user",
    "assistant_tag": "assistant",
    "system_tag": "system",
}


def export(source: ExportSource, out: Path, options: ExportOptions) -> ExportReport:
    """Write a folder with samples, their pictures, and the entry that names them to LLaMA-Factory."""
    out.mkdir()
    store = picture_folder(out) if options.pictures else None
    pictures = Pictures(source.recording, store, options.size)
    trajectory = Trajectory(source, pictures, options)
    task = _PLACEHOLDER.sub("< ", trajectory.instruction)
    earlier: deque[str] = deque(maxlen=_EARLIER)
    count = 0
    with (out / _FILE).open("w", encoding="utf-8", newline="\n") as file:
        for step in trajectory.steps():
            code = _as_text(step.code)
            sample = {
                "messages": _messages(task, list(earlier), code, step),
                **_columns(step),
                **step.facts(),
            }
            file.write(json.dumps(sample, ensure_ascii=False) + "\n")
            earlier.append(code)
            count += 1
    info = {_name(source.recording.header.recording_id): _entry(pictures=options.pictures)}
    (out / _INFO).write_text(json.dumps(info, indent=2) + "\n", encoding="utf-8")
    return ExportReport({"samples": count, "pictures": len(pictures)}, trajectory.lost())


def _messages(task: str, earlier: list[str], code: str, step: Step) -> list[dict[str, str]]:
    before = "\n".join(earlier) if earlier else "none"
    asked = f"Task: {task or 'not told'}\nLast actions:\n{before}"
    contents = {
        "system": _SYSTEM.format(words=_WORDS[step.grid.name]),
        "user": f"<image>{asked}" if step.picture.name else asked,
        "assistant": code,
    }
    return [{"role": role, "content": content} for role, content in contents.items()]


def _columns(step: Step) -> dict[str, Any]:
    images = {"images": [f"{IMAGES}/{step.picture.name}"]} if step.picture.name else {}
    return {**images, "index": step.index}


def _as_text(code: str) -> str:
    """Keep typed text from being taken for a picture's place; the literal stays the same."""
    return _PLACEHOLDER.sub(r"\\x3c", code)


def _entry(*, pictures: bool) -> dict[str, Any]:
    columns = {"messages": "messages", **({"images": "images"} if pictures else {})}
    return {"file_name": _FILE, "formatting": "sharegpt", "columns": columns, "tags": _TAGS}


def _name(recording_id: str) -> str:
    """Name the dataset so that several recordings go into one file of entries."""
    return "replay_" + re.sub(r"[^0-9A-Za-z]", "", recording_id)[:12]
