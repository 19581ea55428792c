"""Importer of OpenAdapt: `recording.db` in both of its schemas, with the video that belongs to it.

Source: OpenAdaptAI/openadapt-capture, and OpenAdaptAI/OpenAdapt before it.
"""

import uuid
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from formats.errors import FormatError
from formats.importers.openadapt.account import guesses, losses
from formats.importers.openadapt.database import Database, Row
from formats.importers.openadapt.folder import RecordingFiles, find_files, is_journal, is_recording
from formats.importers.openadapt.found import EventsFound, Shot
from formats.importers.openadapt.inputs import SYSTEMS, InputRows
from formats.importers.openadapt.journal import JournalReader
from formats.importers.openadapt.pictures import PictureReader
from formats.importers.openadapt.space import Space, find_space
from formats.importers.openadapt.tables import TableReader
from formats.importers.openadapt.values import as_number, as_object, as_text, as_time_ns
from formats.model.header import Header, Private
from formats.model.memory import MemoryRecording
from formats.model.report import PLAIN, Imported, ImportOptions, ImportReport
from formats.model.time import Clock
from formats.sources.joined import PicturesFound
from formats.sources.rows import LONGEST_NS, SourceRows

NAME = "openadapt"
SUFFIXES: tuple[str, ...] = (".db",)
SUMMARY = "OpenAdapt: recording.db in both of its schemas, with its video; the folder or the database."
LOSES = (
    "Sound; pictures of what changed between two screenshots; the recorder's own speed and memory; "
    "links from an action to its screenshot, which their times replace."
)

_JSON_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class _Session:
    """The recording's own row, in the words of neither schema."""

    row: Row
    config: dict[str, Any]
    started_ns: int | None
    size: tuple[float, float] | None
    platform: str
    others: int
    """How many further recordings are in the database."""
    told: dict[str, Any] = field(default_factory=dict)


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a database, or the one in a folder, has the tables of a recording."""
    return is_recording(path, head)


def open_recording(path: Path, options: ImportOptions = PLAIN) -> Imported:
    """Read a recording; its video is decoded once to find the pictures that differ.

    Raises:
        UnsupportedError: The database holds something else.
        FormatError: It cannot be read at all; of what is damaged in part, the report says what is missing.
    """
    files = find_files(path)
    database = Database(files.database)
    try:
        return _read(database, files, options)
    except BaseException:
        database.close()
        raise


def _read(database: Database, files: RecordingFiles, options: ImportOptions) -> Imported:
    journal = is_journal(database.columns)
    session = _session(database, "capture" if journal else "recording")
    space = find_space(session.config, session.row, session.size)
    inputs = InputRows(SourceRows(), space, session.platform)
    reader = (
        JournalReader(database, inputs)
        if journal
        else TableReader(database, session.row, only=not session.others, inputs=inputs)
    )
    options.progress("events", 0, 0)
    found = reader.read()
    _keep_files(inputs, files.json_files)
    middle_ns = _middle_ns(inputs.rows, session, found.shots)
    shots = [shot for shot in found.shots if abs(shot.at_ns - middle_ns) <= LONGEST_NS]
    origin_ns = min([inputs.rows.first_ns(middle_ns), *(shot.at_ns for shot in shots)])
    videos = _order_videos(files.videos, session.row)
    pictures = PictureReader(database, origin_ns).read(
        shots, videos, _video_start(session, middle_ns), options.stage("pictures")
    )
    if len(pictures.frames) and (early_ns := int(pictures.frames["t"].min())) < 0:
        pictures.frames["t"] -= early_ns
        origin_ns += early_ns
    size = space.size or pictures.video_size
    if size:
        width, height = size
        inputs.rows.add("display", origin_ns, id=0, name="captured", x=0, y=0, width=width, height=height)
    pictures.frames["seq"] += len(inputs.rows)
    streams, misplaced = inputs.rows.events(origin_ns, middle_ns)
    lost = losses(database, files, inputs.found, found, pictures=pictures, misplaced=misplaced)
    recording = MemoryRecording(
        _header(files, session, space, pictures, origin_ns),
        streams,
        frames=pictures.frames,
        videos=tuple(pictures.videos),
        pixels=pictures.joined.pixels,
        encoded=pictures.joined.encoded,
        problems=(*database.faults, *pictures.faults),
        size_bytes=files.database.stat().st_size + sum(video.size_bytes for video in pictures.videos),
        on_close=lambda: _close(database, pictures),
    )
    counts = {name: count for name, count in inputs.found.counts.items() if count} | pictures.counts
    apart = _bound_apart(found, shots)
    if apart:
        counts["actions tied by the recorder to another screenshot than the last before them"] = apart
    report = ImportReport(
        read={name: info.rows for name, info in recording.streams.items()},
        guessed=guesses(
            space, inputs.found, pictures, database, others=session.others, has_size=size is not None
        ),
        lost=lost,
        counts=counts,
    )
    return Imported(recording, report)


def _close(database: Database, pictures: PicturesFound) -> None:
    pictures.joined.close()
    database.close()


def _session(database: Database, table: str) -> _Session:
    """Return the newest recording's row."""
    rows = list(database.rows(table))
    if not rows:
        raise FormatError(f"{database.path}: its table {table} has no row: there is no recording in it")
    clock = "started_at" if table == "capture" else "timestamp"
    row = max(rows, key=lambda one: as_time_ns(one.get(clock)) or 0)
    config = as_object(row.get("metadata" if table == "capture" else "config")) or {}
    names = ("screen_width", "screen_height") if table == "capture" else ("monitor_width", "monitor_height")
    width, height = (as_number(row.get(name)) for name in names)
    size = (width, height) if width and height and min(width, height) > 0 else None
    return _Session(
        row, config, as_time_ns(row.get(clock)), size, as_text(row.get("platform")), len(rows) - 1
    )


def _middle_ns(rows: SourceRows, session: _Session, shots: Sequence[Shot]) -> int:
    middle_ns = rows.middle_ns()
    if middle_ns is not None:
        return middle_ns
    if shots:
        return sorted(shot.at_ns for shot in shots)[len(shots) // 2]
    return session.started_ns or 0


def _video_start(session: _Session, middle_ns: int) -> tuple[int, str] | None:
    told_ns = as_time_ns(session.row.get("video_start_time"))
    if told_ns is not None and abs(told_ns - middle_ns) <= LONGEST_NS:
        return told_ns, "the video is taken to begin at video_start_time, to which its own times are added"
    if session.started_ns is None or abs(session.started_ns - middle_ns) > LONGEST_NS:
        return None
    return session.started_ns, (
        "the video is taken to begin with the recording: no video_start_time is told, so that its pictures "
        "may be early by some tenths of a second"
    )


def _order_videos(videos: Sequence[Path], row: Row) -> tuple[Path, ...]:
    """Return the videos, first the one that is named after the recording's time, else the recorder's own."""
    digits = "".join(filter(str.isdigit, as_text(row.get("timestamp"))))[:10]

    def rank(video: Path) -> tuple[bool, bool, str]:
        in_name = "".join(filter(str.isdigit, video.name))
        return (not digits or not in_name.startswith(digits), not video.name.startswith("oa_rec"), video.name)

    return tuple(sorted(videos, key=rank))


def _keep_files(inputs: InputRows, files: Sequence[Path]) -> None:
    """Keep small JSON files in `other`, as they came."""
    for path in files:
        with path.open("rb") as file:
            data = file.read(_JSON_BYTES + 1)
        if len(data) <= _JSON_BYTES:
            inputs.rows.keep(path.name[:200], data.decode("utf-8", "replace"))


def _bound_apart(found: EventsFound, shots: Sequence[Shot]) -> int:
    """Count the actions whose screenshot is not the last at or before them."""
    times = sorted(shot.at_ns for shot in shots)
    if not times:
        return 0
    last = ((at, bound, bisect_right(times, at) - 1) for at, bound in found.bound)
    return sum(index < 0 or times[index] != bound for _, bound, index in last)


def _header(
    files: RecordingFiles, session: _Session, space: Space, pictures: PicturesFound, origin_ns: int
) -> Header:
    clocks = [Clock("unix", origin_ns)]
    if pictures.video_start_ns is not None:
        clocks.append(Clock("video", origin_ns - pictures.video_start_ns))
    row = session.row
    details = {
        "platform": session.platform[:60],
        "coordinate_space": space.name,
        "pixel_ratio": space.ratio,
        "double_click_interval_seconds": as_number(row.get("double_click_interval_seconds")),
        "double_click_distance_pixels": as_number(row.get("double_click_distance_pixels")),
    }
    names: dict[str, Any] = {"folder": files.database.resolve().parent.name, "database": files.database.name}
    if files.videos:
        names["videos"] = [video.name for video in files.videos[:64]]
    # A configuration can hold paths, titles, names and keys.
    names["configuration"] = as_text(row.get("config") or row.get("metadata"))[: 1 << 16]
    return Header(
        recording_id=str(uuid.uuid5(uuid.NAMESPACE_URL, f"replay:openadapt:{origin_ns}:{row.get('id')}")),
        source=NAME,
        recorder="OpenAdapt"
        + (f" on {SYSTEMS[session.platform.lower()]}" if session.platform.lower() in SYSTEMS else ""),
        start_utc_ns=origin_ns,
        task=as_text(row.get("task_description"))[: 1 << 16],
        clocks=tuple(clocks),
        private=Private(names={name: value for name, value in names.items() if value}),
        details={name: value for name, value in details.items() if value is not None},
    )
