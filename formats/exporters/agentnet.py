"""AgentNet trajectories: an instruction, and steps of a picture and pyautogui code each.

    OUT/trajectory.jsonl   one line: the task with its steps
    OUT/images/            the pictures, named by their content

Beside the fields of AgentNet every step has those of `Step.facts`: `coordinate_space`, `image_size` (as
written), `captured_size`, `start_ns`, `end_ns`, `image_ns` (when its picture was taken), `left_out_before`
(how many actions), `uncertain` (the typed text) and `not_released`.

Source: xlang-ai/OpenCUA, CoTGenerator, input structure.
"""

import json
from pathlib import Path

from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.sinks.picture_folder import picture_folder
from formats.sinks.pictures import Pictures
from formats.sinks.trajectory import Trajectory, printable

NAME = "agentnet"
SUFFIX = ""
SUMMARY = "AgentNet trajectories as OpenCUA reads them: an instruction, pictures and pyautogui code."
LOSES = (
    "Everything but actions and the pictures before them; thoughts, which nobody recorded; the exact ways."
)
_FILE = "trajectory.jsonl"


def export(source: ExportSource, out: Path, options: ExportOptions) -> ExportReport:
    """Write a folder with the trajectory and its pictures."""
    out.mkdir()
    store = picture_folder(out) if options.pictures else None
    pictures = Pictures(source.recording, store, options.size)
    trajectory = Trajectory(source, pictures, options)
    head = {
        "task_id": printable(source.recording.header.recording_id),
        "instruction": trajectory.instruction,
        "coordinate_space": trajectory.space_name,
        "frame_rule": options.frame_rule.value,
    }
    count = 0
    with (out / _FILE).open("w", encoding="utf-8", newline="\n") as file:
        # Step by step, for a day's trajectory is long; the line is closed behind the last one.
        file.write(f'{_json(head)[:-1]}, "traj": [')
        for step in trajectory.steps():
            record = {
                "index": step.index,
                "image": step.picture.name or None,
                "value": {"code": step.code},
                **step.facts(),
            }
            file.write(f"{', ' if count else ''}{_json(record)}")
            count += 1
        file.write("]}\n")
    return ExportReport({"steps": count, "pictures": len(pictures)}, trajectory.lost())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
