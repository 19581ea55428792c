"""Importer of the kernel's input events as evemu and `libinput record` write them.

Times are the kernel's, to the microsecond; evemu before 1.2 wrote the time of day.
"""

from pathlib import Path

from formats.importers.evdev.account import coordinates, defects, guesses, losses
from formats.importers.evdev.evemu import looks_like_evemu, read_evemu
from formats.importers.evdev.events import EventsReader
from formats.importers.evdev.found import Found
from formats.importers.evdev.libinput import looks_like_libinput, read_libinput
from formats.importers.evdev.pointing import ABS_X, ABS_Y, Place
from formats.model.header import Header, Private
from formats.model.memory import MemoryRecording
from formats.model.report import PLAIN, Imported, ImportOptions, ImportReport
from formats.model.time import Clock
from formats.plain_file import open_plain
from formats.sources.header_values import plain
from formats.sources.rows import LONGEST_NS, SourceRows
from formats.sources.source_id import source_id

NAME = "evdev"
SUFFIXES: tuple[str, ...] = (".evemu", ".events", ".event", ".desc", ".device", ".yml", ".yaml")
SUMMARY = "evemu and libinput record: the kernel's events of mice, keyboards, touchpads and tablets."
LOSES = "Recorders' own explanations behind each event; where relative motion was on a screen is never told."
_HEAD_BYTES = 1 << 16
_CALENDAR_NS = 10**18
# Readings below this, in 2001, are no dates: they count from the recording's start or the machine's.


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is of evemu or of `libinput record`."""
    if head.startswith(b"#"):
        # The description in comments may be longer than what is looked at.
        with open_plain(path) as file:
            head = file.read(_HEAD_BYTES)
    text = head.decode("utf-8", "replace")
    return looks_like_evemu(text) or looks_like_libinput(text)


def open_recording(path: Path, options: ImportOptions = PLAIN) -> Imported:
    """Read a recording.

    Raises:
        UnsupportedError: It is of a version from the future.
        FormatError: It cannot be opened; of what is read in part, the report says what is missing.
    """
    with open_plain(path) as file:
        head = file.read(_HEAD_BYTES).decode("utf-8", "replace")
    options.progress("events", 0, 0)
    found = read_libinput(path) if looks_like_libinput(head) else read_evemu(path)
    events = found.events()
    rows = SourceRows()
    reader = EventsReader(rows, found, events)
    reader.read(events)
    if not len(events):
        found.lost.append("there is no event in it, only what describes a device: its .events file has them")
    middle_ns = rows.middle_ns() or 0
    origin_ns = rows.first_ns(middle_ns)
    if len(events) and 0 < origin_ns - int(events[0, 1]) <= LONGEST_NS:
        # A motion's row stands at its last part.
        origin_ns = int(events[0, 1])
    _add_displays(rows, reader, found, origin_ns)
    streams, misplaced = rows.events(origin_ns, middle_ns)
    if misplaced:
        reader.counts["rows with a time more than 30 days from the others, left out"] = len(misplaced)
    recording = MemoryRecording(
        _header(path, found, reader, origin_ns),
        streams,
        problems=defects(found, reader),
        size_bytes=path.stat().st_size,
    )
    report = ImportReport(
        read={name: info.rows for name, info in recording.streams.items()},
        guessed=guesses(found, reader),
        lost=losses(found, reader),
        counts={name: count for name, count in reader.counts.items() if count},
    )
    return Imported(recording, report)


def _add_displays(rows: SourceRows, reader: EventsReader, found: Found, origin_ns: int) -> None:
    """Add a display for each surface; beside one, what was moved relatively has its own."""
    for number in reader.surfaces:
        axes = found.devices[number].axes
        if ABS_X in axes and ABS_Y in axes:
            (left, right), (top, bottom) = axes[ABS_X], axes[ABS_Y]
            place = Place(display=number, low=(left, top), high=(right, bottom))
            _add_display(rows, origin_ns, place, f"surface of {found.devices[number].name}")
    if reader.surfaces and reader.relative.x is not None:
        _add_display(rows, origin_ns, reader.relative, "reach of relative motion")


def _add_display(rows: SourceRows, at_ns: int, place: Place, name: str) -> None:
    (left, top), (right, bottom) = place.low, place.high
    size = {"width": right - left, "height": bottom - top}
    rows.add("display", at_ns, id=place.display, name=name, x=left, y=top, **size)


def _header(path: Path, found: Found, reader: EventsReader, origin_ns: int) -> Header:
    is_date = origin_ns >= _CALENDAR_NS
    kind = coordinates(reader)
    return Header(
        recording_id=source_id(NAME, [path]),
        source=NAME,
        recorder=found.recorder,
        start_utc_ns=origin_ns if is_date else None,
        clocks=(Clock("epoch" if is_date else "kernel", origin_ns, tick_ns=1000),),
        private=Private(
            hardware=plain({**found.hardware, "devices": [device.private() for device in found.devices]}),
            names={"file": path.name},
        ),
        details=plain({**found.told, **({"coordinates": kind} if kind else {})}),
    )
