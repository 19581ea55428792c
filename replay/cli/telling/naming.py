"""The file's name, and what to do, in what is said of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from formats.errors import DamagedError, FormatError, TruncatedError


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Add the file's name to what is said of its bytes: people read many files in a loop.

    Raises:
        FormatError: One was raised inside.
    """
    try:
        yield
    except FormatError as error:
        words = str(error)
        if any(words.startswith(f"{name}{end}") for name in (path, path.name) for end in ": /"):
            raise
        raise FormatError(f"{path}: {words}") from error


@contextmanager
def mending(path: Path) -> Iterator[None]:
    """Add how a `.replay` file is mended to what is said of damage in it.

    Raises:
        FormatError: One was raised inside.
    """
    try:
        yield
    except (DamagedError, TruncatedError) as error:
        if not _can_be_mended(path):
            raise
        raise DamagedError(f"{error}; `replay recover FILE -o OUT` makes a file of what is intact") from error


def _can_be_mended(path: Path) -> bool:
    """Say whether a file is one of ours that opens: what is wrong is then in a part of it."""
    from formats.native.layout import is_native
    from formats.native.reader import Reader
    from formats.native.sealed_layout import is_sealed
    from formats.plain_file import read_head

    try:
        head = read_head(path)
        if not is_native(head):
            return is_sealed(head)
        Reader(path).close()
    except (FormatError, OSError):
        return False
    return True
