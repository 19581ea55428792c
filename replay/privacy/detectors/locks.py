"""The numbers of locks and of cards, told beside them in other words.

"Back gate: 4829#", "bike lock 0417", "my card is in the drawer, code 7391".
"""

import re
from collections.abc import Iterator

from replay.privacy.detectors.dates import is_year
from replay.privacy.words import codes, locks, pins
from replay.privacy.words.asking import ENTER
from replay.privacy.words.questions import NUMBER

_THEN = r"(?:and|then|und|dann|et|puis|y|luego|e|poi|en|dan|i|potem|och|sedan)"
_PRESSED = rf",? (?:{_THEN} )*(?:the |die |la |el |het )?{locks.PRESSED}\b"
_STOP = rf"(?=[ \t]*(?:$|[\n,;!)]|\.(?!\d)| {_THEN}\b))"
_WORDS = r"(?: (?:[^\W\d_]|['’-]){1,16}| \d{1,2}(?!\d)){0,4}"
_KEYS = r"(?:[#*]?\d{4,8}[#*]?|\d{2,5}[A-F]\d{0,4}[#*]?|\d{2}(?:[-./ ]\d{2}){2,3})"
_IS = rf"(?:{pins.IS})"
_HEAD = r"(?:\A|(?<=[\n.;!,]))[ \t]*(?:[-*•] )?"
_TO_PLACE = rf"(?: ?: ?| [-–—] |{_IS}:? )"
_AT_PLACE = re.compile(
    rf"{_HEAD}(?:(?:[^\W\d_]|['’-]){{1,14}} ){{0,2}}{locks.PLACE}(?!\w)"
    rf"{_WORDS}{_TO_PLACE}(?P<secret>{_KEYS}){_STOP}",
    re.IGNORECASE,
)
"""A place that begins a line, and nothing behind its number."""
_LETTERED = re.compile(
    rf"(?<!\w)(?:{locks.PLACE}|{locks.ROOM})(?!\w){_WORDS}[ :=]{{1,3}}"
    rf"(?P<secret>[#*]?\d{{3,8}}[#*]|\d{{2,5}}[A-F]\d{{0,4}}[#*]?|"
    rf"\d{{4,8}}(?={_PRESSED}))(?![\w/-]|[.,:]\d)",
    re.IGNORECASE,
)
"""With a key for it, or behind it, that no other number has."""
_OF_LOCK = re.compile(
    rf"(?<!\w){locks.LOCK}(?!\w){_WORDS}(?:{_TO_PLACE}|[ ])(?P<secret>\d{{3,8}}[#*]?|{_KEYS}){_STOP}",
    re.IGNORECASE,
)
_OF_CARD = re.compile(
    rf"(?<!\w){locks.BANK_CARD}(?!\w)(?P<between>[^\n\d]{{0,64}}?)(?:(?<=[ ,;:])(?:{pins.PIN}|{pins.CODE})|"
    rf"(?<=[,;] )(?:the |die |der |le |la |el |il |het |o )?{NUMBER}|(?<=[,;] )(?:it['’]s|c['’]est(?: le)?))"
    rf"{_IS}?:? (?P<secret>\d{{4,6}}){_STOP}",
    re.IGNORECASE,
)
"""Where a card is, and its number."""
_FOR_ENTERING = re.compile(
    rf"(?<!\w){locks.ENTERING}[^\n\d]{{0,32}}[ ,]{ENTER} (?P<secret>{_KEYS})(?![\w/-]|[.,:]\d)", re.IGNORECASE
)
_OF_PIN = re.compile(
    r"(?<![\w.-])(?:pin(?:[- ]?(?:code|kode?n?|kod))?|(?:code|codice|codigo|kod) pin|geheimzahl)"
    rf"(?: [^\W\d_]{{2,16}}){{1,3}}(?:{_TO_PLACE}|[ ])(?P<secret>\d{{4,8}}){_STOP}",
    re.IGNORECASE,
)
"""What it opens stands between."""
_CODE_OF = re.compile(
    rf"(?<![\w.-]){pins.CODE}{pins.OF}[ ]?(?:{locks.PLACE}|{locks.LOCK}|{locks.ROOM})(?!\w)"
    rf"{_WORDS}(?:{_TO_PLACE}|[ ])(?P<secret>{_KEYS}){_STOP}",
    re.IGNORECASE,
)
_COMBINATION = re.compile(
    rf"(?<!\w)(?:combo|combina(?:tion|ison|cion|zione|tie|cao)|kombina(?:tion|cja|ce))(?!\w)"
    rf"{_WORDS}{_TO_PLACE}(?P<secret>{_KEYS}){_STOP}",
    re.IGNORECASE,
)
_KEYED = re.compile(
    rf"\d[#*]|[#*]\d|\d[A-F](?![^\W\d])|\d[A-F]\d|\d{_PRESSED}",
    re.IGNORECASE,
)
_ENDED = re.compile(rf"(?<![\w.,/])[#*]?\d(?:[-./ ]?[\dA-F]){{2,7}}[#*]?{_STOP}", re.IGNORECASE)
_ENTERED = re.compile(rf"(?<!\w){ENTER} [#*]?\d", re.IGNORECASE)
_FORMS = (
    (_LETTERED, _KEYED, 0.75),
    (_OF_LOCK, _ENDED, 0.75),
    (_OF_CARD, _ENDED, 0.75),
    (_OF_PIN, _ENDED, 0.7),
    (_CODE_OF, _ENDED, 0.75),
    (_FOR_ENTERING, _ENTERED, 0.75),
    (_COMBINATION, _ENDED, 0.7),
    (_AT_PLACE, _ENDED, 0.65),
)
"""Each with what most lines do not have, and how sure it is."""
_NUMBER_BEFORE = re.compile(
    r"(?<!\w)(?:items?|art(?:ikel|icle|iculo|icolo)?|model\w*|nr|no|pos|ref|ean|type?|room|zimmer|at|um|"
    r"ab|bis|from|until|"
    r"a las|alle|om|o|seit|since|desde|depuis|dal|year|port)\.? ?\Z",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5][05]")
_OF_BANKS = 4
"""Digits that a card has where nothing calls them a code."""
_CALLED = re.compile(rf"(?:{pins.PIN}|{pins.CODE})", re.IGNORECASE)
_PORTS = frozenset(("8080", "8443", "8000", "8888", "3000", "3306", "5000", "5432", "6379", "9000", "9090"))


def told_of_locks(line: str) -> Iterator[tuple[int, int, float]]:
    """Yield where numbers of locks and cards stand in a line, and how sure that is.

    Args:
        line: Without accents.
    """
    taken: set[int] = set()
    has = {lead: lead.search(line) is not None for lead in (_KEYED, _ENDED, _ENTERED)}
    for form, lead, confidence in _FORMS:
        for found in form.finditer(line) if has[lead] else ():
            start, stop = found.span("secret")
            if start not in taken and not _is_else(line, found):
                taken.add(start)
                yield start, stop, confidence


def _is_else(line: str, found: re.Match[str]) -> bool:
    """Say whether a number is a year, one of a port, an article, an hour, or printed on a card."""
    value = found["secret"]
    if value in _PORTS or (is_year(value) and found.re is not _OF_CARD):
        return True
    if found.re is _AT_PLACE and _HOUR.fullmatch(value):
        return True
    said = line[found.start() : found.start("secret")]
    if codes.OTHER.search(said) or codes.WORKED_ON.search(said) or _NUMBER_BEFORE.search(said):
        return True
    if found.re is _OF_CARD and len(value) > _OF_BANKS and not _CALLED.search(said):
        return True
    return found.re is _OF_CARD and re.search(rf"\b{locks.LAST}\b", said, re.IGNORECASE) is not None
