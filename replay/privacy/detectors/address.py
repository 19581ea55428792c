"""Addresses of houses: a street with a number, in English, German, French, Spanish, Italian and Dutch."""

import re
from collections.abc import Sequence

from replay.privacy.match import Match

NAME = "address"
VERSION = 1

_TAIL = (
    r"(?:,?\s{1,2}(?:apt|apartment|suite|ste|unit|flat|floor|fl|#)\.?\s?[\w-]{1,6})?"
    r"(?:,?\s{1,2}(?:[A-Z]\w{1,20}(?: [A-Z]\w{1,20}){0,2}),?\s{1,2}(?:[A-Z]{2}\s{1,2}\d{5}(?:-\d{4})?"
    r"|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|\d{4,5}))?"
)
_ENGLISH = re.compile(
    r"(?<![\w.:/$-])\d{1,5}[A-Za-z]?,?\s(?:(?:[NSEW]|North|South|East|"
    r"West)\.?\s)?(?P<name>(?:[A-Za-z][\w'’-]{1,20}\s){1,3})"
    r"(?P<kind>street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|terrace|"
    r"square|sq|"
    r"way|"
    r"crescent|close|highway|hwy|parkway|pkwy|circle|cir|grove|gardens|mews)\b\.?" + _TAIL,
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?<!\w)(?:[A-Za-zÄÖÜäöü][\wäöüß-]{1,25}(?:straße|strasse|str\.)|[A-ZÄÖÜ][\wäöüß-]{1,25}(?:weg|gasse|"
    r"platz|allee|ring|damm|ufer|straat|"
    r"laan|plein|gracht)"
    r"|(?:Am|Im|An der|In der|Zum|Zur|Auf de[mr]|Unter den|Hinter de[mr]) [A-ZÄÖÜ][\wäöüß-]{1,20}"
    r"(?: [A-ZÄÖÜ][\wäöüß-]{1,20})?(?=\s\d{1,4}\s?[a-z]?,?\s{1,2}\d{5}\s[A-ZÄÖÜ])"
    r"|[A-ZÄÖÜ][\wäöüß-]{1,25}-(?:Straße|Strasse|Str\.|Weg|Gasse|Platz|Allee|Ring|Damm|Ufer|Chaussee)"
    r"|(?:[A-ZÄÖÜ][\wäöüß-]{1,20} ){1,2}(?:Straße|Strasse|Str\.|Weg|Gasse|Platz|Allee|Ring|Damm|Ufer))"
    r"\s\d{1,4}\s?[a-zA-Z]?(?:,?\s{1,2}\d{4,5}(?: [A-Z]{2})?\s[A-ZÄÖÜ][\wäöüß-]{1,25})?(?!\w)"
)
_ROMANCE = re.compile(
    r"(?<!\w)(?:\d{1,4}(?: ?(?:bis|ter))?,?\s(?:rue|avenue|boulevard|place|chemin|allée|impasse|"
    r"quai)\s(?:(?:de|du|des|de la|la|le|les|d'|"
    r"l')\s?){0,2}[\w'éèêàâîôûç-]{2,25}(?: [A-ZÉ][\wéèêàâîôûç-]{1,20}){0,3}"
    r"|(?:calle|avenida|avda\.|plaza|paseo|via|viale|piazza|corso)\s(?:(?:de|del|di|della|la|las|los|"
    r"el)\s){0,2}[\w'áéíóúñàèìòù-]{2,25}(?: [A-Z][\w'áéíóúñ-]{1,20}){0,3},?\s\d{1,4})"
    r"(?:,?\s{1,2}\d{5}\s[A-ZÉ][\wéèêàâîôûçáíóúñ-]{1,25})?(?!\w)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(
    r"\b(?:minutes?|hours?|days?|files?|items?|percent|times|more|in|of|on|to|the|a|an|and|or|is|are|was|"
    r"at|by|for|it|"
    r"from|with|about|via|people|questions?|into|this|that|we|you|i|my|your|per|as|be|can|will|has|have|no|"
    r"not)\b",
    re.IGNORECASE,
)
_OFTEN_ELSE = frozenset((
    "court", "ct", "place", "pl", "terrace", "square", "sq", "way", "close", "circle", "cir", "drive", "dr",
    "grove", "gardens", "mews",
))  # fmt: skip
"""These words are streets only behind a name."""


def detect(text: str) -> Sequence[Match]:
    """Find addresses."""
    kept: list[Match] = []
    if not _DIGIT.search(text):
        return kept
    for form, confidence in ((_BEFORE, 0.88), (_ROMANCE, 0.85), (_ENGLISH, 0.85)):
        for found in form.finditer(text):
            if form is _ENGLISH and not _is_street(found["name"], found["kind"]):
                continue
            match = Match(found.start(), found.end(), NAME, NAME, confidence)
            if not any(match.start < other.stop and other.start < match.stop for other in kept):
                kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def _is_street(name: str, kind: str) -> bool:
    """Say whether words between a number and "street" are a name, and no count of something."""
    if _COUNTED.search(name):
        return False
    return kind.lower() not in _OFTEN_ELSE or all(word[:1].isupper() for word in name.split())
