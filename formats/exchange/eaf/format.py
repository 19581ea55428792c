"""EAF 3.0: annotations for ELAN, and back.

| here | in ELAN |
|---|---|
| a tier | a tier; overlaps, points and other annotators are tiers of their own, "task (2)" |
| a segment | an annotation |
| a mark | an annotation of a millisecond, in a tier of the type "replay point" |
| a note | an annotation in a tier of the type "replay note" below, symbolically associated |
| a comment | an annotation in the tier "comments", type "replay comment"; at an instant, "replay pin" |
| the author | the tier's annotator |

Source: Max Planck Institute for Psycholinguistics, EAF Annotation Format 3.0, with its schema EAFv3.0.xsd.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from formats.exchange.eaf.document import HOLDS
from formats.exchange.eaf.reading import read_document
from formats.exchange.eaf.writing import document_lines
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
from formats.sinks.tier_tracks import split_sentence

__all__ = ["HOLDS", "LOSES", "NAME", "SUFFIXES", "SUMMARY", "read", "sniff", "write"]

NAME = "eaf"
SUFFIXES = (".eaf",)
SUMMARY = "EAF 3.0 of ELAN: tiers, notes, comments, annotators."
LOSES = "Times below a millisecond, anchors, regions, flags, defects, decisions, ids; open ends are closed."

_ROOT = re.compile(rb"<ANNOTATION_DOCUMENT[\s>]")


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is XML with the root of EAF."""
    del path
    plain = head.replace(b"\0", b"") if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else head
    start = plain.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    return start.startswith(b"<") and _ROOT.search(start) is not None


def read(path: Path, options: ReadOptions = PLAIN_READ) -> ReadAnnotations:
    """Read annotations; those that refer to others take their times.

    Raises:
        FormatError: It cannot be read.
    """
    del options
    return read_document(path)


def write(
    annotations: Iterable[Annotation], out: Path, context: ExchangeContext, redact: Redact = unchanged
) -> ExportReport:
    """Write annotations."""
    fit = fitted(annotations, context, HOLDS, redact)
    made, lines = document_lines(fit)
    with out.open("x", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
    told = (*fit.lost, *split_sentence(made, "ELAN"))
    return ExportReport({**fit.written(), "tiers": len(made)}, told)
