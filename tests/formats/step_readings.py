"""What imported steps say, for tests to compare."""

import json
from pathlib import Path
from typing import Any

from formats.model.recording import Recording
from formats.registry import import_recording
from replay.core.actions import reduce_actions


def read(path: Path) -> Recording:
    """Import a recording."""
    return import_recording(path).recording


def labels(recording: Recording) -> list[str]:
    """Return what the reduction makes of a recording, without waits."""
    actions = reduce_actions(recording)
    return [actions.label(row) for row in range(len(actions)) if actions.kind(row) != "wait"]


def markers(recording: Recording) -> list[tuple[str, Any]]:
    """Return names and payloads of the markers."""
    rows = recording.events("marker").records()
    return [(row["name"], json.loads(row["payload"] or "null")) for row in rows]
