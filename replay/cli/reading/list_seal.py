"""The key of a sealed recording, for the lists that lie beside it and say what was removed of it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from formats.errors import SealedError
from formats.native.sealed_layout import HEAD_BYTES, SealedHead, is_sealed, unpack_head
from formats.plain_file import is_there, read_head

if TYPE_CHECKING:
    from formats.native.sealed_notes import SealedNotes


def seal_of(original: Path) -> "SealedNotes | None":
    """Return what the key of a recording enciphers lists by, None where that is not sealed.

    The key is asked for once in the life of a command.

    Raises:
        FormatError: Nothing here opens it.
    """
    head = _head_of(original)
    return None if head is None else _notes(head, original)


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
        head = _head_of(original) if is_there(original) else None
        if head is not None and head.file_id == file_id:
            return opened(data, _notes(head, original))
    raise SealedError(
        f"{place} is sealed by the key of a recording that is not here: put that beside it "
        f"(its file id is {file_id.hex()})"
    )


def _head_of(original: Path) -> SealedHead | None:
    head = read_head(original)[:HEAD_BYTES]
    return unpack_head(head) if is_sealed(head) else None


def _notes(head: SealedHead, original: Path) -> "SealedNotes":
    from formats.native.sealed_notes import SealedNotes
    from replay.cli.reading.unlocking import unlock

    return SealedNotes(head, unlock(original))
