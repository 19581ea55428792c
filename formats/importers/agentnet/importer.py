"""Importer of AgentNet and DuckTrack folders.

Times are readings of `time.perf_counter()` in the recorder, whose origin is kept as a clock; the video is
tied to them by its start alone.

Source: the recorders themselves, TheDuckAI/DuckTrack and xlang-ai/AgentNetTool.
"""

from pathlib import Path

from formats.errors import UnknownFormatError
from formats.importers.agentnet.account import defects, guesses, losses
from formats.importers.agentnet.events import EventsFound, EventsReader
from formats.importers.agentnet.folder import EVENTS, RecordingFolder, holds_recording, open_folder
from formats.importers.agentnet.metadata import Metadata, make_header, read_metadata
from formats.importers.agentnet.side_files import SideFound, read_json_file, read_side_file
from formats.importers.agentnet.timing import Timing, find_timing
from formats.media.video import VideoTable
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.report import PICTURES_AGAIN, PLAIN, Imported, ImportOptions, ImportReport
from formats.model.streams import Events
from formats.model.time import Clock
from formats.sources.rows import SourceRows
from formats.sources.videos import VideoPictures, as_came, list_pictures, make_frames, pictures_again

NAME = "agentnet"
SUFFIXES: tuple[str, ...] = ()
SUMMARY = "AgentNet and DuckTrack: a folder with events.jsonl, metadata.json and a video by OBS."
LOSES = "Names of accessibility elements beyond 200 a tree; lines beyond 64 MiB of a side file."


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a folder, or the events.jsonl in it, is a recording by AgentNet or DuckTrack."""
    return holds_recording(path, head)


def open_recording(path: Path, options: ImportOptions = PLAIN) -> Imported:
    """Read a recording; its video is decoded once to find the pictures that differ.

    Raises:
        UnsupportedError: A file of it is encrypted.
        FormatError: It cannot be read at all; of what is read in part, the report says what is missing.
    """
    folder = open_folder(path)
    if not (folder.path / EVENTS).is_file():
        raise UnknownFormatError(f"{folder.path}: there is no {EVENTS} in this folder")
    metadata = read_metadata(folder)
    rows, side = SourceRows(), SideFound()
    found = EventsReader(rows, metadata.system, metadata.size).read(folder.path / EVENTS)
    for file in folder.line_files:
        read_side_file(file, rows, side)
    for file in folder.json_files:
        read_json_file(file, rows, side)
    table, fault = list_pictures(folder.videos[0], options.stage("pictures")) if folder.videos else (None, "")
    timing = find_timing(
        rows,
        metadata,
        found.pauses,
        has_video=bool(folder.videos),
        length_ns=int(table.times_ns()[-1]) if table else None,
    )
    streams = _streams(rows, metadata, found, timing)
    header = _header(folder, metadata, found, timing)
    broken = defects(metadata, found, side, fault)
    recording = _recording(folder, header, streams, timing, table, problems=broken)
    again = {} if table is None else {PICTURES_AGAIN: pictures_again(table)}
    counts = {**found.counts, **side.counts, **again}
    report = ImportReport(
        read={name: info.rows for name, info in recording.streams.items()},
        guessed=guesses(metadata, found, side, timing, table),
        lost=losses(folder, metadata, found, side, fault),
        counts={name: count for name, count in counts.items() if count},
    )
    return Imported(recording, report)


def _streams(rows: SourceRows, metadata: Metadata, found: EventsFound, timing: Timing) -> dict[str, Events]:
    if metadata.size is not None:
        width, height = metadata.size
        rows.add(
            "display", timing.origin_ns, id=0, name="first display", x=0, y=0, width=width, height=height
        )
    streams, misplaced = rows.events(timing.origin_ns, timing.middle_ns)
    found.faults.bad += [(line, "a time more than 30 days from the others; left out") for line in misplaced]
    return streams


def _header(folder: RecordingFolder, metadata: Metadata, found: EventsFound, timing: Timing) -> Header:
    numbered = found.has_indices or metadata.video_start_ns is not None
    video = (Clock("video", timing.origin_ns - timing.video.at_ns),) if timing.video else ()
    return make_header(
        folder,
        metadata,
        origin_ns=timing.origin_ns,
        recorder="AgentNet" if numbered else "DuckTrack",
        clocks=video,
    )


def _recording(
    folder: RecordingFolder,
    header: Header,
    streams: dict[str, Events],
    timing: Timing,
    table: VideoTable | None,
    *,
    problems: tuple[str, ...],
) -> MemoryRecording:
    videos = tuple(as_came(video, None if number else table) for number, video in enumerate(folder.videos))
    if table is None or timing.video is None:
        return MemoryRecording(
            header, streams, videos=videos, problems=problems, size_bytes=folder.size_bytes
        )
    first_seq = sum(len(events) for events in streams.values())
    frames = make_frames(table, timing.video.at_ns - timing.origin_ns, first_seq, timing.pauses)
    pictures = VideoPictures(folder.videos[0], frames["pts"])
    return MemoryRecording(
        header,
        streams,
        frames=frames,
        videos=videos,
        pixels=pictures.pixels,
        problems=problems,
        size_bytes=folder.size_bytes,
        on_close=pictures.close,
    )
