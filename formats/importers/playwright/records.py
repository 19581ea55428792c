"""The records of one *.trace, those of old versions in the form of the later ones.

Source: microsoft/playwright, packages/trace/src/trace.ts and the trace viewer's traceModernizer.ts.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from formats.errors import UnsupportedError
from formats.sources.archive import Archive
from formats.sources.lines import LineFaults, file_lines
from formats.sources.rows import reading_ms_ns

OLDEST, LATEST = 3, 10
"""Versions of the trace that are read: Playwright 1.17 to 1.65."""
_TRACE_BYTES = 256 << 20
_UNVERSIONED = 6
"""Traces of the test runner had no version before the seventh."""
_PEEKED = 200


@dataclass(slots=True)
class Trace:
    """One *.trace of the archive: a browser's context, or the steps of the test runner."""

    archive: Archive
    name: str
    version: int = _UNVERSIONED
    runner: bool = True
    """Whether the test runner wrote it, who has the steps of a test and no pages."""
    context: dict[str, Any] = field(default_factory=dict)
    """Its context-options."""
    tie: tuple[int, int] | None = None
    """Readings of the wall clock and of the monotonic clock at one instant, in nanoseconds."""
    offset_ns: int = 0
    """What to add to its readings to have those of the first trace."""
    faults: LineFaults = field(default_factory=lambda: LineFaults(""))

    @property
    def options(self) -> dict[str, Any]:
        """Options of the browser's context."""
        options = self.context.get("options")
        return options if isinstance(options, dict) else {}

    def records(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield line numbers and records; the trace is in memory as long as they are read.

        Raises:
            FormatError: It is too large, or its data are damaged.
        """
        self.faults = LineFaults(self.name)
        data = io.BytesIO(self.archive.read(self.name, _TRACE_BYTES))
        for line, record in file_lines(data, self.faults):
            found = _modern(record)
            if found is not None:
                yield line, found

    def ns(self, value: Any) -> int | None:
        """Return a monotonic reading in milliseconds as nanoseconds of the first trace's clock."""
        reading = reading_ms_ns(value)
        return None if reading is None else reading + self.offset_ns


def open_trace(archive: Archive, name: str) -> Trace:
    """Read a trace's beginning.

    Raises:
        UnsupportedError: It is of a version that is not read.
        FormatError: It cannot be read.
    """
    trace = Trace(archive, name)
    for line, record in trace.records():
        if record.get("type") == "context-options" and not trace.context:
            trace.context = record
            trace.runner = record.get("origin") == "testRunner"
            _check_version(trace, record.get("version"))
        trace.tie = trace.tie or _tie(record)
        if (trace.tie and trace.context) or line > _PEEKED:
            break
    return trace


def _check_version(trace: Trace, version: Any) -> None:
    if not isinstance(version, int) or isinstance(version, bool) or not OLDEST <= version <= LATEST:
        newer = isinstance(version, (int, float)) and version > LATEST
        todo = (
            "a newer Playwright wrote it: update this program" if newer else "record it with Playwright 1.17+"
        )
        raise UnsupportedError(
            f"{trace.archive.path}: {trace.name} is of trace version {str(version)[:40]}; versions {OLDEST} "
            f"to {LATEST} are read: {todo}"
        )
    trace.version = version


def _tie(record: dict[str, Any]) -> tuple[int, int] | None:
    """Return both clocks' readings where a record has them."""
    wall = reading_ms_ns(record.get("wallTime"))
    monotonic = reading_ms_ns(record.get("monotonicTime", record.get("startTime")))
    return (wall, monotonic) if wall and monotonic else None


def _modern(record: dict[str, Any]) -> dict[str, Any] | None:
    """Return a record in the form that version 4 brought, None for what the recorder itself did."""
    kind, metadata = record.get("type"), record.get("metadata")
    if not isinstance(kind, str) or kind not in {"action", "event"} or not isinstance(metadata, dict):
        return record
    method = metadata.get("method")
    if metadata.get("internal") or (isinstance(method, str) and method.startswith("tracing")):
        return None
    common = {
        "class": metadata.get("type"),
        "method": method,
        "params": metadata.get("params"),
        "pageId": metadata.get("pageId"),
    }
    if kind == "event":
        return {"type": "event", "time": metadata.get("startTime"), **common}
    error = metadata.get("error")
    return {
        "type": "action",
        "callId": metadata.get("id"),
        "startTime": metadata.get("startTime"),
        "endTime": metadata.get("endTime"),
        "wallTime": metadata.get("wallTime"),
        "apiName": metadata.get("apiName"),
        "log": metadata.get("log"),
        "error": error.get("error", error) if isinstance(error, dict) else error,
        "point": metadata.get("point"),
        "snapshots": metadata.get("snapshots"),
        **common,
    }
