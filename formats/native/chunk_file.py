"""Reads single chunks of a file, and checks them before anything believes them."""

import zlib
from pathlib import Path

from formats.errors import DamagedError, LimitError, TruncatedError
from formats.native.layout import HEADER_BYTES, SYNC, ChunkHeader, Kind, padded, unpack_chunk
from formats.native.limits import LIMITS, Limits
from formats.native.stored_bytes import Unlock, open_stored

KIND_NAMES = {kind.value: kind.name.lower() for kind in Kind}


class ChunkFile:
    """A file open for reading, from any thread; `pread` only, so that memory follows what is read."""

    def __init__(
        self, path: Path, limits: Limits = LIMITS, unlock: Unlock | None = None, *, mend: bool = False
    ) -> None:
        """Open the file; see `open_stored`.

        Raises:
            FormatError: It is a folder, a pipe or a device, or sealed and not to be opened.
            OSError: It cannot be opened.
        """
        self.path = path
        self.limits = limits
        self.salt: int | None = None
        """The file's salt, once known."""
        self._bytes = open_stored(path, unlock, mend=mend)
        self._open = True
        self.size = self._bytes.size
        """Bytes of the recording; a sealed file is a little larger."""

    def marker(self) -> bytes:
        """Return the eight bytes with which every chunk of the file begins; its salt must be known."""
        if self.salt is None:
            raise RuntimeError("the salt of the file is not known yet")
        return SYNC + self.salt.to_bytes(4, "little")

    def read(self, offset: int, size: int) -> bytes:
        """Return up to `size` bytes from `offset` on.

        Raises:
            ValueError: The file is closed.
            DamagedError: It is sealed, and was changed there.
        """
        if not self._open:
            # The number may be another file's by now.
            raise ValueError(f"{self.path.name} is read after it was closed")
        return self._bytes.read(offset, size)

    def header_at(self, offset: int) -> ChunkHeader:
        """Read the chunk header at `offset`.

        Raises:
            FormatError: There is none of this file.
        """
        return self._header(self.read(offset, HEADER_BYTES), offset)

    def chunk_at(self, offset: int, length: int | None = None) -> tuple[ChunkHeader, bytes]:
        """Read a whole chunk, and check both its checksums.

        Args:
            offset: Where its header is.
            length: Of the body, where the index told: one read instead of two.

        Raises:
            FormatError: What does not hold, naming the chunk.
        """
        if length is None:
            length = self.header_at(offset).length
        self._check_length(length, offset)
        size = HEADER_BYTES + padded(length)
        data = self.read(offset, size)
        header = self._header(data[:HEADER_BYTES], offset)
        if header.length != length:
            raise DamagedError(f"{_name(header, offset)}: the index says {length} bytes")
        if len(data) < size:
            raise TruncatedError(_name(header, offset), offset=offset, expected=size, got=len(data))
        if zlib.crc32(memoryview(data)[HEADER_BYTES:]) != header.body_crc:
            raise DamagedError(f"{_name(header, offset)}: its checksum does not hold")
        return header, data[HEADER_BYTES : HEADER_BYTES + length]

    def close(self) -> None:
        """Close the file; calling it again does nothing."""
        if self._open:
            self._open = False
            self._bytes.close()

    def _header(self, data: bytes, offset: int) -> ChunkHeader:
        if len(data) < HEADER_BYTES:
            raise TruncatedError("chunk header", offset=offset, expected=HEADER_BYTES, got=len(data))
        header = unpack_chunk(data, self.salt, offset)
        self._check_length(header.length, offset)
        return header

    def _check_length(self, length: int, offset: int) -> None:
        if length > self.limits.chunk_bytes:
            raise LimitError(
                f"size of the chunk at byte {offset}", value=length, limit=self.limits.chunk_bytes
            )


def _name(header: ChunkHeader, offset: int) -> str:
    kind = KIND_NAMES.get(header.kind, f"kind {header.kind}")
    return f"chunk {header.sequence} ({kind}) at byte {offset}"
