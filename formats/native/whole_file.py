"""A file that appears under its name only when it is whole and on the disk, for its owner alone.

Recordings hold what people typed: a new file is the owner's, and one that replaces another is for those who
could read that one.
"""

import errno
import io
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from formats.native.beside import journal_path


def partial_path(path: Path) -> Path:
    """Return where a file grows until it is whole: another name each time, to be made with `make_private`.

    A fixed name could be that of the file being read: "a.replay.partial" is what a killed import leaves,
    and `recover` makes "a.replay" of it.
    """
    return path.with_name(f"{path.name}.{secrets.token_hex(4)}.partial")


def make_private(path: Path) -> io.FileIO:
    """Make a file that only its owner may read, and open it for writing, without a buffer.

    Raises:
        OSError: It cannot be made; FileExistsError where there is one.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return io.FileIO(os.open(path, flags, 0o600), "wb")


def check_replaceable(path: Path) -> None:
    """Check that no recording with a journal is in the place of a file that is to be.

    Raises:
        FileExistsError: One is being recorded there, or its recorder was killed.
    """
    journal = journal_path(path)
    if path.exists() and journal.exists():
        raise FileExistsError(
            errno.EEXIST,
            f"it is being recorded, or its recorder was killed: {journal.name} holds rows of it; "
            "it is not replaced",
            str(path),
        )


def take_place(partial: Path, path: Path) -> None:
    """Give a whole file its name, and the permissions of the one that it replaces.

    Raises:
        OSError: It cannot have it; FileExistsError as `check_replaceable`.
    """
    check_replaceable(path)
    # A file system without permissions: the file is as it was made.
    with suppress(OSError):
        partial.chmod(stat.S_IMODE(path.stat().st_mode) & 0o777)
    partial.replace(path)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a new file for writing: on success it replaces `path`, on an exception it is removed.

    Raises:
        OSError: It cannot be made or written; FileExistsError as `check_replaceable`.
    """
    check_replaceable(path)
    partial = partial_path(path)
    file = io.BufferedWriter(make_private(partial))
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        take_place(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
