"""Annotations made to fit into a format: redacted, without what it has no place for, and that accounted for.

Whatever is written into a foreign file comes from here: a text that did not pass `redact` cannot leave, and
what is taken away is counted in the same place.
"""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from formats.model.annotations import (
    Annotation,
    Comment,
    Correction,
    Decision,
    Edge,
    Mark,
    Segment,
    kind_of,
    start_ns,
)
from formats.model.exchange import ExchangeContext, Holds, Redact
from formats.model.time import NS_PER_MS

_LINES = ("tier", "label", "letter", "category", "check")
_TEXTS = ("note", "text")
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is to be written, just as it is."""

    annotations: tuple[Annotation, ...]
    """In order of their start, then of their ids; those without a start come last."""
    authors: Mapping[str, str]
    """By id; empty where the format has no place for them."""
    context: ExchangeContext
    """With its names redacted."""
    lost: tuple[str, ...]

    def author(self, annotation: Annotation) -> str:
        """Return who made an annotation, "" where that is not known."""
        return self.authors.get(annotation.id, "")

    def written(self) -> dict[str, int]:
        """Count the annotations by kind, in words for people."""
        counts = Counter(kind_of(annotation) for annotation in self.annotations)
        return {f"{kind}s": count for kind, count in counts.items()}


def fitted(
    annotations: Iterable[Annotation], context: ExchangeContext, holds: Holds, redact: Redact
) -> Fitted:
    """Make annotations fit.

    Args:
        annotations: In any order.
        context: Where they come from.
        holds: What the format has a place for.
        redact: Every text that a person wrote passes it.
    """
    fit = _Fit(context, holds, redact)
    kept = [made for annotation in annotations if (made := fit.annotation(annotation)) is not None]
    kept.sort(key=_order)
    named = ((one.id, fit.line(context.authors.get(one.id, ""))) for one in kept)
    authors = {name: author for name, author in named if author}
    told = replace(context, recording=fit.line(context.recording), media=fit.line(context.media), authors={})
    lost = (*fit.sentences(), *_unkept(kept, authors, holds))
    return Fitted(tuple(kept), authors if holds.authors else {}, told, lost)


class _Fit:
    def __init__(self, context: ExchangeContext, holds: Holds, redact: Redact) -> None:
        self._context = context
        self._holds = holds
        self._redact = redact
        self._counts: Counter[str] = Counter()

    def annotation(self, annotation: Annotation) -> Annotation | None:
        """Return what can be written of one, None for nothing."""
        kind = kind_of(annotation)
        if kind not in self._holds.kinds:
            self._counts[f"{kind}s, which {self._holds.name} has no place for"] += 1
            return None
        if isinstance(annotation, Mark) and annotation.letter and not self._holds.details:
            self._counts["marks with a letter, which are places to return to and no labels"] += 1
            return None
        timed = self._timed(annotation)
        if timed is None:
            return None
        made = self._worded(self._plain(timed))
        if isinstance(made, Segment) and not made.label and not self._holds.unlabelled:
            self._counts[f"segments without a label, which {self._holds.name} takes for gaps"] += 1
            return None
        return made

    def line(self, text: str) -> str:
        """Return a name or label as it can be written."""
        return self._said(text, self._holds.line)

    def sentences(self) -> Iterator[str]:
        """Say what was taken away."""
        for what, count in self._counts.items():
            yield f"{what}: {count:,}"

    def _said(self, text: str, writable: Redact) -> str:
        redacted = self._redact(text)
        if redacted != text:
            self._counts["texts with what must not leave, which is left out of them"] += 1
        whole = redacted.encode("utf-8", "backslashreplace").decode() if _HALF.search(redacted) else redacted
        written = writable(whole)
        if written != redacted:
            self._counts["texts with characters that cannot be written, which are others now"] += 1
        return written

    def _worded(self, annotation: Annotation) -> Annotation:
        changed: dict[str, object] = {}
        for field in dataclasses.fields(annotation):
            value = getattr(annotation, field.name)
            if field.name in _LINES and value:
                changed[field.name] = self.line(value)
            elif field.name in _TEXTS and value:
                changed[field.name] = self._said(value, self._holds.text)
            elif field.name == "channels" and value:
                changed[field.name] = tuple(self.line(channel) for channel in value)
        return replace(annotation, **changed)  # type: ignore[arg-type]  # fields of its own

    def _plain(self, annotation: Annotation) -> Annotation:
        """Take away what the format has no fields for."""
        holds = self._holds
        changed: dict[str, object] = {}
        if not holds.notes and _word(annotation, "note"):
            self._counts["notes of annotations"] += 1
            changed["note"] = ""
        if not holds.tiers and _word(annotation, "tier"):
            self._counts["tiers of annotations"] += 1
            changed["tier"] = ""
        if not holds.details and isinstance(annotation, Comment):
            if annotation.region is not None:
                self._counts["regions of comments"] += 1
            if annotation.resolved or annotation.about:
                self._counts["what comments are about, and whether they are resolved"] += 1
            return replace(annotation, region=None, resolved=False, about="")
        return replace(annotation, **changed)  # type: ignore[arg-type]  # fields of its own

    def _timed(self, annotation: Annotation) -> Annotation | None:
        """Give an annotation times that can be written, None where it has none."""
        match annotation:
            case Decision() | Correction():
                return annotation
            case Mark(at=at):
                edge = self._edge(at)
                if edge is not None:
                    return replace(annotation, at=edge)
            case _:
                end = annotation.end
                if end is None and isinstance(annotation, Segment) and not self._holds.open_ends:
                    self._counts["open segments, which now end with the recording"] += 1
                    end = Edge(annotation.span(self._context.duration_ns).end_ns)
                found = self._span(annotation.start, end)
                if found is not None:
                    return replace(annotation, start=found[0], end=found[1])  # type: ignore[arg-type]  # never None where it cannot be
        self._counts["annotations whose time cannot be written"] += 1
        return None

    def _span(self, start: Edge, end: Edge | None) -> tuple[Edge, Edge | None] | None:
        holds = self._holds
        if end is None:
            edge = self._edge(start)
            return None if edge is None else (edge, None)
        if end.t_ns < holds.first_ns or start.t_ns > holds.last_ns:
            return None
        if start.t_ns < holds.first_ns or end.t_ns > holds.last_ns:
            self._counts["spans cut to the times that can be written"] += 1
            start = replace(start, t_ns=max(start.t_ns, holds.first_ns))
            end = replace(end, t_ns=min(end.t_ns, holds.last_ns))
        begins, ends = self._edge(start), self._edge(end)
        if begins is None or ends is None:
            return None
        if ends.t_ns <= begins.t_ns and not holds.empty_spans:
            self._counts[f"spans of no length, which now have {_length(holds.unit_ns)}"] += 1
            ends = replace(ends, t_ns=begins.t_ns + holds.unit_ns)
        return begins, ends

    def _edge(self, edge: Edge) -> Edge | None:
        holds, anchor = self._holds, edge.anchor
        if not holds.first_ns <= edge.t_ns <= holds.last_ns:
            return None
        if anchor is not None and not holds.details:
            self._counts["edges tied to an event or a frame, which are now only times"] += 1
            anchor = None
        t_ns = (edge.t_ns + holds.unit_ns // 2) // holds.unit_ns * holds.unit_ns
        if t_ns != edge.t_ns:
            self._counts[f"times rounded to {_length(holds.unit_ns)}"] += 1
        return Edge(t_ns, anchor)


def _unkept(kept: list[Annotation], authors: Mapping[str, str], holds: Holds) -> Iterator[str]:
    if authors and not holds.authors:
        named = len(set(authors.values()))
        yield f"who made the annotations: {named:,} {'person' if named == 1 else 'people'}"
    if kept and not holds.ids:
        yield "the ids of the annotations: what is read back is new ones"


def _word(annotation: Annotation, name: str) -> str:
    found: str = getattr(annotation, name, "")
    return found


def _order(annotation: Annotation) -> tuple[bool, int, str]:
    at = start_ns(annotation)
    return at is None, at or 0, annotation.id


def _length(unit_ns: int) -> str:
    return "a millisecond" if unit_ns == NS_PER_MS else f"{unit_ns:,} ns"
