"""Telephone numbers: international ones anywhere, national ones where their form or a word tells.

Uses `phonenumbers`, the rules of which country has which numbers.
"""

import re
from collections.abc import Iterator, Sequence

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher

from replay.privacy.detectors.nearby import is_of_a_thing, is_told
from replay.privacy.match import Match

NAME = "phone"
VERSION = 2

REGIONS = ("US", "GB", "DE", "FR", "ES", "IT", "NL", "IN", "AU", "BR", "JP", "CN", "CH", "AT", "SE", "PL")
"""Countries whose national numbers are known without a country code, the first that fits counts."""

_LIKELY = re.compile(r"\d(?:\D{0,3}\d){6}")
_WORDS = re.compile(
    r"\b(?:phone|tel|telephone|telefon|call|mobile|cell|handy|fax|whatsapp|sms|ring|reach|dial|"
    r"contact|portable|m[óo]vil|tel[ée]fon[eo]?|telefoon|telefonnummer|handynummer|mobilnummer|mobiel|mobil|"
    r"appelle[rz]?|appelez|ll[áa]mame|cellulare|chiama(?:mi)?|telemóvel|celular|liga-?me|bel|ring|"
    r"anruf(?:en)?|"
    r"nummer|numéro|número|(?:my|his|her|your|their) number)\b",
    re.IGNORECASE,
)
_NATIONAL = re.compile(
    r"(?<![\w.,:/@#=-])(?:"
    r"\(\d{2,5}\)[ -]?\d{2,5}[ -]?\d{2,6}(?:[ -]?\d{2,4})?"
    r"|\d{3}[-. ]\d{3}[-. ]\d{4}"
    r"|0\d{1,4}[ /-]\d{2,5}(?:[ -]?\d{2,5}){0,3}"
    r"|0\d(?:[ .]\d\d){4}"
    r"|\d{3}[-. ]\d{4}"
    r"|0?\d{8,11}"
    r")(?![\w@]|[-.,:/]\d)"
)
_ABROAD = re.compile(r"(?<![\w.,:/@#=+-])00[1-9]\d{0,2}(?:[ ()/-]{1,2}\d{1,11}){1,5}(?![\w@]|[-.,:/]\d)")
_GROUPED = re.compile(r"\+\d{1,3}[ (]\D?\d{1,5}[ )-]")
_MORE_BEFORE = re.compile(r"\d[ .-]\Z")
_MORE_AFTER = re.compile(r"[ .-]\d")
_AMERICAN = re.compile(r"\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}([-. ])\d{3}\1\d{4}")
_DATE = re.compile(r"\d{5}-\d{4}\Z|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\Z")


def detect(text: str) -> Sequence[Match]:
    """Find telephone numbers."""
    if not _LIKELY.search(text):
        return []
    found = [*_international(text), *_national(text)]
    kept: list[Match] = []
    for match in sorted(found, key=lambda match: (-match.confidence, match.start)):
        if not any(match.start < other.stop and other.start < match.stop for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


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
    return [*found, *_dialled_abroad(text)]


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


def _national(text: str) -> list[Match]:
    matches: list[Match] = []
    for found in _NATIONAL.finditer(text):
        raw = found[0]
        told = is_told(text, found.start(), _WORDS)
        # Bare digits and seven of them are everything: an order, a year and a month.
        bare = raw.isdigit() or re.fullmatch(r"\d{3}[-. ]\d{4}", raw) is not None
        few = len(set(re.sub(r"\D", "", raw))) < 3
        more = _MORE_BEFORE.search(text, max(found.start() - 8, 0), found.start()) or _MORE_AFTER.match(
            text, found.end()
        )
        if not told and (bare or more or is_of_a_thing(text, found.start())):
            continue
        if few or _DATE.match(raw):
            continue
        short = re.fullmatch(r"555[-. ]\d{4}|\d{3}[-. ]\d{4}", raw) is not None
        if short or _is_possible(raw, strictly=not told):
            matches.append(Match(found.start(), found.end(), NAME, NAME, 0.9 if told else 0.75))
    return matches


def _is_possible(raw: str, *, strictly: bool) -> bool:
    for region in REGIONS:
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
