"""Parquet with zstd: a file a stream in a folder, written and read by pyarrow."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from formats.model.streams import STREAMS, Events
from tests.benchmarks.peers.peer import Salvaged, Seek, Tables, columns, text_columns

_GROUP_ROWS = 65_536
_BROKEN = (pa.ArrowException, OSError, ValueError, MemoryError)


class ParquetFolder:
    """Events as columns.

    `tuned` stores what an expert would who has looked at the data: times in microseconds and whole pixels as
    integers, both delta-coded. It loses what is not whole, so a table with fractions is refused.
    """

    def __init__(self, *, tuned: bool = False, checksums: bool = False) -> None:
        self.name = "Parquet" + (" tuned" if tuned else "") + (" checksums" if checksums else "")
        self._tuned = tuned
        self._checksums = checksums

    def prepare(self, events: Mapping[str, Events]) -> Any:
        """Make Arrow tables."""
        return {stream: pa.table(self._coded(table)) for stream, table in events.items()}

    def write(self, path: Path, parts: Iterable[Any]) -> None:
        """Write row groups of 65,536 rows."""
        path.mkdir()
        writers: dict[str, Any] = {}
        for tables in parts:
            for stream, table in tables.items():
                if stream not in writers:
                    writers[stream] = self._writer(path / f"{stream}.parquet", table)
                writers[stream].write_table(table, row_group_size=_GROUP_ROWS)
        for writer in writers.values():
            writer.close()

    def read(self, path: Path) -> Tables:
        """Decode every column."""
        return {file.stem: self._decoded(file.stem, pq.read_table(file)) for file in sorted(path.iterdir())}

    def first(self, path: Path) -> int:
        """Open every file and read the first row group's times."""
        return min(
            int(pq.ParquetFile(file).read_row_group(0, columns=["t"])["t"][0].as_py()) * self._tick
            for file in path.iterdir()
        )

    @contextmanager
    def seeker(self, path: Path) -> Iterator[Seek]:
        """Keep the files open; each seek finds the row group by its statistics and reads all its columns."""
        files = []
        for file in sorted(path.iterdir()):
            opened = pq.ParquetFile(file)
            groups = [
                opened.metadata.row_group(n).column(0).statistics.max for n in range(opened.num_row_groups)
            ]
            files.append((opened, np.array(groups)))

        def seek(t_ns: int) -> int:
            wanted = -(-t_ns // self._tick)
            found = []
            for opened, ends in files:
                group = int(np.searchsorted(ends, wanted))
                if group < len(ends):
                    times = opened.read_row_group(group)["t"].to_numpy()
                    found.append(int(times[np.searchsorted(times, wanted)]) * self._tick)
            return min(found, default=-1)

        yield seek

    def salvage(self, path: Path) -> Salvaged:
        """Read each row group for itself."""
        tables: Tables = {}
        told = False
        for file in sorted(path.iterdir()):
            parts = []
            try:
                opened = pq.ParquetFile(file, page_checksum_verification=self._checksums)
                groups = opened.num_row_groups
            except _BROKEN:
                told = True
                continue
            for group in range(groups):
                try:
                    part = self._decoded(file.stem, opened.read_row_group(group))
                except (*_BROKEN, KeyError, TypeError):
                    told = True
                    continue
                parts.append(part)
            if parts:
                tables[file.stem] = {name: np.concatenate([p[name] for p in parts]) for name in parts[0]}
        return Salvaged(tables, told)

    @property
    def _tick(self) -> int:
        return 1000 if self._tuned else 1

    def _coded(self, table: Events) -> dict[str, Any]:
        plain: dict[str, Any] = dict(columns(table))
        if self._tuned:
            for name, column in plain.items():
                if column.dtype.kind == "f":
                    plain[name] = column.astype(np.int32)
                    if not np.array_equal(plain[name], column):
                        raise ValueError(f"{table.stream}.{name} has fractions")
            plain["t"] = table.t // 1000
        return plain

    def _writer(self, file: Path, table: Any) -> Any:
        options: dict[str, Any] = {"compression": "zstd", "write_page_checksum": self._checksums}
        if self._tuned:
            texts = set(text_columns(file.stem))
            options["use_dictionary"] = sorted(texts)
            options["column_encoding"] = {
                field.name: "DELTA_BINARY_PACKED"
                for field in table.schema
                if field.name not in texts and field.type in {pa.int64(), pa.int32()}
            }
        return pq.ParquetWriter(file, table.schema, **options)

    def _decoded(self, stream: str, table: Any) -> dict[str, Any]:
        decoded: dict[str, Any] = {}
        for field in STREAMS[stream].fields:
            column = table[field.name].to_numpy()
            decoded[field.name] = column if column.dtype == object else column.astype(field.dtype, copy=False)
        if self._tuned:
            decoded["t"] = decoded["t"] * 1000
        return decoded
