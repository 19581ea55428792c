"""Opens what is to be read only where it is a file: a named pipe would wait for a writer for ever."""

import io
import os
import stat
from pathlib import Path

from formats.errors import FormatError, UnknownFormatError

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)

HEAD_BYTES = 4096


def is_there(path: Path) -> bool:
    """Say whether there is something of that name; there is nothing where no disk could hold the name.

    For what may lie beside a recording, whose name is the recording's with more at its end.
    """
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises for a name that is too long


def is_named(path: Path) -> bool:
    """Say whether a folder holds the name, also as a link that leads nowhere.

    For what forbids something by being there: a link in a circle must not be taken for leave.
    """
    return os.path.lexists(path)


def read_head(path: Path) -> bytes:
    """Return the first bytes of a file, from which its format is told; none of a folder.

    Raises:
        FormatError: It cannot be read, or is no file, see `open_plain`.
    """
    if path.is_dir():
        return b""
    try:
        with open_plain(path) as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise FormatError(f"{path}: {error.strerror or error}") from error


def open_plain(path: Path) -> io.BufferedReader:
    """Open a file for reading.

    Raises:
        UnknownFormatError: There is no such file, or it is a pipe, a device or a socket.
        FormatError: It cannot be opened.
    """
    try:
        # Without O_NONBLOCK, opening a named pipe waits for somebody to write into it.
        number = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError as error:
        raise UnknownFormatError(f"{path}: there is no such file") from error
    except OSError as error:
        raise FormatError(f"{path}: {error.strerror or error}") from error
    mode = os.fstat(number).st_mode
    if not stat.S_ISREG(mode):
        os.close(number)
        kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "something else")
        raise UnknownFormatError(f"{path} is {kind}, not a file")
    return os.fdopen(number, "rb")
