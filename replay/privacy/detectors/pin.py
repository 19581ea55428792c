"""PINs and codes of doors that are told beside what they open: "de pincode van de pas is 6183"."""

import re
from collections.abc import Iterator, Sequence

from replay.privacy.detectors import cues
from replay.privacy.detectors.locks import told_of_locks
from replay.privacy.match import Match
from replay.privacy.taken import disjoint
from replay.privacy.words import locks, pins
from replay.privacy.words.asking import ENTER
from replay.privacy.words.plain import plain

NAME = "pin"
VERSION = 2

_END = r"(?![\w/-]|[.,:]\d)"
_NUMBER = rf"(?P<secret>\d{{4,8}}[#*]?){_END}"
_LOCK = r"(?P<secret>[#*]?\d{4,8}[#*]?|(?-i:(?=[A-F]?\d+[A-F]?\d+|[A-F]\d{3})[A-F\d]{4,8}[#*]?))" + _END
"""With a letter or two on the keys of some doors."""
_TO = rf"(?:{pins.IS})?[ :=-]{{1,3}}"
_WORD = r"(?:[^\W\d_]{1,16}[ '’])"
_PIN = re.compile(
    rf"(?<![\w.-])(?<!gpio )(?<!step_){pins.PIN}(?:{pins.OF} {_WORD}{{0,2}}[^\W\d_]{{2,20}}|"
    rf" (?:{pins.CARD}|{pins.DOOR}))?{_TO}{_NUMBER}",
    re.IGNORECASE,
)
_OPTION = re.compile(
    r"(?<![\w-])(?:--?(?:[a-z]{1,12}-){0,2}|(?:(?:verify|change|set|new|old|user|admin|unblock)-){1,2})"
    rf"(?:pin|puk)(?:=|[ ]+)[\"']?{_NUMBER}",
    re.IGNORECASE,
)
"""In a command: "--pin 482913", "verify-pin 482913"."""
_DOOR = re.compile(
    rf"(?<![\w.-])(?:{pins.CODE}{pins.OF}[ ]?(?:{_WORD})?{pins.DOOR}(?: {pins.OF.strip()} [^\W\d_]{{2,20}})?|"
    rf"{pins.CODE} {pins.DOOR}|{pins.DOOR}[- ]?{pins.CODE}|"
    rf"{pins.LONE}(?:{pins.OF}[ ]?{_WORD}{{0,2}}[^\W\d_]{{2,20}})?){_TO}{_LOCK}",
    re.IGNORECASE,
)
_SAFE = re.compile(
    rf"(?:\A|[.;,!] )[ \t*•-]*(?:(?:my|the|our|mein|der|das|die|le|la|mon|el|mi|il|lo|de|het) )?{pins.SAFE}"
    rf"(?: [^\W\d_]{{1,16}}){{0,3}}{_TO}(?P<secret>\d{{4,8}}[#*]?|\d{{2}}(?:[-./ ]\d{{2}}){{2,4}}){_END}"
    r"(?=[ \t.!,;]*$)",
    re.IGNORECASE,
)
_OPENS = re.compile(rf"(?<!\w)(?:{pins.DOOR}|{pins.CARD}) {pins.OPENS}[ :=-]{{1,3}}{_LOCK}", re.IGNORECASE)
_TYPED = re.compile(
    rf"(?<!\w){pins.DOOR}(?!\w)[^\n\d]{{0,24}} {ENTER} {_LOCK}|"
    rf"(?<!\w){ENTER} {_LOCK.replace('secret', 'before')}[^\n\d]{{1,32}}[ '’]{pins.DOOR}(?!\w)|"
    rf"(?<!\w){pins.DOOR} {_LOCK.replace('secret', 'between')} (?:eintippen|eingeben|drucken|intoetsen)",
    re.IGNORECASE,
)
"""What is typed at one."""
_NEXT = re.compile(
    rf"[,;/&]? (?:[^\W\d_]{{1,5}} )?(?:{pins.DOOR}|{pins.CARD})(?:[- ]?{pins.CODE})?{_TO}{_LOCK}",
    re.IGNORECASE,
)
"""What goes on behind one of them: "gate 4471, garage 9902"."""
_LIKELY = re.compile(
    r"\d\d[-./ ]\d\d[-./ ]\d\d|(?<![\w.-])[#*]?(?=(?:[A-F]?\d){4})[A-F\d]{4,8}[#*]?(?![\w/-])"
)
"""Most lines have no such number."""
_DIGITS = re.compile(r"\d{3}|\d\d[A-Fa-f]|\d\d[-./ ]\d\d")
_CUE = cues.cue(
    *("pin", "puk", "geheim", "secret", "confidentiel", "segret", "tajny", "hemlig", "code", "codigo"),
    *("codice", "clave", "kod", "combin", "kombin", "szyfr", "lock", "keybox", "key box", "domofon", "kluis"),
    *("opens", "öffnet", "geht auf", "entsperr", "ouvre", "déverr", "abre", "desbloq", "apre", "sblocca"),
    *(
        "gaat open",
        "otwiera",
        "odblok",
        "safe",
        "alarm",
        "allarm",
        "sperre",
        "tresor",
        "coffre",
        "caja fuerte",
        "cassaforte",
        "cofre",
        "sejf",
        "trezor",
        "kassa",
        "pengeskab",
    ),
)
_LOCK_CUE = cues.cue(*locks.CUES, "combo", "combin", "kombin")


def detect(text: str) -> Sequence[Match]:
    """Find PINs and codes of doors."""
    held = cues.held(text)
    if not (held & cues.DIGIT and held & (_CUE | _LOCK_CUE)):
        return []
    found: dict[int, Match] = {}
    start = 0
    for line in plain(text).splitlines(keepends=True):
        if held & _CUE and _LIKELY.search(line):
            for first, last in _told(line):
                found[start + first] = Match(start + first, start + last, "password", "pin-told", 0.75)
        if _DIGITS.search(line):
            for first, last, sure in told_of_locks(line):
                found.setdefault(
                    start + first, Match(start + first, start + last, "password", "pin-lock", sure)
                )
        start += len(line)
    return disjoint(sorted(found.values(), key=lambda match: match.start))


def _told(text: str) -> Iterator[tuple[int, int]]:
    for each in _TYPED.finditer(text):
        yield each.span(each.lastgroup or 0)
    for form in (_PIN, _OPTION, _DOOR, _SAFE, _OPENS):
        for each in form.finditer(text):
            following: re.Match[str] | None = each
            while following is not None:
                yield following.span("secret")
                following = _NEXT.match(text, following.end())
