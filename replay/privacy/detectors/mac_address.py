"""Hardware addresses of network cards."""

import re
from collections.abc import Sequence

from replay.privacy.match import Match

NAME = "mac"
VERSION = 1

_PAIRS = re.compile(
    r"(?<![\w:-])[0-9A-F]{2}(?:([:-])[0-9A-F]{2})(?:\1[0-9A-F]{2}){4}(?![\w:-])", re.IGNORECASE
)
_FOURS = re.compile(r"(?<![\w.])[0-9A-F]{4}\.[0-9A-F]{4}\.[0-9A-F]{4}(?![\w.])", re.IGNORECASE)
_NOBODY = frozenset({"000000000000", "ffffffffffff"})


def detect(text: str) -> Sequence[Match]:
    """Find addresses of six bytes."""
    if text.count(":") < 5 and text.count("-") < 5 and text.count(".") < 2:
        return []
    return [
        Match(found.start(), found.end(), NAME, NAME, 0.9)
        for form in (_PAIRS, _FOURS)
        for found in form.finditer(text)
        if re.sub(r"\W", "", found[0]).lower() not in _NOBODY
        # Twelve digits in dots are rather a number than an address.
        and (form is _PAIRS or re.search(r"[a-fA-F]", found[0]))
    ]
