"""Dates of birth: a date that could be one, beside a word that says so."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from replay.privacy.detectors import cues
from replay.privacy.detectors.nearby import is_told
from replay.privacy.match import Match

NAME = "birth-date"
VERSION = 2

LATEST_YEAR = 2012
"""Who fills in forms, or has them filled in, was born before; what else is dated in them is not so old."""

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|"
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
    r"(?:\b(?:d\.?o\.?b\b|date of birth|(?:birth|geburts) ?(?:date|day|year|jahr)?|born|bom on|"
    r"geburts(?:datum|tag)|geboren|geb\b|"
    r"né(?:e)? le|date de naissance|anniversaire|nacid[oa]|fecha de nacimiento|cumpleaños|nat[oa] il|"
    r"data di nascita|geboortedatum|geboren|nascid[oa]|data de nascimento|urodzon[ya]|data urodzenia|"
    r"födelsedatum|född|fødselsdato|født|syntymäaika|syntynyt|doğum tarihi|datum narození|narozen[aý]?|"
    r"születési|fæðingardagur|дата рождения|родил(?:ся|ась)|dato de nacimiento|b-?day)|"
    r"(?<![\w.])(?:b\.|\*) ?(?=\Z|\d{1,2}[. ]))",
    re.IGNORECASE,
)

_CUE = cues.cue(
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
_REACH = 60
_HEAD = re.compile(_WORDS.pattern + r"|\bgeb\w*", re.IGNORECASE)


_TWO_DIGITS = re.compile(
    rf"(?<![\w/.-])\d{{1,2}}(?:st|nd|rd|th|\.)?[ -](?:of |de |"
    rf"di )?(?:{_MONTHS})\.?,?[ -]'?(?P<year>\d\d)(?![\w/:]|[.-]\d)"
    rf"|(?<![\w/.-])(?:\d{{1,2}}(?:st|nd|rd|th|\.)?[ -](?:of |de |di )?(?:{_MONTHS})|"
    rf"(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?)(?![\w:]|,? \d)",
    re.IGNORECASE,
)
"""A month by its name, with two digits of a year or none."""
_CALLED = re.compile(r" (?:\w+ ){0,2}(?:Geburtstag|birthday|anniversaire|cumpleaños|b-?day)\b", re.IGNORECASE)
_PATIENT = re.compile(
    r"(?:\b(?:patient(?:in)?|pat\.?|mr|mrs|ms|frau|herrn?|insured|versicherter?)\b[^\n]{0,40})\Z",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+(?:, ?| )[A-ZÀ-Þ][a-zß-ÿ]+[ ,]{0,2}\([^()\d]{0,8}\Z")
"""A name, and behind it in brackets what stands there in letters about patients: a date of birth."""
_PATIENT_CUE = cues.cue("pat", "mr", "ms", "frau", "herr", "insured", "versicher", "(")
_BORN = re.compile(r" (?:\w+ ){0,3}(?:born|geboren|né|née|nacid[oa]|nat[oa])\b", re.IGNORECASE)


def detect(text: str) -> Sequence[Match]:
    """Find dates of birth."""
    held = cues.held(text)
    if not held & cues.DIGIT:
        return []
    told = held & _CUE and _WORDS.search(text) is not None
    found = [*_dates(text), *_in_table(text)] if told else []
    others = [*_without_year(text)] if told else []
    if held & _PATIENT_CUE:
        others.extend(_of_patients(text))
    for match in others:
        if not any(match.start < other.stop and other.start < match.stop for other in found):
            found.append(match)
    return sorted({match.start: match for match in reversed(found)}.values(), key=lambda match: match.start)


def year_of(text: str) -> int | None:
    """Return the year of a text that is nothing but a whole date, None for any other."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year = _year(found)
    if year < 1900 or not _is_dated(found):
        return None
    return year


def short_year_of(text: str) -> int:
    """Return the two digits of the year of a text that is nothing but a date, -1 for any other."""
    found = _DATE.fullmatch(text)
    return _year(found) if found is not None and _is_dated(found) and _year(found) < 100 else -1


def is_birth_label(label: str) -> bool:
    """Say whether the name of a field, or the head of a column, says that a date of birth stands there."""
    return _HEAD.search(label) is not None


def is_day_and_month(first: str, second: str) -> bool:
    """Say whether two entries are a day and a month, in either order, the month a number or a name."""
    numbers = [
        int(text)
        for text in (first, second)
        if re.fullmatch(r"\d{1,2}\.?", text)
        for text in [text.rstrip(".")]
    ]
    if len(numbers) == 1:
        other = second if first[:1].isdigit() else first
        return 0 < numbers[0] < 32 and re.fullmatch(rf"(?:{_MONTHS})\.?", other, re.IGNORECASE) is not None
    return len(numbers) == 2 and _is_day(2000, *numbers)


def is_year(text: str) -> bool:
    """Say whether a text is a year that somebody now alive may have been born in, or one of the next."""
    return re.fullmatch(r"19\d\d|20[0-4]\d", text) is not None


def _dates(text: str) -> Iterator[Match]:
    for found in _DATE.finditer(text):
        if not _is_dated(found):
            continue
        if is_told(text, found.start(), _WORDS, reach=30) or _BORN.match(text, found.end()):
            yield Match(found.start(), found.end(), NAME, NAME, 0.93)


def _without_year(text: str) -> Iterator[Match]:
    for found in _TWO_DIGITS.finditer(text):
        if is_told(text, found.start(), _WORDS, reach=30) or _CALLED.match(text, found.end()):
            yield Match(found.start(), found.end(), NAME, NAME, 0.85 if found["year"] else 0.65)
    for found in _DATE.finditer(text):
        if _is_dated(found) and _CALLED.match(text, found.end()):
            yield Match(found.start(), found.end(), NAME, NAME, 0.65)


def _of_patients(text: str) -> Iterator[Match]:
    """Find a date long past beside a patient or behind a name in brackets: a date of birth most often."""
    for found in _DATE.finditer(text):
        year = _year(found)
        if not (1900 < year <= LATEST_YEAR) or not _is_dated(found):
            continue
        before = text[max(found.start() - _REACH, 0) : found.start()]
        if _PATIENT.search(before) or _BRACKETED.search(before):
            yield Match(found.start(), found.end(), NAME, "birth-date-patient", 0.65)


def _in_table(text: str) -> Iterator[Match]:
    """Find the dates in a column of lines with cells, whose first line names it."""
    start, column, sign = 0, -1, ""
    for line in text.splitlines(keepends=True):
        found = _HEAD.search(line)
        if found is not None and not _DIGIT.search(line):
            sign = next((each for each in ";\t|," if each in line), "")
            column = line[: found.start()].count(sign) if sign else -1
        elif column >= 0 and line.count(sign) >= column:
            cells = line.split(sign)
            at = start + sum(len(cell) + 1 for cell in cells[:column])
            date_in = _DATE.search(text, at, at + len(cells[column]))
            if date_in is not None and _is_dated(date_in):
                yield Match(date_in.start(), date_in.end(), NAME, "birth-date-column", 0.9)
        elif not line.strip():
            column = -1
        start += len(line)


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
