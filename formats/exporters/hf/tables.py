"""The two tables as Parquet: written in row groups, so that memory follows the group."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from formats.errors import MissingExtraError

FRAMES = "frames"
STEPS = "steps"
_GROUP_ROWS = {FRAMES: 100, STEPS: 10_000}
_GROUP_BYTES = 64 << 20
"""A row group ends early where its pictures are so large."""
_COLUMNS = {
    FRAMES: {
        "sha256": "string",
        "image": "image",
        "media_type": "string",
        "width": "int32",
        "height": "int32",
    },
    STEPS: {
        "recording_id": "string",
        "index": "int32",
        "start_ns": "int64",
        "end_ns": "int64",
        "kind": "string",
        "code": "string",
        "text": "string",
        "keys": "string",
        "button": "string",
        "x": "float64",
        "y": "float64",
        "x2": "float64",
        "y2": "float64",
        "dx": "float64",
        "dy": "float64",
        "count": "int32",
        "coordinate_space": "string",
        "image_width": "int32",
        "image_height": "int32",
        "captured_width": "int32",
        "captured_height": "int32",
        "frame": "string",
        "image_ns": "int64",
        "left_out_before": "int32",
        "uncertain": "bool",
        "not_released": "bool",
    },
}
"""Columns of each table by type; null is what a step does not have."""


class Table:
    """A Parquet file that grows row by row."""

    def __init__(self, path: Path, name: str) -> None:
        """Open it.

        Raises:
            MissingExtraError: pyarrow is not installed.
        """
        try:
            # An extra, and slow to import.
            import pyarrow as pa  # noqa: PLC0415
            from pyarrow import parquet  # noqa: PLC0415
        except ImportError as error:
            raise MissingExtraError("writing Parquet", extra="parquet") from error
        self._columns = _COLUMNS[name]
        self._limit = _GROUP_ROWS[name]
        image = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
        types = {column: image if kind == "image" else kind for column, kind in self._columns.items()}
        # What `datasets` reads a column's feature from: without it a picture would be a struct of bytes.
        features = {"info": {"features": {column: _feature(kind) for column, kind in self._columns.items()}}}
        self._schema = pa.schema(list(types.items()), metadata={"huggingface": json.dumps(features)})
        self._table = pa.Table
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[Mapping[str, Any]] = []
        self._waiting_bytes = 0
        self.rows = 0
        """How many were added."""

    def add(self, row: Mapping[str, Any], size_bytes: int = 0) -> None:
        """Add a row; columns that are left out are null."""
        self._waiting.append({column: row.get(column) for column in self._columns})
        self._waiting_bytes += size_bytes
        self.rows += 1
        if len(self._waiting) >= self._limit or self._waiting_bytes >= _GROUP_BYTES:
            self._flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self._waiting:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        group = self._table.from_pylist(self._waiting, schema=self._schema)
        self._writer.write_table(group, row_group_size=len(self._waiting))
        self._waiting.clear()
        self._waiting_bytes = 0


def _feature(kind: str) -> dict[str, str]:
    return {"_type": "Image"} if kind == "image" else {"dtype": kind, "_type": "Value"}
