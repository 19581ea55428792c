"""Parquet: a table a stream, of frames and of actions, for data frames and databases. Needs pyarrow.

Columns are as in CSV, with their types: unknown numbers are null, flags boolean, texts dictionary-encoded.
Unit and meaning of a column are in its metadata (`unit`, `meaning`), the header as JSON in that of each file
(`replay.header`). Row groups have 65,536 rows, so that statistics of `t_ns` find a time without reading all.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from formats.errors import MissingExtraError
from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.sinks.plain_rows import PART_ROWS
from formats.sinks.public_header import LEFT_OUT, public_fields
from formats.sinks.tables import Column, Kind, Table, Texts, Values, tables

NAME = "parquet"
SUFFIX = ""
SUMMARY = "Parquet: a file for each stream, for frames and for actions, with types and units (extra parquet)."
LOSES = "Pictures, videos, and what identifies the person and the machine; half characters are escaped."

_HALF = re.compile("[\ud800-\udfff]")


def export(source: ExportSource, out: Path, options: ExportOptions) -> ExportReport:
    """Write a folder with a file for each table.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa, parquet = _pyarrow()
    out.mkdir()
    progress = options.stage("rows")
    header = json.dumps(public_fields(source.recording.header))
    found = tables(source)
    total, done = sum(table.rows for table in found), 0
    odd: Counter[str] = Counter()
    for table in found:
        schema = _schema(pa, table, header)
        with parquet.ParquetWriter(out / f"{table.name}.parquet", schema, compression="zstd") as writer:
            for part in table.parts():
                arrays = [
                    _array(pa, column, values, odd)
                    for column, values in zip(table.columns, part, strict=True)
                ]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=PART_ROWS)
                done += len(arrays[0])
                progress(done, total)
    return ExportReport({table.name: table.rows for table in found}, tuple(_lost(source, odd)))


def _pyarrow() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an optional extra, and slow to import
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError as error:
        raise MissingExtraError("writing Parquet", extra="parquet") from error
    return pa, parquet


def _schema(pa: Any, table: Table, header: str) -> Any:
    fields = [
        pa.field(
            column.name,
            _type(pa, column),
            metadata={"meaning": column.meaning, **({"unit": column.unit} if column.unit else {})},
        )
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"replay.table": table.name, "replay.header": header})


def _type(pa: Any, column: Column) -> Any:
    match column.kind:
        case Kind.TEXT:
            return pa.dictionary(pa.int32(), pa.string())
        case Kind.NUMBER:
            return pa.float32()
        case Kind.FLAG:
            return pa.bool_()
        case Kind.WHOLE:
            return pa.int64()


def _array(pa: Any, column: Column, values: Values, odd: Counter[str]) -> Any:
    if isinstance(values, Texts):
        counted = np.bincount(values.codes, minlength=len(values.texts))
        for text, count in zip(values.texts, counted.tolist(), strict=True):
            odd["half"] += count * bool(_HALF.search(text))
        whole = [text.encode("utf-8", "backslashreplace").decode() for text in values.texts]
        return pa.DictionaryArray.from_arrays(
            pa.array(values.codes, pa.int32()), pa.array(whole, pa.string())
        )
    if column.kind is Kind.NUMBER:
        return pa.array(np.ascontiguousarray(values), pa.float32(), mask=np.isnan(values))
    if column.kind is Kind.FLAG:
        return pa.array(values != 0, pa.bool_())
    return pa.array(values.astype(np.int64), pa.int64())


def _lost(source: ExportSource, odd: Counter[str]) -> Iterator[str]:
    recording = source.recording
    if len(recording.frames):
        yield f"the pictures of {len(recording.frames):,} frames: frames.parquet has their times"
    yield LEFT_OUT
    yield from source.cut()
    if odd["half"]:
        yield f"the exact text of {odd['half']:,} cells with half a character, which is written as \\udXXX"
