"""International bank account numbers: country, its length, and the check over all.

Source: ISO 13616, the registry's lengths.
"""

import re
from collections.abc import Sequence

from replay.privacy.detectors import cues
from replay.privacy.detectors.checksums import is_mod_97
from replay.privacy.match import Match

NAME = "iban"
VERSION = 1

_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?\d\d")
_LENGTHS = {
    code: int(length)
    for code, length in (
        entry.split(":")
        for entry in [
            "AD:24",
            "AE:23",
            "AL:28",
            "AT:20",
            "AZ:28",
            "BA:20",
            "BE:16",
            "BG:22",
            "BH:22",
            "BI:27",
            "BR:29",
            "BY:28",
            "CH:21",
            "CR:22",
            "CY:28",
            "CZ:24",
            "DE:22",
            "DJ:27",
            "DK:18",
            "DO:28",
            "EE:20",
            "EG:29",
            "ES:24",
            "FI:18",
            "FK:18",
            "FO:18",
            "FR:27",
            "GB:22",
            "GE:22",
            "GI:23",
            "GL:18",
            "GR:27",
            "GT:28",
            "HN:28",
            "HR:21",
            "HU:28",
            "IE:22",
            "IL:23",
            "IQ:23",
            "IS:26",
            "IT:27",
            "JO:30",
            "KW:30",
            "KZ:20",
            "LB:28",
            "LC:32",
            "LI:21",
            "LT:20",
            "LU:20",
            "LV:21",
            "LY:25",
            "MC:27",
            "MD:24",
            "ME:22",
            "MK:19",
            "MN:20",
            "MR:27",
            "MT:31",
            "MU:30",
            "NI:28",
            "NL:18",
            "NO:15",
            "OM:23",
            "PK:24",
            "PL:28",
            "PS:29",
            "PT:25",
            "QA:29",
            "RO:24",
            "RS:22",
            "RU:33",
            "SA:24",
            "SC:31",
            "SD:18",
            "SE:24",
            "SI:19",
            "SK:24",
            "SM:27",
            "SO:23",
            "ST:25",
            "SV:28",
            "TL:23",
            "TN:24",
            "TR:26",
            "UA:29",
            "VA:22",
            "VG:24",
            "XK:20",
            "YE:30",
        ]
    )
}


def detect(text: str) -> Sequence[Match]:
    """Find account numbers, with or without spaces."""
    matches: list[Match] = []
    if not cues.held(text) & cues.DIGIT:
        return matches
    for found in _START.finditer(text):
        stop = _stop(text, found.start())
        if stop is not None:
            matches.append(Match(found.start(), stop, NAME, NAME, 0.99))
    return matches


def _stop(text: str, start: int) -> int | None:
    """Return where the number that begins at `start` ends, None where it is none."""
    wanted = _LENGTHS.get(text[start : start + 2].upper())
    if wanted is None:
        return None
    kept = ""
    for place in range(start, min(start + 3 * wanted, len(text))):
        character = text[place]
        if character.isascii() and character.isalnum():
            kept += character
            if len(kept) == wanted:
                after = text[place + 1 : place + 2]
                return None if after.isalnum() or not is_mod_97(kept.upper()) else place + 1
        elif character not in " -\u00a0":
            return None
    return None
