"""Seals a file: its bytes enciphered block by block, and back. FORMAT.md, section 18."""

import secrets
from pathlib import Path
from typing import BinaryIO

from formats.errors import DamagedError
from formats.native.progress import Progress, silent
from formats.native.sealed_cipher import SealedCipher, check_of
from formats.native.sealed_layout import FILE_ID_BYTES, KEY_BYTES, SealedHead, SealedKey
from formats.native.stored_bytes import Unlock, open_stored

_PIECE_BYTES = 1 << 20


def seal(source: BinaryIO, size: int, out: BinaryIO, progress: Progress = silent) -> SealedKey:
    """Write a file sealed, and return its key, which is made for it and kept nowhere.

    Args:
        source: The file, from its first byte on.
        size: Its size in bytes.
        out: Where the sealed file goes.
        progress: Called with the bytes done and all bytes.

    Raises:
        DamagedError: The source has another size by now.
        MissingExtraError: cryptography is not installed.
        OSError: It cannot be read or written.
    """
    key = SealedKey(secrets.token_bytes(FILE_ID_BYTES), secrets.token_bytes(KEY_BYTES))
    head = SealedHead(key.file_id, size, check_of(key.file_id, key.key))
    cipher = SealedCipher(head, key.key)
    out.write(head.pack())
    for block in range(head.blocks):
        due = min(head.block_bytes, size - block * head.block_bytes)
        plain = source.read(due)
        if len(plain) != due:
            raise DamagedError(f"it has become shorter than {size:,} bytes while it was sealed")
        out.write(cipher.encrypt(block, plain))
        progress(block * head.block_bytes + due, size)
    if source.read(1):
        raise DamagedError(f"it has become longer than {size:,} bytes while it was sealed")
    return key


def unseal(path: Path, unlock: Unlock, out: BinaryIO, progress: Progress = silent) -> int:
    """Write what a sealed file holds, every byte as it was, and return how many.

    Raises:
        FormatError: It cannot be opened, or a byte of it is not as it was written.
        OSError: It cannot be read or written.
    """
    stored = open_stored(path, unlock)
    try:
        for offset in range(0, stored.size, _PIECE_BYTES):
            piece = stored.read(offset, _PIECE_BYTES)
            out.write(piece)
            progress(offset + len(piece), stored.size)
        return stored.size
    finally:
        stored.close()
