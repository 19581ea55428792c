"""The lines of an EAF file, in the order that its schema asks for."""

import mimetypes
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from formats.exchange.eaf.document import ASSOCIATION, COMMENT, NOTE, PIN, POINT, SPAN
from formats.model.annotations import Annotation, Comment, Mark, Segment
from formats.model.time import NS_PER_MS
from formats.sinks.annotation_fit import Fitted
from formats.sinks.plain_text import xml_escaped
from formats.sinks.tier_tracks import Track, tracks

_ROOT = (
    'FORMAT="3.0" VERSION="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd"'
)
_CONSTRAINT = "1-1 association with a parent annotation"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COMMENTS = "comments"


def document_lines(fit: Fitted) -> tuple[list[Track], Iterator[str]]:
    """Return the tiers of an EAF file, and its lines."""
    made = tracks(
        fit.annotations,
        lambda annotation: (_tier(annotation), _type(annotation), fit.author(annotation)),
        _extent_ms,
    )
    return made, _Document(fit, made).lines()


class _Document:
    def __init__(self, fit: Fitted, made: list[Track]) -> None:
        self._fit = fit
        self._tracks = made
        every = (annotation for track in made for annotation in track.annotations)
        self._extents = [_extent_ms(annotation) for annotation in every]
        # Slots in order of time, a slot for each edge: one that two annotations share moves both of them.
        order = sorted(
            (ms, place, edge) for place, both in enumerate(self._extents) for edge, ms in enumerate(both)
        )
        self._slots = {(place, edge): f"ts{number}" for number, (_, place, edge) in enumerate(order, 1)}
        self._names = {track.name for track in made}
        self._place = 0
        self._number = 0

    def lines(self) -> Iterator[str]:
        tiers = [line for track in self._tracks for line in self._tier(track)]
        authors = sorted({track.author for track in self._tracks})
        author = authors[0] if len(authors) == 1 else ""
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield f"<ANNOTATION_DOCUMENT {_attributes(AUTHOR=author, DATE=self._date())} {_ROOT}>"
        yield from self._header()
        yield "    <TIME_ORDER>"
        for (place, edge), name in self._slots.items():
            ms = self._extents[place][edge]
            yield f'        <TIME_SLOT TIME_SLOT_ID="{name}" TIME_VALUE="{ms}"/>'
        yield "    </TIME_ORDER>"
        yield from tiers
        for kind in (SPAN, POINT, COMMENT, PIN):
            told = _attributes(LINGUISTIC_TYPE_ID=kind, TIME_ALIGNABLE="true", GRAPHIC_REFERENCES="false")
            yield f"    <LINGUISTIC_TYPE {told}/>"
        told = _attributes(
            LINGUISTIC_TYPE_ID=NOTE,
            TIME_ALIGNABLE="false",
            CONSTRAINTS=ASSOCIATION,
            GRAPHIC_REFERENCES="false",
        )
        yield f"    <LINGUISTIC_TYPE {told}/>"
        yield f"    <CONSTRAINT {_attributes(DESCRIPTION=_CONSTRAINT, STEREOTYPE=ASSOCIATION)}/>"
        yield "</ANNOTATION_DOCUMENT>"

    def _date(self) -> str:
        start_ns = self._fit.context.start_utc_ns or 0
        try:
            return (_EPOCH + timedelta(microseconds=start_ns // 1000)).isoformat(timespec="seconds")
        except OverflowError:
            return _EPOCH.isoformat(timespec="seconds")

    def _header(self) -> Iterator[str]:
        context = self._fit.context
        yield '    <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">'
        if context.media:
            url = f"./{quote(context.media)}"
            kind = mimetypes.guess_type(context.media)[0] or "unknown"
            told = _attributes(MEDIA_URL=url, MIME_TYPE=kind, RELATIVE_MEDIA_URL=url)
            yield f"        <MEDIA_DESCRIPTOR {told}/>"
        if context.recording:
            name = xml_escaped(context.recording)
            yield f'        <PROPERTY NAME="recording">{name}</PROPERTY>'
        yield f'        <PROPERTY NAME="lastUsedAnnotationId">{self._number}</PROPERTY>'
        yield "    </HEADER>"

    def _tier(self, track: Track) -> Iterator[str]:
        """Yield a tier, and behind it that of its notes."""
        notes = []
        told = _attributes(TIER_ID=track.name, ANNOTATOR=track.author, LINGUISTIC_TYPE_REF=track.kind)
        yield f"    <TIER {told}>"
        for annotation in track.annotations:
            name = self._next()
            start, end = self._slots[self._place, 0], self._slots[self._place, 1]
            self._place += 1
            told = _attributes(ANNOTATION_ID=name, TIME_SLOT_REF1=start, TIME_SLOT_REF2=end)
            yield from _annotation("ALIGNABLE_ANNOTATION", told, _value(annotation))
            if note := getattr(annotation, "note", ""):
                notes.append((name, note))
        yield "    </TIER>"
        if notes:
            told = _attributes(
                TIER_ID=self._name(f"{track.name} notes"),
                ANNOTATOR=track.author,
                LINGUISTIC_TYPE_REF=NOTE,
                PARENT_REF=track.name,
            )
            yield f"    <TIER {told}>"
            for parent, note in notes:
                told = _attributes(ANNOTATION_ID=self._next(), ANNOTATION_REF=parent)
                yield from _annotation("REF_ANNOTATION", told, note)
            yield "    </TIER>"

    def _next(self) -> str:
        self._number += 1
        return f"a{self._number}"

    def _name(self, wanted: str) -> str:
        """Return a name that no other tier has; how tiers of notes are called means nothing to reading."""
        while wanted in self._names:
            wanted += "'"
        self._names.add(wanted)
        return wanted


def _annotation(element: str, attributes: str, value: str) -> Iterator[str]:
    yield "        <ANNOTATION>"
    yield f"            <{element} {attributes}>"
    yield f"                <ANNOTATION_VALUE>{xml_escaped(value)}</ANNOTATION_VALUE>"
    yield f"            </{element}>"
    yield "        </ANNOTATION>"


def _attributes(**attributes: str) -> str:
    return " ".join(f'{name}="{xml_escaped(value)}"' for name, value in attributes.items())


def _tier(annotation: Annotation) -> str:
    return _COMMENTS if isinstance(annotation, Comment) else str(getattr(annotation, "tier", ""))


def _type(annotation: Annotation) -> str:
    match annotation:
        case Mark():
            return POINT
        case Comment(end=None):
            return PIN
        case Comment():
            return COMMENT
        case _:
            return SPAN


def _value(annotation: Annotation) -> str:
    return annotation.text if isinstance(annotation, Comment) else str(getattr(annotation, "label", ""))


def _extent_ms(annotation: Annotation) -> tuple[int, int]:
    """Return from when to when it is: a point takes a millisecond, for ELAN has none."""
    match annotation:
        case Segment(start=start, end=end) | Comment(start=start, end=end) if end is not None:
            return start.t_ns // NS_PER_MS, end.t_ns // NS_PER_MS
        case Mark(at=at) | Comment(start=at):
            return at.t_ns // NS_PER_MS, at.t_ns // NS_PER_MS + 1
        case _:
            raise ValueError(f"{annotation!r:.60} was not made to fit")
