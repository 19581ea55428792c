"""Dates of birth: a date that could be one, beside a word that says so."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from replay.privacy.detectors.nearby import is_told
from replay.privacy.match import Match

NAME = "birth-date"
VERSION = 1

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|"
    "juillet|août|septembre|octobre|novembre|décembre"
)
_DATE = re.compile(
    r"(?<![\w/.-])(?:(?P<y1>(?:19|20)\d\d)(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<s2>[-/. ])\s?(?P<m2>\d{1,2})(?P=s2)\s?(?P<y2>(?:19|20)\d\d|\d\d)"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:of\s)?(?P<n3>{_MONTHS})\.?,?\s(?P<y3>(?:19|20)\d\d)"
    rf"|(?P<n4>{_MONTHS})\.?\s(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y4>(?:19|20)\d\d))(?![\w/]|[.-]\d)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\b(?:d\.?o\.?b\b|date of birth|birth ?(?:date|day)?|born|bom on|geburtsdatum|geboren|geb\b|né(?:e)? le|"
    r"date de naissance|"
    r"nacid[oa]|fecha de nacimiento|nat[oa] il|data di nascita|geboortedatum|geboren|nascid[oa]|"
    r"data de nascimento|urodzon[ya]|data urodzenia|födelsedatum|född|fødselsdato|født|syntymäaika|b-?day)",
    re.IGNORECASE,
)


_BORN = re.compile(r" (?:\w+ ){0,3}(?:born|geboren|né|née|nacid[oa]|nat[oa])\b", re.IGNORECASE)


def detect(text: str) -> Sequence[Match]:
    """Find dates of birth."""
    return list(_dates(text)) if _WORDS.search(text) else []


def year_of(text: str) -> int | None:
    """Return the year of a text that is nothing but a whole date, None for any other."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year = int(found["y1"] or found["y2"] or found["y3"] or found["y4"])
    month, day = (found["m1"] or found["m2"], found["d1"] or found["d2"])
    if year < 1900 or (month is not None and not _is_day(year, int(month), int(day or 0))):
        return None
    return year


def _dates(text: str) -> Iterator[Match]:
    for found in _DATE.finditer(text):
        year = int(found["y1"] or found["y2"] or found["y3"] or found["y4"])
        numbers = (found["m1"] or found["m2"], found["d1"] or found["d2"])
        if numbers[0] is not None and not _is_day(year, int(numbers[0]), int(numbers[1] or 0)):
            continue
        if is_told(text, found.start(), _WORDS, reach=30) or _BORN.match(text, found.end()):
            yield Match(found.start(), found.end(), NAME, NAME, 0.93)


def _is_day(year: int, month: int, day: int) -> bool:
    """Say whether the numbers are a day, in either order; a year of two digits is taken as it is."""
    for first, second in ((month, day), (day, month)):
        try:
            date(year if year > 99 else 2000 + year, first, second)
        except ValueError:
            continue
        return True
    return False
