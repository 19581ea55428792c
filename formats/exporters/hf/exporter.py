"""Hugging Face `datasets`: two tables, for `load_dataset(OUT, "steps")` and `load_dataset(OUT, "frames")`.

    OUT/README.md             the dataset card, whose head names the tables to `datasets`
    OUT/manifest.json         what was written and lost, by which rules, and the SHA-256 of both files
    OUT/data/steps.parquet    a row for each step; its `frame` is the picture's `sha256`
    OUT/data/frames.parquet   each distinct picture once, in row groups of at most 100

Source: huggingface/datasets, Image feature and its metadata in Parquet; dataset cards, `configs`.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from formats.exporters.hf.tables import FRAMES, STEPS, Table
from formats.model.actions import Actions
from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.sinks.pictures import Picture, Pictures
from formats.sinks.step import Step
from formats.sinks.trajectory import Trajectory, printable

NAME = "hf"
SUFFIX = ""
SUMMARY = "Hugging Face datasets: steps and pictures as Parquet, with a manifest (extra: parquet)."
LOSES = "Everything but actions and the pictures before them."
_VERSION = 1
_ACTION_COLUMNS = ("text", "keys", "button", "dx", "dy", "count")
_CARD = """\
---
configs:
- config_name: steps
  data_files: data/steps.parquet
  default: true
- config_name: frames
  data_files: data/frames.parquet
---

Steps of a recorded computer session: what was seen, and what was done. `frame` of a step is `sha256` of a
frame. `manifest.json` says by which rules they were made, and what of the recording is not among them.
Typed text and pictures are as recorded.
"""


def export(source: ExportSource, out: Path, options: ExportOptions) -> ExportReport:
    """Write a folder with both tables, the manifest and the card.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    data = out / "data"
    data.mkdir(parents=True)
    recording_id = printable(source.recording.header.recording_id)
    with (
        Table(data / f"{FRAMES}.parquet", FRAMES) as frames,
        Table(data / f"{STEPS}.parquet", STEPS) as steps,
    ):

        def store(picture: Picture, content: bytes) -> None:
            frames.add(_frame_row(picture, content), len(content))

        pictures = Pictures(source.recording, store if options.pictures else None, options.size)
        trajectory = Trajectory(source, pictures, options)
        for step in trajectory.steps():
            steps.add({"recording_id": recording_id, **_step_row(step, source.actions)})
    report = ExportReport({"steps": steps.rows, "frames": frames.rows}, trajectory.lost())
    manifest = {
        "format": "replay-hf",
        "version": _VERSION,
        "recording_id": recording_id,
        "instruction": trajectory.instruction,
        "coordinate_space": trajectory.space_name,
        "frame_rule": options.frame_rule.value,
        "resized_within": list(options.size) if options.size else None,
        "written": dict(report.written),
        "lost": [printable(sentence) for sentence in report.lost],
        "files": {f"data/{path.name}": _told(path) for path in sorted(data.iterdir())},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    (out / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    (out / "README.md").write_text(_CARD, encoding="utf-8", newline="\n")
    return report


def _frame_row(picture: Picture, content: bytes) -> dict[str, Any]:
    return {
        "sha256": picture.sha256,
        "image": {"bytes": content, "path": picture.name},
        "media_type": picture.media_type,
        "width": picture.size[0],
        "height": picture.size[1],
    }


def _step_row(step: Step, actions: Actions) -> dict[str, Any]:
    record = actions.record(step.number) if step.number >= 0 else {}
    done = {name: record[name] for name in _ACTION_COLUMNS if name in record}
    done |= {name: printable(done[name]) for name in ("text", "keys") if name in done}
    places = [value for place in step.places for value in place]
    return {
        **done,
        **dict(zip(("x", "y", "x2", "y2"), places, strict=False)),
        "index": step.index,
        "start_ns": step.start_ns,
        "end_ns": step.end_ns,
        "kind": step.kind,
        "code": step.code,
        "coordinate_space": step.grid.name,
        "image_width": step.picture.size[0],
        "image_height": step.picture.size[1],
        "captured_width": step.picture.captured[0],
        "captured_height": step.picture.captured[1],
        "frame": step.picture.sha256 or None,
        "image_ns": step.picture_ns,
        "left_out_before": step.left_out,
        "uncertain": step.uncertain,
        "not_released": step.not_released,
    }


def _told(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"size_bytes": path.stat().st_size, "sha256": digest}
