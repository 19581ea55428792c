"""The key of a sealed recording, for the lists that lie beside it and say what was removed of it."""

from collections.abc import Iterable
from pathlib import Path

from formats.errors import SealedError
from formats.native.sealed_layout import HEAD_BYTES, is_sealed, unpack_head
from formats.plain_file import is_there, read_head


class Seal:
    """Enciphers and deciphers lists by the key of one sealed recording."""

    def __init__(self, original: Path) -> None:
        """Come to the key, which is asked for once in the life of a command.

        Args:
            original: The sealed recording.

        Raises:
            FormatError: Nothing here opens it.
        """
        from formats.native.sealed_notes import SealedNotes
        from replay.cli.reading.unlocking import unlock

        head = unpack_head(read_head(original)[:HEAD_BYTES])
        self.file_id = head.file_id
        self._notes = SealedNotes(head, unlock(original))

    def encrypt(self, plain: bytes, bound: bytes) -> bytes:
        """Encipher a list."""
        return self._notes.encrypt(plain, bound)

    def decrypt(self, stored: bytes, bound: bytes) -> bytes:
        """Decipher a list."""
        return self._notes.decrypt(stored, bound)


def seal_of(original: Path) -> Seal | None:
    """Return the key for the lists of a recording, None where that is not sealed.

    Raises:
        FormatError: Nothing here opens it.
    """
    return Seal(original) if is_sealed(read_head(original)) else None


def in_the_clear(data: bytes, place: Path, originals: Iterable[Path]) -> bytes:
    """Return the bytes of a list's file as they are in the clear.

    Args:
        data: As they lie there.
        place: The file.
        originals: Recordings whose key may open it.

    Raises:
        FormatError: It is sealed by the key of another recording, or damaged.
    """
    from replay.privacy.list_file import closed_by, opened

    file_id = closed_by(data)
    if file_id is None:
        return data
    for original in originals:
        head = read_head(original)[:HEAD_BYTES] if is_there(original) else b""
        if is_sealed(head) and unpack_head(head).file_id == file_id:
            return opened(data, Seal(original))
    raise SealedError(
        f"{place} is sealed by the key of a recording that is not here: put that beside it "
        f"(its file id is {file_id.hex()})"
    )
