"""Forms about people, filled in with Tab: a date long past is a birthday, a name with a number a street."""

import re
from collections.abc import Iterator, Sequence

from replay.privacy import prompts
from replay.privacy.detectors.birth_date import LATEST_YEAR, short_year_of, year_of
from replay.privacy.entries import Entry
from replay.privacy.field_order import form_before, is_address
from replay.privacy.match import Match

_SHORT_YEARS = 30
"""What two digits are above it is a year of the last century."""
_NAME = re.compile(r"[A-ZÀ-Þ][^\W\d_]+(?:[-'’ ]{1,2}(?:[a-z]{2,3} )?[A-ZÀ-Þ][^\W\d_]+)*")
_STREET = re.compile(
    r"[A-ZÀ-Þ][^\W\d_]+\.?(?:[ -][A-Za-zÀ-þ][^\W\d_]*\.?){0,3},? \d{1,4}(?: ?[a-zA-Z]|[-/]\d{1,4})?"
)
_OTHER_NUMBERED = re.compile(
    r"(?:room|raum|zimmer|floor|etage|stock|level|apt|unit|konto|account|order|bestellung|auftrag|invoice|rechnung|page|"
    r"seite|version|windows|ticket|table|tisch|gate|platz|seat|terminal|haus|halle|lager|size|größe|pos|nr|no)\b.*",
    re.IGNORECASE,
)


def in_form(every: Sequence[Entry], number: int) -> Iterator[Match]:
    """Find what a field of a form about a person holds, by the fields before it.

    Args:
        every: The entries of a recording.
        number: Which of them is looked at.
    """
    entry = every[number]
    value = entry.value.strip()
    if not re.search(r"\d", value) or prompts.NO_LOGIN.search(entry.window):
        return
    year, about_people = year_of(value), prompts.PERSONAL.search(entry.window) is not None
    if entry.begun != "tab":
        if year is not None and year <= LATEST_YEAR and about_people:
            yield entry.match("birth-date-form", 0.65, "birth-date")
        return
    before = form_before(every, number)
    names = [each for each in before if _NAME.fullmatch(each.value.strip())]
    person = len(names) > 1 or any(" " in each.value.strip() for each in names)
    if not person and not any(is_address(each.value) for each in before):
        return
    if year is not None and year <= LATEST_YEAR:
        yield entry.match("birth-date-form", 0.75 if about_people else 0.65, "birth-date")
    elif short_year_of(value) > _SHORT_YEARS and about_people:
        yield entry.match("birth-date-form", 0.65, "birth-date")
    elif _STREET.fullmatch(value) and not _OTHER_NUMBERED.fullmatch(value):
        yield entry.match("address-form", 0.7, "address")
