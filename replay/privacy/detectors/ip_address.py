"""IP addresses of both versions; those that every machine has are nobody's."""

import ipaddress
import re
from collections.abc import Sequence

from replay.privacy.match import Match

NAME = "ip"
VERSION = 1

_FOUR = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d|\w)")
_SIX = re.compile(
    r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}(?:[0-9A-Fa-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])"
)
_VERSION = re.compile(r"(?:version|release|build|\bv|\br)[ :=.]{0,2}\Z", re.IGNORECASE)


def detect(text: str) -> Sequence[Match]:
    """Find addresses of machines."""
    matches: list[Match] = []
    if "." in text:
        matches.extend(
            Match(found.start(), found.end(), NAME, NAME, 0.85)
            for found in _FOUR.finditer(text)
            if _counts(found[0]) and not _VERSION.search(text[max(found.start() - 12, 0) : found.start()])
        )
    if ":" in text:
        matches.extend(
            Match(found.start(), found.end(), NAME, NAME, 0.85)
            for found in _SIX.finditer(text)
            if found[0].count(":") > 1 and len(found[0]) > 6 and _counts(found[0])
        )
    return sorted(matches, key=lambda match: match.start)


def _counts(written: str) -> bool:
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return False
    return not (
        address.is_loopback
        or address.is_unspecified
        or address.is_multicast
        or (address.version == 4 and written.startswith(("255.", "0.")))
    )
