"""All traces of one archive to rows, pages, calls and pictures."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from formats.importers.playwright.calls import Call, Calls
from formats.importers.playwright.gestures import Gestures
from formats.importers.playwright.pages import Pages
from formats.importers.playwright.records import Trace
from formats.model.report import ImportOptions
from formats.sources.kept import Kept
from formats.sources.rows import SourceRows, reading_ms_ns

_TOLD_EVERY = 1024
_CALLS = frozenset({"before", "input", "after", "action", "log"})


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the archive, not yet looked at."""

    at_ns: int
    file: str
    page: str
    """Which page it shows, "" for an attachment."""
    name: str
    data: str = ""
    """Its bytes in base64, where it is not a file."""


@dataclass(slots=True)
class Found:
    """What the traces told beside their rows."""

    counts: Counter[str] = field(default_factory=Counter)
    malformed: dict[str, list[int]] = field(default_factory=dict)
    """Lines of each trace that are not what they should be."""
    pictures: list[Picture] = field(default_factory=list)
    attachments: Counter[str] = field(default_factory=Counter)
    """Attachments that are no pictures, by type."""
    calls: list[Call] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    """Files of the archive that cannot be read, a sentence each."""
    files: set[str] = field(default_factory=set)
    """Files of the archive that were read or are pictures."""


class Reading:
    """Reads traces one after the other."""

    def __init__(self, rows: SourceRows, options: ImportOptions, *, mac: bool) -> None:
        self.found = Found()
        self.kept = Kept(rows)
        self.pages = Pages(rows)
        self._rows = rows
        self._tell = options.stage("records")
        self._lines = 0
        self._gestures = Gestures(rows, self.pages.display, mac=mac)
        self._created: list[tuple[int, str]] = []
        self._last_ns: int | None = None

    def take(self, trace: Trace) -> None:
        """Read a trace; its calls become rows with `end`."""
        calls, self._last_ns = Calls(trace), None
        for line, record in trace.records():
            self._lines += 1
            if self._lines % _TOLD_EVERY == 0:
                self._tell(self._lines, 0)
            if not self._record(trace, calls, record, line):
                self.found.malformed.setdefault(trace.name, []).append(line)
                self.kept.add("malformed record", as_json(record), None, line)
        self.found.calls += calls
        self.found.files.add(trace.name)

    def end(self) -> Found:
        """Turn all calls into rows, in the order in which they acted."""
        pages = sorted([*self._created, *((c.at_ns, c.page) for c in self.found.calls if c.page)])
        for call in sorted(self.found.calls, key=lambda call: call.start_ns):
            self._marker(call)
            self._attach(call)
        current, at = "", 0
        for call in sorted(self.found.calls, key=lambda call: call.at_ns):
            while at < len(pages) and pages[at][0] <= call.at_ns:
                current, at = pages[at][1], at + 1
            self._call(call, current)
        self.pages.end()
        self.found.counts.update(self._gestures.counts)
        return self.found

    def _call(self, call: Call, current: str) -> None:
        if self._gestures.acts(call) or call.method == "bringToFront":
            # Newer versions do not tell a call's page: it is the one that was used last.
            call.page = call.page or current
            self.pages.see(call.page, call.start_ns, call.trace.options)
            self.pages.come(call.page, call.start_ns)
            self._gestures.take(call)
        elif call.method == "setViewportSize" and call.end_ns is not None:
            self.pages.resize(call.page or current, call.end_ns, call.params.get("viewportSize"))

    def _record(self, trace: Trace, calls: Calls, record: dict[str, Any], line: int) -> bool:
        """Take one record; return False where it is not what it should be."""
        kind = record.get("type")
        page = record.get("pageId")
        if not isinstance(kind, str):
            return False
        if kind in _CALLS:
            sound = calls.take(record, line)
            at_ns = trace.ns(record.get("startTime", record.get("endTime", record.get("time"))))
            self._last_ns = self._last_ns if at_ns is None else at_ns
            if isinstance(page, str) and at_ns is not None:
                self.pages.see(page[:200], at_ns, trace.options)
            if sound:
                self.kept.add(kind, as_json(record), at_ns, line)
            return sound
        if kind == "context-options":
            self.kept.add(kind, as_json(record), trace.ns(record.get("monotonicTime")), line)
            return True
        if kind in {"frame-snapshot", "resource-snapshot"}:
            return self._snapshot(trace, calls, record, line)
        if kind in {"screencast-frame", "screenshot"}:
            return self._picture(trace, record, line)
        at_ns = trace.ns(record.get("time", record.get("timestamp")))
        if kind == "event":
            self._event(trace, record, at_ns, line)
        elif kind == "error":
            self._error(record, at_ns, line)
        self.kept.add(_named(record), as_json(record), at_ns, line)
        return True

    def _snapshot(self, trace: Trace, calls: Calls, record: dict[str, Any], line: int) -> bool:
        snapshot = record.get("snapshot")
        if not isinstance(snapshot, dict):
            return False
        at_ns = trace.ns(snapshot.get("timestamp", snapshot.get("_monotonicTime")))
        if record["type"] == "frame-snapshot" and at_ns is not None:
            calls.note_snapshot(snapshot, at_ns)
            if isinstance(snapshot.get("pageId"), str):
                self.pages.see(snapshot["pageId"][:200], at_ns, trace.options)
            self.pages.snapshot(at_ns, snapshot)
        kind = "frame snapshot" if record["type"] == "frame-snapshot" else "network"
        self.kept.add(kind, as_json(record), at_ns, line)
        return True

    def _picture(self, trace: Trace, record: dict[str, Any], line: int) -> bool:
        page, at_ns = record.get("pageId"), trace.ns(record.get("timestamp"))
        file = _file(record)
        if not isinstance(page, str) or at_ns is None or not file:
            return False
        self.pages.see(page[:200], at_ns, trace.options)
        if record["type"] == "screencast-frame":
            self.pages.picture(page[:200], at_ns, record)
        self.found.pictures.append(Picture(at_ns, file, page[:200], file))
        swapped_ns = reading_ms_ns(record.get("frameSwapWallTime"))
        if swapped_ns is not None:
            self._rows.add("clock", at_ns, line, clock="frameSwapWallTime", reading_ns=swapped_ns)
        return True

    def _event(self, trace: Trace, record: dict[str, Any], at_ns: int | None, line: int) -> None:
        params = record.get("params")
        params = params if isinstance(params, dict) else {}
        if at_ns is None:
            return
        method, page = str(record.get("method")), record.get("pageId")
        if method == "page":
            nested = params.get("page")
            created = params.get("pageId", nested.get("guid") if isinstance(nested, dict) else None)
            if isinstance(created, str):
                self.pages.see(created[:200], at_ns, trace.options)
                self._created.append((at_ns, created[:200]))
        elif method == "navigated" and isinstance(page, str) and isinstance(params.get("url"), str):
            # A frame of the page has a name, as a rule.
            if not params.get("name"):
                self.pages.see(page[:200], at_ns, trace.options)
                self.pages.visit(page[:200], at_ns, params["url"])
        elif method in {"pageError", "dialog", "download", "crash", "pageClosed"}:
            payload = as_json(params)[:100_000]
            self._rows.add("marker", at_ns, line, name=method, payload=payload)

    def _marker(self, call: Call) -> None:
        payload: dict[str, Any] = {
            "call": call.identity,
            "method": f"{call.owner}.{call.method}",
            "params": call.params,
            "end_ms": None if call.end_ns is None else (call.end_ns - call.start_ns) / 1e6,
        }
        if call.parent:
            payload["parent"] = call.parent
        if call.points:
            payload["points"] = call.points
        if call.boxes:
            payload["box"] = call.boxes[-1]
        if call.error is not None:
            payload["error"] = call.error
            self.found.counts["calls that failed"] += 1
        if call.end_ns is None:
            self.found.counts["calls without an end"] += 1
        text = as_json(payload)
        if len(text) > 1_000_000:
            text = as_json({**payload, "params": "kept in other", "error": call.error is not None})
        self._rows.add("marker", call.start_ns, call.line, name=call.name, payload=text)

    def _attach(self, call: Call) -> None:
        for attachment in call.attachments:
            media, name = attachment.get("contentType"), attachment.get("name")
            media = media[:100] if isinstance(media, str) else "unknown"
            file, data = _file(attachment), attachment.get("base64")
            data = data if isinstance(data, str) else ""
            if not media.startswith("image/") or not (file or data):
                self.found.attachments[media] += 1
                continue
            at_ns = call.start_ns if call.end_ns is None else call.end_ns
            called = name[:200] if isinstance(name, str) else file
            self.found.pictures.append(Picture(at_ns, file, "", called, "" if file else data))

    def _error(self, record: dict[str, Any], at_ns: int | None, line: int) -> None:
        """Add the marker of an error, which has no time: it was written after the record before it."""
        when_ns = self._last_ns if at_ns is None else at_ns
        if when_ns is not None:
            payload = as_json(record)[:100_000]
            self._rows.add("marker", when_ns, line, name="error", payload=payload)


def as_json(value: Any) -> str:
    """Return a value as JSON, "" where it is nested too deep for that."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    except RecursionError:
        return ""


def _file(record: dict[str, Any]) -> str:
    """Return the archive's file that a record names: by its path, or by its hash as before version 9."""
    file, sha1 = record.get("file"), record.get("sha1")
    if isinstance(file, str):
        return file
    return f"resources/{sha1}" if isinstance(sha1, str) else ""


def _named(record: dict[str, Any]) -> str:
    kind = str(record.get("type"))[:40]
    return f"event {record.get('class')}.{record.get('method')}"[:100] if kind == "event" else kind
