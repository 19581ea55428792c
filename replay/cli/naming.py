"""The file's name in what is said of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from formats.errors import FormatError


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
