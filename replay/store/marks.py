"""Marks: places in a recording that a person gave a letter; kept apart from the recording, by its id."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from formats.native.whole_file import whole_file
from replay.store.paths import marks_folder

_SAFE_ID = re.compile(r"[0-9A-Za-z_-]{1,80}")


class MarksError(Exception):
    """Marks cannot be kept or read; the message is one line."""


def load_marks(recording_id: str, folder: Path | None = None) -> dict[str, int]:
    """Return the marks of a recording, letter to nanoseconds; none where none were kept.

    Raises:
        MarksError: The file is there and cannot be read.
    """
    path = _file(recording_id, folder)
    if path is None or not path.exists():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))
        marks = {str(letter): int(t_ns) for letter, t_ns in found.items()}
    except OSError as error:
        raise MarksError(f"marks {path}: {error.strerror or error}") from error
    except (ValueError, AttributeError, TypeError, OverflowError, RecursionError) as error:
        raise MarksError(f"marks {path}: {error}") from error
    if any(abs(t_ns) >= 1 << 63 for t_ns in marks.values()):
        raise MarksError(f"marks {path}: a time of more than 64 bits")
    return marks


def save_marks(recording_id: str, marks: Mapping[str, int], folder: Path | None = None) -> None:
    """Keep the marks: a new file, then a rename, so that no moment leaves half of them.

    Raises:
        MarksError: They cannot be written; what was kept before is still there.
    """
    path = _file(recording_id, folder)
    if path is None:
        raise MarksError("marks cannot be kept: the recording has no usable id")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as file:
            file.write(json.dumps(dict(sorted(marks.items()))).encode())
    except OSError as error:
        raise MarksError(f"marks {path}: {error.strerror or error}") from error


def _file(recording_id: str, folder: Path | None) -> Path | None:
    # The id comes from the recording: it must not become a path of its own choosing.
    if not _SAFE_ID.fullmatch(recording_id):
        return None
    return (folder or marks_folder()) / f"{recording_id}.json"
