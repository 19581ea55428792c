"""Parquet of annotations: a row each, every field in a typed column, for data frames. Needs pyarrow.

Columns are those of `formats.model.annotation_rows`; what an annotation has not is null. The name of the
recording and its duration are in the metadata of the file (`replay.annotations`, as JSON).
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from formats.errors import DamagedError, LimitError, MissingExtraError
from formats.model.annotation_rows import COLUMNS, Cell, annotation_row, row_record
from formats.model.annotations import Annotation
from formats.model.exchange import (
    MOST_ANNOTATIONS,
    PLAIN_READ,
    ExchangeContext,
    ReadAnnotations,
    ReadOptions,
    Redact,
    everything,
    unchanged,
)
from formats.model.export import ExportReport
from formats.sinks.annotation_fit import fitted
from formats.sources.annotations_found import AnnotationsFound
from formats.sources.bounded_file import check_size

NAME = "parquet"
SUFFIXES = (".parquet",)
SUMMARY = "Parquet of annotations: a row each, every field in a typed column (extra parquet)."
LOSES = "Nothing."
HOLDS = everything("Parquet")

_MAGIC = b"PAR1"
_KEY = b"replay.annotations"
_BATCH = 1024
_TEXT_BYTES = 128 << 20
"""Most bytes of text that all rows have together."""
_MOST_COLUMNS = 1000


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is Parquet; whether there are annotations in it, reading tells."""
    del path
    return head.startswith(_MAGIC)


def read(path: Path, options: ReadOptions = PLAIN_READ) -> ReadAnnotations:
    """Read annotations.

    Raises:
        MissingExtraError: pyarrow is not installed.
        FormatError: It cannot be read, or has not the columns that are needed.
    """
    check_size(path)
    pa, parquet = _pyarrow("reading Parquet")
    found = AnnotationsFound(NAME)
    try:
        # Dictionaries stay what they are: a text that is repeated a million times is held once.
        there = parquet.read_schema(path).names
        texts = [name for name, kind in COLUMNS.items() if kind is str and name in there]
        with parquet.ParquetFile(path, read_dictionary=texts) as file:
            names = _checked(path, file)
            for row in _rows(pa, path, file, names):
                _take(found, {"tier": options.tier, **row})
    except (pa.ArrowException, OSError, ValueError, TypeError, KeyError, OverflowError) as error:
        raise DamagedError(
            f"{path}: no Parquet that can be read: {' '.join(str(error).split())[:200]}"
        ) from error
    return found.result()


def write(
    annotations: Iterable[Annotation], out: Path, context: ExchangeContext, redact: Redact = unchanged
) -> ExportReport:
    """Write annotations.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa, parquet = _pyarrow("writing Parquet")
    fit = fitted(annotations, context, HOLDS, redact)
    types = {str: pa.string(), int: pa.int64(), bool: pa.bool_()}
    told = {"recording": fit.context.recording, "duration_ns": fit.context.duration_ns}
    schema = pa.schema(
        [pa.field(name, types[kind]) for name, kind in COLUMNS.items()], metadata={_KEY: json.dumps(told)}
    )
    rows = [annotation_row(annotation, fit.author(annotation)) for annotation in fit.annotations]
    with out.open("xb") as file:
        parquet.write_table(pa.Table.from_pylist(rows, schema=schema), file, compression="zstd")
    return ExportReport(fit.written(), fit.lost)


def _pyarrow(what: str) -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an optional extra, and slow to import
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError as error:
        raise MissingExtraError(what, extra="parquet") from error
    return pa, parquet


def _checked(path: Path, file: Any) -> list[str]:
    """Return the columns to read."""
    if file.metadata.num_rows > MOST_ANNOTATIONS:
        raise LimitError(f"{path}: rows", value=file.metadata.num_rows, limit=MOST_ANNOTATIONS)
    if file.metadata.num_columns > _MOST_COLUMNS:
        raise LimitError(f"{path}: columns", value=file.metadata.num_columns, limit=_MOST_COLUMNS)
    names = [name for name in file.schema_arrow.names if name in COLUMNS]
    if "label" not in names or "start_ns" not in names:
        raise DamagedError(f"{path}: no table of annotations: it needs the columns label and start_ns")
    return names


def _rows(pa: Any, path: Path, file: Any, names: list[str]) -> Iterator[dict[str, Cell]]:
    total = 0
    for batch in file.iter_batches(_BATCH, columns=names, use_threads=False):
        columns = []
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            total += _text_bytes(pa, column)
            if total > _TEXT_BYTES:
                raise LimitError(f"{path}: bytes of text", value=total, limit=_TEXT_BYTES)
            columns.append(_plain(pa, name, column))
        for cells in zip(*columns, strict=True):
            yield dict(zip(batch.schema.names, cells, strict=True))


def _text_bytes(pa: Any, column: Any) -> int:
    """Return how many bytes the texts of a column are, without making them."""
    import pyarrow.compute as pc  # noqa: PLC0415 - with pyarrow

    if isinstance(column, pa.DictionaryArray) and pa.types.is_string(column.dictionary.type):
        return int(pc.sum(pc.binary_length(column.dictionary).take(column.indices)).as_py() or 0)
    return int(column.nbytes)


def _plain(pa: Any, name: str, column: Any) -> list[Cell]:
    """Return a column as values of its kind.

    Raises:
        ValueError: It is of another kind, pyarrow's errors among them.
    """
    if isinstance(column, pa.DictionaryArray):
        column = column.dictionary_decode()
    kind = {str: pa.string(), int: pa.int64(), bool: pa.bool_()}[COLUMNS[name]]
    cells: list[Cell] = column.cast(kind).to_pylist()
    return cells


def _take(found: AnnotationsFound, row: dict[str, Cell]) -> None:
    author = row.pop("author", "")
    row["tier"] = row["tier"] or ""
    try:
        record = row_record(row)
    except DamagedError:
        found.lost["rows of a kind that is not known, or whose channels cannot be read"] += 1
        return
    found.record(record, author if isinstance(author, str) else "")
