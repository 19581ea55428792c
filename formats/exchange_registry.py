"""The formats in which annotations are exchanged with other tools: a protocol and an ordered tuple.

A format's module is imported when it is asked, not before.
"""

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, cast

from formats.errors import UnknownFormatError
from formats.model.annotations import Annotation
from formats.model.exchange import ExchangeContext, Holds, ReadAnnotations, ReadOptions, Redact
from formats.model.export import ExportReport
from formats.plain_file import read_head


class ExchangeFormat(Protocol):
    """A module in `formats.exchange`."""

    NAME: str
    """One word, as people type it."""
    SUFFIXES: tuple[str, ...]
    """Endings of its files, the first for what is written."""
    SUMMARY: str
    """One sentence."""
    LOSES: str
    """What of annotations is not kept, in a sentence."""
    HOLDS: Holds
    """What it has a place for: what was made to fit is what reading gives back."""

    def sniff(self, path: Path, head: bytes) -> bool:
        """Say from the content whether a file is of this format."""

    def read(self, path: Path, options: ReadOptions = ...) -> ReadAnnotations:
        """Read annotations.

        Args:
            path: What `sniff` took.
            options: What the person asks for.

        Raises:
            FormatError: It cannot be read.
        """

    def write(
        self, annotations: Iterable[Annotation], out: Path, context: ExchangeContext, redact: Redact = ...
    ) -> ExportReport:
        """Write annotations.

        Args:
            annotations: In any order.
            out: A path that does not exist. What is left by an exception is removed by the caller.
            context: What annotations alone do not say.
            redact: Every text that a person wrote passes it: names of tiers, labels, notes, comments,
                authors, the recording's name. Ids are not texts, they are made by programs.

        Raises:
            FormatError: It cannot be written.
            OSError: The file cannot be written.
        """


EXCHANGES = (
    "jsonl",
    "csv",
    "parquet",
    "eaf",
    "textgrid",
    "webvtt",
    "labelstudio",
    "boris",
    # Last: its files have no sign of their own, only lines of numbers and texts.
    "audacity",
)
"""Names of the formats, in the order in which they are asked."""


def exchange(name: str) -> ExchangeFormat:
    """Return a format by its name in `EXCHANGES`: a module, or a package's module `format`."""
    found = importlib.import_module(f"formats.exchange.{name}")
    if hasattr(found, "__path__"):
        found = importlib.import_module(f"formats.exchange.{name}.format")
    return cast("ExchangeFormat", found)


def detect_exchange(path: Path) -> ExchangeFormat:
    """Return the format of a file of annotations.

    Raises:
        UnknownFormatError: It is none that is known.
        FormatError: It cannot be read.
    """
    head = read_head(path)
    if path.is_file():
        for name in EXCHANGES:
            found = exchange(name)
            if found.sniff(path, head):
                return found
    raise UnknownFormatError(
        f"{path}: not annotations in a known format; `replay formats` lists what can be read"
    )
