"""What an exchange of annotations with another tool is given, and what it says of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from formats.model.annotations import KINDS, Annotation
from formats.model.report import ImportReport

Redact = Callable[[str], str]
"""Returns what may leave of a text that a person wrote; the same for the same text."""


def unchanged(text: str) -> str:
    """Return a text as it is: nothing is redacted."""
    return text


def _whole(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class ExchangeContext:
    """What annotations alone do not say, and the formats of others ask for."""

    recording: str = ""
    """Name of the recording, for people."""
    duration_ns: int = 0
    """Of the recording: an open segment ends with it where a format has no open ends."""
    media: str = ""
    """Name of a video of it that lies beside what is written, "" for none."""
    start_utc_ns: int | None = None
    """Nanoseconds since 1970 UTC at the recording's time 0."""
    authors: Mapping[str, str] = field(default_factory=dict)
    """Who made an annotation, by its id."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person asks of reading; an option that means nothing for a format is left alone."""

    tier: str = ""
    """Where labels are put that the file has in no tier."""
    part: str | None = None
    """Which recording's annotations to read of a file that holds those of several."""


PLAIN_READ = ReadOptions()


@dataclass(frozen=True, slots=True)
class ReadAnnotations:
    """Annotations of a foreign file, and its account."""

    annotations: tuple[Annotation, ...]
    """Each with an id of its own; the same from the same file."""
    authors: Mapping[str, str]
    """Who made an annotation, by its id, where the file says so."""
    report: ImportReport
    named_here: frozenset[str] = frozenset()
    """Ids that the file does not hold: two files that say the same have the same ones."""


@dataclass(frozen=True, slots=True)
class Holds:
    """What a format has a place for; what it has none for is taken away before, and told."""

    kinds: frozenset[str]
    """Kinds of annotations, as `formats.model.annotations.KINDS` names them."""
    name: str
    """The format, as people call it."""
    unit_ns: int = 1
    """The step of its times."""
    first_ns: int = -(1 << 63)
    """The earliest time that can be written, and the last."""
    last_ns: int = (1 << 63) - 1
    tiers: bool = True
    notes: bool = False
    authors: bool = False
    ids: bool = False
    details: bool = False
    """Anchors, regions, letters, whether a comment is resolved and what it is about."""
    open_ends: bool = False
    empty_spans: bool = False
    """Spans of no length."""
    unlabelled: bool = True
    """Segments that have no label yet."""
    line: Redact = _whole
    """Returns what can be written of a name or label."""
    text: Redact = _whole
    """Returns what can be written of a note or comment."""


def everything(name: str) -> Holds:
    """Return what a format of our own holds: all there is."""
    return Holds(
        frozenset(KINDS),
        name,
        notes=True,
        authors=True,
        ids=True,
        details=True,
        open_ends=True,
        empty_spans=True,
    )


FILE_BYTES = 32 << 20
"""Largest file of annotations that is read: several hundred thousand of them."""
MOST_ANNOTATIONS = 500_000
