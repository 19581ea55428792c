"""The rows of a table: CSV of any delimiter, or JSON Lines, as texts by column."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from formats.errors import DamagedError
from formats.importers.table.mapping import TableMapping
from formats.sources.files import open_decompressed
from formats.sources.lines import LineFaults, file_lines

LINE_CHARACTERS = 1 << 20
COLUMNS = 1_000
_DEEPEST = 4
_BLANK = frozenset({""})

Row = dict[str, str]


def table_rows(path: Path, mapping: TableMapping, faults: LineFaults) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table with their line numbers, each a text by column.

    Args:
        path: The file, plain, gzip or zstd.
        mapping: How it is written.
        faults: Gets lines that are no rows.
    """
    if mapping.kind == "jsonl":
        with open_decompressed(path) as file:
            for number, record in file_lines(file, faults):
                yield number, flat(record)
        return
    with open_decompressed(path) as file:
        text = io.TextIOWrapper(file, codec(mapping.encoding), errors="replace", newline="")
        yield from _csv_rows(path, _Lines(text, faults), mapping, faults)


def codec(encoding: str) -> str:
    """Return Python's name of an encoding, with which a byte order mark is passed over."""
    return "utf-8-sig" if encoding == "utf-8" else encoding


def flat(record: dict[str, Any], depth: int = 0) -> Row:
    """Return an object as texts, members of objects within it as "outer.inner"."""
    row: Row = {}
    for name, value in record.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            row |= {f"{name}.{inner}": text for inner, text in flat(value, depth + 1).items()}
        elif isinstance(value, str):
            row[name] = value
        elif isinstance(value, bool):
            row[name] = "true" if value else "false"
        elif value is not None:
            row[name] = str(value)
    return row


class _Lines:
    """Gives lines of bounded length to the CSV reader, which may take several for a quoted field."""

    def __init__(self, text: io.TextIOWrapper, faults: LineFaults) -> None:
        self._text = text
        self._faults = faults
        self.number = 0
        self.ended = True
        """Whether the last line had an end."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        while line := self._text.readline(LINE_CHARACTERS):
            self.number += 1
            self.ended = line.endswith(("\n", "\r"))
            if len(line) < LINE_CHARACTERS or self.ended:
                return line.replace("\0", "")
            while (rest := self._text.readline(LINE_CHARACTERS)) and not rest.endswith(("\n", "\r")):
                pass
            self._faults.bad.append((self.number, f"longer than {LINE_CHARACTERS:,} characters"))
        raise StopIteration


def _csv_rows(
    path: Path, lines: _Lines, mapping: TableMapping, faults: LineFaults
) -> Iterator[tuple[int, Row]]:
    names: list[str] | None = None
    for fields in _fields(lines, mapping.delimiter, faults):
        if set(fields) <= _BLANK:
            continue
        if names is None:
            if len(fields) > COLUMNS:
                raise DamagedError(f"{path}: {len(fields):,} columns: at most {COLUMNS:,} are read")
            names = column_names(fields, header=mapping.header)
            if mapping.header:
                continue
        if len(fields) == len(names):
            yield lines.number, dict(zip(names, fields, strict=True))
        elif not lines.ended:
            faults.cut = lines.number
        else:
            faults.bad.append(
                (lines.number, f"{len(fields)} fields, where the table has {len(names)} columns")
            )


def _fields(lines: _Lines, delimiter: str, faults: LineFaults) -> Iterator[list[str]]:
    """Yield the fields of each row; behind one that cannot be read, the reader begins anew."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults.bad.append((lines.number, f"no row of fields: {error}"))
            reader = csv.reader(lines, delimiter=delimiter)
        else:
            yield fields


def column_names(fields: list[str], *, header: bool) -> list[str]:
    """Return a name for each column, each another one."""
    names: list[str] = []
    for place, name in enumerate(fields, 1):
        wanted = name.strip().lstrip("\ufeff") if header else str(place)
        names.append(wanted if wanted and wanted not in names else f"{wanted}#{place}")
    return names
