"""Where the chunks are: index chunks on the way, the directory at the end. FORMAT.md, section 8.

Both have an envelope: `header` (the body of the header chunk again), `rows` (chunks listed), `columns` (the
fields of `ENTRY_DTYPE`, coded as the columns of events are). An index chunk lists the chunks, but index
chunks, since another one, whose offset is `before` (0 for none); it does not list itself. The directory lists
all chunks but itself.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import zstandard
from numpy.typing import NDArray

from formats.errors import DamagedError, LimitError
from formats.native.columns import Coding, Packer, check_column, decode_column, encode_column
from formats.native.envelope import pack_envelope, unpack_envelope
from formats.native.layout import HEADER_BYTES, ChunkHeader
from formats.native.limits import LIMITS, Limits

CHUNKS_AN_INDEX = 64
"""An index chunk is written after so many chunks."""
INDEXES_MERGED = 8
"""Every index chunk of so many, and of each power of it, lists again what those before it list."""
HEADER_COPY_BYTES = 16 << 10
"""A header whose body is larger is not repeated in index chunks, only in the directory."""

ENTRY_DTYPE = np.dtype(
    [
        ("offset", "<i8"),  # of the chunk header, in the file
        ("sequence", "<i8"),
        ("kind", "<i8"),
        ("flags", "<i8"),
        ("stream", "<i8"),
        ("length", "<i8"),
        ("rows", "<i8"),
        ("first_ns", "<i8"),
        ("last_ns", "<i8"),
        ("first_row", "<i8"),
        ("back", "<i8"),
    ]
)
"""What the index says of a chunk: the fields of its header, and where it is."""
_ENTRY = struct.Struct("<11q")
_CODINGS: Mapping[str, Coding] = {
    "offset": Coding(order=1, ticks=True),
    "sequence": Coding(order=1),
    "first_ns": Coding(order=None),
    "last_ns": Coding(order=None),
    "first_row": Coding(order=None),
}

Entries = NDArray[np.void]
"""Chunks, shape (chunks,), of `ENTRY_DTYPE`."""


@dataclass(frozen=True, slots=True)
class Index:
    """What an index chunk or a directory says."""

    entries: Entries
    header_body: bytes
    """Empty where the header is not repeated here."""
    before: int
    """Offset of the index chunk before, 0 for none."""


def pack_entry(offset: int, header: ChunkHeader) -> bytes:
    """Return a chunk's entry as the bytes of one row of `ENTRY_DTYPE`."""
    return _ENTRY.pack(
        offset,
        header.sequence,
        header.kind,
        header.flags,
        header.stream,
        header.length,
        header.rows,
        header.first_ns,
        header.last_ns,
        header.first_row,
        header.back,
    )


def known(entries: Entries, kind: int) -> Entries:
    """Return the chunks of a kind without those that have a flag: none is known yet, so none can be read."""
    found: Entries = entries[(entries["kind"] == kind) & (entries["flags"] == 0)]
    return found


def entries_of(packed: bytes | bytearray) -> Entries:
    """Return the rows that `pack_entry` gave, joined, sharing their memory."""
    return np.frombuffer(packed, ENTRY_DTYPE)


def pack_index(index: Index, packer: Packer) -> bytes:
    """Return the body of an index chunk or a directory."""
    columns: dict[str, Any] = {}
    payload: list[bytes] = []
    if len(index.entries):
        for name in ENTRY_DTYPE.names or ():
            coding = _CODINGS.get(name, Coding())
            columns[name], parts = encode_column(index.entries[name], coding, packer)
            payload += parts
    fields = {
        "header": len(index.header_body),
        "rows": len(index.entries),
        "before": index.before,
        "columns": columns,
    }
    return pack_envelope(fields, [index.header_body, *payload])


def unpack_index(body: bytes, file_bytes: int, limits: Limits = LIMITS) -> Index:
    """Read the body of an index chunk or a directory of a file of `file_bytes`.

    Raises:
        FormatError: What does not hold.
    """
    fields, payload = unpack_envelope(body, limits)
    rows, before, header = fields.get("rows"), fields.get("before"), fields.get("header")
    columns = fields.get("columns")
    if not (isinstance(rows, int) and isinstance(before, int) and isinstance(header, int)):
        raise DamagedError("an index without its counts")
    if not isinstance(columns, dict) or not 0 <= header <= len(payload) or not 0 <= before < file_bytes:
        raise DamagedError("an index whose fields are out of bounds")
    # A file cannot hold more chunks than chunk headers fit into it.
    if not 0 <= rows <= file_bytes // HEADER_BYTES:
        raise LimitError("number of chunks", value=rows, limit=file_bytes // HEADER_BYTES)
    entries = np.zeros(rows, ENTRY_DTYPE)
    inflator = zstandard.ZstdDecompressor()
    offset = header
    for name, coded in columns.items() if rows else ():
        column = check_column(coded, rows, offset)
        offset += column.payload_bytes
        if name in (ENTRY_DTYPE.names or ()):
            entries[name] = decode_column(column, payload, rows, inflator)
    _check_entries(entries, file_bytes)
    return Index(entries, bytes(payload[:header]), before)


def _check_entries(entries: Entries, file_bytes: int) -> None:
    offsets, lengths = entries["offset"], entries["length"]
    if not len(entries):
        return
    if int(offsets.min()) < 0 or int(lengths.min()) < 0 or int(entries["rows"].min()) < 0:
        raise DamagedError("an index with negative numbers")
    if int(offsets.max()) > file_bytes or int((offsets + lengths).max()) + HEADER_BYTES > file_bytes:
        raise DamagedError("an index that points past the end of the file")
    if (np.diff(offsets) < HEADER_BYTES).any():
        raise DamagedError("an index whose chunks overlap")
