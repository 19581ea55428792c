"""Reads rows of the streams: whole chunks are decoded, those used last are kept."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import numpy as np
import zstandard
from numpy.typing import NDArray

from formats.errors import DamagedError, LimitError
from formats.model.streams import Events, Rows, empty
from formats.native.chunk import StoredRows, stored_dtype, string_columns
from formats.native.layout import STREAM_IDS, Kind
from formats.native.limits import Limits
from formats.native.stream_chunks import StreamChunks

_KEPT_BYTES = 4 << 20
_STRING_BYTES = 64

_Key = tuple[int, int, str]


class EventsReader:
    """Decodes chunks of streams; for one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._inflator = zstandard.ZstdDecompressor(max_window_size=limits.window_bytes)
        self._kept: OrderedDict[_Key, Any] = OrderedDict()
        self._kept_bytes = 0
        self._last: tuple[_Key, StoredRows] | None = None

    def row_at(self, chunks: StreamChunks, t_ns: int) -> int:
        """Return how many rows have a time before `t_ns`."""
        chunk = chunks.chunk_at(t_ns)
        if chunk == len(chunks):
            return chunks.rows
        return chunks.starts[chunk] + int(np.searchsorted(self._times(chunks, chunk), t_ns))

    def rows(self, chunks: StreamChunks, start: int, stop: int) -> Events:
        """Return the rows from `start` up to `stop`, clipped to what is there.

        Raises:
            FormatError: A chunk among them is damaged.
        """
        start, stop = max(start, 0), min(stop, chunks.rows)
        if start >= stop:
            return empty(chunks.stream)
        first, last = chunks.chunk_of_row(start), chunks.chunk_of_row(stop - 1)
        if first == last:
            shift = chunks.starts[first]
            return self._chunk(chunks, first).slice(start - shift, stop - shift)
        return self._gather(chunks, start, stop, first, last)

    def _gather(self, chunks: StreamChunks, start: int, stop: int, first: int, last: int) -> Events:
        """Decode many chunks straight into one table; none of them is kept."""
        dtype = stored_dtype(chunks.stream)
        self._check_expansion((stop - start) * dtype.itemsize, sum(chunks.lengths[first : last + 1]))
        out = np.empty(stop - start, dtype)
        names = string_columns(chunks.stream)
        table: dict[str, int] = {"": 0}
        at = 0
        for chunk in range(first, last + 1):
            skip = max(start - chunks.starts[chunk], 0)
            count = min(stop, chunks.starts[chunk + 1]) - chunks.starts[chunk] - skip
            stored = self._stored(chunks, chunk)
            part = out[at : at + count]
            stored.fill(part, skip)
            if names:
                _renumber(part, names, stored.strings(), table)
            at += count
        return Events(chunks.stream, out, tuple(table))

    def _chunk(self, chunks: StreamChunks, chunk: int) -> Events:
        key = (id(chunks.files[chunk]), chunks.offsets[chunk], "")
        events: Events | None = self._recall(key)
        if events is None:
            stored = self._stored(chunks, chunk)
            out = np.empty(chunks.starts[chunk + 1] - chunks.starts[chunk], stored_dtype(chunks.stream))
            stored.fill(out)
            names = string_columns(chunks.stream)
            strings = stored.strings() if names else ("",)
            if len(set(strings)) < len(strings):
                # Whoever looks for a string looks for one number.
                table = {"": 0}
                _renumber(out, names, strings, table)
                strings = tuple(table)
            events = Events(chunks.stream, out, strings)
            size = out.nbytes + sum(_STRING_BYTES + len(string) for string in events.strings)
            self._keep(key, events, size)
        return events

    def _times(self, chunks: StreamChunks, chunk: int) -> NDArray[np.int64]:
        key = (id(chunks.files[chunk]), chunks.offsets[chunk], "t")
        times: NDArray[np.int64] | None = self._recall(key)
        if times is None:
            times = self._stored(chunks, chunk).column("t").astype(np.int64)
            self._keep(key, times, times.nbytes)
        return times

    def _stored(self, chunks: StreamChunks, chunk: int) -> StoredRows:
        file, offset = chunks.files[chunk], chunks.offsets[chunk]
        key = (id(file), offset, "")
        if self._last is not None and self._last[0] == key:
            return self._last[1]
        header, body = file.chunk_at(offset, chunks.lengths[chunk])
        rows = chunks.starts[chunk + 1] - chunks.starts[chunk]
        due = (Kind.EVENTS, STREAM_IDS[chunks.stream], rows, chunks.first_rows[chunk])
        if (header.kind, header.stream, header.rows, header.first_row) != due:
            raise DamagedError(f"chunk {header.sequence} at byte {offset} is not what the index says")
        name = f"chunk {header.sequence} ({chunks.stream}) at byte {offset}"
        stored = StoredRows(chunks.stream, body, rows, self._inflator, self._limits, name=name)
        self._last = (key, stored)
        return stored

    def _recall(self, key: _Key) -> Any:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found[0]
        return None

    def _keep(self, key: _Key, value: Any, size: int) -> None:
        self._kept[key] = (value, size)
        self._kept_bytes += size
        while self._kept_bytes > _KEPT_BYTES and len(self._kept) > 1:
            self._kept_bytes -= self._kept.popitem(last=False)[1][1]

    def _check_expansion(self, size: int, stored: int) -> None:
        limit = max(stored * self._limits.expansion, self._limits.expansion_floor_bytes)
        if size > limit:
            raise LimitError("memory for the rows asked for", value=size, limit=limit)


def _renumber(rows: Rows, names: Sequence[str], strings: Sequence[str], table: dict[str, int]) -> None:
    """Number the strings of some columns as in `table`, to which those are added that it lacks."""
    remap = np.array([table.setdefault(string, len(table)) for string in strings], np.uint32)
    for name in names:
        rows[name] = remap[rows[name]]
