"""What is remembered of recordings by their ids, a small file each, and whose turn it is to write one."""

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any, TypeVar

from formats.errors import DamagedError
from formats.plain_file import is_named

T = TypeVar("T")

_SAFE_ID = re.compile(r"[0-9A-Za-z_-]{1,80}")
_FILE_BYTES = 1 << 16


def remembered_path(folder: Path, recording_id: str) -> Path | None:
    """Return where something is remembered of a recording; None of one without an id that can be a name.

    The id comes from the recording: it must not become a path of its own choosing.
    """
    return folder / f"{recording_id}.json" if _SAFE_ID.fullmatch(recording_id) else None


def check_folder(folder: Path, says: str) -> None:
    """Refuse a folder that cannot be looked into: what it remembers would count as never said.

    Args:
        folder: Of what is remembered; that it is not there is fine.
        says: What it remembers, for the message.

    Raises:
        DamagedError: It is no folder, or may not be read.
    """
    try:
        with os.scandir(folder):
            # Who may list a folder may still not be allowed to open what is in it.
            os.stat(f"{folder}{os.sep}.")  # noqa: PTH116 - Path leaves the dot out
    except OSError as error:
        if not isinstance(error, PermissionError) and not is_named(folder):
            return
        why = error.strerror or "the disk fails"
        raise DamagedError(
            f"{folder} remembers {says}, and cannot be looked into ({why}): nothing is opened until it is a "
            "folder that you may read and enter"
        ) from error


def is_empty(folder: Path) -> bool:
    """Say whether nothing is remembered in a folder; of one that cannot be looked into nobody knows it."""
    try:
        with os.scandir(folder) as entries:
            return not any(entry.name.endswith(".json") for entry in entries)
    except OSError:
        return not is_named(folder)


def read_remembered(path: Path, says: str, take: Callable[[Any], T]) -> T:
    """Return what a file says; that it is there is enough to be careful where it cannot be read.

    Args:
        path: The file.
        says: What it says, for the message.
        take: Makes something of the JSON document, or raises ValueError, KeyError or TypeError.

    Raises:
        DamagedError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return take(json.loads(file.read(_FILE_BYTES)))
    except OSError as error:
        why = error.strerror or "the disk fails"
        raise DamagedError(f"{path} says that {says}, and cannot be read: {why}") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedError(f"{path} says that {says}, and cannot be read: it is damaged") from error


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Let one program at a time read something and write it again: of two that do, one's would be lost.

    Args:
        path: The file that stands for it, made where it is not there; its folder is.

    Raises:
        OSError: It cannot be made.
    """
    number = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        flock(number, LOCK_EX)
        yield
    finally:
        os.close(number)
