"""Files of step folders: the pictures that records name, and what a file begins with."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path, PureWindowsPath
from typing import Any

from formats.errors import DamagedError, FormatError, LimitError, UnsupportedError
from formats.importers.steps.step import Picture
from formats.sources.files import inside, read_file
from formats.sources.lines import parse_object

JSON_BYTES = 64 << 20
"""Largest JSON file that is read whole."""
_LINE_BYTES = 16 << 20
_STEPS_BYTES = 256 << 20
_FILES = 100_000
_NAMED = 8
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)


def first_object(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file's first line, an empty one where there is none."""
    try:
        # Not a pipe, which would be waited for.
        line = b""
        if path.is_file():
            with path.open("rb") as file:
                line = file.readline(_LINE_BYTES)
    except OSError:
        return {}
    return parse_object(line.strip().removeprefix(b"\xef\xbb\xbf"))[0] or {}


def json_file(path: Path, limit: int = JSON_BYTES) -> tuple[dict[str, Any], str]:
    """Return the object in a JSON file of at most so many bytes and "", or an empty one and what is wrong."""
    try:
        data = read_file(path, limit)
    except FormatError as error:
        return {}, str(error)
    value, fault = parse_object(data.removeprefix(b"\xef\xbb\xbf"))
    return (value, "") if value is not None else ({}, f"{path.name} cannot be read: {fault}")


def refuse_huge(files: Iterable[Path]) -> None:
    """Refuse files of steps that do not fit into memory.

    Raises:
        LimitError: They are too large; pictures are not counted.
    """
    size = 0
    for file in files:
        size += file.stat().st_size
        if size > _STEPS_BYTES:
            raise LimitError(f"{file}: size of its steps in bytes", value=size, limit=_STEPS_BYTES)


def files_in(folder: Path, *suffixes: str) -> list[Path]:
    """Return the files of a folder whose names end so, sorted; none where it cannot be read."""
    return [entry for entry in _entries(folder) if entry.name.endswith(suffixes) and entry.is_file()]


def folders_in(folder: Path) -> list[Path]:
    """Return the folders in a folder, sorted; none where it cannot be read."""
    return [entry for entry in _entries(folder) if entry.is_dir()]


def picture_of(name: object, roots: Sequence[Path], *, by_last_part: bool = False) -> Picture | None:
    """Return the picture that a record names, looked for below each of the roots; None for no name.

    Args:
        name: A path; one that leads out of a root, or is found in none, is a picture without a file.
        roots: Folders.
        by_last_part: Whether to look for the name without its folders as well, where a recorder writes
            folders of its own machine and gives each picture a name of its own.
    """
    if not isinstance(name, str) or not name:
        return None
    # Windows writes names with backslashes, which a root then holds as folders.
    last = PureWindowsPath(name).name
    for candidate in (name, last)[: 1 + by_last_part]:
        for root in roots:
            try:
                path = inside(root, candidate)
            except DamagedError:
                continue
            if path.is_file():
                return Picture(last, path)
    return Picture(last or name, None)


def is_absolute(name: object) -> bool:
    """Say whether a name is a whole path of the machine on which it was written."""
    return isinstance(name, str) and (name.startswith("/") or bool(PureWindowsPath(name).anchor))


def only_one(path: Path, recordings: Sequence[Path], what: str) -> Path:
    """Return the one recording in a folder.

    Raises:
        UnsupportedError: There are several, which the message lists.
    """
    if len(recordings) == 1:
        return recordings[0]
    named = listed(recording.name for recording in recordings)
    raise UnsupportedError(
        f"{path} holds {len(recordings):,} recordings by {what}: import one of them by its name: {named}"
    )


def listed(names: Iterable[str]) -> str:
    """Write the first few names of many."""
    every = list(names)
    more = f", and {len(every) - _NAMED:,} more" if len(every) > _NAMED else ""
    return ", ".join(name[:80] for name in every[:_NAMED]) + more


def mail_in(text: str) -> str:
    """Return the e-mail address in a name, "" where there is none: it stands between underscores there."""
    found = _MAIL.search(text.replace("_", " "))
    return found[0] if found else ""


def uuid_in(text: str) -> str:
    """Return the UUID in a name, "" where there is none."""
    found = _UUID.search(text)
    if not found:
        return ""
    digits = found[0].replace("-", "").lower()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(islice(folder.iterdir(), _FILES))
    except OSError:
        return []
