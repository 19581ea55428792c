"""Traces of Playwright for the tests: made-up ones, and a script's session recorded by seven versions."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from PIL import Image

from formats.importers.playwright import importer
from formats.model.report import Imported

SESSIONS = Path(__file__).with_name("playwright_sessions")
WALL_MS = 1_700_000_000_000
PAGE = "page@1"
Record = dict[str, Any]


def context(version: int = 8, **more: Any) -> Record:
    options = {"viewport": {"width": 800, "height": 600}, "deviceScaleFactor": 2, "userAgent": "Mozilla/5.0"}
    return {
        "version": version,
        "type": "context-options",
        "origin": "library",
        "browserName": "chromium",
        "platform": "linux",
        "wallTime": WALL_MS,
        "monotonicTime": 1000.5,
        "options": options,
        **more,
    }


def call(number: int, at_ms: float, method: str, *, owner: str = "Frame", **params: Any) -> list[Record]:
    """Return a call that begins at a time and takes 10 ms; `point` is not among its params."""
    identity = f"call@{number}"
    point = params.pop("point", None)
    error = params.pop("error", None)
    about = {"callId": identity, "class": owner, "method": method, "params": params, "pageId": PAGE}
    records = [{"type": "before", "startTime": at_ms, "title": f"{owner}.{method}", **about}]
    if point is not None:
        records.append({"type": "input", "callId": identity, "point": {"x": point[0], "y": point[1]}})
        records.append({"type": "log", "callId": identity, "time": at_ms + 4, "message": "  performing it"})
    after = {"type": "after", "callId": identity, "endTime": at_ms + 10}
    return [*records, {**after, "error": {"message": error}} if error else after]


def picture(width: int = 40, height: int = 30, shade: int = 0) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (shade, 90, 90)).save(out, "JPEG")
    return out.getvalue()


def write_trace(path: Path, *records: Record | str, files: dict[str, bytes] | None = None) -> Path:
    """Write an archive with one trace; texts among the records are lines as they are."""
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("trace.trace", "\n".join(lines) + "\n")
        for name, data in (files or {}).items():
            archive.writestr(name, data)
    return path


def take(path: Path, *records: Record | str, files: dict[str, bytes] | None = None) -> Imported:
    return importer.open_recording(write_trace(path, *records, files=files))


def raw_records(path: Path) -> list[Record]:
    """Return all records of an archive's traces, read plainly."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".trace")]
        return [json.loads(line) for name in names for line in archive.read(name).splitlines() if line]
