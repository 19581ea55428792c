"""CSV of annotations: a row each, every field in a column, for spreadsheets and data frames.

Columns are those of `formats.model.annotation_rows`. Files are UTF-8, as RFC 4180 has them. A text that a
spreadsheet would take for a formula, or that begins with an apostrophe, has an apostrophe before it, which
reading takes away.

Tables made by hand are read too: the columns `label`, and `start_ns` or `start_s`, must be there, in any
order; `end_ns` or `end_s`, `tier`, `note`, `author` and all others may be. Times in seconds are decimal.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from formats.errors import DamagedError
from formats.model.annotation_rows import COLUMNS, Cell, annotation_row, row_record
from formats.model.annotations import Annotation
from formats.model.exchange import (
    PLAIN_READ,
    ExchangeContext,
    ReadAnnotations,
    ReadOptions,
    Redact,
    everything,
    unchanged,
)
from formats.model.export import ExportReport
from formats.model.formula_cells import cell_of, is_formula, text_of_cell
from formats.sinks.annotation_fit import fitted
from formats.sources.annotations_found import AnnotationsFound
from formats.sources.bounded_file import text_of
from formats.sources.decimal_times import ns_of

NAME = "csv"
SUFFIXES = (".csv",)
SUMMARY = (
    "CSV of annotations: a row each, every field in a column; a table made by hand needs a label and a start."
)
LOSES = "Nothing; a text that would be a formula has an apostrophe before it, which reading takes away."
HOLDS = everything("CSV")

_HEADER = re.compile(rb"[^\n]*")
_WHOLE = re.compile(r"[+-]?[0-9]{1,19}")
_SECONDS = {"start_s": "start_ns", "end_s": "end_ns"}
_FLAGS = {"true": True, "1": True, "false": False, "0": False}
_MOST_COLUMNS = 1000


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file begins with a line of columns, among them a label and a start."""
    del path
    first = _HEADER.match(head.removeprefix(b"\xef\xbb\xbf"))
    line = first[0].decode("utf-8", "replace") if first else ""
    try:
        return _is_header(next(_rows(line), []))
    except csv.Error:
        return False  # a quote that is never closed, in a file of any kind


def read(path: Path, options: ReadOptions = PLAIN_READ) -> ReadAnnotations:
    """Read annotations.

    Raises:
        FormatError: It cannot be read, or has not the columns that are needed.
    """
    text = _text(path)
    rows = _rows(text)
    try:
        names = [name.strip() for name in next(rows, [])]
        if not _is_header(names) or len(names) > _MOST_COLUMNS:
            raise DamagedError(f"{path}: no table of annotations: it needs the columns label and start_ns")
        found = AnnotationsFound(NAME)
        for row in rows:
            if row:
                _take(found, names, row, options.tier)
    except csv.Error as error:
        raise DamagedError(f"{path}: no table that can be read: {error}") from error
    if unknown := [name for name in names if name and name not in {*COLUMNS, *_SECONDS}]:
        found.said.append(f"the columns {', '.join(unknown[:5])}{', ...' if len(unknown) > 5 else ''}"[:300])
    if text and not text.endswith("\n"):
        found.guessed["lines without an end, which may have been cut"] += 1
    return found.result()


def write(
    annotations: Iterable[Annotation], out: Path, context: ExchangeContext, redact: Redact = unchanged
) -> ExportReport:
    """Write annotations."""
    fit = fitted(annotations, context, HOLDS, redact)
    formulas = 0
    with out.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for annotation in fit.annotations:
            row = annotation_row(annotation, fit.author(annotation))
            formulas += sum(isinstance(value, str) and is_formula(value) for value in row.values())
            writer.writerow([_cell(value) for value in row.values()])
    told = f"cells that would be formulas, with an apostrophe that reading takes away: {formulas:,}"
    return ExportReport(fit.written(), (*fit.lost, told) if formulas else fit.lost)


def _text(path: Path) -> str:
    """Return the text with the ends of its lines as they are, for they may be within a cell."""
    return text_of(path, ends=False)


def _rows(text: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), strict=True)


def _is_header(names: list[str]) -> bool:
    there = {name.strip() for name in names}
    return "label" in there and not there.isdisjoint({"start_ns", "start_s"})


def _cell(value: Cell) -> Cell:
    if isinstance(value, bool):
        return str(value).lower()
    return cell_of(value) if isinstance(value, str) else value


def _take(found: AnnotationsFound, names: list[str], cells: list[str], tier: str) -> None:
    if len(cells) != len(names):
        found.lost["rows with another number of cells than there are columns"] += 1
        return
    row: dict[str, Cell] = {"tier": tier}
    for name, cell in zip(names, cells, strict=True):
        if cell and (name in COLUMNS or name in _SECONDS):
            value = _value(name, cell)
            if value is None:
                found.lost[f"rows with a {name} that is none"] += 1
                return
            row[_SECONDS.get(name, name)] = value
    author = row.pop("author", "")
    try:
        record = row_record(row)
    except DamagedError:
        found.lost["rows of a kind that is not known, or whose channels cannot be read"] += 1
        return
    found.record(record, author if isinstance(author, str) else "")


def _value(name: str, cell: str) -> Cell:
    if name in _SECONDS:
        return ns_of(cell)
    kind = COLUMNS[name]
    if kind is int:
        return int(cell) if _WHOLE.fullmatch(cell.strip()) else None
    if kind is bool:
        return _FLAGS.get(cell.strip().lower())
    return text_of_cell(cell)
