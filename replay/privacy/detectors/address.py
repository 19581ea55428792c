"""Addresses of houses: a street with a number, in English, German, French, Spanish, Italian and Dutch."""

import functools
import operator
import re
from collections.abc import Iterator, Sequence

from replay.privacy.detectors import cues
from replay.privacy.detectors.address_told import told_places
from replay.privacy.match import Match
from replay.privacy.taken import disjoint
from replay.privacy.words import streets
from replay.privacy.words.plain import plain

NAME = "address"
VERSION = 4

_LED = 24
"""So many characters before a street may name the flat."""

_TAIL = (
    r"(?:,?\s{1,2}(?:apt|apartment|suite|ste|unit|flat|floor|fl|#)\.?\s?[\w-]{1,6})?"
    r"(?:,?\s{1,2}(?:[A-Z]\w{1,20}(?: [A-Z]\w{1,20}){0,2}),?\s{1,2}(?:[A-Z]{2}\s{1,2}\d{5}(?:-\d{4})?"
    r"|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|\d{4,5}))?"
)
_ENGLISH = re.compile(
    r"(?<![\w.:/$-])\d{1,5}[A-Za-z]?,?\s(?:(?:[NS][EW]?|[EW]|North|South|East|"
    r"West)\.?\s)?(?P<name>\d{0,2}(?:1st|2nd|3rd|\dth)\s|(?:[A-Za-z][\w'’-]{1,20}\s){1,3})"
    r"(?P<kind>street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|terrace|"
    r"square|sq|"
    r"way|"
    r"crescent|close|highway|hwy|parkway|pkwy|circle|cir|grove|gardens|mews)\b\.?" + _TAIL,
    re.IGNORECASE,
)
_NUMBER = r"\s\d{1,4}(?:/\d{1,4}){0,3}(?:\s?[a-zA-Z](?![\w.]|\s\d))?(?:\s?[-–]\s?\d{1,4}[a-z]?)?"
_CITY = (
    r"(?:,?\s{1,2}(?:[A-Z]{1,2}-)?(?:\d{4,5}|\d{3} \d\d|\d\d-\d{3})(?: [A-Z]{2})?\s[A-ZÄÖÜØÅŁŚ][\w-]{1,25})"
)
_KIND = "Straße|Strasse|Str\\.|Weg|Gasse|Platz|Allee|Ring|Damm|Ufer|Chaussee"
_BEFORE = re.compile(
    r"(?<!\w)(?:[A-Za-zÄÖÜäöü][\wäöüß-]{1,25}(?:straße|strasse|str\.)|[A-ZÄÖÜ][\wäöüß-]{1,25}(?:weg|gasse|"
    r"platz|allee|ring|damm|ufer|straat|laan|plein|gracht|gatan|vägen|veien|vegen|gade)"
    rf"|(?:[A-ZÄÖÜ][\w.]{{0,20}}-){{1,3}}(?:{_KIND})"
    r"|(?:Straße|Platz|Allee) (?:des|der) [\w. ]{2,24}?[a-zäöü]"
    r"|(?:Am|Im|An der|In der|Zum|Zur|Auf de[mr]|Unter den|Hinter de[mr]) [A-ZÄÖÜ][\wäöüß-]{1,20}"
    r"(?: [A-ZÄÖÜ][\wäöüß-]{1,20})?(?=\s\d{1,4}\s?[a-z]?,?\s{1,2}\d{4,5}\s[A-ZÄÖÜ])"
    r"|[A-ZÆØÅÄÖ]\w{2,24}(?:gata|gate|vej|tie|katu|väg|tie|plads|"
    r"allé)(?=\s\d{1,4}[ A-Za-z]{0,2},?\s{1,2}\d{3,5}\s)"
    r"|(?:ulica|aleje|aleja|osiedle|plac|(?:ul|al|os|pl)\.) [A-ZŁŚŻ]\w{2,25}(?: [A-ZŁŚŻ]\w{2,25})?"
    r"|[A-ZÁÉÍÓÖŐÚÜŰČŘŠŽÝ]\w{2,25} (?:utca|út|tér|körút|nám\.|náměstí|ulice|třída)"
    rf"|(?:[A-ZÄÖÜ][\wäöüß-]{{1,20}} ){{1,2}}(?:{_KIND}))"
    rf"{_NUMBER}{_CITY}?(?!\w)"
)
_BOX = re.compile(
    rf"(?<!\w)(?:P\.? ?O\.? ?Box|Postfach|Boîte postale|Apartado)\s\d[\d ]{{0,7}}\d(?:{_CITY}|"
    r",\s[A-Z]\w{1,20}(?: [A-Z]\w{1,20})?,?\s[A-Z]{2}\s\d{5})?(?!\w)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?<![\w-])(?<!ip )(?<!mac )(?<!mail )(?<!web )(?:address|anschrift|adresse|straße|street|wohnort|"
    r"dirección|"
    r"indirizzo|adres|morada|"
    r"endereço):\s{0,3}(?P<there>(?-i:[A-ZÀ-Þ])[\w.'’]{1,25}(?:[ -][\w.'’]{1,25}){0,4} \d{1,4}"
    r" ?[a-zA-Z]?)(?![\w.:/])",
    re.IGNORECASE,
)
_ROMANCE = re.compile(
    r"(?<!\w)(?:\d{1,4}(?: ?(?:bis|ter))?,?\s(?:rue|avenue|boulevard|place|chemin|allée|impasse|"
    r"quai)\s(?:(?:de|du|des|de la|la|le|les|d'|"
    r"l')\s?){0,2}[\w'éèêàâîôûç-]{2,25}(?: [A-ZÉ][\wéèêàâîôûç-]{1,20}){0,3}"
    r"|(?:calle|c/|avenida|avda\.|av\.|plaza|paseo|rua|travessa|praça|largo(?! que\b| para\b|"
    r" de (?:l[ao]|el)\b)|via|viale|piazza|corso)\s"
    r"(?!(?-i:[A-Z]{2,}\b)|libera |e-?mail|pec |web |app |sms |fax |alle )"
    r"(?:(?:de|das|dos|da|do|del|di|della|la|las|los|"
    r"el)\s){0,2}[\w'áéíóúñàèìòù-]{2,25}(?: [A-Z][\w'áéíóúñ-]{1,20}){0,3},?\s\d{1,4})"
    r"(?:,?\s{1,2}\d{5}\s[A-ZÉ][\wéèêàâîôûçáíóúñ-]{1,25})?(?!\w)",
    re.IGNORECASE,
)
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


_FORMS = (
    (
        _BEFORE,
        0.88,
        cues.cue(
            *(
                "strasse",
                "str.",
                "weg",
                "gasse",
                "platz",
                "allee",
                "ring",
                "damm",
                "ufer",
                "chaussee",
                "chaussee",
                "straat",
                "laan",
                "plein",
            ),
            *(
                "gracht",
                "gata",
                "väg",
                "vei",
                "veg",
                "gad",
                "gate",
                "vej",
                "tie",
                "katu",
                "plads",
                "allé",
                "am ",
                "im ",
            ),
            *(
                "an der",
                "in der",
                "zum ",
                "zur ",
                "auf de",
                "unter den",
                "hinter de",
                "ul. ",
                "ulica ",
                "alej",
                "osiedle ",
                "plac ",
                "al. ",
                "os. ",
                "pl. ",
            ),
            *("utca", "út ", "tér ", "körút", "nám", "ulice", "třída"),
        ),
    ),
    (
        _ROMANCE,
        0.85,
        cues.cue(
            *(
                "rue",
                "avenue",
                "boulevard",
                "place",
                "chemin",
                "allée",
                "impasse",
                "quai",
                "calle",
                "c/",
                "avenida",
            ),
            *("av", "plaza", "paseo", "rua", "travessa", "praça", "largo", "via", "piazza", "corso"),
        ),
    ),
    (
        _ENGLISH,
        0.85,
        cues.cue(
            *(
                "st",
                "av",
                "road",
                "rd",
                "boulevard",
                "blvd",
                "lane",
                "ln",
                "drive",
                "dr",
                "court",
                "ct",
                "pl",
            ),
            *("terrace", "sq", "way", "crescent", "close", "hwy", "pkwy", "cir", "grove", "gardens", "mews"),
        ),
    ),
    (_BOX, 0.85, cues.cue("box", "postfach", "postale", "apartado")),
    (
        _TOLD,
        0.85,
        cues.cue(
            "address:",
            "anschrift:",
            "adres",
            "strasse:",
            "street:",
            "wohnort:",
            "dirección:",
            "indirizzo:",
            "morada:",
            "endereço:",
        ),
    ),
)
"""Each with its confidence, and the cue of what stands in all that it finds."""
_CUE = functools.reduce(operator.or_, (cue for _, _, cue in _FORMS))


def detect(text: str) -> Sequence[Match]:
    """Find addresses."""
    held = cues.held(text)
    if not held & cues.DIGIT:
        return []
    bare = plain(text)
    found = [_with_flat(bare, *place) for place in _places(text, bare, held)]
    longest = sorted(found, key=lambda match: match.start - match.stop)
    return sorted(disjoint(longest), key=lambda match: match.start)


def _places(text: str, bare: str, held: int) -> Iterator[tuple[int, int, float]]:
    """Yield streets with their numbers, and how sure each is."""
    for form, confidence, cue in _FORMS if held & _CUE else ():
        for found in form.finditer(text) if held & cue else ():
            if form is not _ENGLISH or _is_street(found["name"], found["kind"]):
                yield (*found.span("there" if form is _TOLD else 0), confidence)
    yield from told_places(text, held)
    if streets.POSTCODE.search(bare):
        yield from ((*found.span(), 0.85) for found in streets.PLACED.finditer(bare))


def _with_flat(bare: str, start: int, stop: int, confidence: float) -> Match:
    """Return a street with the flat before it, and the flat and the town behind."""
    rest, led = streets.REST.match(bare, stop), streets.LED.search(bare, max(start - _LED, 0), start)
    return Match(
        led.start() if led is not None else start,
        rest.end() if rest is not None else stop,
        NAME,
        NAME,
        confidence,
    )


def _is_street(name: str, kind: str) -> bool:
    """Say whether words between a number and "street" are a name, and no count of something."""
    if _COUNTED.search(name):
        return False
    return kind.lower() not in _OFTEN_ELSE or all(word[:1].isupper() for word in name.split())
