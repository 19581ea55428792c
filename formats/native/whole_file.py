"""A file that appears under its name only when it is whole and on the disk."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def partial_path(path: Path) -> Path:
    """Return where a file grows until it is whole: another name each time, to be made with mode "x".

    A fixed name could be that of the file being read: "a.replay.partial" is what a killed import leaves,
    and `recover` makes "a.replay" of it.
    """
    return path.with_name(f"{path.name}.{secrets.token_hex(4)}.partial")


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a new file for writing: on success it replaces `path`, on an exception it is removed.

    Raises:
        OSError: It cannot be made or written.
    """
    partial = partial_path(path)
    file = partial.open("xb")
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
