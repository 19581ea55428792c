"""The bytes of a recording's file, wherever in it one looks: as they lie there, or deciphered on the way."""

import os
import stat
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from formats.errors import DamagedError, SealedError, TruncatedError, UnknownFormatError
from formats.native.sealed_cipher import SealedCipher
from formats.native.sealed_layout import HEAD_BYTES, TAG_BYTES, SealedHead, is_sealed, unpack_head

Unlock = Callable[[Path], bytes]
"""Returns the key of the sealed file at a path; a FormatError where there is none."""

_KEPT_BLOCKS = 16
"""A seek reads a chunk's neighbours again: 1 MiB of blocks saves most of it."""


class StoredBytes(Protocol):
    """What is read at random, from any thread."""

    size: int
    """Bytes that there are."""

    def read(self, offset: int, size: int) -> bytes:
        """Return up to `size` bytes from `offset` on.

        Raises:
            FormatError: They are not as they were written.
        """

    def close(self) -> None:
        """Close the file."""


def open_stored(path: Path, unlock: Unlock | None = None, *, mend: bool = False) -> StoredBytes:
    """Open a file, sealed or not.

    Args:
        path: The file.
        unlock: Asked for the key where it is sealed.
        mend: Read zeros where a sealed block is damaged or lost; the checksums within tell what that hit.

    Raises:
        UnknownFormatError: It is a folder, a pipe or a device.
        SealedError: It is sealed, and nobody has its key.
        FormatError: It is sealed and damaged.
        OSError: It cannot be opened.
    """
    # Without O_NONBLOCK, opening a named pipe waits for somebody to write into it.
    flags = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
    number = os.open(path, flags | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(number)
        _check_file(path, status.st_mode)
        head = os.pread(number, HEAD_BYTES, 0)
        if not is_sealed(head):
            return _PlainBytes(number, status.st_size)
        return _unlocked(path, number, unpack_head(head), status.st_size, unlock, mend=mend)
    except BaseException:
        os.close(number)
        raise


def _check_file(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise UnknownFormatError(f"{path.name} is no file: a folder, a pipe or a device")


def _unlocked(
    path: Path, number: int, head: SealedHead, size: int, unlock: Unlock | None, *, mend: bool
) -> StoredBytes:
    if size < head.file_bytes and not mend:
        raise TruncatedError("sealed file", offset=0, expected=head.file_bytes, got=size)
    if size > head.file_bytes:
        raise DamagedError(f"{size - head.file_bytes:,} bytes follow the end of the sealed file")
    if unlock is None:
        raise SealedError(f"{path} is sealed, and its key was not asked for")
    return _SealedBytes(number, head, SealedCipher(head, unlock(path)), mend=mend)


class _PlainBytes:
    def __init__(self, number: int, size: int) -> None:
        self._number = number
        self.size = size

    def read(self, offset: int, size: int) -> bytes:
        return os.pread(self._number, size, offset)

    def close(self) -> None:
        os.close(self._number)


class _SealedBytes:
    """Deciphers the blocks that are asked for, and keeps the last few."""

    def __init__(self, number: int, head: SealedHead, cipher: SealedCipher, *, mend: bool) -> None:
        self._number = number
        self._head = head
        self._cipher = cipher
        self._mend = mend
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, bytes] = OrderedDict()
        self.size = head.content_bytes

    def read(self, offset: int, size: int) -> bytes:
        stop = min(offset + size, self.size)
        if offset >= stop:
            return b""
        log, mask = self._head.block_log, self._head.block_bytes - 1
        first, last = offset >> log, (stop - 1) >> log
        if first == last:
            return self._block(first)[offset & mask : ((stop - 1) & mask) + 1]
        parts = [self._block(number) for number in range(first, last + 1)]
        parts[0] = parts[0][offset & mask :]
        parts[-1] = parts[-1][: ((stop - 1) & mask) + 1]
        return b"".join(parts)

    def close(self) -> None:
        self._kept.clear()
        os.close(self._number)

    def _block(self, number: int) -> bytes:
        with self._lock:
            found = self._kept.get(number)
            if found is not None:
                self._kept.move_to_end(number)
                return found
        found = self._deciphered(number)
        with self._lock:
            self._kept[number] = found
            if len(self._kept) > _KEPT_BLOCKS:
                self._kept.popitem(last=False)
        return found

    def _deciphered(self, number: int) -> bytes:
        offset, size = self._head.place(number)
        try:
            return self._cipher.decrypt(number, os.pread(self._number, size, offset))
        except DamagedError:
            if not self._mend:
                raise
            return bytes(size - TAG_BYTES)
