"""Rows of one stream to a chunk's body and back. FORMAT.md, section 6.

The envelope holds `columns` (name to coded column) and, where the stream has strings, `strings`:
[count, bytes, stored bytes, coded column of their lengths]. The payload is the planes of the columns in the
envelope's order, the planes of the lengths, and the strings one after the other: as they are where the bytes
stored are all their bytes, else as one zstd frame. String 0 is always the empty one and is not stored.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import zstandard
from numpy.typing import NDArray

from formats.errors import DamagedError, LimitError
from formats.model.frames import FRAME_DTYPE
from formats.model.streams import STREAMS, FieldKind, Rows
from formats.native.columns import (
    Coding,
    Packer,
    StoredColumn,
    check_column,
    decode_column,
    decode_times,
    encode_column,
)
from formats.native.envelope import inflate, pack_envelope, unpack_envelope
from formats.native.limits import LIMITS, Limits

FRAME_TABLE = "frame"
"""Chunks of this stream hold the frame table, from which the stream's events are made."""
_LENGTHS = Coding()
_STEADY = Coding(order=1)
_CODINGS = {"t": Coding(order=1, ticks=True), "seq": _STEADY, "pts": Coding(order=1, ticks=True)}
_TRIED = Coding(order=None)


def stored_dtype(stream: str) -> np.dtype[np.void]:
    """Return the dtype of the rows that chunks of `stream` hold."""
    return FRAME_DTYPE if stream == FRAME_TABLE else STREAMS[stream].dtype


def string_columns(stream: str) -> tuple[str, ...]:
    """Name the columns of `stream` that point at strings."""
    return tuple(field.name for field in STREAMS[stream].fields if field.kind is FieldKind.STRING)


def encode_rows(stream: str, rows: Rows, strings: Sequence[str], packer: Packer) -> bytes:
    """Code rows of `stored_dtype`, at least one, and all strings but the first into a body."""
    columns: dict[str, Any] = {}
    payload: list[bytes] = []
    for name in rows.dtype.names or ():
        columns[name], parts = encode_column(rows[name], _coding(stream, name), packer)
        payload += parts
    fields: dict[str, Any] = {"columns": columns}
    if len(strings) > 1:
        fields["strings"], parts = encode_strings(strings[1:], packer)
        payload += parts
    return pack_envelope(fields, payload)


def encode_strings(strings: Sequence[str], packer: Packer) -> tuple[list[Any], list[bytes]]:
    """Code strings into their entry in the envelope and their parts of the payload."""
    # Lone surrogates occur in window titles and are kept as they are.
    raw = [string.encode("utf-8", "surrogatepass") for string in strings]
    lengths, payload = encode_column(np.array([len(r) for r in raw], np.int64), _LENGTHS, packer)
    joined = b"".join(raw)
    packed = packer.strings(joined)
    best = packed if len(packed) < len(joined) else joined
    return [len(raw), len(joined), len(best), lengths], [*payload, best]


class StoredRows:
    """The rows of one chunk, of which columns are decoded when they are asked for; for one thread at a time.

    Raises:
        FormatError: Here and in the methods: what does not hold.
    """

    def __init__(
        self,
        stream: str,
        body: bytes,
        rows: int,
        inflator: zstandard.ZstdDecompressor,
        limits: Limits = LIMITS,
        *,
        name: str = "a chunk",
    ) -> None:
        """Check what the envelope says; `name` is what errors call the chunk."""
        if not 0 < rows <= limits.rows:
            raise LimitError("number of rows in a chunk", value=rows, limit=limits.rows)
        fields, self._payload = unpack_envelope(body, limits)
        columns = fields.get("columns")
        if not isinstance(columns, dict) or not columns:
            raise DamagedError("a chunk of events has no columns")
        if len(columns) > limits.columns:
            raise LimitError("number of columns in a chunk", value=len(columns), limit=limits.columns)
        self._stream = stream
        self._name = name
        self._rows = rows
        self._inflator = inflator
        self._limits = limits
        self._columns: dict[str, StoredColumn] = {}
        dtype = stored_dtype(stream)
        offset = 0
        for column, coded in columns.items():
            floats = column not in (dtype.names or ()) or dtype[column].kind == "f"
            self._columns[column] = check_column(coded, rows, offset, floats=floats)
            offset += self._columns[column].payload_bytes
        self._strings_at = offset
        self._strings_entry = fields.get("strings")
        self._unknown = sorted({*fields} - {"columns", "strings"})

    def column(self, name: str) -> NDArray[Any]:
        """Decode one column, shape (rows,); zeros where the chunk has none of that name."""
        column = self._columns.get(name)
        if column is None:
            return np.zeros(self._rows, stored_dtype(self._stream)[name])
        if name != "t":
            return decode_column(column, self._payload, self._rows, self._inflator)
        try:
            return decode_times(column, self._payload, self._rows, self._inflator)
        except DamagedError as error:
            raise DamagedError(f"{self._name}: {error}") from error

    def fill(self, out: Rows, start: int = 0) -> None:
        """Decode the rows from `start` on into `out`; strings are numbered as in `strings`."""
        stop = start + len(out)
        for name in out.dtype.names or ():
            out[name] = self.column(name)[start:stop]

    def strings(self) -> tuple[str, ...]:
        """Decode the strings, and check that no row of the chunk points past them."""
        strings = self._decode_strings()
        for name in string_columns(self._stream):
            column = self.column(name)
            if int(column.max()) >= len(strings) or int(column.min()) < 0:
                raise DamagedError(f"column {name} points past the {len(strings)} strings of its chunk")
        return strings

    def check(self) -> None:
        """Decode everything that rows are made of, and let go of it."""
        self.fill(np.empty(self._rows, stored_dtype(self._stream)))
        if string_columns(self._stream):
            self.strings()

    def surplus(self) -> str:
        """Say what the chunk holds that is in none of its rows, "" for nothing."""
        if unknown := [
            *self._unknown,
            *sorted(self._columns.keys() - set(stored_dtype(self._stream).names or ())),
        ]:
            return f"{unknown[0]!r}, which is not known"
        end = self._strings_at
        if self._strings_entry is not None:
            columns = string_columns(self._stream)
            pointed = {number for name in columns for number in np.unique(self.column(name)).tolist()}
            count = len(self.strings())
            if pointed | {0} != set(range(count)):
                return "strings that no row points at"
            lengths = check_column(self._strings_entry[3], count - 1, end)
            end += lengths.payload_bytes + self._strings_entry[2]
        return "" if end == len(self._payload) else f"{len(self._payload) - end:,} bytes of no column"

    def _decode_strings(self) -> tuple[str, ...]:
        entry, limits = self._strings_entry, self._limits
        if entry is None:
            return ("",)
        match entry:
            case [int(count), int(size), int(stored), lengths_entry]:
                pass
            case _:
                raise DamagedError("a string table's entry has another shape than [3 numbers, lengths]")
        if not 0 < count <= limits.rows * limits.columns:
            raise LimitError("number of strings in a chunk", value=count, limit=limits.rows * limits.columns)
        if not 0 <= size <= limits.strings_bytes:
            raise LimitError("size of the strings of a chunk", value=size, limit=limits.strings_bytes)
        if count > self._rows * len(string_columns(self._stream)):
            raise DamagedError(f"{count} strings in a chunk of {self._rows} rows")
        lengths_column = check_column(lengths_entry, count, self._strings_at)
        lengths = decode_column(lengths_column, self._payload, count, self._inflator)
        if int(lengths.min()) < 0:
            raise DamagedError("a string of negative length")
        if int(lengths.max()) > limits.string_bytes:
            raise LimitError("length of a string", value=int(lengths.max()), limit=limits.string_bytes)
        ends = np.cumsum(lengths, dtype=np.int64)
        if int(ends[-1]) != size:
            raise DamagedError(f"strings of {size} bytes whose lengths add up to {int(ends[-1])}")
        start = self._strings_at + lengths_column.payload_bytes
        data = self._payload[start : start + stored]
        if len(data) != stored or not 0 <= stored <= size:
            raise DamagedError(f"strings of {stored} bytes of which {len(data)} are there")
        return _split(bytes(data) if stored == size else inflate(data, size, self._inflator), ends.tolist())


def _split(joined: bytes, ends: list[int]) -> tuple[str, ...]:
    strings, start = [""], 0
    try:
        for end in ends:
            strings.append(joined[start:end].decode("utf-8", "surrogatepass"))
            start = end
    except UnicodeDecodeError as error:
        raise DamagedError(f"a string is not UTF-8: {error.reason}") from error
    return tuple(strings)


def _coding(stream: str, name: str) -> Coding:
    if name in _CODINGS:
        return _CODINGS[name]
    fields = {field.name: field for field in STREAMS[stream].fields}
    if name in fields and fields[name].kind is not FieldKind.NUMBER:
        return _LENGTHS
    return _TRIED
