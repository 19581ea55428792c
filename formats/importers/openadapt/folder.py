"""Which files are a recording: the database, in its folder or alone, and what lies beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from formats.errors import FormatError, UnsupportedError
from formats.importers.openadapt.database import MAGIC, SIDE_FILES, tables_of
from formats.sources.videos import VIDEO_SUFFIXES

DATABASES = ("recording.db", "capture.db", "openadapt.db")
_TABLES = {"recording": {"timestamp"}, "action_event": {"name", "timestamp"}}
_JOURNAL = {"capture": {"started_at"}, "events": {"timestamp", "type", "data"}}
_NAMED = 10


@dataclass(frozen=True, slots=True)
class RecordingFiles:
    """The files of one recording."""

    database: Path
    videos: tuple[Path, ...]
    sounds: tuple[Path, ...]
    json_files: tuple[Path, ...]
    unread: tuple[str, ...]
    """Names of what nothing here reads."""


def is_recording(path: Path, head: bytes) -> bool:
    """Say whether a database, or the one in a folder, holds a recording.

    Args:
        path: The folder or the file.
        head: The file's first bytes, empty for a folder.
    """
    if path.is_dir():
        return any(_holds(tables_of(path / name)) for name in DATABASES)
    return head.startswith(MAGIC) and _holds(tables_of(path))


def is_journal(tables: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether tables are those of the older schema."""
    return _has(tables, _JOURNAL)


def find_files(path: Path) -> RecordingFiles:
    """List a recording's files.

    Raises:
        FormatError: There is none, or its folder cannot be read.
        UnsupportedError: The database holds something else.
    """
    database = path
    if path.is_dir():
        there = [path / name for name in DATABASES if (path / name).is_file()]
        fitting = [found for found in there if _holds(tables_of(found))]
        if not there:
            raise FormatError(f"{path}: there is no recording.db in this folder")
        database = (fitting or there)[0]
    tables = tables_of(database)
    if not _holds(tables):
        named = ", ".join(sorted(tables)[:_NAMED]) or "none that can be read"
        raise UnsupportedError(
            f"{database}: no recording by OpenAdapt: it has no tables recording and action_event, nor "
            f"capture and events (its tables: {' '.join(named.split())[:200]})"
        )
    try:
        beside = sorted(database.parent.iterdir())
        files = [file for file in beside if file.is_file()]
    except OSError as error:
        raise FormatError(f"{database.parent}: {error.strerror or error}") from error
    videos = [file for file in files if file.suffix.lower() in VIDEO_SUFFIXES]
    sounds = [file for file in files if file.suffix.lower() in {".flac", ".wav", ".mp3", ".ogg"}]
    json_files = [file for file in files if file.suffix == ".json"]
    own = {database, *(database.with_name(database.name + suffix) for suffix in (*SIDE_FILES, "-shm"))}
    known = {*own, *videos, *sounds, *json_files}
    unread = tuple(file.name for file in files if file not in known)
    # Alone in a folder of other things, a database has only what is named as its own.
    if not path.is_dir():
        videos = [video for video in videos if video.name.startswith("oa_recording") or video.stem == "video"]
        sounds, json_files, unread = [], [], ()
    return RecordingFiles(database, tuple(videos), tuple(sounds), tuple(json_files), unread)


def _holds(tables: Mapping[str, tuple[str, ...]]) -> bool:
    return _has(tables, _TABLES) or _has(tables, _JOURNAL)


def _has(tables: Mapping[str, tuple[str, ...]], wanted: Mapping[str, set[str]]) -> bool:
    """Say whether all wanted tables are there with their columns; one found only by its name has none."""
    return all(
        name in tables and (not tables[name] or columns <= set(tables[name]))
        for name, columns in wanted.items()
    )
