"""JSON Lines: everything of a recording, as `formats.model.jsonl` specifies; the importer reads it back."""

import hashlib
import heapq
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from formats.model.exact_json import line, pack
from formats.model.export import ExportOptions, ExportReport, ExportSource, files_beside
from formats.model.frames import Storage
from formats.model.header_fields import header_fields
from formats.model.jsonl import CHANGED, FORMAT, STORAGES, VERSION, word
from formats.model.recording import Recording
from formats.model.streams import STREAMS, Events, Field, FieldKind, button_name, modifier_names
from formats.sinks.picture_files import SUFFIXES, copy_video, picture_file, pictures_shown
from formats.sinks.plain_rows import parts, plain_floats

NAME = "jsonl"
SUFFIX = ".jsonl"
SUMMARY = "JSON Lines: every event, with pictures and videos in a folder beside it; can be imported again."
LOSES = "Nothing; it holds what identifies the person and the machine, too."

_MANY = 4096
_FILES = (Storage.TILES, Storage.IMAGE)
_NO_VIDEO = (-1, 0)

_Line = tuple[int, int, int, str]
"""Time, order of capture, number of the stream, text: in order as tuples are."""


def export(source: ExportSource, out: Path, options: ExportOptions) -> ExportReport:
    """Write everything, pictures and videos in `files_beside(out)`."""
    recording = source.recording
    written: Counter[str] = Counter()
    beside = files_beside(out)
    pictures = options.pictures and bool(len(recording.frames) or recording.videos)
    if pictures:
        (beside / "frames").mkdir(parents=True)
    frames = _frames(recording, beside if pictures else None, written)
    lines = heapq.merge(
        *(_events(recording, name, place) for place, name in enumerate(STREAMS) if name != "frame"), frames
    )
    rows = {name: info.rows for name, info in recording.streams.items() if name != "frame"}
    rows |= {"frame": len(recording.frames)} if len(recording.frames) else {}
    total, progress = sum(rows.values()), options.stage("lines")
    with out.open("x", encoding="utf-8", newline="\n") as file:
        file.write(_first(recording) + "\n")
        for number in range(len(recording.videos)) if pictures else ():
            file.write(_video(recording, number, beside) + "\n")
            written["videos"] += 1
        for done, (_, _, _, text) in enumerate(lines, 1):
            file.write(text + "\n")
            if done % _MANY == 0:
                progress(done, total)
        file.write(line({"end": rows}) + "\n")
    return ExportReport({**rows, **written}, _lost(recording, pictures=options.pictures))


def _lost(recording: Recording, *, pictures: bool) -> tuple[str, ...]:
    if pictures or not (len(recording.frames) or recording.videos):
        return ()
    what = f"the pictures of {len(recording.frames):,} frames and {len(recording.videos):,} videos"
    return (f"{what}, left out as asked: the frames' times are there",)


def _first(recording: Recording) -> str:
    return line(
        {
            "format": FORMAT,
            "version": VERSION,
            "header": pack(header_fields(recording.header)),
            "problems": pack(list(recording.problems)),
        }
    )


def _video(recording: Recording, number: int, beside: Path) -> str:
    video = recording.videos[number]
    path = beside / f"video-{number}{SUFFIXES.get(video.media_type, '.video')}"
    copy_video(video, path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return line(
        {
            "video": number,
            "media_type": video.media_type,
            "size_bytes": path.stat().st_size,
            "time_base": list(video.time_base),
            "file": f"{beside.name}/{path.name}",
            "sha256": digest,
        }
    )


def _events(recording: Recording, stream: str, place: int) -> Iterator[_Line]:
    for part in parts(recording, stream):
        names = ["t_ns" if field.name == "t" else field.name for field in STREAMS[stream].fields]
        columns = [_column(part, field) for field in STREAMS[stream].fields]
        for values in zip(*columns, strict=True):
            record = {"stream": stream, **dict(zip(names, values, strict=True))}
            yield values[0], values[1], place, line(record)


def _column(events: Events, field: Field) -> list[Any]:
    column = events.rows[field.name]
    if column.dtype.kind == "f":
        return [None if math.isnan(value) else pack(value) for value in plain_floats(column)]
    values: list[Any] = column.tolist()
    match field.kind:
        case FieldKind.STRING:
            return [pack(events.strings[value]) for value in values]
        case FieldKind.FLAG:
            return [bool(value) if value in {0, 1} else value for value in values]
        case FieldKind.BUTTON:
            return [button_name(value) for value in values]
        case FieldKind.MODIFIERS:
            return [modifier_names(value) for value in values]
        case _:
            return values


def _frames(recording: Recording, beside: Path | None, written: Counter[str]) -> Iterator[_Line]:
    """Yield the lines of the frames, and write their pictures into `beside`, if there is one."""
    place = tuple(STREAMS).index("frame")
    named: dict[int, tuple[int, dict[str, str]]] = {}
    for frame, shown in pictures_shown(recording):
        row = recording.frames[frame]
        storage = int(row["storage"]) if beside else Storage.NONE
        video = (int(row["video"]), int(row["pts"])) if beside else _NO_VIDEO
        record: dict[str, Any] = {
            "stream": "frame",
            "t_ns": int(row["t"]),
            "seq": int(row["seq"]),
            "frame": frame,
            **{name: int(row[name]) for name in ("display", "width", "height")},
            "changed": word(CHANGED, int(row["changed"])),
            "storage": word(STORAGES, storage),
            "key": int(row["key"]),
        }
        if video != _NO_VIDEO:
            record["video"], record["pts"] = video
        if beside and storage in _FILES:
            display = record["display"]
            if named.get(display, (-1,))[0] != shown:
                named[display] = shown, _picture(recording, shown, beside)
                written["pictures"] += 1
            record |= named[display][1]
        yield record["t_ns"], record["seq"], place, line(record)


def _picture(recording: Recording, frame: int, beside: Path) -> dict[str, str]:
    image = picture_file(recording, frame)
    path = beside / "frames" / f"{frame:08d}{SUFFIXES.get(image.media_type, '.image')}"
    path.write_bytes(image.data)
    return {
        "file": f"{beside.name}/frames/{path.name}",
        "media_type": image.media_type,
        "sha256": hashlib.sha256(image.data).hexdigest(),
    }
