"""Dates of birth: a date that could be one, beside a word that says so."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from replay.privacy.detectors.nearby import has_any, is_told
from replay.privacy.match import Match

NAME = "birth-date"
VERSION = 1

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mär|mai|juni|juli|oktober|okt|dezember|dez|"
    "janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    "gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|"
    "janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|"
    "januari|februari|maart|mei|augustus|marts|maj|juni|juli|augusti"
)
_DATE = re.compile(
    r"(?<![\w/.-])(?:(?P<y1>(?:19|20)\d\d)(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<s2>[-/. ])\s?(?P<m2>\d{1,2})(?P=s2)\s?(?P<y2>(?:19|20)\d\d|\d\d)"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -](?:of |de |di )?(?P<n3>{_MONTHS})\.?,?[ -](?:de |del )?"
    r"(?P<y3>(?:19|20)\d\d)"
    rf"|(?P<n4>{_MONTHS})\.?\s(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y4>(?:19|20)\d\d)"
    r"|(?P<y5>(?:19|20)\d\d)(?P<m5>\d\d)(?P<d5>\d\d)|(?P<d6>\d\d)(?P<m6>\d\d)(?P<y6>(?:19|20)\d\d)"
    r")(?![\w/]|[.-]\d)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"(?:\b(?:d\.?o\.?b\b|date of birth|birth ?(?:date|day)?|born|bom on|geburts(?:datum|tag)|geboren|geb\b|"
    r"né(?:e)? le|date de naissance|anniversaire|nacid[oa]|fecha de nacimiento|cumpleaños|nat[oa] il|"
    r"data di nascita|geboortedatum|geboren|nascid[oa]|data de nascimento|urodzon[ya]|data urodzenia|"
    r"födelsedatum|född|fødselsdato|født|syntymäaika|syntynyt|doğum tarihi|datum narození|narozen[aý]?|"
    r"születési|fæðingardagur|дата рождения|родил(?:ся|ась)|dato de nacimiento|b-?day)|"
    r"(?<![\w.])(?:b\.|\*) ?(?=\Z|\d{1,2}[. ]))",
    re.IGNORECASE,
)

_CUES = (
    *(
        "birth",
        "born",
        "bom on",
        "geb",
        "dob",
        "d.o",
        "né",
        "anniv",
        "naiss",
        "naci",
        "cumple",
        "nat",
        "nascita",
    ),
    *(
        "nasc",
        "urod",
        "föd",
        "fød",
        "synty",
        "doğum",
        "naroz",
        "szület",
        "fæðing",
        "рожд",
        "роди",
        "day",
        "b.",
        "*",
    ),
)
"""One of these stands in everything that tells of a birth."""
_DIGIT = re.compile(r"\d")


_BORN = re.compile(r" (?:\w+ ){0,3}(?:born|geboren|né|née|nacid[oa]|nat[oa])\b", re.IGNORECASE)


def detect(text: str) -> Sequence[Match]:
    """Find dates of birth."""
    if not _DIGIT.search(text) or not has_any(text, _CUES) or not _WORDS.search(text):
        return []
    return list(_dates(text))


def year_of(text: str) -> int | None:
    """Return the year of a text that is nothing but a whole date, None for any other."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year = _year(found)
    if year < 1900 or not _is_dated(found):
        return None
    return year


def _dates(text: str) -> Iterator[Match]:
    for found in _DATE.finditer(text):
        if not _is_dated(found):
            continue
        if is_told(text, found.start(), _WORDS, reach=30) or _BORN.match(text, found.end()):
            yield Match(found.start(), found.end(), NAME, NAME, 0.93)


def _year(found: re.Match[str]) -> int:
    return int(next(found[f"y{form}"] for form in range(1, 7) if found[f"y{form}"]))


def _is_dated(found: re.Match[str]) -> bool:
    """Say whether a month that is written as a number is one, and so is the day."""
    month = found["m1"] or found["m2"] or found["m5"] or found["m6"]
    day = found["d1"] or found["d2"] or found["d5"] or found["d6"]
    return month is None or _is_day(_year(found), int(month), int(day))


def _is_day(year: int, month: int, day: int) -> bool:
    """Say whether the numbers are a day, in either order; a year of two digits is taken as it is."""
    for first, second in ((month, day), (day, month)):
        try:
            date(year if year > 99 else 2000 + year, first, second)
        except ValueError:
            continue
        return True
    return False
