"""Importer of tables of events, CSV or JSON Lines, by a mapping that is given or guessed."""

from collections.abc import Collection
from pathlib import Path

from formats.errors import UnknownFormatError, UnsupportedError
from formats.importers.table.events import EventsReader
from formats.importers.table.guess import Guess, guess_mapping
from formats.importers.table.mapping import TableMapping, read_mapping
from formats.importers.table.reading import codec, table_rows
from formats.importers.table.times import has_zone, tick_ns
from formats.model.header import Header, Private
from formats.model.jsonl import is_ours
from formats.model.memory import MemoryRecording
from formats.model.report import PLAIN, Imported, ImportOptions, ImportReport
from formats.model.time import Clock
from formats.plain_file import HEAD_BYTES
from formats.sources.files import decompressed_head, open_decompressed
from formats.sources.header_values import plain
from formats.sources.lines import LineFaults
from formats.sources.rows import SourceRows
from formats.sources.source_id import source_id

NAME = "table"
SUFFIXES: tuple[str, ...] = (".csv", ".tsv", ".jsonl", ".csv.gz")
SUMMARY = (
    "Any CSV or JSON Lines of events, by a mapping of its columns: Balabit's, SapiMouse's, or a TOML file."
)
LOSES = "Rows without a time, or with another number of fields than the table has columns."
MAPPING_DETAILS = "mapping"
"""Name in the header's details under which the mapping is kept, as TOML."""
_SAMPLE_BYTES = 1 << 16
_TOLD_EVERY = 4096
_LETTERS = 16
_CALENDAR_NS = 10**18


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is a table whose columns are recognised, plain or compressed."""
    if path.is_dir() or not head or is_ours(head):
        return False
    text, encoding = _decoded(decompressed_head(path, head, HEAD_BYTES))
    return guess_mapping(text, encoding) is not None


def open_recording(path: Path, options: ImportOptions = PLAIN) -> Imported:
    """Read a table by the mapping given, or by the one guessed where that is sure.

    Raises:
        UnsupportedError: No mapping is given, and what its columns are is not sure.
        FormatError: The table or the mapping cannot be read.
    """
    mapping = read_mapping(options.mapping) if options.mapping else _sure(path)
    faults = LineFaults(path.name)
    rows = SourceRows()
    reader = EventsReader(rows, mapping, faults)
    tell = options.stage("rows")
    for number, (line, row) in enumerate(table_rows(path, mapping, faults)):
        if not number:
            _check_columns(path, mapping, row)
        reader.take(row, line)
        if number % _TOLD_EVERY == 0:
            tell(number, 0)
    reader.end()
    middle_ns = rows.middle_ns() or 0
    origin_ns = 0 if mapping.origin == "zero" else rows.first_ns(middle_ns)
    if mapping.size:
        width, height = mapping.size
        rows.add("display", rows.first_ns(middle_ns), id=0, x=0, y=0, width=width, height=height)
    streams, misplaced = rows.events(origin_ns, middle_ns)
    if misplaced:
        reader.counts["rows with a time more than 30 days from the others, left out"] = len(misplaced)
    problems = tuple(faults.sentences())
    header = _header(path, mapping, reader, origin_ns)
    recording = MemoryRecording(header, streams, problems=problems, size_bytes=path.stat().st_size)
    report = ImportReport(
        read={name: info.rows for name, info in recording.streams.items()},
        guessed=_guesses(mapping, streams.keys(), given=options.mapping is not None),
        lost=(*_nothing(rows), *reader.kept.sentences(), *problems),
        counts={name: count for name, count in reader.counts.items() if count},
    )
    return Imported(recording, report)


def guessed_toml(path: Path) -> str:
    """Return the mapping guessed of a table as TOML, with what is not sure in comments.

    Raises:
        UnknownFormatError: It does not look like a table of events.
    """
    guess = _guess(path)
    doubts = [f"# not sure: {doubt}" for doubt in guess.doubts]
    return "\n".join([*doubts, guess.mapping.toml()])


def _sure(path: Path) -> TableMapping:
    guess = _guess(path)
    if guess.doubts:
        raise UnsupportedError(
            f"{path}: not sure: {'; '.join(guess.doubts[:3])}: write the guess with `replay import "
            f"{path.name} --print-mapping > map.toml`, correct it, and import with --mapping map.toml"
        )
    return guess.mapping


def _guess(path: Path) -> Guess:
    with open_decompressed(path) as file:
        text, encoding = _decoded(file.read(_SAMPLE_BYTES))
    guess = guess_mapping(text, encoding)
    if guess is None:
        raise UnknownFormatError(
            f"{path}: no columns of a time and of positions or keys are recognised; write a mapping in TOML "
            "and give it with --mapping"
        )
    return guess


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a file's beginning, and its encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[: len(data) // 2 * 2].decode("utf-16", "replace"), "utf-16"
    if wide := _without_mark(data):
        return data[: len(data) // 2 * 2].decode(wide, "replace"), wide
    try:
        # A character may be cut at the end of what was read.
        (data[:-3] if len(data) > 3 else data).decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"
    return data.decode(codec("utf-8"), "replace"), "utf-8"


def _without_mark(data: bytes) -> str:
    """Return which UTF-16 text without a byte order mark is, "" for any other: its Latin letters tell."""
    first, second = data[: _LETTERS * 2 : 2], data[1 : _LETTERS * 2 : 2]
    if any(first) and second and not any(second):
        return "utf-16-le"
    return "utf-16-be" if any(second) and not any(first) else ""


def _check_columns(path: Path, mapping: TableMapping, row: dict[str, str]) -> None:
    """Refuse a mapping of another table: with none of its columns there would be nothing to read."""
    if mapping.kind == "csv":
        missing = sorted(mapping.used() - row.keys())
        if missing:
            named = ", ".join(map(repr, list(row)[:10]))
            raise UnsupportedError(f"{path}: the table has no column {missing[0]!r}; it has {named}")


def _guesses(mapping: TableMapping, streams: Collection[str], *, given: bool) -> tuple[str, ...]:
    told = []
    if not given:
        columns = ", ".join(f"{role} = {column!r}" for role, column in mapping.columns.items())
        time = f"{mapping.time.column!r} in {mapping.time.unit}"
        told.append(
            f"columns by their names and values: time = {time}, {columns}; all of it is in the details"
        )
    if "pointer" in streams or "button" in streams or "scroll" in streams:
        if mapping.shares:
            told.append("positions are the table's shares of the width and height that the mapping gives")
        else:
            told.append("positions are as they stand in the table, taken for pixels of the screen")
    if "scroll" in streams and not mapping.columns.keys().isdisjoint({"dx", "dy"}):
        told.append(
            "scrolling counts what stands in the table, up and right positive: how far one goes is not told"
        )
    if mapping.clocks:
        told.append(f"times are those of {mapping.time.column!r}; the other clock's are kept as readings")
    if "key" in streams:
        told.append("codes of keys are places on a US keyboard where the table names none")
    return tuple(told)


def _nothing(rows: SourceRows) -> tuple[str, ...]:
    return () if len(rows) else ("there is no row with a time in it: nothing was read",)


def _header(path: Path, mapping: TableMapping, reader: EventsReader, origin_ns: int) -> Header:
    is_date = origin_ns >= _CALENDAR_NS
    zoned = mapping.time.unit != "iso" or all(map(has_zone, reader.first_times))
    tick = tick_ns(reader.first_times, mapping.time.unit)
    clocks = [Clock("epoch" if is_date and zoned else mapping.time.column, origin_ns, tick_ns=tick)]
    for name, (reading_ns, at_ns) in reader.first_readings.items():
        clocks.append(Clock(name, reading_ns - (at_ns - origin_ns)))
    return Header(
        recording_id=source_id(NAME, [path]),
        source=NAME,
        recorder="",
        start_utc_ns=origin_ns if is_date and zoned else None,
        clocks=tuple(clocks),
        private=Private(names=plain({**reader.persons, "file": path.name})),
        details={MAPPING_DETAILS: mapping.toml()},
    )
