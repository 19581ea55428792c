"""The formats that are known: two protocols and two ordered tuples; a new format is one file and one name.

A format's module is imported when it is asked, not before: opening our own container needs none of them.
"""

import importlib
import os
import zipfile
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

from formats.errors import FormatError, UnknownFormatError
from formats.model.audit import audit
from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.model.recording import Recording
from formats.model.report import IMPORT_DETAILS, PLAIN, Imported, ImportOptions
from formats.native.layout import TRAILER_BYTES, is_native, unpack_trailer
from formats.native.reader import Reader
from formats.native.sealed_layout import is_sealed
from formats.native.stored_bytes import Unlock
from formats.plain_file import read_head

_ZIP = b"PK\x03\x04"
_LOOKED_INTO = 200
"""Entries of a folder that is none itself in which recordings are looked for."""
_NAMED = 3
_OTHERS = (
    (b"\x89MCAP", "an MCAP file, but none by ocap (its profile is not owa)"),
    (b"SQLite format 3\0", "an SQLite database, but none of its tables is one of a recording that is known"),
    (_ZIP, "a zip archive, but no recording that is known"),
    (b"\x1f\x8b", "a gzip file that holds no recording that is known"),
    (b"\x28\xb5\x2f\xfd", "a zstd file that holds no recording that is known"),
)
"""What files of other kinds begin with, and what is said of them."""
NATIVE = "replay"


class Importer(Protocol):
    """A module in `formats.importers`."""

    NAME: str
    """One word, as people type it."""
    SUFFIXES: tuple[str, ...]
    """Endings of its files; empty where it is a folder."""
    SUMMARY: str
    """One sentence."""
    LOSES: str
    """What of the source is not kept, in a sentence."""

    def sniff(self, path: Path, head: bytes) -> bool:
        """Say from the content whether a file, or a folder (`head` is then empty), is of this format."""

    def open_recording(self, path: Path, options: ImportOptions = PLAIN) -> Imported:
        """Read a recording; its events are then in memory, its pictures are fetched from their files.

        Args:
            path: What `sniff` took.
            options: What the person asks for; one that means nothing here is left alone.

        Raises:
            FormatError: It cannot be read.
        """


class Exporter(Protocol):
    """A module in `formats.exporters`."""

    NAME: str
    """One word, as people type it."""
    SUFFIX: str
    """Ending of what is written; empty where it is a folder."""
    SUMMARY: str
    """One sentence."""
    LOSES: str
    """What of a recording is not in the export, in a sentence."""

    def export(self, source: ExportSource, out: Path, options: ExportOptions) -> ExportReport:
        """Write a recording.

        Args:
            source: What is to be written.
            out: A path that does not exist; where `SUFFIX` is empty, a folder to be made. A file may have a
                folder beside it, `files_beside(out)`. What is left by an exception is removed by the caller.
            options: What the person asks for.

        Raises:
            FormatError: A part cannot be read, or cannot be written in this format.
            OSError: A file cannot be written.
        """


IMPORTERS = (
    "jsonl",
    "agentnet",
    "owamcap",
    "steps",
    "rrweb",
    "playwright",
    "openadapt",
    "evdev",
    "asciicast",
    # Last: it takes any table whose columns it recognises.
    "table",
)
"""Names of the importers, in the order in which they are asked; see `importer`."""

EXPORTERS = (
    "jsonl",
    "csv",
    "parquet",
    "agentnet",
    "sharegpt",
    "hf",
    "owamcap",
    "webvtt",
    "srt",
    "mp4",
    "html",
)
"""Names of the exporters, in the order in which they are listed."""


def importer(name: str) -> Importer:
    """Return an importer by its name in `IMPORTERS`.

    It is the module `formats.importers.NAME`, or where that is a package, its module `importer`.
    """
    return cast("Importer", _module(f"formats.importers.{name}", "importer"))


def exporter(name: str) -> Exporter:
    """Return an exporter by its name in `EXPORTERS`: a module, or a package's module `exporter`."""
    return cast("Exporter", _module(f"formats.exporters.{name}", "exporter"))


def _module(path: str, within: str) -> ModuleType:
    found = importlib.import_module(path)
    return importlib.import_module(f"{path}.{within}") if hasattr(found, "__path__") else found


def detect(path: Path) -> str:
    """Return the name of a file's format: "replay", or an importer's.

    Raises:
        FormatError: Nothing here reads it; the message says what it seems to be.
    """
    found = _importer(path)
    return NATIVE if found is None else found.NAME


def open_recording(path: Path, unlock: Unlock | None = None, options: ImportOptions = PLAIN) -> Recording:
    """Open a recording of any known format; a foreign one is read into memory, its report kept in its header.

    Args:
        path: A file or a folder.
        unlock: Asked for the key of a sealed file.
        options: For a foreign one: told of its progress, among other things.

    Raises:
        FormatError: It cannot be read, or nothing here reads it.
    """
    found = _importer(path)
    if found is None:
        return Reader(path, unlock=unlock)
    imported = found.open_recording(path, options)
    _keep_account(imported)
    return imported.recording


def import_recording(path: Path, options: ImportOptions = PLAIN, name: str | None = None) -> Imported:
    """Read a foreign recording with its report, oddities counted; the report is also kept in its header.

    What was a recording of ours keeps the header that it had, unless something was lost on the way.

    Args:
        path: A file or a folder.
        options: What the person asks for.
        name: Who is to read it, where its content does not tell; None finds out.

    Raises:
        FormatError: It cannot be read, nothing here reads it, or it is a `.replay` file already.
    """
    found = importer(name) if name else _importer(path)
    if found is None:
        raise FormatError(f"{path} is a .replay file already")
    imported = found.open_recording(path, options)
    try:
        counts = {**audit(imported.recording), **imported.report.counts}
    except BaseException:
        imported.recording.close()
        raise
    imported = replace(imported, report=replace(imported.report, counts=counts))
    _keep_account(imported)
    return imported


def _keep_account(imported: Imported) -> None:
    """Put the report of an import into its header; what was ours keeps its own unless something was lost."""
    if imported.own and not imported.report.lost:
        return
    header = imported.recording.header
    account = imported.report.details()
    if imported.own and IMPORT_DETAILS in header.details:
        account["earlier"] = header.details[IMPORT_DETAILS]
    imported.recording.header = replace(header, details={**header.details, IMPORT_DETAILS: account})


def _importer(path: Path) -> Importer | None:
    """Return who reads a path, None for our own container."""
    head = read_head(path)
    if is_native(head) or is_sealed(head):
        return None
    for name in IMPORTERS:
        found = importer(name)
        if found.sniff(path, head):
            return found
    raise UnknownFormatError(f"{path}: {_seems(path, head)}; `replay formats` lists what can be read")


def _seems(path: Path, head: bytes) -> str:
    if path.is_dir():
        if not os.access(path, os.R_OK | os.X_OK):
            return "this folder cannot be read: Permission denied"
        return f"this folder holds no recording that is known{_within(path)}"
    if not head:
        return "the file is empty"
    if head.startswith(_ZIP) and not zipfile.is_zipfile(path):
        return "a zip archive that is cut off or damaged"
    words = next((words for magic, words in _OTHERS if head.startswith(magic)), "")
    if not words and _ends_as_native(path):
        return "a .replay file whose beginning is damaged: `replay recover FILE -o OUT` reads the rest"
    return words or _kind_of(head)


def _kind_of(head: bytes) -> str:
    try:
        # A character may be cut at the end of what was read.
        head[:-3].decode("utf-8")
    except UnicodeDecodeError:
        return "not a recording of a known format"
    return "a text file, not a recording of a known format"


def _within(folder: Path) -> str:
    """Return a hint at the recordings that lie in a folder, "" where there are none."""
    found = [entry.name[:80] for entry in sorted(islice(folder.iterdir(), _LOOKED_INTO)) if _is_one(entry)]
    if not found:
        return ""
    more = f", and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
    return f" itself, but has some in it: {', '.join(found[:_NAMED])}{more}"


def _is_one(path: Path) -> bool:
    try:
        head = read_head(path)
        return (
            is_native(head) or is_sealed(head) or any(importer(name).sniff(path, head) for name in IMPORTERS)
        )
    except FormatError:
        return False


def _ends_as_native(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(file.seek(0, os.SEEK_END) - TRAILER_BYTES, 0))
        return unpack_trailer(file.read(TRAILER_BYTES)) is not None
