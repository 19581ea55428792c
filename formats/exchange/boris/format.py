"""BORIS: annotations as a project with its ethogram, and back.

| here | in BORIS |
|---|---|
| a tier | a subject; segments of one label that overlap need several: "task", "task (2)" |
| a label | a behaviour: a state event for segments, a point event for marks; for both, two behaviours |
| a note | the comment of the event that starts it |
| the author | an observation each, whose independent variable "annotator" it is |

A state is two events of one behaviour and subject, one that starts it and one that stops it: which is which
follows from their order. Times are seconds with three digits. Of a project with several recordings one is
read.

Source: BORIS user guide, project file format 7.0.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from formats.exchange.boris.project import HOLDS
from formats.exchange.boris.reading import read_project
from formats.exchange.boris.writing import project_of
from formats.model.annotations import Annotation
from formats.model.exchange import (
    PLAIN_READ,
    ExchangeContext,
    ReadAnnotations,
    ReadOptions,
    Redact,
    unchanged,
)
from formats.model.export import ExportReport
from formats.sinks.annotation_fit import fitted
from formats.sources.bounded_file import is_json_with, json_of

__all__ = ["HOLDS", "LOSES", "NAME", "SUFFIXES", "SUMMARY", "read", "sniff", "write"]

NAME = "boris"
SUFFIXES = (".boris",)
SUMMARY = "Projects of BORIS: state and point events, subjects, an observation for each author."
LOSES = "Times below a millisecond, comments, anchors, flags, defects, decisions, ids; open ends are closed."


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is a project."""
    return is_json_with(path, head, "project_format_version", "observations", "behaviors_conf")


def read(path: Path, options: ReadOptions = PLAIN_READ) -> ReadAnnotations:
    """Read the annotations of one recording.

    Raises:
        FormatError: It cannot be read, or holds several recordings and none was named.
    """
    return read_project(path, json_of(path), options)


def write(
    annotations: Iterable[Annotation], out: Path, context: ExchangeContext, redact: Redact = unchanged
) -> ExportReport:
    """Write annotations."""
    fit = fitted(annotations, context, HOLDS, redact)
    project, told = project_of(fit)
    with out.open("x", encoding="utf-8", newline="\n") as file:
        json.dump(project, file, indent=1)
        file.write("\n")
    written = {**fit.written(), "observations": len(project["observations"])}
    return ExportReport(written, (*fit.lost, *told))
