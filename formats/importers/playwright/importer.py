"""Importer of Playwright's trace.zip, versions 3 to 10.

Source: microsoft/playwright, packages/trace and packages/playwright-core/src/server/trace.
"""

import base64
import binascii
import re
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path

from formats.errors import DamagedError, FormatError, LimitError, UnknownFormatError
from formats.importers.playwright.account import defects, guesses, losses, tie_sentence
from formats.importers.playwright.calls import step_name
from formats.importers.playwright.reading import Picture, Reading
from formats.importers.playwright.records import Trace, open_trace
from formats.importers.playwright.timing import clocks, tie_by_steps, tie_by_wall
from formats.model.header import Header, Private
from formats.model.memory import MemoryRecording
from formats.model.report import PLAIN, Imported, ImportOptions, ImportReport
from formats.sources.archive import Archive
from formats.sources.pictures import PICTURE_BYTES, PictureList
from formats.sources.rows import LONGEST_NS, SourceRows

NAME = "playwright"
SUFFIXES: tuple[str, ...] = (".zip",)
SUMMARY = "Playwright: a trace.zip, versions 3 to 10, with screencast, actions and points."
LOSES = "Files of the pages (HTML, styles, sources of the test), attachments that are no pictures."
_ZIP = b"PK\x03\x04"
_PEEK_BYTES = 4096
_RECORD = re.compile(rb'\{\s*"(?:version|type|callId)"')
_SIDE_BYTES = 128 << 20


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a zip archive holds a Playwright trace, sound or not."""
    if not head.startswith(_ZIP) or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.filename.endswith(".trace") and (info.flag_bits & 1 or _has_records(archive, info)):
                return True
    return False


def open_recording(path: Path, options: ImportOptions = PLAIN) -> Imported:
    """Read a trace; pictures stay in the archive, which is open until the recording is closed.

    Raises:
        UnsupportedError: It is of a version that is not read, or encrypted.
        DamagedError: A file of it climbs out of its folder, or nothing of it can be read.
        FormatError: It cannot be opened.
    """
    archive = Archive(path)
    try:
        return _read(archive, options)
    except BaseException:
        archive.close()
        raise


def _has_records(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    try:
        with archive.open(info) as file:
            return bool(_RECORD.match(file.read(_PEEK_BYTES).lstrip(b"\xef\xbb\xbf \r\n")))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError):
        # A trace by its name whose bytes are damaged.
        return True


def _read(archive: Archive, options: ImportOptions) -> Imported:
    names = [name for name in archive.names if name.endswith(".trace")]
    if not names:
        raise UnknownFormatError(f"{archive.path}: there is no .trace in it")
    traces, damaged = _open_traces(archive, names)
    first = traces[0]
    rows = SourceRows()
    reading = Reading(rows, options, mac=any(trace.context.get("platform") == "darwin" for trace in traces))
    reading.found.damaged += damaged
    ties = _read_traces(traces, reading)
    traces = [*traces, *_read_side_files(archive, first, reading)]
    found = reading.end()
    middle_ns = rows.middle_ns()
    if middle_ns is None:
        raise DamagedError(f"{archive.path}: no record of its traces can be read")
    found.pictures = [p for p in found.pictures if abs(p.at_ns - middle_ns) <= LONGEST_NS]
    origin_ns = min([rows.first_ns(middle_ns), *(picture.at_ns for picture in found.pictures)])
    streams, misplaced = rows.events(origin_ns, middle_ns)
    if misplaced:
        found.counts["rows with a time more than 30 days from the others, left out"] = len(misplaced)
    first_seq = sum(len(events) for events in streams.values())
    pictures = PictureList()
    tell = options.stage("pictures")
    for number, picture in enumerate(found.pictures):
        _add_picture(pictures, archive, reading, picture, at=(picture.at_ns - origin_ns, first_seq + number))
        tell(number + 1, len(found.pictures))
    problems = defects(traces, found, pictures)
    recording = MemoryRecording(
        _header(archive.path, traces, origin_ns),
        streams,
        frames=pictures.frames(),
        pixels=pictures.pixels,
        encoded=pictures.encoded,
        problems=problems,
        size_bytes=archive.path.stat().st_size,
        on_close=archive.close,
    )
    unread = [name for name in archive.names if name not in found.files]
    report = ImportReport(
        read={name: info.rows for name, info in recording.streams.items()},
        guessed=guesses(traces, found, len(reading.pages), ties),
        lost=losses(traces, found, reading.kept, pictures, unread),
        counts={name: count for name, count in found.counts.items() if count},
    )
    return Imported(recording, report)


def _open_traces(archive: Archive, names: list[str]) -> tuple[list[Trace], list[str]]:
    """Open all traces that can be read, browsers' first: a test runner is tied to their calls.

    Raises:
        FormatError: None of them can be read, or one is of a version that is not read.
    """
    traces, damaged = [], []
    for name in names:
        try:
            traces.append(open_trace(archive, name))
        except (DamagedError, LimitError) as error:
            damaged.append(error)
    if not traces:
        raise damaged[0]
    return sorted(traces, key=lambda trace: trace.runner), [str(error) for error in damaged]


def _read_traces(traces: list[Trace], reading: Reading) -> list[str]:
    """Read all traces; return sentences on those whose clock is another one than the first's."""
    told = []
    for trace in traces:
        tie_by_wall(traces[0], trace)
        matched = 0
        if trace.runner and trace.offset_ns and reading.found.calls:
            moved_ns, matched = tie_by_steps(reading.found.calls, _steps(trace))
            trace.offset_ns = moved_ns if matched else trace.offset_ns
        if trace.offset_ns:
            told.append(tie_sentence(trace, matched))
        reading.take(trace)
    return told


def _steps(trace: Trace) -> list[tuple[str, int]]:
    """Return the test runner's steps by each of their names, with their starts by its own clock."""
    steps = []
    for _, record in trace.records():
        at_ns = trace.ns(record.get("startTime"))
        if record.get("type") == "before" and at_ns is not None:
            names = (str(record.get("callId")), step_name(record))
            steps += [(name, at_ns - trace.offset_ns) for name in names]
    return steps


def _read_side_files(archive: Archive, first: Trace, reading: Reading) -> list[Trace]:
    """Keep what lies beside the traces: requests line by line, which are returned, and stacks as they are."""
    requests = []
    for name in archive.names:
        try:
            if name.endswith(".network"):
                requests.append(Trace(archive, name, offset_ns=first.offset_ns))
                reading.take(requests[-1])
            elif name.endswith(".stacks"):
                reading.found.files.add(name)
                reading.kept.add("stacks", archive.read(name, _SIDE_BYTES).decode("utf-8", "replace"))
        except FormatError as error:
            reading.found.damaged.append(str(error))
    return requests


def _add_picture(
    pictures: PictureList, archive: Archive, reading: Reading, picture: Picture, *, at: tuple[int, int]
) -> None:
    """Add a picture at a time and a place in the order of capture; attachments have their own display."""
    display = reading.pages.display(picture.page) if picture.page else len(reading.pages)
    file = archive.find(picture.file)
    pictures.add(at[0], _fetch(archive, file, picture), picture.name, seq=at[1], display=display)
    reading.found.files.add(file)


def _fetch(archive: Archive, file: str, picture: Picture) -> Callable[[], bytes]:
    if file:
        return archive.fetcher(file, PICTURE_BYTES)

    def inline() -> bytes:
        try:
            return base64.b64decode(picture.data, validate=True)
        except binascii.Error as error:
            raise DamagedError(f"{archive.path}: attachment {picture.name}: {error}") from error

    return inline


def _header(path: Path, traces: list[Trace], origin_ns: int) -> Header:
    first = traces[0]
    context, options = first.context, first.options
    told = {
        name: context[name]
        for name in ("browserName", "channel", "platform", "sdkLanguage", "playwrightVersion")
        if isinstance(context.get(name), str)
    }
    agent = options.get("userAgent")
    title = next((t.context["title"] for t in traces if isinstance(t.context.get("title"), str)), "")
    of_recording, start_utc_ns = clocks(first, origin_ns)
    version = told.get("playwrightVersion", "")
    return Header(
        recording_id=str(uuid.uuid5(uuid.NAMESPACE_URL, f"replay:playwright:{start_utc_ns}:{origin_ns}")),
        source="playwright",
        recorder=f"Playwright {version[:40]}".strip(),
        start_utc_ns=start_utc_ns,
        task=title[:4096],
        clocks=of_recording,
        private=Private(
            hardware={"userAgent": agent[:1000]} if isinstance(agent, str) else {},
            names={"file": path.name},
        ),
        details={
            **{name: value[:200] for name, value in told.items()},
            "trace versions": [trace.version for trace in traces if not trace.name.endswith(".network")],
            "coordinates": "CSS pixels of the page's viewport",
        },
    )
