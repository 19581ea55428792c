"""metadata.json and the rest that is not events: what is told, taken apart into the header."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from formats.importers.agentnet.folder import (
    DESCRIPTION,
    METADATA,
    TASK,
    RecordingFolder,
    read_object,
    read_text,
)
from formats.model.header import Header, Private
from formats.model.time import Clock
from formats.sources.header_values import plain
from formats.sources.rows import number, reading_ns

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+[\w]")
# What tells nothing of a person or a single machine; every other field could, and goes with the hardware.
_PUBLIC = (
    "system",
    "screen_width",
    "screen_height",
    "scroll_direction",
    "start_time",
    "stop_time",
    "video_start_timestamp",
    "obs_record_state_timings",
)
_OBS = "OBS_WEBSOCKET_OUTPUT_"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a recording's metadata says, checked."""

    told: Mapping[str, Any]
    faults: tuple[str, ...]
    """What could not be read, for people."""
    task: str

    @property
    def system(self) -> str:
        """Operating system: "Windows", "Darwin", "Linux", or "" where it is not told."""
        system = self.told.get("system")
        return system if isinstance(system, str) else ""

    @property
    def size(self) -> tuple[float, float] | None:
        """Width and height of the first display, None where they are not told."""
        width, height = (number(self.told.get(name)) for name in ("screen_width", "screen_height"))
        return (width, height) if width and height and min(width, height) > 0 else None

    @property
    def video_start_ns(self) -> int | None:
        """Reading right after OBS was asked to start, None with DuckTrack."""
        return reading_ns(self.told.get("video_start_timestamp"))

    def obs_ns(self, state: str) -> list[int]:
        """Return the readings at which OBS told a state: "STARTED", "STOPPING", "PAUSED", "RESUMED"."""
        timings = self.told.get("obs_record_state_timings")
        told = timings.get(_OBS + state) if isinstance(timings, dict) else None
        readings = told if isinstance(told, list) else [told]
        return [reading for reading in map(reading_ns, readings) if reading is not None]


def read_metadata(folder: RecordingFolder) -> Metadata:
    """Read what lies beside the events; what cannot be read is among the faults."""
    told, fault = read_object(folder.path / METADATA)
    faults = [fault] if fault else []
    task: list[str] = []
    if (folder.path / TASK).exists():
        named, fault = read_object(folder.path / TASK)
        faults += [fault] if fault else []
        words = (named.get(name) for name in ("task_name", "description"))
        task = [word.strip() for word in words if isinstance(word, str) and word.strip()]
    task = task or [text for text in (read_text(folder.path / DESCRIPTION),) if text]
    return Metadata(told, tuple(faults), "\n".join(task))


def make_header(
    folder: RecordingFolder, metadata: Metadata, *, origin_ns: int, recorder: str, clocks: tuple[Clock, ...]
) -> Header:
    """Make the header; whatever could tell a person or a machine goes into its private part.

    Args:
        folder: Its name can hold the annotator's e-mail address.
        metadata: As told.
        origin_ns: Reading of the source's clock at time 0.
        recorder: "AgentNet" or "DuckTrack".
        clocks: Further clocks, beside the source's own.
    """
    folder_name = folder.path.resolve().name
    names: dict[str, Any] = {"folder": folder_name}
    mail = _MAIL.search(folder_name.replace("_", " "))
    if mail:
        names["e-mail"] = mail[0]
    if folder.videos:
        names["videos"] = [video.name for video in folder.videos]
    private = {name: plain(value) for name, value in metadata.told.items() if name not in _PUBLIC}
    public = {name: plain(metadata.told[name]) for name in _PUBLIC if name in metadata.told}
    return Header(
        recording_id=_recording_id(folder_name, metadata, origin_ns),
        source=recorder.lower(),
        recorder=recorder,
        task=metadata.task,
        clocks=(Clock("perf_counter", origin_ns, tick_ns=100), *clocks),
        private=Private(hardware=private, names=names),
        details=public,
    )


def _recording_id(folder_name: str, metadata: Metadata, origin_ns: int) -> str:
    """Return the recorder's own id where the folder has it, else one made of what the recording is."""
    found = _UUID.search(folder_name)
    if found:
        return found[0].lower()
    start = metadata.told.get("start_time")
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"replay:agentnet:{origin_ns}:{start}"))
