"""TextGrid: annotations for Praat, and back.

Segments are intervals, marks are points. An interval tier of Praat is a partition of the whole time: what
lies between segments is an interval with an empty text, so that a segment without a label cannot be told from
a gap. A tier has either intervals without overlaps or points at different times: further ones are "task (2)".

Both text formats are read as Praat reads them: only numbers that stand free, quoted texts and flags count,
and all else is a comment. The long one is written, in UTF-8. Times are decimal, to the nanosecond.

Source: Praat manual, TextGrid file formats.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from formats.errors import DamagedError, LimitError, UnsupportedError
from formats.model.annotations import Annotation, Mark, Segment
from formats.model.exchange import (
    MOST_ANNOTATIONS,
    PLAIN_READ,
    ExchangeContext,
    Holds,
    ReadAnnotations,
    ReadOptions,
    Redact,
    unchanged,
)
from formats.model.export import ExportReport
from formats.model.time import NS_PER_MS
from formats.plain_file import read_head
from formats.sinks.annotation_fit import fitted
from formats.sinks.plain_text import one_line
from formats.sinks.tier_tracks import Track, split_sentence, tracks
from formats.sources.annotations_found import AnnotationsFound
from formats.sources.bounded_file import text_of
from formats.sources.decimal_times import ns_of, seconds_text

NAME = "textgrid"
SUFFIXES = (".TextGrid",)
SUMMARY = "TextGrid of Praat: the long and the short format are read, the long one is written."
LOSES = "Notes, comments, authors, unlabelled segments, anchors, flags, defects, decisions, ids, open ends."
HOLDS = Holds(
    frozenset({"segment", "mark"}),
    "Praat",
    first_ns=-(1 << 62),
    last_ns=1 << 62,
    unlabelled=False,
    line=one_line,
)

_MOST_ENTRIES = 2 * MOST_ANNOTATIONS + 1
"""Between annotations are gaps."""
_INTERVALS, _POINTS = "IntervalTier", "TextTier"
_BINARY = b"ooBinaryFile\x08TextGrid"
_TOKEN = re.compile(
    r'"(?P<text>(?:[^"]++|"")*+)"'
    r"|(?<!\S)!.*"
    r"|<(?P<flag>exists|absent)>"
    r"|(?<!\S)(?P<number>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(?!\S)"
    r'|(?P<open>")'
    r'|[^\s"]+'
)
_HEADINGS = {"text": "a text in quotes", "number": "a number", "flag": "<exists> or <absent>"}


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file begins as Praat's files of TextGrids do."""
    del path
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "latin-1"
    start = head[:1024].decode(encoding, "replace")
    return head.startswith(_BINARY) or ("ooTextFile" in start[:80] and '"TextGrid"' in start)


def read(path: Path, options: ReadOptions = PLAIN_READ) -> ReadAnnotations:
    """Read annotations.

    Raises:
        UnsupportedError: It is Praat's binary format.
        FormatError: It cannot be read.
    """
    del options
    if read_head(path).startswith(_BINARY):
        raise UnsupportedError(f"{path}: Praat's binary format; save it there as a text file")
    found = AnnotationsFound(NAME)
    entries = list(_entries(path, text_of(path, otherwise="latin-1")))
    names = found.names(name for name, _, _, _ in entries)
    for name, start, end, label in entries:
        if label is None:
            continue
        if end is None:
            found.mark(names[name], label, start)
        elif label:
            found.segment(names[name], label, start, end)
    return found.result()


def write(
    annotations: Iterable[Annotation], out: Path, context: ExchangeContext, redact: Redact = unchanged
) -> ExportReport:
    """Write annotations."""
    fit = fitted(annotations, context, HOLDS, redact)
    made = tracks(fit.annotations, _place, _extent)
    extents = [_extent(annotation) for annotation in fit.annotations]
    first = min([0, *(start for start, _ in extents)])
    last = max([fit.context.duration_ns, first + NS_PER_MS, *(end for _, end in extents)])
    with out.open("x", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in _lines(made, first, last))
    told = (*fit.lost, *split_sentence(made, "Praat"))
    return ExportReport({**fit.written(), "tiers": len(made)}, told)


def _place(annotation: Annotation) -> tuple[str, str, str]:
    if isinstance(annotation, Mark):
        return annotation.tier, _POINTS, ""
    return str(getattr(annotation, "tier", "")), _INTERVALS, ""


def _extent(annotation: Annotation) -> tuple[int, int]:
    match annotation:
        case Mark(at=at):
            return at.t_ns, at.t_ns + 1
        case Segment(start=start, end=end) if end is not None:
            return start.t_ns, end.t_ns
        case _:
            raise ValueError(f"{annotation!r:.60} was not made to fit")


def _lines(made: list[Track], first: int, last: int) -> Iterator[str]:
    around = (f"xmin = {seconds_text(first)}", f"xmax = {seconds_text(last)}")
    yield 'File type = "ooTextFile"'
    yield 'Object class = "TextGrid"'
    yield ""
    yield from around
    if not made:
        yield "tiers? <absent>"
        return
    yield "tiers? <exists>"
    yield f"size = {len(made)}"
    yield "item []:"
    for number, track in enumerate(made, 1):
        yield f"    item [{number}]:"
        yield f"        class = {_quoted(track.kind)}"
        yield f"        name = {_quoted(track.name)}"
        yield from (f"        {line}" for line in around)
        yield from _points(track) if track.kind == _POINTS else _intervals(track, first, last)


def _points(track: Track) -> Iterator[str]:
    yield f"        points: size = {len(track.annotations)}"
    for number, annotation in enumerate(track.annotations, 1):
        yield f"        points [{number}]:"
        yield f"            number = {seconds_text(_extent(annotation)[0])}"
        yield f"            mark = {_quoted(str(getattr(annotation, 'label', '')))}"


def _intervals(track: Track, first: int, last: int) -> Iterator[str]:
    parts = []
    for annotation in track.annotations:
        start, end = _extent(annotation)
        if start > first:
            parts.append((first, start, ""))
        parts.append((start, end, str(getattr(annotation, "label", ""))))
        first = end
    if first < last:
        parts.append((first, last, ""))
    yield f"        intervals: size = {len(parts)}"
    for number, (start, end, label) in enumerate(parts, 1):
        yield f"        intervals [{number}]:"
        yield f"            xmin = {seconds_text(start)}"
        yield f"            xmax = {seconds_text(end)}"
        yield f"            text = {_quoted(label)}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


Entry = tuple[str, int | None, int | None, str | None]
"""Name of the tier, start, end (None for a point) and label (None for a tier as such)."""


def _entries(path: Path, text: str) -> Iterator[Entry]:
    tokens = _Tokens(path, text)
    if not tokens.next("text").startswith("ooTextFile") or tokens.next("text") != "TextGrid":
        raise DamagedError(f"{path}: no TextGrid")
    tokens.next("number")
    tokens.next("number")
    if tokens.next("flag") == "absent":
        return
    count = 0
    for _ in range(tokens.count()):
        kind, name = tokens.next("text"), tokens.next("text")
        if kind not in {_INTERVALS, _POINTS}:
            raise DamagedError(f"{path}: a tier is {_INTERVALS} or {_POINTS}, not {kind!r:.40}")
        tokens.next("number")
        tokens.next("number")
        yield name, None, None, None
        for _ in range(tokens.count()):
            count += 1
            if count > _MOST_ENTRIES:
                raise LimitError(f"{path}: intervals and points", value=count, limit=_MOST_ENTRIES)
            start = ns_of(tokens.next("number"))
            end = ns_of(tokens.next("number")) if kind == _INTERVALS else None
            label = tokens.next("text")
            if kind == _INTERVALS and end is None:
                raise DamagedError(f"{path}: an interval of {name!r:.40} has no time that can be read")
            yield name, start, end, label


class _Tokens:
    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._found = _TOKEN.finditer(text)

    def next(self, kind: str) -> str:
        """Return the next token, which must be of a kind."""
        for match in self._found:
            if match.lastgroup is None:
                continue
            if match.lastgroup == "open":
                raise DamagedError(f"{self._path}: a text in quotes is not closed: the file is cut")
            if match.lastgroup != kind:
                wrong = match[0] if match.lastgroup != "text" else "a text in quotes"
                due = f"{_HEADINGS[kind]} is due at character {match.start():,}"
                raise DamagedError(f"{self._path}: {due}, not {wrong:.40}")
            value: str = match[kind]
            return value.replace('""', '"') if kind == "text" else value
        raise DamagedError(f"{self._path}: it ends before {_HEADINGS[kind]} that is due: the file is cut")

    def count(self) -> int:
        """Return the next number, which says how many of something follow."""
        number = self.next("number")
        if not number.isdecimal() or len(number) > 9:
            raise DamagedError(f"{self._path}: {number!r:.40} is no count")
        return int(number)
