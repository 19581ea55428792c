"""Forms about people, filled in with Tab: a date long past is a birthday, a name with a number a street."""

import re
from collections.abc import Iterator, Sequence

from replay.privacy.context import prompts
from replay.privacy.context.entries import Entry
from replay.privacy.context.field_order import form_before, is_address
from replay.privacy.detecting import matches_in
from replay.privacy.detectors.birth_date import is_birth_label
from replay.privacy.detectors.dates import whole_date
from replay.privacy.match import Match
from replay.privacy.words import births
from replay.privacy.years import Years

_WORD = r"[A-ZÀ-Þ](?:\.|[^\W\d_]*)"
_NAME = re.compile(
    rf"(?:(?:de|van|von|der|den|del|di|da|du|le|la) ){{0,2}}{_WORD}"
    rf"(?:[-'’ ]{{1,2}}(?:[a-z]{{2,3}} )?{_WORD})*"
)
_STREET = re.compile(
    r"[A-ZÀ-Þ][^\W\d_]+\.?(?:[ -][A-Za-zÀ-þ][^\W\d_]*\.?){0,3},? \d{1,4}(?: ?[a-zA-Z]|[-/]\d{1,4})?|"
    r"\d{1,4}[a-zA-Z]?,? [A-ZÀ-Þ][^\W\d_]+(?: [A-ZÀ-Þ][^\W\d_]+){1,3}"
)
_DIALLED = re.compile(
    r"0[1-9]\d{8,10}|(?=(?:\D?\d){9,11}\Z)\d{2,4}(?:([ -])\d{2,4}(?:\1\d{2,4}){1,3}|[ /]\d{6,7})"
)
"""A national number, written in one where it begins with 0, else in groups."""
_BARE_NUMBER = re.compile(r"\d{9,11}")
_OTHER_NUMBERED = re.compile(
    r"(?:\w*grad|stufe|klasse|class[e]?|clase|gruppe?|groupe?|grupo|gruppo|grade|kurs|course|level|niveau|nivel|"
    r"livello|zzp|tarif\w*|room|raum|zimmer|floor|etage|stock|level|apt|unit|konto|account|order|bestellung|auftrag|invoice|"
    r"rechnung|page|"
    r"seite|version|windows|ticket|table|tisch|gate|platz|seat|terminal|haus|halle|lager|size|größe|pos|nr|"
    r"no)\b.*",
    re.IGNORECASE,
)
PAPER = re.compile(
    r"(?=.*\d)(?=.*[A-Z])[CFGHJKLMNPRTVWXYZ0-9]{9}|"
    r"(?=(?:.*\d){2})(?=.*[A-Z])[A-Z0-9]{8,9}|[A-Z]{1,3}\d{6,8}[A-Z]?"
)
"""How the numbers of passports and of identity cards are written."""
_MOBILE = re.compile(r"[3567]\d{8,9}|9\d{8}")
"""A mobile number of countries in which none begins with 0."""
_CHECKED_NUMBER = re.compile(r"\d{11,15}|[A-Z]\d{9}|1\d{8}")
"""In a form about anybody, so many digits with a check are no chance."""
_PAPER_OF_DIGITS = re.compile(r"\d{8,9}")
_PLACEHOLDER = re.compile(r"[tdjmya]{1,4}([-./ ])[tdjmya]{1,4}\1[tdjmya]{2,4}", re.IGNORECASE)


def in_form(every: Sequence[Entry], number: int, years: Years) -> Iterator[Match]:
    """Find what a field of a form about a person holds, by the fields before it.

    Args:
        every: The entries of a recording.
        number: Which of them is looked at.
        years: In which people were born.
    """
    entry = every[number]
    value = entry.value.strip()
    if not re.search(r"\d", value) or prompts.NO_LOGIN.search(entry.window):
        return
    if _says_else(entry.source.entry):
        return
    year = whole_date(value)
    if year is not None:
        confidence = _of_birth(every, number, year, years)
        if confidence:
            yield entry.match("birth-date-form", confidence, "birth-date")
    elif entry.begun == "tab" and _STREET.fullmatch(value) and not _OTHER_NUMBERED.fullmatch(value):
        if _is_of_a_person(form_before(every, number)):
            yield entry.match("address-form", 0.7, "address")
    elif entry.begun == "tab" and _DIALLED.fullmatch(value):
        before = form_before(every, number)
        if _is_called("tel", value, "phone") and (_is_of_a_person(before) or any(map(_is_house, before))):
            yield entry.match("phone-form", 0.7, "phone")
    else:
        yield from _bare_number(every, number, years)


def _bare_number(every: Sequence[Entry], number: int, years: Years) -> Iterator[Match]:
    """Find a number of a paper, of a state or of a telephone, in one as it is typed into forms."""
    entry = every[number]
    value, window = entry.value.strip(), entry.window
    if prompts.TRAVELLING.search(window) and _is_paper(every, number, years):
        yield entry.match("national-id-form", 0.72, "national-id")
    elif entry.begun != "tab":
        return
    elif _is_of_a_state(every, number, years):
        yield entry.match("national-id-form", 0.7, "national-id")
    elif (
        _MOBILE.fullmatch(value)
        and prompts.PERSONAL.search(window)
        and _is_called("tel", value, "phone")
        and _is_of_a_person(form_before(every, number))
    ):
        yield entry.match("phone-form", 0.62, "phone")


def _is_of_a_state(every: Sequence[Entry], number: int, years: Years) -> bool:
    """Say whether a field holds a number with the check of those that states give to people."""
    value, window = every[number].value.strip(), every[number].window
    about_people = prompts.PERSONAL.search(window) is not None
    after, before = every[number + 1] if number + 1 < len(every) else None, form_before(every, number)
    if (
        after is not None
        and after.begun == "tab"
        and _is_birthday(after, years)
        and _is_called_somebody(before)
    ):
        return _BARE_NUMBER.fullmatch(value) is not None and _is_of_some_state(value)
    fits = _BARE_NUMBER if prompts.EMPLOYING.search(window) else _CHECKED_NUMBER if about_people else None
    if fits is None or not fits.fullmatch(value) or not _is_of_a_person(before):
        return False
    return _is_of_some_state(value)


def _is_of_some_state(value: str) -> bool:
    return any(
        _is_called(name, value, "national-id") for name in ("national id", "versichertennummer", "bsn")
    )


def _is_paper(every: Sequence[Entry], number: int, years: Years) -> bool:
    """Say whether a field holds the number of a passport: of letters, or of digits before a date of birth."""
    value = every[number].value.strip()
    if PAPER.fullmatch(value):
        return _is_among(every, number)
    after, before = every[number + 1] if number + 1 < len(every) else None, form_before(every, number)
    if not _PAPER_OF_DIGITS.fullmatch(value):
        return False
    if after is not None and after.begun == "tab" and _is_birthday(after, years):
        return _is_called_somebody(before)
    return bool(before) and _is_birthday(before[-1], years) and _is_called_somebody(before[:-1])


def _is_birthday(entry: Entry, years: Years) -> bool:
    year = whole_date(entry.value.strip())
    return year is not None and 1900 < year <= years.adult


def _is_called_somebody(before: Sequence[Entry]) -> bool:
    """Say whether the field just before holds a name."""
    return bool(before) and _is_name(before[-1])


def _is_name(entry: Entry) -> bool:
    return _NAME.fullmatch(entry.value.strip()) is not None


def _says_else(field: str) -> bool:
    """Say whether a field's name tells that something else stands there than a date of birth or a street."""
    return prompts.says_else(_PLACEHOLDER.sub("", field)) and not is_birth_label(field)


def _of_birth(every: Sequence[Entry], number: int, year: int, years: Years) -> float:
    """Return how surely a date is one of birth, by its form: 0 for one that is too young, or of a thing."""
    entry, title = every[number], every[number].window
    if births.LABEL.search(title) or births.AGE.search(title):
        return 0.85
    about_people = prompts.PERSONAL.search(title) is not None
    about_children = births.CHILDREN.search(title) is not None
    latest = years.now if about_children else years.pupil if about_people else years.adult
    if not (1900 < year <= latest or (years.short < year < 100 and about_people)):
        return 0.0
    if entry.begun != "tab":
        return 0.65 if about_people and year > 99 else 0.0
    before = form_before(every, number)
    is_guest = prompts.TRAVELLING.search(title) is not None and any(map(_is_name, before))
    is_named = about_people and (about_children or year <= years.adult) and any(map(_is_name, before))
    if not (is_guest or is_named or _is_of_a_person(before)) or not (about_people or year <= years.grown):
        return 0.0
    return 0.75 if year <= years.adult and about_people and year > 99 else 0.65


def _is_called(name: str, value: str, category: str) -> bool:
    """Say whether a number would be of a category if a word told so, and is none of another by itself."""
    if any(match.category != category for match in matches_in(value)):
        return False
    told = f"{name} {value}"
    return any(match.category == category and match.stop == len(told) for match in matches_in(told))


def _is_house(entry: Entry) -> bool:
    """Say whether a field holds a street and a number: somebody comes there, and may have to call."""
    return any(match.category == "address" for match in matches_in(entry.value))


def _is_of_a_person(before: Sequence[Entry]) -> bool:
    """Say whether the fields filled in before hold what only people have: two names, an address, a number."""
    names = [each.value.strip() for each in before if _NAME.fullmatch(each.value.strip())]
    if len(names) > 1 or any(" " in name for name in names):
        return True
    return any(is_address(each.value) or _is_number_of_one(each) for each in before)


def _is_number_of_one(entry: Entry) -> bool:
    """Say whether a field holds the number that a state gave to somebody."""
    value = entry.value.strip()
    if not re.search(r"\d", value):
        return False
    if PAPER.fullmatch(value) and prompts.TRAVELLING.search(entry.window):
        return True
    return any(match.category == "national-id" for match in matches_in(value))


def _is_among(every: Sequence[Entry], number: int) -> bool:
    """Say whether a field stands beside the name of a person or a date."""
    before, entry = form_before(every, number), every[number]
    after = every[number + 1] if number + 1 < len(every) else None
    goes_on = after is not None and after.begun == "tab" and after.window == entry.window
    beside = [*before[-2:], *([after] if goes_on and after is not None else [])]
    return any(
        _NAME.fullmatch(each.value.strip()) or whole_date(each.value.strip()) is not None for each in beside
    )
