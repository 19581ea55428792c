"""Years of birth are judged by the year of the recording, not by one that was written down once."""

import pytest

from formats.model.header import Header
from formats.model.memory import MemoryRecording
from replay.privacy.years import Years, this_year, years_of

_YEAR_NS = 31_556_952 * 10**9


def _made(start_ns: int | None) -> MemoryRecording:
    return MemoryRecording(Header("00000000-0000-4000-8000-000000000001", start_utc_ns=start_ns), {})


def test_a_recording_tells_its_own_year() -> None:
    """And with it who is grown up in it."""
    years = years_of(_made(round(71.5 * _YEAR_NS)))

    assert (years.now, years.adult, years.pupil, years.grown) == (2041, 2027, 2035, 2017)


@pytest.mark.parametrize("start_ns", [None, 0, -(1 << 62), (1 << 62)])
def test_where_nothing_is_known_it_is_this_year(start_ns: int | None) -> None:
    """No clock, one that was never set, or no date that a calendar has."""
    years = years_of(_made(start_ns))

    assert years.now >= this_year().now


def test_two_digits_ahead_of_the_year_are_of_the_last_century() -> None:
    """Whatever the year is."""
    assert (Years(2026).short, Years(2041).short) == (30, 45)
