"""JSON Lines of annotations: our own, with everything an annotation holds; a line each.

| line | holds |
|---|---|
| first | `format` ("replay-annotations", first in the line), `version` (1), `recording`, `duration_ns`, `media`, `start_utc_ns` |
| each other | the annotation as `formats.model.annotation_json` writes it, with `author` where that is known |

This is the state of annotations, for others; their changes are the journal, which is what people merge.
"""  # noqa: E501 - a row of a table is one line

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from formats.errors import DamagedError, UnsupportedError
from formats.model.annotation_json import annotation_record
from formats.model.annotations import Annotation
from formats.model.exchange import (
    PLAIN_READ,
    ExchangeContext,
    ReadAnnotations,
    ReadOptions,
    Redact,
    everything,
    unchanged,
)
from formats.model.export import ExportReport
from formats.sinks.annotation_fit import fitted
from formats.sources.annotations_found import AnnotationsFound
from formats.sources.bounded_file import check_size
from formats.sources.lines import LineFaults, json_lines

NAME = "jsonl"
SUFFIXES = (".jsonl",)
SUMMARY = "Our own JSON Lines of annotations, with everything that they hold."
LOSES = "Nothing."
HOLDS = everything("JSON Lines")

FORMAT = "replay-annotations"
VERSION = 1
_FIRST = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"replay-annotations"')
_LINE_BYTES = 4 << 20


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file begins with the line that `write` begins with."""
    del path
    return _FIRST.match(head) is not None


def read(path: Path, options: ReadOptions = PLAIN_READ) -> ReadAnnotations:
    """Read annotations.

    Raises:
        UnsupportedError: They are of a version from the future.
        FormatError: The file cannot be read.
    """
    del options
    check_size(path)
    faults = LineFaults(path.name)
    lines = json_lines(path, faults, _LINE_BYTES)
    number, first = next(lines, (0, {}))
    if first.get("format") != FORMAT or number != 1:
        raise DamagedError(f"{path}: its first line, which says what it is, cannot be read")
    if first.get("version") != VERSION or isinstance(first["version"], bool):
        raise UnsupportedError(f"{path}: version {first.get('version')!r:.20}; {VERSION} is read")
    found = AnnotationsFound(NAME)
    for _, record in lines:
        author = record.pop("author", "")
        found.record(record, author if isinstance(author, str) else "")
    found.said += faults.sentences()
    return found.result()


def write(
    annotations: Iterable[Annotation], out: Path, context: ExchangeContext, redact: Redact = unchanged
) -> ExportReport:
    """Write annotations."""
    fit = fitted(annotations, context, HOLDS, redact)
    told = fit.context
    first = {
        "format": FORMAT,
        "version": VERSION,
        "recording": told.recording,
        "duration_ns": told.duration_ns,
        "media": told.media,
        "start_utc_ns": told.start_utc_ns,
    }
    with out.open("x", encoding="utf-8", newline="\n") as file:
        file.write(_line(first))
        for annotation in fit.annotations:
            author = fit.author(annotation)
            file.write(_line({**annotation_record(annotation), **({"author": author} if author else {})}))
    return ExportReport(fit.written(), fit.lost)


def _line(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # What some programs take for the end of a line, or hide, is escaped.
    return (text if text.isprintable() else json.dumps(value)) + "\n"
