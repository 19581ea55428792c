"""What a page holds beside pictures: header, events and actions as columns of JSON.

Times are microseconds, each the difference to the one before it in its block: short to write, quick to read.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formats.exporters.html.blocks import Blocks
from formats.model.actions import Actions
from formats.model.export import ExportOptions
from formats.model.header import Header
from formats.model.recording import Recording
from formats.model.streams import STREAMS, Events, FieldKind

NS_PER_US = 1000

_COLUMNS = {
    "pointer": ("x", "y"),
    "button": ("x", "y", "button", "pressed"),
    "scroll": ("x", "y", "dx", "dy"),
    "key": ("code", "key", "pressed", "repeat", "modifiers"),
    "text": ("kind", "string"),
    "window": ("app", "title"),
    "clipboard": ("kind", "string"),
    "display": ("id", "x", "y", "width", "height"),
    "marker": ("name", "payload"),
}
_ROWS = 16_384


def write_header(blocks: Blocks, recording: Recording, options: ExportOptions) -> None:
    """Write what holds for the whole recording; nothing that names a person or a machine."""
    header = recording.header
    values: dict[str, Any] = {
        "duration": recording.duration_ns // NS_PER_US,
        "task": options.instruction or header.task,
        "source": header.source,
        "recorder": header.recorder,
        "start_ms": None if header.start_utc_ns is None else header.start_utc_ns // 1_000_000,
        "consent": _consent(header),
        # The sentences about damage may name files.
        "complete": recording.complete,
        "rate": options.rate,
    }
    blocks.data("header", values)


def write_streams(blocks: Blocks, recording: Recording, progress: Callable[[int, int], None]) -> int:
    """Write the events of the streams that a page shows, in parts, and return how many there were."""
    names = [name for name in _COLUMNS if name in recording.streams]
    total = sum(recording.streams[name].rows for name in names)
    done = 0
    for name in names:
        for start in range(0, recording.streams[name].rows, _ROWS):
            events = recording.rows(name, start, start + _ROWS)
            blocks.data(name, _columns(events))
            done += len(events)
            progress(done, total)
    return done


def write_actions(blocks: Blocks, actions: Actions) -> None:
    """Write what the person did, in words."""
    for start in range(0, len(actions), _ROWS):
        numbers = range(start, min(start + _ROWS, len(actions)))
        rows = actions.rows[start : start + _ROWS]
        values = {
            "t": deltas(rows["start_ns"]),
            "length": ((rows["end_ns"] - rows["start_ns"]) // NS_PER_US).tolist(),
            "kind": [actions.kind(number) for number in numbers],
            "words": [actions.label(number) for number in numbers],
            "text": [actions.text(number) for number in numbers],
            "window": [actions.window(number) for number in numbers],
        }
        blocks.data("actions", values)


def deltas(times_ns: NDArray[np.int64]) -> list[int]:
    """Return times in microseconds, each as the difference to the one before it."""
    differences: list[int] = np.diff(times_ns // NS_PER_US, prepend=0).tolist()
    return differences


def _columns(events: Events) -> dict[str, Any]:
    values: dict[str, Any] = {"t": deltas(events.t)}
    for name in _COLUMNS[events.stream]:
        field = STREAMS[events.stream].field(name)
        if field.kind is FieldKind.STRING:
            numbers, strings = _table(events, name)
            values[name], values[f"{name}_strings"] = numbers, strings
        elif "f" in field.dtype:
            values[name] = _plain(events.column(name))
        else:
            values[name] = events.column(name).tolist()
    return values


def _table(events: Events, name: str) -> tuple[list[int], Sequence[str]]:
    """Return a string column as numbers and the strings they mean: only those that these rows hold."""
    used, numbers = np.unique(events.column(name), return_inverse=True)
    return numbers.tolist(), [events.strings[number] for number in used.tolist()]


def _plain(column: NDArray[np.floating]) -> list[float | None]:
    """Return hundredths at most, and None for what is not known: JSON has no NaN."""
    rounded = np.round(column.astype(np.float64), 2)
    return [
        None if not known else int(value) if value.is_integer() else value
        for value, known in zip(rounded.tolist(), np.isfinite(rounded).tolist(), strict=True)
    ]


def _consent(header: Header) -> str:
    """Say what was agreed to, and not by whom."""
    consent = header.consent
    if consent is None:
        return "none in the recording"
    if consent.withdrawn:
        return "WITHDRAWN"
    until = f", until {consent.until}" if consent.until else ""
    return f"given for {', '.join(consent.purposes) or 'no purpose named'}{until}"
