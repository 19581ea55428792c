"""Dates of birth: a date that could be one, beside a word that says so."""

import re
from collections.abc import Iterator, Sequence

from replay.privacy.detectors import cues
from replay.privacy.detectors.dates import Dated, dates_in, short_dates_in
from replay.privacy.detectors.nearby import is_told
from replay.privacy.match import Match
from replay.privacy.taken import disjoint
from replay.privacy.words import births
from replay.privacy.years import this_year

NAME = "birth-date"
VERSION = 3

_CUE = cues.cue(*births.CUES)
_DIGIT = re.compile(r"\d")
_TOLD_REACH, _FAR_REACH = 30, 60
"""Farther off, no other number may stand between, and nobody is a child."""
_SIX = re.compile(r"(?<![\w.,:/+-])(\d\d)(\d\d)(\d\d)(?![\w/-]|[.,:]\d)")
_NEXT_REACH, _HEAD_WORDS = 16, 3
_REACH = 60
_PATIENT = re.compile(
    r"(?:\b(?:patient(?:in)?|pat\.?|mr|mrs|ms|frau|herrn?|insured|versicherter?)\b[^\n]{0,40})\Z",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+(?:, ?| )[A-ZÀ-Þ][a-zß-ÿ]+[ ,]{0,2}\([^()\d]{0,8}\Z")
"""A name, and behind it in brackets what stands there in letters about patients: a date of birth."""
_PATIENT_CUE = cues.cue("pat", "mr", "ms", "frau", "herr", "insured", "versicher", "(")
_INSERTED = re.compile(
    r"\(([^()\n]{1,300})\)\s*values\s*((?:\([^()\n]{1,400}\)[,;\s]*){1,50})", re.IGNORECASE
)
"""Names of columns, and rows of values for them."""


def detect(text: str) -> Sequence[Match]:
    """Find dates of birth."""
    held = cues.held(text)
    if not held & cues.DIGIT or not held & (_CUE | _PATIENT_CUE):
        return []
    told = held & _CUE
    found = (
        [*_dates(text), *_bare_dates(text), *_in_table(text), *_in_list(text), *_inserted(text)]
        if told
        else []
    )
    others = [*_without_year(text)] if told else []
    if held & _PATIENT_CUE:
        others.extend(_of_patients(text))
    return sorted(disjoint([*found, *others]), key=lambda match: match.start)


def is_birth_label(label: str) -> bool:
    """Say whether the name of a field, or the head of a column, says that a date of birth stands there."""
    return births.LABEL.search(label) is not None


def _is_told(text: str, dated: Dated) -> bool:
    if dated.year > this_year().celebrated and is_told(text, dated.start, births.EVENT, reach=_TOLD_REACH):
        return False
    told = is_told(text, dated.start, births.TOLD, reach=_TOLD_REACH) or (
        1900 < dated.year <= this_year().adult
        and is_told(text, dated.start, births.TOLD, reach=_FAR_REACH)
        and not any(map(str.isdigit, text[max(dated.start - _FAR_REACH, 0) : dated.start]))
    )
    if not told:
        return False
    return births.THING.search(text[max(dated.start - _REACH, 0) : dated.start]) is None


def _after(text: str, dated: Dated) -> str:
    return text[dated.stop : dated.stop + _REACH]


def _dates(text: str) -> Iterator[Match]:
    for dated in dates_in(text):
        if _is_told(text, dated) or births.BEHIND.match(_after(text, dated)):
            yield Match(dated.start, dated.stop, NAME, NAME, 0.93)


def _bare_dates(text: str) -> Iterator[Match]:
    """Find six digits just behind a word for it: "född 860312"."""
    for found in _SIX.finditer(text):
        first, month, last = int(found[1]), int(found[2]), int(found[3])
        is_day = 1 <= month <= 12 and (1 <= first <= 31 or 1 <= last <= 31)
        if is_day and is_told(text, found.start(), births.TOLD, reach=_NEXT_REACH):
            yield Match(found.start(), found.end(), NAME, NAME, 0.75)


def _in_list(text: str) -> Iterator[Match]:
    """Find the dates behind names in the lines below one that is nothing but a word for birthdays."""
    start, is_below, latest = 0, False, this_year().adult
    for line in text.splitlines(keepends=True):
        said = line.strip(" \t\n:#*-")
        if not _DIGIT.search(said):
            is_below = (
                bool(said) and len(said.split()) <= _HEAD_WORDS and births.LABEL.search(said) is not None
            )
        elif is_below and said[:1].isalpha():
            for dated in dates_in(text, start, start + len(line)):
                if 1900 < dated.year <= latest:
                    yield Match(dated.start, dated.stop, NAME, "birth-date-column", 0.85)
        else:
            is_below = False
        start += len(line)


def _without_year(text: str) -> Iterator[Match]:
    for dated in short_dates_in(text):
        if _is_told(text, dated) or births.CALLED.match(_after(text, dated)):
            yield Match(dated.start, dated.stop, NAME, NAME, 0.65 if dated.year < 0 else 0.85)
    for dated in dates_in(text):
        if births.CALLED.match(_after(text, dated)):
            yield Match(dated.start, dated.stop, NAME, NAME, 0.65)


def _of_patients(text: str) -> Iterator[Match]:
    """Find a date long past beside a patient or behind a name in brackets: a date of birth most often."""
    latest = this_year().adult
    for dated in dates_in(text):
        if not 1900 < dated.year <= latest:
            continue
        before = text[max(dated.start - _REACH, 0) : dated.start]
        if _PATIENT.search(before) or _BRACKETED.search(before):
            yield Match(dated.start, dated.stop, NAME, "birth-date-patient", 0.65)


def _in_table(text: str) -> Iterator[Match]:
    """Find the dates in a column of lines with cells, whose first line names it."""
    start, column, sign = 0, -1, ""
    for line in text.splitlines(keepends=True):
        found = births.LABEL.search(line)
        if found is not None and not _DIGIT.search(line):
            sign = next((each for each in ";\t|," if each in line), "")
            column = line[: found.start()].count(sign) if sign else -1
        elif column >= 0 and line.count(sign) >= column:
            cells = line.split(sign)
            at = start + sum(len(cell) + 1 for cell in cells[:column])
            dated = next(dates_in(text, at, at + len(cells[column])), None)
            if dated is not None:
                yield Match(dated.start, dated.stop, NAME, "birth-date-column", 0.9)
        elif not line.strip():
            column = -1
        start += len(line)


def _inserted(text: str) -> Iterator[Match]:
    """Find the dates that are put into a column of a table that names it so."""
    for found in _INSERTED.finditer(text):
        names = [births.LABEL.search(name) is not None for name in found[1].split(",")]
        for row in re.finditer(r"\(([^()\n]*)\)", found[2]):
            at = found.start(2) + row.start(1)
            cells = row[1].split(",")
            for is_birth, cell in zip(names, cells, strict=False):
                dated = next(dates_in(text, at, at + len(cell)), None) if is_birth else None
                if dated is not None:
                    yield Match(dated.start, dated.stop, NAME, "birth-date-column", 0.9)
                at += len(cell) + 1
