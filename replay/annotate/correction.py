"""The correction of the frames' times that is in force: whose it is, since when, and how people are told."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from formats.model.annotations import Correction
from formats.model.corrected import amount_text, refusal
from formats.model.time import NS_PER_S
from replay.annotate.ledger import Ledger

CORRECTION = "correction:frames"
"""Id of the one correction that a recording has of its frames' times."""
_PPB_OF_PPM = 1000


@dataclass(frozen=True, slots=True)
class InForce:
    """A correction that stands in a journal."""

    correction: Correction
    author: str
    """Who made it, or changed it last."""
    at_utc_ns: int
    """When, nanoseconds since 1970."""

    @property
    def refusal(self) -> str:
        """Why it cannot be followed, "" where it can."""
        return refusal(self.correction)

    @property
    def amount(self) -> str:
        """By how much frames are moved: "+180.0 ms"."""
        return amount_text(self.correction.frame_offset_ns, self.correction.frame_drift_ppb / _PPB_OF_PPM)

    @property
    def words(self) -> str:
        """Say what is corrected, by whom and when; names and notes are not made safe here."""
        return f"{self.short}; {self.correction.note}" if self.correction.note else self.short

    @property
    def short(self) -> str:
        """Say the same without how it was measured."""
        return f"frames moved by {self.amount}, kept by {self.author} on {_day(self.at_utc_ns)}"

    def record(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "offset_ns": self.correction.frame_offset_ns,
            "drift_ppm": self.correction.frame_drift_ppb / _PPB_OF_PPM,
            "by": self.author,
            "at_utc_ns": self.at_utc_ns,
            "note": self.correction.note,
        }


def in_force(ledger: Ledger) -> InForce | None:
    """Return the correction that stands in a journal, None for none."""
    standing = ledger.standing.get(CORRECTION)
    newest = ledger.newest_of(CORRECTION)
    if not isinstance(standing, Correction) or newest is None:
        return None
    return InForce(standing, newest.author, newest.at_utc_ns)


def _day(utc_ns: int) -> str:
    try:
        return f"{datetime.fromtimestamp(utc_ns // NS_PER_S, UTC):%Y-%m-%d %H:%M} UTC"
    except (OverflowError, ValueError, OSError):
        return "an unknown day"
