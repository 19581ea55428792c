"""OWAMcap: MCAP with the messages of open-world-agents, and pictures and videos beside it. Needs mcap.

Source: open-world-agents, mcap-owa-support (profile, names and encoding) and owa-msgs 0.5.1 to 0.6.6.
"""

import heapq
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

from formats.errors import MissingExtraError
from formats.exporters.owamcap.messages import WRITTEN, Message, MessageMaker
from formats.exporters.owamcap.schemas import SCHEMAS
from formats.exporters.owamcap.screens import ScreenMaker
from formats.model.export import ExportOptions, ExportReport, ExportSource, files_beside
from formats.model.header import Header
from formats.model.recording import Recording
from formats.sinks.plain_rows import parts

NAME = "owamcap"
SUFFIX = ".mcap"
SUMMARY = "OWAMcap: MCAP as ocap writes it, pictures and videos in a folder beside it (extra mcap)."
LOSES = (
    "Parts of pixels, typed text without keys, clipboard, cursors, markers, clocks, all displays but one; "
    "keys are Windows virtual keys."
)

_LIBRARY = "mcap-owa-support 0.6.0; mcap {}; replay"
"""Readers of the format take its version from here, and refuse a file without it."""
_LATEST_NS = 1 << 63
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_MANY = 4096

_Row = tuple[int, int, int, str, dict[str, Any]]


def export(source: ExportSource, out: Path, options: ExportOptions) -> ExportReport:
    """Write a recording, its pictures and videos in `files_beside(out)`.

    Raises:
        MissingExtraError: mcap is not installed.
    """
    mcap = _mcap()
    recording = source.recording
    epoch_ns, is_utc = _epoch(recording)
    maker, screens = MessageMaker(), ScreenMaker(recording, files_beside(out))
    rows = [_rows(recording, stream, place) for place, stream in enumerate((*WRITTEN, "other"))]
    if options.pictures:
        rows.append(_frames(screens))
    total = sum(info.rows for info in recording.streams.values())
    progress = options.stage("messages")
    written: Counter[str] = Counter()
    with out.open("xb") as file:
        target = _Target(mcap, file, recording.header)
        for done, (t_ns, _, _, stream, record) in enumerate(heapq.merge(*rows), 1):
            at_ns = epoch_ns + t_ns
            if stream == "screen":
                told = screens.message(record["frame"], record["shown"], at_ns)
                message: Message | None = (stream, told)
            else:
                message = maker.message(stream, record)
            if message is not None:
                target.add(*message, at_ns)
                written[message[0]] += 1
            if done % _MANY == 0:
                progress(done, total)
        target.finish()
    lost = (*_lost(recording, is_utc=is_utc, pictures=options.pictures), *maker.lost(), *screens.lost())
    return ExportReport({**written, **screens.written}, lost)


def _mcap() -> ModuleType:
    try:
        import mcap  # noqa: PLC0415 - an optional extra
        import mcap.writer  # noqa: PLC0415 - as above
    except ImportError as error:
        raise MissingExtraError("writing MCAP", extra="mcap") from error
    module: ModuleType = mcap
    return module


class _Target:
    """An MCAP file with the schemas of the format."""

    def __init__(self, mcap: ModuleType, file: BinaryIO, header: Header) -> None:
        self._writer = mcap.writer.Writer(file, enable_data_crcs=True)
        self._writer.start(profile="owa", library=_LIBRARY.format(mcap.__version__))
        told = {"recording_id": header.recording_id, "recorder": header.recorder, "task": header.task}
        plain = {name: text.encode("utf-8", "backslashreplace").decode() for name, text in told.items()}
        self._writer.add_metadata("replay", plain)
        self._channels: dict[str, int] = {}

    def add(self, topic: str, fields: dict[str, Any], at_ns: int) -> None:
        if topic not in self._channels:
            name, schema = SCHEMAS[topic]
            number = self._writer.register_schema(name, "jsonschema", json.dumps(schema).encode())
            self._channels[topic] = self._writer.register_channel(topic, "json", number)
        data = _JSON.encode(fields).encode()
        self._writer.add_message(self._channels[topic], at_ns, data, at_ns)

    def finish(self) -> None:
        self._writer.finish()


def _epoch(recording: Recording) -> tuple[int, bool]:
    """Return the time of day at time 0, and whether it is known; otherwise the first thing is at 0."""
    starts = [info.start_ns for info in recording.streams.values()]
    first_ns, told = min(starts, default=0), recording.header.start_utc_ns
    if told is not None and told + first_ns >= 0 and told + recording.duration_ns < _LATEST_NS:
        return told, True
    return -min(first_ns, 0), False


def _rows(recording: Recording, stream: str, place: int) -> Iterator[_Row]:
    for part in parts(recording, stream):
        for record in part.records():
            yield record["t_ns"], record["seq"], place, stream, record


def _frames(screens: ScreenMaker) -> Iterator[_Row]:
    for t_ns, seq, place in screens.frames():
        yield t_ns, seq, len(WRITTEN) + 1, "screen", place


def _lost(recording: Recording, *, is_utc: bool, pictures: bool) -> Iterator[str]:
    if not is_utc:
        yield "the time of day, which the recording does not tell: times count from 1970"
    if len(recording.frames) and not pictures:
        yield f"the {len(recording.frames):,} frames, left out as asked: each message must name a picture"
    unheld = {
        name: info.rows
        for name, info in recording.streams.items()
        if name not in {*WRITTEN, "other", "frame"}
    }
    if unheld:
        rows = ", ".join(f"{count:,} of {name}" for name, count in unheld.items())
        yield f"rows for which the format has no messages: {rows}"
