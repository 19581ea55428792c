"""The formats that are known: two protocols and two ordered tuples; a new format is one file and one name."""

import os
from pathlib import Path
from typing import Protocol

from formats.errors import FormatError, UnknownFormatError
from formats.importers.agentnet import importer as agentnet
from formats.model.recording import Recording
from formats.model.report import Imported
from formats.native.layout import is_native
from formats.native.reader import Reader
from formats.plain_file import open_plain

HEAD_BYTES = 4096
NATIVE = "replay"


class Importer(Protocol):
    """A module in `formats.importers`."""

    NAME: str
    """One word, as people type it."""
    SUFFIXES: tuple[str, ...]
    """Endings of its files; empty where it is a folder."""
    SUMMARY: str
    """One sentence."""

    def sniff(self, path: Path, head: bytes) -> bool:
        """Say from the content whether a file, or a folder (`head` is then empty), is of this format."""

    def open_recording(self, path: Path) -> Imported:
        """Read a recording; its events are then in memory, its pictures are fetched from their files.

        Raises:
            FormatError: It cannot be read.
        """


class Exporter(Protocol):
    """A module in `formats.exporters`."""

    NAME: str
    SUFFIX: str
    SUMMARY: str


IMPORTERS: tuple[Importer, ...] = (agentnet,)
"""In the order in which they are asked."""

EXPORTERS: tuple[Exporter, ...] = ()


def detect(path: Path) -> str:
    """Return the name of a file's format: "replay", or an importer's.

    Raises:
        FormatError: Nothing here reads it; the message says what it seems to be.
    """
    importer = _importer(path)
    return NATIVE if importer is None else importer.NAME


def open_recording(path: Path) -> Recording:
    """Open a recording of any known format; a foreign one is read into memory.

    Raises:
        FormatError: It cannot be read, or nothing here reads it.
    """
    importer = _importer(path)
    return Reader(path) if importer is None else importer.open_recording(path).recording


def import_recording(path: Path) -> Imported:
    """Read a foreign recording with its report.

    Raises:
        FormatError: It cannot be read, nothing here reads it, or it is a `.replay` file already.
    """
    importer = _importer(path)
    if importer is None:
        raise FormatError(f"{path} is a .replay file already")
    return importer.open_recording(path)


def _importer(path: Path) -> Importer | None:
    """Return who reads a path, None for our own container."""
    head = _head(path)
    if is_native(head):
        return None
    for importer in IMPORTERS:
        if importer.sniff(path, head):
            return importer
    raise UnknownFormatError(f"{path}: {_seems(path, head)}; `replay formats` lists what can be read")


def _head(path: Path) -> bytes:
    if path.is_dir():
        return b""
    try:
        with open_plain(path) as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise FormatError(f"{path}: {error.strerror or error}") from error


def _seems(path: Path, head: bytes) -> str:
    if path.is_dir():
        if not os.access(path, os.R_OK | os.X_OK):
            return "this folder cannot be read: Permission denied"
        return "this folder holds no recording that is known"
    if not head:
        return "the file is empty"
    try:
        # A character may be cut at the end of what was read.
        head[:-3].decode("utf-8")
    except UnicodeDecodeError:
        return "not a recording of a known format"
    return "a text file, not a recording of a known format"
