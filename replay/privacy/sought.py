"""Words found in recorded text, folding case, look-alikes and spaces within numbers; and in its encodings."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from replay.privacy.encodings import needles

SHORTEST_WORD = 4
"""A shorter word is found everywhere, and replacing it would only damage what is left."""
FILL = "[redacted]"
"""Stands for a removed word; always this long, whatever the word was."""
_LIKE = ("0oO", "1lI|i", "5sS", "8B", "'’‘")
_APART = r"[\s\u00a0\-]{0,2}"
_DIGITS = re.compile(r"[\d\s\u00a0+()./\-]+\Z")


class Words:
    """Secrets, made ready to be searched for."""

    def __init__(self, words: Iterable[str], alone: Iterable[str] = ()) -> None:
        """Take words that are searched for wherever they stand, and some that are where they stand alone.

        Args:
            words: Long enough to be no accident.
            alone: Shorter ones: with a letter or a digit beside them they are part of another word.
        """
        # The longest first: a secret that holds another is replaced as one.
        self.words = tuple(sorted(dict.fromkeys(words), key=len, reverse=True))
        patterns = [
            *(_pattern(form) for word in self.words for form in _composed(word)),
            *(rf"(?<![^\W_]){_pattern(form)}(?![^\W_])" for word in alone for form in _composed(word)),
        ]
        joined = "|".join(patterns)
        self._pattern = re.compile(joined, re.IGNORECASE) if joined else None
        written = dict.fromkeys(form for word in self.words for form in _forms(word))
        self._needles = [needle for word in written for _, needle in needles(word) if len(needle) > 3]

    def __bool__(self) -> bool:
        return self._pattern is not None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where words stand in a text, as first and last index plus one."""
        return [found.span() for found in self._pattern.finditer(text)] if self._pattern else []

    def found_in(self, text: str) -> bool:
        """Say whether a word, or a coding of it, stands in a text."""
        if self._pattern is None:
            return False
        return bool(self._pattern.search(text)) or self._coded(text)

    def removed(self, text: str) -> str:
        """Return a text with `FILL` for each word; one that holds a word in some coding is emptied.

        The same text comes back where nothing was found.
        """
        if self._pattern is None or not text:
            return text
        replaced = self._pattern.sub(FILL, text)
        return "" if self._coded(replaced) else replaced

    def _coded(self, text: str) -> bool:
        raw = text.encode("utf-8", "surrogatepass")
        return any(needle in raw for needle in self._needles)


def _pattern(word: str) -> str:
    numeric = bool(_DIGITS.match(word)) and any(letter.isdigit() for letter in word)
    letters: Sequence[str] = [letter for letter in word if not numeric or letter.isdigit()]
    parts = []
    for letter in letters:
        if letter.isspace():
            parts.append(r"\s+")
            continue
        alike = next((group for group in _LIKE if letter in group), "")
        # Numbers are not folded: every "1" of a table would be an "l".
        parts.append(f"[{re.escape(alike)}]" if alike and not numeric else _letter(letter))
    joined = (_APART if numeric else "").join(parts)
    return rf"(?<!\d){joined}(?!\d)" if numeric else joined


def _letter(letter: str) -> str:
    """Return what finds a letter, with its accent in it or behind it: systems write titles both ways."""
    apart = unicodedata.normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{re.escape(letter)}|{re.escape(apart)})"


def _composed(word: str) -> tuple[str, ...]:
    """Return a word as it is and, where that is another, with its accents in the letters."""
    return tuple(dict.fromkeys((word, unicodedata.normalize("NFC", word))))


def _forms(word: str) -> tuple[str, ...]:
    """Return a word as it is, with its accents in the letters, and with them behind the letters."""
    return (*_composed(word), unicodedata.normalize("NFD", word))


def usable_words(words: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Return the words that can be searched for, without spaces around them, and how many are too short."""
    stripped = [word.strip() for word in words if word.strip()]
    kept = tuple(dict.fromkeys(word for word in stripped if len(word) >= SHORTEST_WORD))
    return kept, sum(len(word) < SHORTEST_WORD for word in stripped)
