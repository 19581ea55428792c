"""Recordings made of plain events, for the tests of the core."""

import uuid
from collections.abc import Sequence
from typing import Any

import numpy as np

from formats.model.build import EventBuilder
from formats.model.frames import FRAME_DTYPE
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.streams import STREAMS, Events

MS = 1_000_000
S = 1_000_000_000


def recording(
    *events: tuple[str, float, dict[str, Any]],
    frames: Sequence[tuple[float, bool]] = (),
    source: str = "",
    details: dict[str, Any] | None = None,
) -> MemoryRecording:
    """Make a recording of (stream, seconds, columns), and of frames as (seconds, changed)."""
    builder = EventBuilder()
    for stream, at_s, values in events:
        builder.add(stream, round(at_s * S), **values)
    table = np.zeros(len(frames), FRAME_DTYPE)
    table["t"] = [round(at_s * S) for at_s, _ in frames]
    table["changed"] = [changed for _, changed in frames]
    table["seq"] = len(builder) + np.arange(len(frames))
    header = Header(str(uuid.UUID(int=1)), source=source, details=details or {})
    return MemoryRecording(header, builder.events(), frames=table)


def moving(rows: int, seconds: float) -> MemoryRecording:
    """Make a recording of `rows` pointer moves, evenly over `seconds`, and a click every thousandth."""
    header = Header(str(uuid.UUID(int=2)))
    table = np.zeros(rows, STREAMS["pointer"].dtype)
    table["t"] = np.linspace(0, seconds * S, rows).astype(np.int64)
    table["seq"] = np.arange(rows) * 2
    table["x"] = 500 + 400 * np.sin(np.arange(rows) / 50)
    table["y"] = 400 + 300 * np.cos(np.arange(rows) / 70)
    buttons = np.zeros(len(table[::1000]) * 2, STREAMS["button"].dtype)
    for name in ("t", "x", "y"):
        buttons[name] = np.repeat(table[name][::1000], 2)
    buttons["seq"] = np.repeat(table["seq"][::1000], 2) + 1
    buttons["pressed"][::2] = 1
    return MemoryRecording(header, {"pointer": Events("pointer", table), "button": Events("button", buttons)})
