"""In which years those may be born who are written of, by the year in which somebody writes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from formats.model.recording import Recording

_ADULT, _PUPIL, _GROWN = 14, 6, 24
_CELEBRATED, _AHEAD = 3, 4
_FIRST = 2000
"""An earlier start of a recording is a clock that was never set."""
_NS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Years:
    """What a year of birth may be in one year, and what it hardly is."""

    now: int

    @property
    def adult(self) -> int:
        """The latest of who fills in forms, or has them filled in; what else is dated there is later."""
        return self.now - _ADULT

    @property
    def pupil(self) -> int:
        """The latest in a form about people."""
        return self.now - _PUPIL

    @property
    def grown(self) -> int:
        """The latest behind a name, in a form about anything."""
        return self.now - _GROWN

    @property
    def celebrated(self) -> int:
        """A birthday in a later year is a party: who was born then fills in nothing yet."""
        return self.now - _CELEBRATED

    @property
    def short(self) -> int:
        """What is above it in two digits is a year of the last century."""
        return self.now % 100 + _AHEAD


def years_of(recording: Recording) -> Years:
    """Return the years as they are when a recording was made; today's where its source does not say."""
    start_ns = recording.header.start_utc_ns
    try:
        year = 0 if start_ns is None else datetime.fromtimestamp(start_ns // _NS, UTC).year
    except (ValueError, OverflowError, OSError):
        year = 0  # No date that a calendar has.
    return this_year() if year < _FIRST else Years(year)


def this_year() -> Years:
    """Return the years as they are today."""
    return Years(date.today().year)
