"""What an import says of itself: what was read, guessed and lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from formats.model.recording import Recording


@dataclass(frozen=True, slots=True)
class ImportReport:
    """An importer's account; sentences are for people."""

    read: Mapping[str, int] = field(default_factory=dict)
    """Rows by stream."""
    guessed: tuple[str, ...] = ()
    """What the source does not say, what was assumed, and why."""
    lost: tuple[str, ...] = ()
    """What could not be kept, and what to do about it."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Oddities by name: "exact duplicates", "events out of order", ..."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A foreign recording and its report."""

    recording: Recording
    report: ImportReport
