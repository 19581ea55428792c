"""IP addresses of both versions; those that every machine has are nobody's."""

import ipaddress
import re
from collections.abc import Sequence

from replay.privacy.detectors import cues
from replay.privacy.match import Match

NAME = "ip"
VERSION = 2

_FOUR = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d|\w)")
_SIX = re.compile(
    r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}(?:[0-9A-Fa-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])"
)
_VERSION = re.compile(
    r"(?:version|release|build|sdk|driver|firmware|patch|(?:update|upgrade|bump)(?:d|s)?(?: to| from)?|"
    r"plugin|module|package|"
    r"library|runtime|bios|section|abschnitt|chapter|kapitel|clause|ziffer|§|\biso|\brfc|\boid|\boracle|"
    r"player|nuget \w+|"
    r"==|^#{1,6}|\n#{1,6}|[a-z][-_]|\bv|\br|[a-z]/)[ :=.\"'(\[]{0,3}\Z",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"(?:\.\d+)*[._-](?:tar|t?gz|zip|exe|msi|deb|rpm|jar|whl|dll|so|pkg|dmg|apk|\d|x86|x64|amd64|win)"
)
_REACH = 24
_NUMBERS = re.compile(r"(?<![\w.])\d+(?:\.\d+){3}(?![\w.])")


def detect(text: str) -> Sequence[Match]:
    """Find addresses of machines."""
    matches: list[Match] = []
    if "." in text and cues.held(text) & cues.DIGIT:
        matches.extend(
            Match(found.start(), found.end(), NAME, NAME, 0.85)
            for found in _FOUR.finditer(text)
            if _counts(found[0])
            and not _is_version(text, found)
            and not _beside_versions(text, found.start())
        )
    if ":" in text:
        matches.extend(
            Match(found.start(), found.end(), NAME, NAME, 0.85)
            for found in _SIX.finditer(text)
            if found[0].count(":") > 1 and len(found[0]) > 6 and _counts(found[0])
        )
    return sorted(matches, key=lambda match: match.start)


def _is_version(text: str, found: re.Match[str]) -> bool:
    """Say whether four numbers are rather a version, by what stands around them; no machine ends in 0."""
    if found[0].endswith(".0") and text[found.end() : found.end() + 1] != "/":
        return True
    if _FILE.match(text, found.end()):
        return True
    return _VERSION.search(text[max(found.start() - _REACH, 0) : found.start()]) is not None


def _beside_versions(text: str, start: int) -> bool:
    """Say whether another number on the line has the form of an address and is too large for one."""
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    line = text[begin : end if end >= 0 else len(text)][:500]
    return any(
        not _counts(other[0]) and "." in other[0] and _is_large(other[0]) for other in _NUMBERS.finditer(line)
    )


def _is_large(written: str) -> bool:
    return any(int(part[:6]) > 255 for part in written.split("."))


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
