"""Importer of asciicast, versions 1 to 3: terminal recordings by asciinema and others.

Its terminal is drawn by a screen of our own: pyte, which others use for that, is under the LGPL, has seen no
release since 2023 and knows no second screen, without which an editor or pager leaves its text behind.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from formats.importers.asciicast.account import defects, guesses, losses
from formats.importers.asciicast.glyphs import CELL_HEIGHT, CELL_WIDTH
from formats.importers.asciicast.header import make_header, size_of
from formats.importers.asciicast.keys import InputReader
from formats.importers.asciicast.pictures import ScreenPictures, can_be_drawn
from formats.importers.asciicast.source import CastEvent, cast_events, looks_like_asciicast, read_header
from formats.importers.asciicast.theme import theme_of
from formats.model.memory import MemoryRecording
from formats.model.report import PLAIN, Imported, ImportOptions, ImportReport
from formats.plain_file import HEAD_BYTES
from formats.sources.files import decompressed_head
from formats.sources.kept import Kept
from formats.sources.lines import LineFaults
from formats.sources.rows import SourceRows
from formats.sources.source_id import source_id

NAME = "asciicast"
SUFFIXES: tuple[str, ...] = (".cast", ".json", ".cast.gz")
SUMMARY = "asciicast, versions 1 to 3: a terminal's output, drawn to pictures, and its keys."
LOSES = "Italics, blinking, changes of the palette, and characters beyond the font (Chinese) in the pictures."
_TOLD_EVERY = 1024
_LABEL_CHARACTERS = 500


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is an asciicast of any version, plain or compressed."""
    if path.is_dir():
        return False
    return looks_like_asciicast(decompressed_head(path, head, HEAD_BYTES).decode("utf-8", "replace"))


def open_recording(path: Path, options: ImportOptions = PLAIN) -> Imported:
    """Read a recording; its terminal is followed once, and drawn when it is shown.

    Raises:
        UnsupportedError: It is of a version from the future.
        FormatError: Its header cannot be read; of events that cannot, the report says what is missing.
    """
    source, faults = read_header(path), LineFaults(path.name)
    reader = _Reader(source)
    tell = options.stage("events")
    for number, event in enumerate(cast_events(path, source, faults)):
        reader.take(event)
        if number % _TOLD_EVERY == 0:
            tell(number, 0)
    reader.end()
    streams, misplaced = reader.rows.events(0, reader.rows.middle_ns() or 0)
    if misplaced:
        reader.counts["rows with a time more than 30 days from the others, left out"] = len(misplaced)
    recording = MemoryRecording(
        make_header(path, source, source_id(NAME, [path])),
        streams,
        frames=reader.pictures.frames() if reader.pictures else None,
        pixels=reader.pictures.pixels if reader.pictures else None,
        problems=defects(faults),
        size_bytes=path.stat().st_size,
    )
    counts = {**reader.counts, **reader.keys.counts}
    report = ImportReport(
        read={name: info.rows for name, info in recording.streams.items()},
        guessed=guesses(source, reader.pictures, keys="key" in streams),
        lost=losses(source, faults, reader.pictures, reader.kept),
        counts={name: count for name, count in counts.items() if count},
    )
    return Imported(recording, report)


class _Reader:
    """Turns events into rows and screens."""

    def __init__(self, source: dict[str, Any]) -> None:
        self.rows = SourceRows()
        self.keys = InputReader(self.rows)
        self.kept = Kept(self.rows)
        self.counts: Counter[str] = Counter()
        columns, rows = size_of(source)
        term = source.get("term")
        theme = theme_of(term.get("theme") if isinstance(term, dict) else source.get("theme"))
        self.pictures: ScreenPictures | None = None
        if can_be_drawn(columns, rows):
            self.pictures = ScreenPictures(columns, rows, theme, self.rows)
            self._display(0, columns, rows, 0)

    def take(self, event: CastEvent) -> None:
        """Add what an event stands for."""
        if event.code == "o":
            self.kept.add("output", json.dumps(event.data, ensure_ascii=False), event.at_ns, event.line)
            if self.pictures:
                self.pictures.write(event.at_ns, event.data)
                self._titles(event, self.pictures.terminal.titles)
        elif event.code == "i":
            self.keys.take(event.at_ns, event.data, event.line)
        elif event.code == "m":
            name = event.data[:_LABEL_CHARACTERS] or "marker"
            self.rows.add("marker", event.at_ns, event.line, name=name)
        elif event.code == "x":
            payload = json.dumps({"text": event.data})
            self.rows.add("marker", event.at_ns, event.line, name="exit status", payload=payload)
        elif event.code != "r" or not self._resize(event):
            self.counts["events that are not understood, kept in other"] += 1
            self.kept.add(event.code or "event", json.dumps(event.data), event.at_ns, event.line)

    def end(self) -> None:
        """Make a frame of what is left."""
        if self.pictures:
            self.pictures.end()

    def _titles(self, event: CastEvent, titles: list[str]) -> None:
        for title in titles:
            self.rows.add("window", event.at_ns, event.line, title=title)
        titles.clear()

    def _resize(self, event: CastEvent) -> bool:
        """Resize the terminal; say whether the event names a size that it can have."""
        columns, _, rows = event.data.partition("x")
        if self.pictures is None or not (_is_number(columns) and _is_number(rows)):
            return False
        if not can_be_drawn(int(columns), int(rows)):
            return False
        self.pictures.resize(event.at_ns, int(columns), int(rows))
        self._display(event.at_ns, int(columns), int(rows), event.line)
        return True

    def _display(self, at_ns: int, columns: int, rows: int, line: int) -> None:
        size = {"width": columns * CELL_WIDTH, "height": rows * CELL_HEIGHT}
        name = f"terminal of {columns} columns and {rows} rows"
        self.rows.add("display", at_ns, line, id=0, name=name, x=0, y=0, **size)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 9
