"""CSV: a table a stream, of frames and of actions, for spreadsheets and data frames.

A file a stream and not one wide file: streams have different columns, so that most cells of one would be
empty, and a file of pointer moves alone fills the million rows of a spreadsheet. `t_ns` and `seq` order the
rows of all files.

Files are UTF-8 without a byte order mark, as RFC 4180 has them: CRLF, quotes where they are needed. An
unknown number is an empty cell, a flag 0 or 1. A text that a spreadsheet would take for a formula, or that
begins with an apostrophe, begins with an apostrophe more: who wants the very text takes one away.
`recording.json` holds the header and says what each column is.
"""

import csv
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.model.formula_cells import cell_of, is_formula
from formats.sinks.plain_rows import plain_floats
from formats.sinks.public_header import LEFT_OUT, public_fields
from formats.sinks.tables import Kind, Table, Texts, Values, tables

NAME = "csv"
SUFFIX = ""
SUMMARY = "CSV: a file for each stream, for frames and for actions, units in the names of the columns."
LOSES = "Pictures, videos, and what identifies the person and the machine; half characters are escaped."

HEADER = "recording.json"
_HALF = re.compile("[\ud800-\udfff]")
_NOTES = (
    "an unknown number is an empty cell, a flag is 0 or 1",
    "a text that begins with = + - @ ' a tab or the end of a line has an apostrophe before it: take one away",
    "text may read NA or null: in pandas, read_csv(file, keep_default_na=False, na_values=[''])",
    "half a character, as broken software leaves it, is written as \\udXXX",
)


def export(source: ExportSource, out: Path, options: ExportOptions) -> ExportReport:
    """Write a folder with a file for each table."""
    out.mkdir()
    progress = options.stage("rows")
    found = tables(source)
    total, done = sum(table.rows for table in found), 0
    odd: Counter[str] = Counter()
    for table in found:
        with (out / f"{table.name}.csv").open(
            "x", encoding="utf-8", errors="backslashreplace", newline=""
        ) as file:
            writer = csv.writer(file)
            writer.writerow([column.name for column in table.columns])
            for part in table.parts():
                cells = [
                    list(_cells(values, column.kind, odd))
                    for values, column in zip(part, table.columns, strict=True)
                ]
                writer.writerows(zip(*cells, strict=True))
                done += len(cells[0])
                progress(done, total)
    told = {
        "header": public_fields(source.recording.header),
        "notes": _NOTES,
        "tables": {f"{table.name}.csv": _described(table) for table in found},
    }
    (out / HEADER).write_text(json.dumps(told, indent=2) + "\n", encoding="ascii")
    return ExportReport({table.name: table.rows for table in found}, tuple(_lost(source, odd)))


def _described(table: Table) -> dict[str, Any]:
    columns = {
        column.name: {"is": column.kind.value, "unit": column.unit, "meaning": column.meaning}
        for column in table.columns
    }
    return {"rows": table.rows, "columns": columns}


def _cells(values: Values, kind: Kind, odd: Counter[str]) -> Iterator[Any]:
    if isinstance(values, Texts):
        codes = values.codes.tolist()
        counted = Counter(codes)
        for number, text in enumerate(values.texts):
            odd["half"] += counted[number] * bool(_HALF.search(text))
            odd["formula"] += counted[number] * is_formula(text)
        cells = [cell_of(text) for text in values.texts]
        return (cells[code] for code in codes)
    if kind is Kind.NUMBER:
        return ("" if math.isnan(value) else value for value in plain_floats(values))
    whole: Callable[[], Iterator[Any]] = values.tolist().__iter__
    return whole()


def _lost(source: ExportSource, odd: Counter[str]) -> Iterator[str]:
    recording = source.recording
    if len(recording.frames):
        yield f"the pictures of {len(recording.frames):,} frames: CSV holds none; frames.csv has their times"
    yield LEFT_OUT
    yield from source.cut()
    if odd["formula"]:
        yield f"{odd['formula']:,} cells that would be formulas begin with an apostrophe not recorded"
    if odd["half"]:
        yield f"the exact text of {odd['half']:,} cells with half a character, which is written as \\udXXX"
