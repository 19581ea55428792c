"""One-time codes beside the words with which they are sent and asked for, and codes kept in reserve."""

from collections.abc import Sequence

from replay.privacy.detectors import cues
from replay.privacy.detectors.code_forms import FORMS, kept_codes
from replay.privacy.match import Match

NAME = "one-time-code"
VERSION = 4

_CUE = cues.cue(
    *("code", "código", "codice", "codici", "otp", "one-time", "one time", "einmal", "pin", "number", "2fa"),
    *(
        "mfa",
        "tan",
        "authenticator",
        "g-",
        "token",
        "use ",
        "enter ",
        "type ",
        "utilisez",
        "usa ",
        "recovery",
    ),
    *("combination", "kombination", "backup", "schlüssel", "geben sie", "nutzen sie"),
)
"""One of these stands in everything that is found."""


def detect(text: str) -> Sequence[Match]:
    """Find codes that count once."""
    held = cues.held(text)
    if not (held & cues.DIGIT and held & _CUE):
        return []
    found: dict[int, Match] = {}
    for form, confidence in FORMS:
        for match in form.finditer(text):
            start = match.start("code")
            found.setdefault(start, Match(start, match.end("code"), NAME, NAME, confidence))
    for start, stop in kept_codes(text):
        found.setdefault(start, Match(start, stop, NAME, "code-kept", 0.85))
    return [found[start] for start in sorted(found)]
