"""What is kept beside a sealed file and says what is in it, enciphered by the same key: AES-256-GCM."""

import os

from formats.errors import DamagedError
from formats.native.sealed_cipher import aead, check_key, derived
from formats.native.sealed_layout import SealedHead

_NOTES = b"replay sealed 1 notes"
_NONCE_BYTES = 12


class SealedNotes:
    """Enciphers and deciphers what lies beside one sealed file; may be used from any thread."""

    def __init__(self, head: SealedHead, key: bytes) -> None:
        """Take a key.

        Raises:
            SealedError: It is not the file's.
            MissingExtraError: cryptography is not installed.
        """
        check_key(head, key)
        self.file_id = head.file_id
        """Of the sealed file."""
        self._gcm = aead().AESGCM(derived(head.file_id, key, _NOTES))

    def encrypt(self, plain: bytes, bound: bytes) -> bytes:
        """Return a nonce and what is enciphered.

        Args:
            plain: What nobody else is to read.
            bound: What is told beside it, and must be the same when it is deciphered.
        """
        nonce = os.urandom(_NONCE_BYTES)
        found: bytes = nonce + self._gcm.encrypt(nonce, plain, bound)
        return found

    def decrypt(self, stored: bytes, bound: bytes) -> bytes:
        """Return what was enciphered.

        Raises:
            DamagedError: It, or what is told beside it, is not as it was written.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - an optional extra

        try:
            found: bytes = self._gcm.decrypt(stored[:_NONCE_BYTES], stored[_NONCE_BYTES:], bound)
        except (InvalidTag, ValueError) as error:
            raise DamagedError("what is enciphered in it, or told beside that, was changed") from error
        return found
