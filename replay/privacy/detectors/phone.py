"""Telephone numbers: international ones anywhere, national ones where their form or a word tells.

Uses `phonenumbers`, the rules of which country has which numbers.
"""

import re
from collections.abc import Iterator, Sequence

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher

from replay.privacy.detectors.nearby import is_of_a_thing, is_told
from replay.privacy.match import Match
from replay.privacy.taken import disjoint
from replay.privacy.words import phones
from replay.privacy.words.plain import plain

NAME = "phone"
VERSION = 4

REGIONS = (
    *("US", "GB", "DE", "FR", "ES", "IT", "NL", "IN", "AU", "BR", "JP", "CN", "CH", "AT", "SE", "PL"),
    *("PT", "CZ", "DK", "NO", "FI", "BE", "IE", "HU", "GR", "RO", "NZ", "ZA", "MX", "TR"),
)
"""Countries whose national numbers are known without a country code, the first that fits counts."""
_TOLD_REGIONS = (
    *REGIONS,
    *("RU", "UA", "SK", "BG", "HR", "SI", "RS", "EE", "LV", "LT", "IS", "LU", "IL", "AR", "CL", "CO", "PE"),
    *("KR", "EG", "AE"),
)
"""Those, and more where a word tells that it is one."""

_FEWEST = 8
"""Digits of a number that no word tells."""
_CONTACT_REACH, _BEHIND_REACH = 80, 40
_WORD_AFTER = re.compile(r" ?[^\W\d_]")
_LIKELY = re.compile(r"\d(?:\D{0,3}\d){6}")
_NATIONAL = re.compile(
    r"(?<![\w.,:/@#=-])(?:"
    r"0 \d{3} \d{3} \d\d \d\d|\(0(?: ?\d){2,5}\)(?: \d\d){2,4}"
    r"|\(0\d{1,5}\)[ -]?\d{3,8}-\d{1,4}"
    r"|\(\d{2,5}\)[ -]?\d{2,5}[ -]?\d{2,6}(?:[ -]?\d{2,4})?"
    r"|\d{3}[-. ]\d{3}[-. ]\d{4}"
    r"|0\d{1,4}(?:[ /-]| [-/] )\d{2,5}(?:[ -]?\d{2,5}){0,3}"
    r"|0\d(?:[ .]\d\d){4}"
    r"|8[ -]?\(?\d{3}\)?[ -]?\d{3}[ -]?\d\d[ -]?\d\d"
    r"|0\d{1,3}/\d{2,3}(?:[. ]\d\d){2}"
    r"|\d{3}[-. ]\d{4}"
    r"|0?\d{8,11}"
    r")(?![\w@]|[-.,:/]\d)"
)
_GROUPS = re.compile(
    r"(?<![\w.,:/@#=+-])(?<!\d )(?:\d{2,4}([ .-]))\d{2,4}(?:\1\d{2,4}){1,3}(?![\w@]|[-.,:/ ]\d)|"
    r"(?<![\w.,:/@#=+-])(?:\d{3,4}/\d{6,8}|3\d\d[ -]\d{6,7}|\d\d[ -]9?\d{4}-\d{4})(?![\w@]|[-.,:/]\d)"
)
"""Groups of digits as they are told where no number begins with 0."""
_ABROAD = re.compile(r"(?<![\w.,:/@#=+-])00[1-9]\d{0,2}(?:[ ()/-]{1,2}\d{1,11}){1,5}(?![\w@]|[-.,:/]\d)")
_ANYWHERE = re.compile(r"(?<![\w.,:/@#=+-])\+[1-9]\d{0,2}(?:[ .-]\d{1,4}){3,5}(?![\w@]|[-.,:/]\d)")
"""Written as a number with its country, however long."""
_GROUPED = re.compile(r"\+\d{1,3}[ (]\D?\d{1,5}[ )-]")
_MORE_BEFORE = re.compile(r"\d[ .-]\Z")
_MORE_AFTER = re.compile(r"[ .-]\d")
_AMERICAN = re.compile(r"\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}([-. ])\d{3}\1\d{4}")
_DATE = re.compile(r"\d{5}-\d{4}\Z|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\Z")


def detect(text: str) -> Sequence[Match]:
    """Find telephone numbers."""
    if not _LIKELY.search(text):
        return []
    found = [*_international(text), *_national(text), *_grouped(text)]
    ranked = sorted(found, key=lambda match: (-match.confidence, match.start))
    return sorted(disjoint(ranked), key=lambda match: match.start)


def _international(text: str) -> list[Match]:
    if "+" not in text and "00" not in text:
        return []
    found = [
        Match(match.start, match.end, NAME, NAME, 0.97 if phonenumbers.is_valid_number(match.number) else 0.8)
        for match in PhoneNumberMatcher(text, None, leniency=Leniency.POSSIBLE)
        if match.raw_string.startswith("+")
        # One that nobody has been given (they are kept for films) must at least be written as one.
        and (phonenumbers.is_valid_number(match.number) or _GROUPED.match(match.raw_string))
    ]
    told = [
        Match(each.start(), each.end(), NAME, NAME, 0.85)
        for each in _ANYWHERE.finditer(text)
        if _is_told(text, each.start(), each[0])
    ]
    return [*found, *told, *_dialled_abroad(text)]


def _dialled_abroad(text: str) -> Iterator[Match]:
    """Yield numbers that begin with what is dialled for abroad, in most countries."""
    for found in _ABROAD.finditer(text) if "00" in text else ():
        if is_of_a_thing(text, found.start()):
            continue
        try:
            number = phonenumbers.parse("+" + found[0][2:], None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) or _GROUPED.match("+" + found[0][2:]):
            yield Match(found.start(), found.end(), NAME, NAME, 0.8)


def _national(text: str) -> Iterator[Match]:
    for found in _NATIONAL.finditer(text):
        raw = found[0]
        if _DATE.match(raw):
            continue
        told = _is_told(text, found.start(), raw)
        # Bare digits and seven of them are everything: an order, a year and a month.
        bare = raw.isdigit() or re.fullmatch(r"\d{3}[-. ]\d{4}", raw) is not None
        count = len(re.sub(r"\D", "", raw))
        few = len(set(re.sub(r"\D", "", raw))) < 3
        more = _MORE_BEFORE.search(text, max(found.start() - 8, 0), found.start()) or _MORE_AFTER.match(
            text, found.end()
        )
        if (bare or more or count < _FEWEST or not told) and is_of_a_thing(text, found.start()):
            continue
        if few or (more and count < _FEWEST) or (not told and (bare or more or count < _FEWEST)):
            continue
        short = re.fullmatch(r"555[-. ]\d{4}|\d{3}[-. ]\d{4}", raw) is not None
        if short or _is_possible(raw, _TOLD_REGIONS if told else REGIONS, strictly=not told):
            yield _with_extension(text, found, 0.9 if told else 0.75)


def _grouped(text: str) -> Iterator[Match]:
    """Yield numbers of countries in which none begins with 0, where a word tells."""
    for found in _GROUPS.finditer(text):
        digits = re.findall(r"\d+", found[0])
        count, pairs = sum(map(len, digits)), all(len(each) == 2 for each in digits)
        is_like = count > 8 or pairs or [*map(len, digits)] == [3, 2, 3]
        if "." in found[0] and len(digits) > 3 and not pairs:
            continue  # The address of a machine.
        told = _is_told(text, found.start(), found[0])
        told = told and not is_of_a_thing(text, found.start())
        if is_like and told and _is_possible(found[0], _TOLD_REGIONS, strictly=True):
            yield _with_extension(text, found, 0.85)


def _is_told(text: str, start: int, raw: str) -> bool:
    if (
        is_told(text, start, phones.TOLD)
        or any(is_told(text, start, words) for words in (phones.NUMBER, phones.REACH))
        or _is_of_a_contact(text, start, start + len(raw))
    ):
        return True
    if phones.BEHIND.match(text[start + len(raw) : start + len(raw) + _BEHIND_REACH]):
        return True
    return raw.startswith(("0", "(")) and phones.INITIAL.search(text, max(start - 12, 0), start) is not None


def _is_of_a_contact(text: str, start: int, stop: int) -> bool:
    """Say whether a line of a list of contacts leads to a number: what somebody is, a colon, the name."""
    if _WORD_AFTER.match(text, stop):
        return False  # So many of something.
    return phones.CONTACT.search(text, max(start - _CONTACT_REACH, 0), start) is not None


def _with_extension(text: str, found: re.Match[str], confidence: float) -> Match:
    more = phones.EXTENSION.match(plain(text), found.end())
    return Match(found.start(), more.end() if more is not None else found.end(), NAME, NAME, confidence)


def _is_possible(raw: str, regions: Sequence[str], *, strictly: bool) -> bool:
    for region in regions:
        try:
            number = phonenumbers.parse(raw, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return True
        # Numbers kept for films and manuals (555) have the form of a number, and no owner.
        if phonenumbers.is_possible_number(number) and (not strictly or _AMERICAN.fullmatch(raw)):
            return True
    return False
