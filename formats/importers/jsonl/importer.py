"""Importer of our own JSON Lines, which `formats.model.jsonl` specifies: the recording as it was.

Files that people have edited are read too: a line that is no row is kept in `other` as it came.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from formats.errors import DamagedError, UnsupportedError
from formats.importers.jsonl.media import Media
from formats.importers.jsonl.rows import RowTables
from formats.model.exact_json import unpack
from formats.model.header import Header
from formats.model.header_fields import header_of
from formats.model.jsonl import FORMAT, VERSION, is_ours
from formats.model.memory import MemoryRecording
from formats.model.report import PLAIN, Imported, ImportOptions, ImportReport
from formats.sources.lines import LineFaults, json_lines

NAME = "jsonl"
SUFFIXES: tuple[str, ...] = (".jsonl",)
SUMMARY = "Our own JSON Lines: what the export of that name wrote, with the folder beside it."
LOSES = "Nothing."

_LINE_BYTES = 128 << 20
"""A string of 16 MiB, the longest that a recording holds, is six times as long where all of it is escaped."""
_MANY = 4096
_NAMED = 3


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file begins with the line that our export begins with."""
    return is_ours(head) and path.is_file()


def open_recording(path: Path, options: ImportOptions = PLAIN) -> Imported:
    """Read a recording; pictures are checked against their digests.

    Raises:
        UnsupportedError: It is of a version from the future.
        DamagedError: Its first line cannot be read.
        FormatError: It cannot be read at all.
    """
    faults = LineFaults(path.name)
    lines = json_lines(path, faults, _LINE_BYTES)
    header, problems = _first(path, next(lines, (0, {})))
    rows, media = RowTables(), Media(path.parent)
    due, odd = _read(lines, rows, media, options)
    streams, unordered = rows.events()
    frames = media.settle(rows.frames())
    lost = (
        *(f"the recording was not complete when it was written: {problem}" for problem in problems),
        *faults.sentences(),
        *_missing(rows, due, cut=bool(faults.cut)),
        *media.faults[:_NAMED],
        *([f"and {len(media.faults) - _NAMED:,} more pictures"] if len(media.faults) > _NAMED else []),
    )
    size = path.stat().st_size + sum(video.size_bytes for video in media.videos)
    recording = MemoryRecording(
        header,
        streams,
        frames=frames,
        videos=tuple(media.videos),
        pixels=media.pixels,
        encoded=media.encoded,
        problems=(*problems, *lost[len(problems) :]),
        size_bytes=size,
        on_close=media.close,
    )
    guessed = [f"rows of {name} were not in order of time, and were sorted" for name in unordered]
    if odd:
        named = ", ".join(map(str, odd[:_NAMED]))
        more = f" and {len(odd) - _NAMED:,} more" if len(odd) > _NAMED else ""
        guessed.append(f"lines {named}{more} are none that an export writes: they are kept in other")
    read = {name: info.rows for name, info in recording.streams.items()}
    return Imported(recording, ImportReport(read, tuple(guessed), lost), own=True)


def _first(path: Path, first: tuple[int, dict[str, Any]]) -> tuple[Header, tuple[str, ...]]:
    number, record = first
    if record.get("format") != FORMAT or number != 1:
        raise DamagedError(f"{path}: its first line, which holds the header, cannot be read")
    version = record.get("version")
    if version != VERSION or isinstance(version, bool):
        raise UnsupportedError(
            f"{path}: version {version!r:.20} of our JSON Lines, which is not known here: {VERSION} is"
        )
    try:
        told, problems = unpack(record.get("header")), unpack(record.get("problems", []))
    except ValueError as error:
        raise DamagedError(f"{path}: its header cannot be read: {error}") from error
    if not isinstance(told, dict) or not isinstance(problems, list):
        raise DamagedError(f"{path}: its first line has no header")
    return header_of(told), tuple(str(problem) for problem in problems)


def _read(
    lines: Iterator[tuple[int, dict[str, Any]]], rows: RowTables, media: Media, options: ImportOptions
) -> tuple[dict[str, Any] | None, list[int]]:
    """Read all lines but the first; return what the last one says is due, and the numbers of odd lines."""
    due: dict[str, Any] | None = None
    odd = []
    progress = options.stage("lines")
    for number, record in lines:
        if record.get("stream") == "frame" and rows.add_frame(record):
            media.add_frame(record)
        elif isinstance(record.get("end"), dict) and len(record) == 1:
            due = record["end"]
        elif not rows.add(record) and not ("video" in record and media.add_video(record)):
            rows.keep(record)
            odd.append(number)
        if number % _MANY == 0:
            progress(number, 0)
    return due, odd


def _missing(rows: RowTables, due: dict[str, Any] | None, *, cut: bool) -> Iterator[str]:
    """Say what the last line tells of and is not there."""
    if due is None:
        if not cut:
            yield "the file ends before its last line: what comes behind is lost"
        return
    for name, count in due.items():
        if isinstance(count, int) and rows.count(name) < count:
            yield f"{count - rows.count(name):,} of {count:,} rows of {name[:60]} are not there"
