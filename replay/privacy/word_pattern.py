"""What finds a word in texts: in any case, with accents in or behind its letters, with look-alikes."""

import re
import unicodedata
from collections.abc import Sequence

from replay.privacy.lookalikes import compatible

_LIKE = ("0oO", "1lI|i", "5sS", "8B", "'’‘")
_APART = r"[\s\u00a0\-]{0,2}"
_BLANK = r"\s++(?:(?<=[\r\n])(?:[>|#]++[^\S\r\n]*+)++)?+"
"""Between two parts of a word; it may be a break of lines, of a quotation, too."""
_DIGITS = re.compile(r"[\d\s\u00a0+()./\-]+\Z")


def word_pattern(word: str) -> str:
    """Return what finds a word wherever it stands; with `re.IGNORECASE`."""
    numeric = bool(_DIGITS.match(word)) and any(letter.isdigit() for letter in word)
    letters: Sequence[str] = [letter for letter in word if not numeric or letter.isdigit()]
    parts: list[str] = []
    for letter in letters:
        if letter.isspace():
            if not parts or parts[-1] != _BLANK:
                parts.append(_BLANK)
            continue
        # Numbers are not folded: every "1" of a table would be an "l".
        alike = "" if numeric else look_alikes(letter)
        parts.append(f"[{re.escape(alike)}]" if alike else letter_pattern(letter))
    joined = (_APART if numeric else "").join(parts)
    return rf"(?<!\d){joined}(?!\d)" if numeric else joined


def letter_pattern(letter: str) -> str:
    """Return what finds a letter, with its accent in it or behind it: systems write titles both ways."""
    apart = unicodedata.normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{re.escape(letter)}|{re.escape(apart)})"


def look_alikes(letter: str) -> str:
    """Return what a letter is taken for, with it; "" where it is like no other."""
    return next((group for group in _LIKE if letter in group), "")


def composed(word: str) -> tuple[str, ...]:
    """Return a word as it is and, where that is another, with accents in the letters, and in plain ones."""
    return tuple(
        dict.fromkeys(filter(None, (word, unicodedata.normalize("NFC", word), compatible(word).text)))
    )
