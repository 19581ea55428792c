"""One-time codes: short numbers beside the words with which they are sent and asked for."""

import re
from collections.abc import Sequence

from replay.privacy.detectors.nearby import has_any
from replay.privacy.match import Match

NAME = "one-time-code"
VERSION = 2

_WORD = (
    r"(?:one[- ]time (?:pass)?(?:code|word|pin)|otp|(?:verification|security|confirmation|authentication|"
    r"login|sign[- ]in|"
    r"access|auth|sms|2fa|mfa|two[- ]factor)[ -](?:code|pin|number)|passcode|2fa|mfa|tan|bestätigungscode|"
    r"sicherheitscode|code de (?:vérification|sécurité)|código(?: de verificación)?|authenticator(?: code)?)"
)
_CODE = r"(?P<code>G-\d{6}|\d{3}[ -]\d{3}|\d{4,8}|[A-Z0-9]{3}-[A-Z0-9]{3})(?![\w-]|[.,]\d)"
_AFTER = re.compile(
    rf"\b{_WORD}\b[^\w\n]{{0,4}}(?:(?:is|was|ist|lautet|est|es|for \w+ is)\b[^\w\n]{{0,4}})?{_CODE}",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<![\w.-]){_CODE}\s+(?:is|ist|est|es)\s+(?:your|the|my|ihr|votre|tu)\s+(?:\w+\s+){{0,2}}{_WORD}",
    re.IGNORECASE,
)
_OF_ELSE = "".join(
    rf"(?<!\b{word} )" for word in ("error", "status", "exit", "zip", "postal", "area", "product")
)
_BARE = re.compile(rf"{_OF_ELSE}\bcode(?:\s+is|:)\s*(?P<code>\d{{6}})(?!\w)", re.IGNORECASE)
# Of a door, an alarm, a bicycle's lock.
_FOR = re.compile(
    rf"{_OF_ELSE}\bcode (?:for|to|of|für|zum|zur) "
    r"(?:[^\W\d]+ ){0,3}[^\W\d]+(?: is| ist|:) (?P<code>\d{4,8})(?![\w,/-]|\.\d)",
    re.IGNORECASE,
)
# Of what is locked, and of what "your code" is.
_LOCKED = re.compile(
    r"\b(?:(?:door|gate|entry|garage|alarm|safe|lock|building|locker|key ?box|tür|tor|haus|alarm|tresor|"
    r"schließfach|schloss)"
    r"[- ]?code|(?:your|dein|deine|ihr|ihre|votre|ton|tu|su|il tuo|je) (?:\w+ )?code|combination|"
    r"kombination)\b"
    r"(?: (?:is|ist|lautet|est|es|è))?:? (?P<code>\d{4,8}|\d{3} \d{3}|"
    r"\d{1,2}(?:-\d{1,2}){2,3})(?![\w,/-]|\.\d)",
    re.IGNORECASE,
)
# Of what somebody was sent: "the code they texted me is 482913".
_SENT = re.compile(
    r"\bcode\b(?: [^\W\d]+){0,4} (?:sent|texted|mailed|emailed|got|received|gave)"
    r"(?: [^\W\d]+){0,4}(?: is| was|:) "
    r"(?P<code>\d{4,8}|\d{3} \d{3})(?![\w,/-]|\.\d)",
    re.IGNORECASE,
)
_CUES = (
    *(
        "combination",
        "kombination",
        "code",
        "código",
        "otp",
        "one-time",
        "one time",
        "pin",
        "number",
        "2fa",
        "mfa",
        "tan",
    ),
    *("authenticator", "g-"),
)
"""One of these stands in everything that is found."""
_GOOGLE = re.compile(r"\b(?P<code>G-\d{6})\b")


def detect(text: str) -> Sequence[Match]:
    """Find codes that count once."""
    if not has_any(text, _CUES):
        return []
    found: dict[int, Match] = {}
    for form, confidence in (
        (_AFTER, 0.9),
        (_BEFORE, 0.9),
        (_GOOGLE, 0.85),
        (_BARE, 0.7),
        (_FOR, 0.7),
        (_SENT, 0.8),
        (_LOCKED, 0.75),
    ):
        for match in form.finditer(text):
            start = match.start("code")
            found.setdefault(start, Match(start, match.end("code"), NAME, NAME, confidence))
    return [found[start] for start in sorted(found)]
