"""Appends chunks to a file: one `write` a chunk, never a seek back; adds index chunks and the end."""

import os
import zlib
from contextlib import suppress
from typing import BinaryIO

from formats.errors import LimitError
from formats.native.columns import Packer
from formats.native.index import (
    CHUNKS_AN_INDEX,
    HEADER_COPY_BYTES,
    INDEXES_MERGED,
    Index,
    entries_of,
    pack_entry,
    pack_index,
)
from formats.native.layout import ChunkHeader, Kind, pack_chunk, pack_mark, pack_trailer, padded
from formats.native.limits import LIMITS


class ChunkSink:
    """Writes the framing of one new file; for one thread at a time.

    Memory: 88 bytes a chunk.
    """

    def __init__(self, file: BinaryIO, header_body: bytes) -> None:
        self.salt = int.from_bytes(os.urandom(4), "little")
        self._file = file
        self._header_body = header_body
        self._entries = bytearray()
        self._indexed = 0
        # Where each index chunk is, and how many chunks were written up to it; the start of the file first.
        self._indexes = [(0, 0)]
        self._offset = 0
        self._sequence = 0
        self._packer = Packer(3, CHUNKS_AN_INDEX)
        self._put(pack_mark())
        self.add(Kind.HEADER, header_body)

    def add(
        self,
        kind: int,
        body: bytes,
        *,
        stream: int = 0,
        rows: int = 0,
        first_ns: int = 0,
        last_ns: int = 0,
        first_row: int = 0,
        back: int = 0,
        flags: int = 0,
    ) -> None:
        """Append a chunk; the arguments are the fields of its header.

        Raises:
            LimitError: The body is larger than any reader takes.
            OSError: The file cannot be written, and is as it was.
        """
        self._write(
            ChunkHeader(
                self._sequence,
                kind,
                flags,
                stream & 0xFFFF,
                len(body),
                rows,
                first_ns,
                last_ns,
                first_row,
                back,
                0,
                self.salt,
            ),
            body,
        )
        if len(self._entries) // entries_of(b"").itemsize - self._indexed >= CHUNKS_AN_INDEX:
            # The chunk itself is written; the index is due again with the next.
            with suppress(OSError):
                self._write_index()

    def finish(self) -> None:
        """Write the directory and the trailer."""
        entries = entries_of(bytes(self._entries))
        last_index, _ = self._indexes[-1]
        body = pack_index(Index(entries, self._header_body, last_index), Packer(9, max(len(entries), 1)))
        offset = self._offset
        self._append(Kind.DIRECTORY, body)
        self._put(pack_trailer(offset, self.salt))

    def _write_index(self) -> None:
        number = len(self._indexes)
        before, listed = self._indexes[number - _span(number)]
        entries = entries_of(bytes(self._entries))[listed:]
        entries = entries[entries["kind"] != Kind.INDEX]
        header = self._header_body if len(self._header_body) <= HEADER_COPY_BYTES else b""
        body = pack_index(Index(entries, header, before), self._packer)
        offset = self._offset
        self._append(Kind.INDEX, body)
        self._indexed = len(self._entries) // entries.itemsize
        self._indexes.append((offset, self._indexed))

    def _append(self, kind: int, body: bytes) -> None:
        header = ChunkHeader(self._sequence, kind, 0, 0, len(body), 0, 0, 0, 0, 0, 0, self.salt)
        self._write(header, body)

    def _write(self, header: ChunkHeader, body: bytes) -> None:
        if len(body) > LIMITS.chunk_bytes:
            raise LimitError("size of a chunk", value=len(body), limit=LIMITS.chunk_bytes)
        entry = pack_entry(self._offset, header)
        self._put(frame_chunk(header, body))
        self._entries += entry
        self._sequence += 1

    def _put(self, data: bytes) -> None:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError:
            # On a full disk a part was written. Behind it nothing would lie where the index says.
            with suppress(OSError):
                self._file.seek(self._offset)
                self._file.truncate()
            raise
        self._offset += len(data)


def _span(number: int) -> int:
    """Return for how many index chunks, itself the last, the one of this number lists the chunks.

    Every eighth stands for eight, every 64th for 64, and so on: the way back through 400 is then ten steps,
    and each chunk is listed once for each power.
    """
    span = 1
    while number % (span * INDEXES_MERGED) == 0:
        span *= INDEXES_MERGED
    return span


def frame_chunk(header: ChunkHeader, body: bytes) -> bytes:
    """Return a whole chunk; the header's CRC of the body is set here."""
    whole = body + bytes(padded(len(body)) - len(body))
    fields = (
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
    return pack_chunk(ChunkHeader(*fields, zlib.crc32(whole), header.salt)) + whole
