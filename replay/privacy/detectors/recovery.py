"""What opens everything when the password is lost: words of a wallet, recovery keys of an encrypted disk.

Source: BIP 39 (12, 15, 18, 21 or 24 words of three to eight letters), Microsoft's BitLocker (eight groups of
six digits), Apple's FileVault (six groups of four).
"""

import re
from collections.abc import Sequence

from replay.privacy.match import Match

NAME = "recovery"
VERSION = 1

_GROUPS = re.compile(
    r"(?<![\w-])(?:\d{6}(?:-\d{6}){7}|[A-Z0-9]{4}(?:-[A-Z0-9]{4}){5}|[A-Z0-9]{6}(?:-[A-Z0-9]{6}){5})(?![\w-])"
)
_WORDS = re.compile(r"(?<![\w'’-])(?:[a-z]{3,8}[ \t]+){11,23}[a-z]{3,8}(?![\w'’-])")
_COUNTS = frozenset({12, 15, 18, 21, 24})
_SENTENCE = frozenset((
    "the", "and", "for", "are", "was", "were", "has", "had", "have", "with", "you", "your", "our",
    "from", "his", "her", "its", "but", "not", "been", "being", "these", "those", "which", "whose",
    "would", "could", "should", "does", "did", "der", "die", "das", "und", "ist", "nicht", "mit", "auf",
    "dem", "den", "ein", "eine", "les", "des", "est", "pas", "une", "los", "las", "del", "por", "para",
    "con", "una", "het", "een", "van",
))  # fmt: skip
"""No wallet has these among its words, and hardly any sentence has none of them."""


def detect(text: str) -> Sequence[Match]:
    """Find them."""
    found = [
        Match(group.start(), group.end(), "password", "recovery-key", 0.9)
        for group in (_GROUPS.finditer(text) if "-" in text else ())
        if re.search(r"\d", group[0])
    ]
    for phrase in _WORDS.finditer(text) if text.count(" ") >= 11 else ():
        words = phrase[0].split()
        if len(words) in _COUNTS and not _SENTENCE.intersection(words) and len(set(words)) > 0.8 * len(words):
            found.append(Match(phrase.start(), phrase.end(), "password", "recovery-words", 0.9))
    return found
