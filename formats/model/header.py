"""The header: where a recording came from, who agreed to it, and what identifies a person or a machine.

Names and hardware are kept in `Private`, apart from everything else, so that they can be removed as a whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from formats.model.time import Clock


@dataclass(frozen=True, slots=True)
class Consent:
    """What the recorded person agreed to."""

    person: str = ""
    """Who agreed: a name or a pseudonym."""
    purposes: tuple[str, ...] = ()
    """What the recording may be used for, in the consent's own words."""
    given_utc_ns: int | None = None
    """When, in nanoseconds since 1970 UTC."""
    until: str | None = None
    """Last day of validity, ISO 8601, or None where no end was agreed."""
    retain_until: str | None = None
    """Last day on which the recording may be kept, ISO 8601, or None where none was agreed."""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Private:
    """What identifies a person or a machine, and nothing else."""

    hardware: Mapping[str, Any] = field(default_factory=dict)
    """Host name, hardware ids, processor, model; keys as the source has them."""
    names: Mapping[str, Any] = field(default_factory=dict)
    """User names, e-mail addresses, original file and folder names."""


@dataclass(frozen=True, slots=True)
class Header:
    """What holds for the whole recording."""

    recording_id: str
    """A UUID in text, given when the recording was made or imported."""
    source: str = ""
    """The format it was imported from ("agentnet"), or "replay"."""
    recorder: str = ""
    """The program that captured it, with its version where known."""
    start_utc_ns: int | None = None
    """Nanoseconds since 1970 UTC at time 0; None where the source does not say."""
    time_zone: str | None = None
    """IANA name or UTC offset of the recorded person's clock."""
    task: str = ""
    """What the person was asked to do."""
    consent: Consent | None = None
    clocks: tuple[Clock, ...] = ()
    private: Private = field(default_factory=Private)
    details: Mapping[str, Any] = field(default_factory=dict)
    """Anything else the source's metadata says that identifies nobody; JSON values."""
