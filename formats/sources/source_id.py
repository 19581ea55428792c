"""The id of a recording whose source gives it none: from what its files hold, not from what they are called.

A file is renamed and copied, and the recorded person's word on it must find it again. Bounded parts are read,
so that a file of a hundred gigabytes has an id as quickly as one of ten kilobytes.
"""

import hashlib
import uuid
from collections.abc import Iterable
from pathlib import Path

from formats.errors import FormatError
from formats.plain_file import open_plain

MOST_FILES = 64
"""Of several files so many are read; all are counted."""
_END_BYTES = 1 << 16
"""Read whole at the start and at the end of a file."""
_PIECE_BYTES = 1 << 12
_PIECES = 16
"""Read between the two, at equal distances."""


def source_id(kind: str, files: Iterable[Path], told: str = "") -> str:
    """Return a UUID that is equal for files that hold the same, whatever their names and folders are.

    Args:
        kind: The format, so that no other one gives the same.
        files: What the recording is made of, in an order that does not hang on names alone.
        told: What else tells it from others of its kind.

    Raises:
        FormatError: A file cannot be read.
    """
    every = list(files)
    hashed = hashlib.sha256(f"replay source 1\n{kind}\n{told!a}\n{len(every)}\n".encode())
    for file in every[:MOST_FILES]:
        _take(file, hashed)
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"replay:{kind}:{hashed.hexdigest()}"))


def _take(file: Path, hashed: "hashlib._Hash") -> None:
    with open_plain(file) as opened:
        try:
            size = file.stat().st_size
            hashed.update(b"%d\n" % size)
            last = max(size - _END_BYTES, 0)
            between = [last * number // (_PIECES + 1) for number in range(1, _PIECES + 1)]
            for at, count in ((0, _END_BYTES), *((at, _PIECE_BYTES) for at in between), (last, _END_BYTES)):
                opened.seek(at)
                hashed.update(opened.read(count))
        except OSError as error:
            raise FormatError(f"{file} cannot be read: {error.strerror or error}") from error
