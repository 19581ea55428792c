"""Importer of recordings by ocap: MCAP files of the profile "owa", and the videos they name.

Source: open-world-agents, mcap-owa-support, owa-msgs and ocap, versions 0.2 to 0.6.
"""

import base64
import json
import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median_low
from typing import Any

from formats.errors import DamagedError, FormatError, UnsupportedError
from formats.importers.owamcap.account import (
    clock_sentences,
    fault_sentences,
    row_sentences,
    witness_sentences,
)
from formats.importers.owamcap.container import McapFile
from formats.importers.owamcap.detect import MAGIC_START, is_owa, profile_of
from formats.importers.owamcap.found import MessagesFound, Screen
from formats.importers.owamcap.messages import MessageRows
from formats.importers.owamcap.place import Capture, find_capture
from formats.importers.owamcap.records import MAGIC
from formats.importers.owamcap.screens import ScreenReader
from formats.importers.owamcap.states import Witnessed, unexplained, witnessed
from formats.importers.owamcap.ties import near_screens, shown_ns, video_starts
from formats.model.header import Header, Private
from formats.model.memory import MemoryRecording
from formats.model.report import PLAIN, Imported, ImportOptions, ImportReport
from formats.model.time import Clock
from formats.sources.joined import PicturesFound
from formats.sources.rows import SourceRows

NAME = "owamcap"
SUFFIXES: tuple[str, ...] = (".mcap",)
SUMMARY = "OWAMcap: an .mcap by ocap with its video, all generations of the schema."
LOSES = "Sound and subtitles are kept in the video and not shown; attachments and messages beyond 1 MiB."

_YEAR_2000_NS = 946_684_800 * 10**9
_CHARACTERS = 4096
_METADATA = 64


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is an MCAP of the profile owa, or with its schemas."""
    return is_owa(path, head)


def open_recording(path: Path, options: ImportOptions = PLAIN) -> Imported:
    """Read a recording; its video is decoded once to find the pictures that differ.

    Raises:
        MissingExtraError: The `mcap` library is not installed.
        UnsupportedError: It is an MCAP file of another kind or of a version from the future.
        TruncatedError: It is cut off, and `options.recover` is not set.
        DamagedError: A checksum does not hold, and `options.recover` is not set.
        FormatError: It cannot be read at all.
    """
    _refuse_other_kinds(path)
    with McapFile(path, recover=options.recover) as file:
        return _read(file, options)


def _refuse_other_kinds(path: Path) -> None:
    try:
        with path.open("rb") as opened:
            head = opened.read(4096)
    except OSError as error:
        raise FormatError(f"{path}: {error.strerror or error}") from error
    if head.startswith(MAGIC_START) and not head.startswith(MAGIC):
        raise UnsupportedError(f"{path}: MCAP of version {head[5:6]!r}, which is not known here: 0 is")
    if not is_owa(path, head):
        profile = profile_of(head).decode("utf-8", "replace")
        raise UnsupportedError(f"{path}: not a recording by ocap: its profile is {profile!r}, not 'owa'")


def _read(file: McapFile, options: ImportOptions) -> Imported:
    rows = SourceRows()
    reader = MessageRows(rows)
    for message in file.messages(options.stage("messages")):
        reader.take(message)
    found = reader.found
    if not file.count:
        raise DamagedError(f"{file.path}: there is no message in it that can be read")
    _add_attachments(rows, file)
    middle_ns = rows.middle_ns()
    if middle_ns is None:
        middle_ns = median_low([screen.at_ns for screen in found.screens] or [0])
    screens, far = near_screens(found.screens, middle_ns)
    starts = video_starts(screens)
    origin_ns = min([rows.first_ns(middle_ns), *(shown_ns(screen, starts) for screen in screens)])
    pictures = ScreenReader(file, origin_ns).read(screens, starts, options.stage("pictures"))
    if len(pictures.frames) and (early_ns := int(pictures.frames["t"].min())) < 0:
        # The video has pictures from before anything that a message tells.
        pictures.frames["t"] -= early_ns
        origin_ns += early_ns
    keys = witnessed(found.keys, found.key_states)
    buttons = witnessed(found.buttons, found.button_states)
    _add_lost(rows, keys, "key")
    _add_lost(rows, buttons, "button")
    capture = _add_display(rows, screens, found, pictures, origin_ns)
    pictures.frames["seq"] += len(rows)
    streams, misplaced = rows.events(origin_ns, middle_ns)
    moved = unexplained(streams, [replace(p, at_ns=p.at_ns - origin_ns) for p in found.move_states])
    faults = (*file.faults, *fault_sentences(found, sorted({*misplaced, *far})), *pictures.faults)
    header = _header(file, screens, pictures, capture, origin_ns)
    recording = MemoryRecording(
        header,
        streams,
        frames=pictures.frames,
        videos=tuple(pictures.videos),
        pixels=pictures.joined.pixels,
        encoded=pictures.joined.encoded,
        problems=faults,
        size_bytes=file.size_bytes + sum(video.size_bytes for video in pictures.videos),
        on_close=pictures.joined.close,
    )
    left_out = file.contents.left_out
    guessed = (
        *clock_sentences(found, origin_ns, is_utc=header.start_utc_ns is not None),
        *pictures.guessed,
        *([capture.why] if capture else ["nothing tells the size of the screen: no display is known"]),
        *row_sentences(found, reader.keys.unknown.total()),
        *witness_sentences(keys, buttons, moved, origin_ns),
    )
    report = ImportReport(
        read={name: info.rows for name, info in recording.streams.items()},
        guessed=guessed,
        lost=(
            *faults,
            *pictures.lost,
            *([f"{left_out:,} attachments larger than a megabyte were not kept"] if left_out else []),
        ),
        counts={**found.counts, **pictures.counts, **_witness_counts(keys, buttons, len(moved))},
    )
    return Imported(recording, report)


def _add_lost(rows: SourceRows, witness: Witnessed, what: str) -> None:
    """Mark each lost event where a state proves it; rows of presses and releases are the recorder's alone."""
    for event in witness.lost:
        verb = "press" if event.pressed else "release"
        span = {"name": event.name, "after_ns": event.after_ns, "by_ns": event.by_ns}
        rows.add(
            "marker", event.by_ns, name=f"lost {what} {verb}: {event.name[:60]}", payload=json.dumps(span)
        )


def _add_attachments(rows: SourceRows, file: McapFile) -> None:
    for name, media_type, data in file.contents.attachments:
        kept = {"name": name, "media_type": media_type, "base64": base64.b64encode(data).decode()}
        rows.keep("attachment", kept)


def _add_display(
    rows: SourceRows,
    screens: Sequence[Screen],
    found: MessagesFound,
    pictures: PicturesFound,
    origin_ns: int,
) -> Capture | None:
    size = next((screen.size for screen in screens if screen.size), pictures.video_size)
    if size is None:
        return None
    capture = find_capture(size, found.windows, origin_ns)
    name = "captured window" if capture.window else "captured screen"
    for place in capture.places:
        rows.add("display", place.at_ns, id=0, name=name, x=place.x, y=place.y, width=size[0], height=size[1])
    return capture


def _witness_counts(keys: Witnessed, buttons: Witnessed, moved: int) -> dict[str, int]:
    counts = {
        f"{what} {verb} lost, proved by states": sum(event.pressed is pressed for event in witness.lost)
        for what, witness in (("key", keys), ("button", buttons))
        for verb, pressed in (("presses", True), ("releases", False))
    }
    counts["pointer positions of states that no event explains"] = moved
    return {name: count for name, count in counts.items() if count}


def _header(
    file: McapFile,
    screens: Sequence[Screen],
    pictures: PicturesFound,
    capture: Capture | None,
    origin_ns: int,
) -> Header:
    is_utc = origin_ns > _YEAR_2000_NS
    clocks = [Clock("utc" if is_utc else "log", origin_ns)]
    if pictures.video_start_ns is not None:
        clocks.append(Clock("video", origin_ns - pictures.video_start_ns))
    media = sorted({screen.media.name[:_CHARACTERS] for screen in screens if screen.media.name})
    contents = file.contents
    metadata = list(contents.metadata.items())[:_METADATA]
    details: dict[str, Any] = {
        "profile": contents.profile[:_CHARACTERS],
        "metadata": {
            name[:_CHARACTERS]: {
                key[:_CHARACTERS]: value[:_CHARACTERS] for key, value in list(pairs.items())[:_METADATA]
            }
            for name, pairs in metadata
        },
        "captured": ("window" if capture.window else "screen") if capture else "unknown",
    }
    return Header(
        recording_id=str(
            uuid.uuid5(uuid.NAMESPACE_URL, f"replay:owamcap:{origin_ns}:{file.count}:{contents.library}")
        ),
        source=NAME,
        recorder=f"ocap ({contents.library[:200]})" if contents.library else "ocap",
        start_utc_ns=origin_ns if is_utc else None,
        clocks=tuple(clocks),
        private=Private(names={"file": file.path.name, "media": media[:_METADATA]}),
        details=details,
    )
