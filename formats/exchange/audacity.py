r"""Audacity's labels: a line each of start, end and text, in seconds, with tabs between.

A point has the same start and end. There is one track of labels, so that tiers are lost; on reading, all go
into the tier that is asked for. Lines that begin with a backslash hold frequencies of the label before them,
and are passed over.

Source: Audacity Manual, Importing and Exporting Labels.
"""

import io
import re
from collections.abc import Iterable
from pathlib import Path

from formats.errors import DamagedError
from formats.model.annotations import Annotation, Mark, Segment
from formats.model.exchange import (
    PLAIN_READ,
    ExchangeContext,
    Holds,
    ReadAnnotations,
    ReadOptions,
    Redact,
    unchanged,
)
from formats.model.export import ExportReport
from formats.model.time import NS_PER_S
from formats.sinks.annotation_fit import fitted
from formats.sinks.plain_text import one_line
from formats.sources.annotations_found import AnnotationsFound
from formats.sources.bounded_file import text_of
from formats.sources.decimal_times import ns_of

NAME = "audacity"
SUFFIXES = (".txt",)
SUMMARY = "Labels of Audacity: a line each of start, end and text; points and spans."
LOSES = "Tiers, notes, comments, authors, anchors, flags, defects, decisions, ids; open ends are closed."
HOLDS = Holds(
    frozenset({"segment", "mark"}),
    "Audacity",
    first_ns=0,
    last_ns=1 << 62,
    tiers=False,
    line=one_line,
)

_NUMBER = r"-?[0-9]{1,15}(?:[.,][0-9]{0,15})?"
_LABEL = re.compile(rf"({_NUMBER})\t({_NUMBER})(?:\t(.*))?")
_FREQUENCIES = "\\\t"
_LEAST_DIGITS, _DIGITS = 6, 9


def sniff(path: Path, head: bytes) -> bool:
    """Say whether all lines at a file's beginning are labels."""
    del path
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n")
    lines = text.split("\n")
    # The last one may be cut by what was read.
    whole = [line for line in (lines[:-1] or lines) if line]
    return bool(whole) and all(line.startswith(_FREQUENCIES) or _LABEL.fullmatch(line) for line in whole)


def read(path: Path, options: ReadOptions = PLAIN_READ) -> ReadAnnotations:
    """Read annotations into the tier of the options.

    Raises:
        FormatError: It cannot be read, or no line is a label.
    """
    text = text_of(path)
    found = AnnotationsFound(NAME)
    labels = 0
    for ended in io.StringIO(text):
        line = ended.removesuffix("\n")
        if not line or line.startswith(_FREQUENCIES):
            continue
        label = _LABEL.fullmatch(line)
        if label is None:
            found.lost["lines that are no label"] += 1
            continue
        labels += 1
        start, end = (ns_of(number.replace(",", ".")) for number in label.group(1, 2))
        if start == end:
            found.mark(options.tier, label[3] or "", start)
        else:
            found.segment(options.tier, label[3] or "", start, end)
    if text and not labels:
        raise DamagedError(f"{path}: no labels: no line is a start, an end and a text with tabs between")
    if text and not text.endswith("\n"):
        found.guessed["lines without an end, which may have been cut"] += 1
    return found.result()


def write(
    annotations: Iterable[Annotation], out: Path, context: ExchangeContext, redact: Redact = unchanged
) -> ExportReport:
    """Write annotations."""
    fit = fitted(annotations, context, HOLDS, redact)
    with out.open("x", encoding="utf-8", newline="\n") as file:
        for annotation in fit.annotations:
            match annotation:
                case Mark(at=at, label=label):
                    file.write(f"{_seconds(at.t_ns)}\t{_seconds(at.t_ns)}\t{label}\n")
                case Segment(start=start, end=end, label=label) if end is not None:
                    file.write(f"{_seconds(start.t_ns)}\t{_seconds(end.t_ns)}\t{label}\n")
    return ExportReport(fit.written(), fit.lost)


def _seconds(t_ns: int) -> str:
    """Write a time as Audacity does, with six digits, and with all where those do not say it."""
    seconds, rest = divmod(t_ns, NS_PER_S)
    fraction = f"{rest:0{_DIGITS}d}"
    return f"{seconds}.{fraction[:_LEAST_DIGITS]}{fraction[_LEAST_DIGITS:].rstrip('0')}"
