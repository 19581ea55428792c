"""Addresses by the words before them: where somebody lives, is to come to, or what a label says.

Behind such a word a name and a number are a street, whatever it is called: "bydlím Na Příkopě 14".
"""

import re
from collections.abc import Iterator

from replay.privacy.detectors import cues
from replay.privacy.words import streets

_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΫΆ-ΏА-ЯЁІЇЄҐ"
_WORD = rf"(?-i:[{_UPPER}])[^\W\d_]*\.?(?:['’-][^\W\d_]+)*"
_SMALL = r"(?-i:[a-zà-ÿ]{1,3}|delle|della|degli|unter|hinter)"
_NAME = rf"(?:{_WORD}|{_SMALL})(?: (?:{_WORD}|{_SMALL})){{0,3}}"
_NUMBER = r"(?:(?:n[ro]|no|br|д|дом|буд|č|num|n[º°])[.:]? ?)?\d{1,4}[a-zA-Zа-яА-Я]?(?:[/-]\d{1,4}[a-z]?)?"
_END = r"(?![\w:/%€$]|[.,]\d| ?(?:uhr|h|am|pm|o['’]clock|min\w*|euro?s?|kg|km|people|uur|tim)(?!\w))"
_TOLD = re.compile(
    rf"(?<![\w-])(?:{streets.LIVES}|{streets.CALLED})[ \t]{{1,2}}(?:{streets.AT}[ \t])?"
    rf"(?P<there>(?=[^\n]{{0,60}}(?-i:[{_UPPER}]))(?:{_NAME},? (?!(?:19|20)\d\d(?!\d)){_NUMBER}|"
    rf"\d{{1,4}}[a-zA-Z]?,? {_WORD}(?: {_WORD}){{1,3}})){_END}",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"(?<![\w-])(?:{streets.KIND_FIRST})\s(?:{_WORD}|\d{{1,2}}\.?|"
    rf"(?-i:[a-zа-яéèà-ÿ]{{2,16}}))(?: (?:{_WORD}|(?-i:de|la|al|di))){{0,3}}"
    rf",?\s(?:{_NUMBER}){_END}",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"(?<![\w-])(?:{_WORD} ){{1,3}}(?:{streets.KIND_LAST}),?\s(?:{_NUMBER}){_END}",
    re.IGNORECASE,
)
CUE = cues.cue(*streets.TOLD_CUES)
KIND_CUE = cues.cue(*streets.KIND_CUES)


def told_places(text: str, held: int) -> Iterator[tuple[int, int, float]]:
    """Yield streets with their numbers, and how sure each is.

    Args:
        text: Any text.
        held: The cues that stand in it.
    """
    if held & CUE:
        yield from ((*found.span("there"), 0.7) for found in _TOLD.finditer(text))
    if held & KIND_CUE:
        for form in (_FIRST, _LAST):
            yield from ((*found.span(), 0.8) for found in form.finditer(text))
