"""Where a journal is kept: in a file of SQLite, or in a PostgreSQL database named by its URL.

Imports nothing that talks to a database, so that the place is known long before it is opened.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER, FILE = ".replay", "annotations.db"
_URL = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://", re.IGNORECASE)
# What is no URL may be one with a mistake in it: rather a word too many is hidden than a password shown.
_PASSWORD = re.compile(r"(?<=://)([^:/@]*):.*(?=@)")
_ASKED = re.compile(r"(?<=password=)[^&]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A file, or a database of a team."""

    path: Path | None
    url: str = ""
    """Of PostgreSQL, "" for a file."""

    def __str__(self) -> str:
        """Name it for people: a password in a URL is nobody's business."""
        if self.path is not None:
            return str(self.path)
        return _ASKED.sub("***", _PASSWORD.sub(r"\1:***", self.url))


def place_beside(recording: Path) -> Place:
    """Return where the annotations of a recording are kept unless the settings say otherwise.

    Args:
        recording: The file or folder that was opened, which for a foreign recording is its source.
    """
    return place_in(recording.absolute().parent)


def place_in(folder: Path) -> Place:
    """Return where the annotations of the recordings in a folder are kept."""
    return Place(folder / FOLDER / FILE)


def is_database(words: str) -> bool:
    """Say whether a place, as people write it, is a database."""
    return _URL.match(words) is not None


def place_of(words: str) -> Place:
    """Read a place as people write it: a URL, a file, or a folder of recordings."""
    if is_database(words):
        return Place(None, words)
    path = Path(words).expanduser().absolute()
    return place_in(path) if path.is_dir() else Place(path)


def store_place(recording: Path, setting: str) -> Place:
    """Return where the annotations of a recording are kept: as set, else beside it.

    Args:
        recording: What was opened.
        setting: `store` of the settings, "" where it is not set.
    """
    return place_of(setting) if setting else place_beside(recording)
