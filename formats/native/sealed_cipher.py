"""The cipher of a sealed file: AES-256-GCM, block by block. Needs cryptography. FORMAT.md, section 18."""

import hmac
from typing import Any

from formats.errors import DamagedError, MissingExtraError, SealedError
from formats.native.sealed_layout import KEY_BYTES, SealedHead

_BLOCKS, _CHECK = b"replay sealed 1 blocks", b"replay sealed 1 check"


class SealedCipher:
    """Enciphers and deciphers the blocks of one file; may be used from any thread."""

    def __init__(self, head: SealedHead, key: bytes) -> None:
        """Take a key.

        Raises:
            SealedError: It is not the file's.
            MissingExtraError: cryptography is not installed.
        """
        check_key(head, key)
        self._head = head
        self._bound = head.pack()
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - an optional extra

        self._invalid = InvalidTag
        self._gcm = aead().AESGCM(derived(head.file_id, key, _BLOCKS))

    def encrypt(self, block: int, plain: bytes) -> bytes:
        """Return a block as it is stored, its tag last; each block of a file is enciphered once."""
        found: bytes = self._gcm.encrypt(self._nonce(block), plain, self._bound)
        return found

    def decrypt(self, block: int, stored: bytes) -> bytes:
        """Return what a block holds.

        Raises:
            DamagedError: A byte of it, or of the head, is not as it was written.
        """
        try:
            found: bytes = self._gcm.decrypt(self._nonce(block), stored, self._bound)
        except self._invalid as error:
            offset, _ = self._head.place(block)
            raise DamagedError(
                f"sealed block {block:,} of {self._head.blocks:,} at byte {offset:,} was changed or damaged"
            ) from error
        return found

    def _nonce(self, block: int) -> bytes:
        # The number keeps blocks from trading places, the mark the last one from being any other.
        return block.to_bytes(11, "big") + bytes([block == self._head.blocks - 1])


def check_key(head: SealedHead, key: bytes) -> None:
    """Refuse a key that is not a sealed file's.

    Raises:
        SealedError: It is another's, or the head is damaged.
        MissingExtraError: cryptography is not installed.
    """
    if not hmac.compare_digest(check_of(head.file_id, key), head.check):
        raise SealedError("the key is another file's, or the first bytes of the file are damaged")


def check_of(file_id: bytes, key: bytes) -> bytes:
    """Return what tells that a key is a file's; from it the key cannot be told.

    Raises:
        MissingExtraError: cryptography is not installed.
    """
    return derived(file_id, key, _CHECK)


def derived(file_id: bytes, key: bytes, use: bytes) -> bytes:
    """Return a key for one use: HKDF-SHA-256 (RFC 5869) with the file's id as salt."""
    aead()
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - an optional extra
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - as above

    return HKDF(SHA256(), KEY_BYTES, salt=file_id, info=use).derive(key)


def aead() -> Any:
    """Return the module of ciphers.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        from cryptography.hazmat.primitives.ciphers import aead  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise MissingExtraError("a sealed recording", extra="crypto") from error
    return aead
