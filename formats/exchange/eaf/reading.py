"""What an EAF file says, whoever wrote it: annotations of tiers with their own times, and of those below."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from formats.errors import DamagedError, UnsupportedError
from formats.exchange.eaf.document import COMMENT, NOTE, PIN, POINT, SUBDIVISION
from formats.model.exchange import ReadAnnotations
from formats.model.time import NS_PER_MS
from formats.sources.annotations_found import AnnotationsFound
from formats.sources.decimal_times import ns_of
from formats.sources.xml_events import Element, xml_elements

_ROOT = "ANNOTATION_DOCUMENT"
_VALUE = "ANNOTATION_VALUE"
_UNREAD = {
    "CONTROLLED_VOCABULARY": "controlled vocabularies",
    "LICENSE": "licences",
    "LEXICON_REF": "links to lexicons",
    "REF_LINK": "links between annotations",
}
_DEEPEST = 64

Times = tuple[int | None, int | None]


@dataclass(slots=True)
class _Tier:
    name: str
    type: str
    author: str
    participant: str


@dataclass(slots=True)
class _Found:
    """An annotation as it stands in the file."""

    name: str
    tier: _Tier
    value: str = ""
    slots: tuple[str, str] | None = None
    """None where it refers to another one."""
    parent: str = ""


@dataclass(slots=True)
class _Document:
    """What is collected while the file is read; types come behind the tiers that are of them."""

    slots: dict[str, int | None] = field(default_factory=dict)
    """Times in nanoseconds, None for a slot that is not aligned, in their order."""
    tiers: list[_Tier] = field(default_factory=list)
    annotations: list[_Found] = field(default_factory=list)
    constraints: dict[str, str] = field(default_factory=dict)
    """By type."""
    unread: Counter[str] = field(default_factory=Counter)
    value: str = ""
    """Of the annotation that is being read."""

    def start(self, element: Element) -> None:
        told = element.attributes
        if not element.path and element.name != _ROOT:
            raise DamagedError(f"no EAF: its root is {element.name!r:.60}, not {_ROOT}")
        if element.name == "HEADER" and told.get("TIME_UNITS", "milliseconds") != "milliseconds":
            raise UnsupportedError(f"times in {told['TIME_UNITS']!r:.40}; milliseconds are read")
        if element.name == "TIER":
            names = ("TIER_ID", "LINGUISTIC_TYPE_REF", "ANNOTATOR", "PARTICIPANT")
            self.tiers.append(_Tier(*(told.get(name, "") for name in names)))
        elif element.name in {"ALIGNABLE_ANNOTATION", "REF_ANNOTATION"}:
            self.value = ""
            if not self.tiers:
                raise DamagedError(f"no EAF: {element.name} stands in no tier")

    def end(self, element: Element) -> None:
        told = element.attributes
        match element.name:
            case "TIME_SLOT":
                self.slots[told.get("TIME_SLOT_ID", "")] = ns_of(told.get("TIME_VALUE"), NS_PER_MS)
            case name if name == _VALUE:
                self.value = element.text
            case "ALIGNABLE_ANNOTATION":
                slots = (told.get("TIME_SLOT_REF1", ""), told.get("TIME_SLOT_REF2", ""))
                self._add(told, slots=slots)
            case "REF_ANNOTATION":
                self._add(told, parent=told.get("ANNOTATION_REF", ""))
            case "LINGUISTIC_TYPE":
                self.constraints[told.get("LINGUISTIC_TYPE_ID", "")] = told.get("CONSTRAINTS", "")
            case name if name in _UNREAD:
                self.unread[_UNREAD[name]] += 1

    def _add(self, told: dict[str, str], *, slots: tuple[str, str] | None = None, parent: str = "") -> None:
        name = told.get("ANNOTATION_ID", "")
        self.annotations.append(_Found(name, self.tiers[-1], self.value, slots, parent))


def read_document(path: Path) -> ReadAnnotations:
    """Read an EAF file.

    Raises:
        FormatError: It cannot be read.
    """
    document = _Document()
    xml_elements(path, frozenset({_VALUE}), document.start, document.end)
    found = AnnotationsFound("eaf")
    times = _Times(document, found)
    names = found.names(tier.name for tier in document.tiers if tier.type != NOTE)
    taken: dict[str, str | None] = {}
    for one in document.annotations:
        if one.tier.type != NOTE:
            taken[one.name] = _take(found, one, names.get(one.tier.name, one.tier.name), times.of(one))
    for one in document.annotations:
        if one.tier.type == NOTE:
            parent = taken.get(one.parent)
            if parent is None or not found.with_note(parent, one.value):
                found.lost["notes of annotations that are not there, or have one already"] += 1
    for what, count in document.unread.items():
        found.lost[what] += count
    if count := sum(bool(tier.participant) for tier in document.tiers):
        found.lost["participants of tiers"] += count
    return found.result()


def _take(found: AnnotationsFound, one: _Found, tier: str, times: Times) -> str | None:
    start_ns, end_ns = times
    match one.tier.type:
        case kind if kind == POINT:
            return found.mark(tier, one.value, start_ns, author=one.tier.author)
        case kind if kind == PIN:
            return found.comment(one.value, start_ns, None, one.tier.author)
        case kind if kind == COMMENT and end_ns is not None:
            return found.comment(one.value, start_ns, end_ns, one.tier.author)
        case _:
            return found.segment(tier, one.value, start_ns, end_ns, author=one.tier.author)


class _Times:
    """The times of annotations: of their slots, of slots between aligned ones, or of their parents."""

    def __init__(self, document: _Document, found: AnnotationsFound) -> None:
        self._slots = _aligned(document.slots, found)
        self._found = found
        self._by_name = {one.name: one for one in document.annotations}
        self._constraints = document.constraints
        self._siblings: dict[tuple[str, str], list[str]] = {}
        for one in document.annotations:
            if one.slots is None:
                self._siblings.setdefault((one.tier.name, one.parent), []).append(one.name)
        self._places = {
            name: (place, len(names)) for names in self._siblings.values() for place, name in enumerate(names)
        }

    def of(self, one: _Found) -> Times:
        """Return start and end, None where there is none."""
        chain = [one]
        while chain[-1].slots is None:
            parent = self._by_name.get(chain[-1].parent)
            if parent is None or len(chain) > _DEEPEST:
                return None, None
            chain.append(parent)
        slots = chain.pop().slots or ("", "")
        start, end = self._slots.get(slots[0]), self._slots.get(slots[1])
        # From the outermost parent inwards.
        for below in reversed(chain):
            if start is None or end is None:
                break
            place, count = self._places.get(below.name, (0, 1))
            if self._constraints.get(below.tier.type) == SUBDIVISION and count > 1:
                self._found.guessed[
                    "annotations that share the time of the one above, taken for equal parts"
                ] += 1
                length = end - start
                start, end = start + length * place // count, start + length * (place + 1) // count
        return start, end


def _aligned(slots: dict[str, int | None], found: AnnotationsFound) -> dict[str, int | None]:
    """Return the slots, those that are not aligned spread evenly between their neighbours that are."""
    names, values = list(slots), list(slots.values())
    before = -1
    for place, value in enumerate(values):
        if value is None:
            continue
        gap = place - before
        first = values[before] if before >= 0 else None
        if gap > 1 and first is not None and value >= first:
            for number in range(1, gap):
                values[before + number] = first + (value - first) * number // gap
            found.guessed["times that are not aligned, spread between their neighbours"] += gap - 1
        before = place
    return dict(zip(names, values, strict=True))
