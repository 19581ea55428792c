"""Private keys: PEM blocks, whole or cut, and the one-line forms.

Source: RFC 7468; age's key format.
"""

import re
from collections.abc import Sequence

from replay.privacy.match import Match

NAME = "private-key"
VERSION = 1

_BLOCK = re.compile(
    r"-----BEGIN (?:(?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY|PGP PRIVATE KEY BLOCK)-----"
    r"(?:[A-Za-z0-9+/=\s:,.()\\-]{0,20000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|"
    r"[A-Za-z0-9+/=\s]{0,20000})"
)
# As WireGuard and others keep it: 32 bytes in base 64 or 16.
_NAMED = re.compile(
    r"\b(?:private|preshared|pre-shared|secret|encryption|signing|master|host)[ _-]?key[\"']?"
    r"[ \t]*[:=][ \t]*[\"']?(?P<secret>[A-Za-z0-9+/]{43}=|(?:0x)?[0-9a-f]{64})(?![\w+/=])",
    re.IGNORECASE,
)
_LINE = re.compile(r"\bAGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}\b|\bPuTTY-User-Key-File-[23]: [\w-]{3,30}")


def detect(text: str) -> Sequence[Match]:
    """Find private keys."""
    matches: list[Match] = []
    if "key" in text or "KEY" in text or "Key" in text:
        blocks = (*_BLOCK.finditer(text), *_LINE.finditer(text))
        matches += [Match(m.start(), m.start() + len(m[0].rstrip()), NAME, NAME, 0.99) for m in blocks]
        matches += [
            Match(m.start("secret"), m.end("secret"), NAME, "private-key-named", 0.9)
            for m in _NAMED.finditer(text)
        ]
    return sorted(matches, key=lambda match: match.start)
