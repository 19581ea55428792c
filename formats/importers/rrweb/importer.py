"""Importer of rrweb recordings: JSON or JSON Lines, plain, gzip or zstd, however the events are wrapped.

Times are those of the page's clock, in milliseconds since 1970.

Sources: rrweb-io/rrweb; PostHog/posthog; getsentry/sentry-javascript.
"""

import uuid
from pathlib import Path

from formats.errors import DamagedError
from formats.importers.rrweb.account import defects, guesses, losses
from formats.importers.rrweb.events import EventsFound, EventsReader
from formats.importers.rrweb.wrappers import Wrapping, looks_like_events, source_events
from formats.model.header import Header, Private
from formats.model.jsonl import is_ours
from formats.model.memory import MemoryRecording
from formats.model.report import PLAIN, Imported, ImportOptions, ImportReport
from formats.model.time import NS_PER_MS, Clock
from formats.sources.files import decompressed_head, open_decompressed
from formats.sources.json_values import ValueFaults
from formats.sources.rows import SourceRows

NAME = "rrweb"
SUFFIXES: tuple[str, ...] = (".json", ".jsonl", ".json.gz", ".jsonl.gz", ".json.zst", ".jsonl.zst")
SUMMARY = "rrweb: a web page's events as JSON or JSON Lines, also from PostHog, Sentry and Highlight."
LOSES = "Which node of the page each move was on; events beyond 128 MiB of documents and their changes."
_HEAD_BYTES = 1 << 16
_TOLD_EVERY = 1024
_CALENDAR_NS = 10**18
# Readings below this, in 2001, are no dates: someone made them relative to a start.


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file holds events of rrweb, plain or compressed."""
    # Ours holds events of rrweb, as they came, where it was made of them.
    return not is_ours(head) and looks_like_events(
        decompressed_head(path, head, _HEAD_BYTES).decode("utf-8", "replace")
    )


def open_recording(path: Path, options: ImportOptions = PLAIN) -> Imported:
    """Read a recording.

    Raises:
        DamagedError: There is no event in it that can be read.
        FormatError: It cannot be opened; of what is read in part, the report says what is missing.
    """
    rows, around = SourceRows(), Wrapping(ValueFaults(path.name))
    reader = EventsReader(rows)
    _read(path, reader, around, options)
    found = reader.end()
    middle_ns = rows.middle_ns()
    if middle_ns is None:
        raise DamagedError(f"{path}: no event of rrweb in it can be read")
    for kind, text in around.left:
        rows.keep(kind, text)
    origin_ns = rows.first_ns(middle_ns)
    streams, misplaced = rows.events(origin_ns, middle_ns)
    if misplaced:
        found.counts["rows with a time more than 30 days from the others, left out"] = len(misplaced)
    header = _header(path, around, found, origin_ns)
    problems = defects(around, found)
    recording = MemoryRecording(header, streams, problems=problems, size_bytes=path.stat().st_size)
    report = ImportReport(
        read={name: info.rows for name, info in recording.streams.items()},
        guessed=guesses(found, reader.windows),
        lost=losses(around, found, reader.kept),
        counts={name: count for name, count in {**found.counts, **around.counts}.items() if count},
    )
    return Imported(recording, report)


def _read(path: Path, reader: EventsReader, around: Wrapping, options: ImportOptions) -> None:
    tell = options.stage("events")
    with open_decompressed(path) as file:
        for event in source_events(file, around):
            reader.take(event)
            if event.number % _TOLD_EVERY == 0:
                tell(event.number, 0)


def _header(path: Path, around: Wrapping, found: EventsFound, origin_ns: int) -> Header:
    identity = f"replay:rrweb:{origin_ns}:{found.first_url}"
    return Header(
        recording_id=str(uuid.uuid5(uuid.NAMESPACE_URL, identity)),
        source="rrweb",
        recorder="rrweb",
        start_utc_ns=origin_ns if origin_ns >= _CALENDAR_NS else None,
        clocks=(Clock("epoch" if origin_ns >= _CALENDAR_NS else "page", origin_ns, tick_ns=NS_PER_MS),),
        private=Private(names={"file": path.name, **around.private}),
        details={**around.told, "coordinates": "CSS pixels of the viewport", "events": around.events},
    )
