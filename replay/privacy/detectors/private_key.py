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
_LINE = re.compile(r"\bAGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}\b|\bPuTTY-User-Key-File-[23]: [\w-]{3,30}")


def detect(text: str) -> Sequence[Match]:
    """Find private keys."""
    if "KEY" not in text and "Key" not in text:
        return []
    found = [*_BLOCK.finditer(text), *_LINE.finditer(text)]
    return [
        Match(m.start(), m.start() + len(m[0].rstrip()), NAME, NAME, 0.99)
        for m in sorted(found, key=lambda m: m.start())
    ]
