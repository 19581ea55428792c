"""Words found in recorded text, folding case, look-alikes and what parts letters; and in its encodings."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from replay.privacy.decoded import decoded
from replay.privacy.encodings import needles
from replay.privacy.lookalikes import Folded, compatible, cut_at_end, cut_at_start, fold

SHORTEST_WORD = 4
"""A shorter word is found everywhere, and replacing it would only damage what is left."""
SHORTEST_APART = 8
"""A shorter word is put together by chance from what spaces, dots, hyphens and breaks of lines part."""
FILL = "[redacted]"
"""Stands for a removed word; always this long, whatever the word was."""
_LIKE = ("0oO", "1lI|i", "5sS", "8B", "'’‘")
_LEFT_OUT = re.compile(r"…|\.{3,}")
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
        folded = dict.fromkeys(fold(word, squeeze=True).text for word in self.words)
        self._apart = [each for each in folded if len(each) >= SHORTEST_APART]
        written = dict.fromkeys(form for word in self.words for form in _forms(word))
        self._needles = [needle for word in written for _, needle in needles(word) if len(needle) > 3]

    def __bool__(self) -> bool:
        return self._pattern is not None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where words stand in a text, as first and last index plus one, in order and apart."""
        out: list[tuple[int, int]] = []
        for start, stop in sorted(self._places(text)):
            if out and start < out[-1][1]:
                out[-1] = out[-1][0], max(out[-1][1], stop)
            else:
                out.append((start, stop))
        return out

    def found_in(self, text: str) -> bool:
        """Say whether a word, or a coding of it, stands in a text."""
        return self._stands_in(text) or self._coded(text)

    def removed(self, text: str) -> str:
        """Return a text with `FILL` for each word; one that holds a word in some coding is emptied.

        The same text comes back where nothing was found.
        """
        if self._pattern is None or not text:
            return text
        replaced = text
        for start, stop in reversed(self.spans(text)):
            replaced = f"{replaced[:start]}{FILL}{replaced[stop:]}"
        return "" if self._coded(replaced) else replaced

    def _stands_in(self, text: str) -> bool:
        return any(True for _ in self._places(text))

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        if self._pattern is None:
            return
        yield from (found.span() for found in self._pattern.finditer(text))
        if not text.isascii():
            plain = compatible(text)
            yield from (_of_origin(plain, *found.span()) for found in self._pattern.finditer(plain.text))
        folded = fold(text, squeeze=True)
        for needle in self._apart:
            at = folded.text.find(needle)
            while at >= 0:
                start, stop = _of_origin(folded, at, at + len(needle))
                if not (needle.isdigit() and _goes_on(text, start, stop)):
                    yield start, stop
                at = folded.text.find(needle, at + len(needle))
        yield from self._cut_off(text)

    def _cut_off(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where words stand whose end a title leaves out, or whose beginning."""
        for found in _LEFT_OUT.finditer(text):
            before, behind = (
                fold(part, squeeze=True) for part in (text[: found.start()], text[found.end() :])
            )
            for word in self._apart:
                if left := cut_at_end(before.text, word):
                    yield before.origin[-left], found.start()
                if left := cut_at_start(behind.text, word):
                    yield found.end(), found.end() + behind.origin[left - 1] + 1

    def _coded(self, text: str) -> bool:
        if self._pattern is None:
            return False
        raw = text.encode("utf-8", "surrogatepass")
        return any(needle in raw for needle in self._needles) or any(map(self._stands_in, decoded(text)))


def _of_origin(folded: Folded, start: int, stop: int) -> tuple[int, int]:
    return folded.origin[start], folded.origin[stop - 1] + 1


def _goes_on(text: str, start: int, stop: int) -> bool:
    """Say whether a number is part of a longer one."""
    return text[start - 1 : start].isdigit() or text[stop : stop + 1].isdigit()


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
    """Return a word as it is and, where that is another, with accents in the letters, and in plain ones."""
    return tuple(
        dict.fromkeys(filter(None, (word, unicodedata.normalize("NFC", word), compatible(word).text)))
    )


def _forms(word: str) -> tuple[str, ...]:
    """Return a word as it is, with its accents in the letters, and with them behind the letters."""
    return (*_composed(word), unicodedata.normalize("NFD", word))


def usable_words(words: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Return the words that can be searched for, without spaces around them, and how many are too short."""
    stripped = [word.strip() for word in words if word.strip()]
    kept = tuple(dict.fromkeys(word for word in stripped if len(word) >= SHORTEST_WORD))
    return kept, sum(len(word) < SHORTEST_WORD for word in stripped)
