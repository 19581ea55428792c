"""Words of a few letters, as names are: looked for where they stand alone, never inside of other words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from replay.privacy.word_pattern import composed, letter_pattern, look_alikes

_UNSEEN = frozenset("\u00ad\u200c\u200d\u2060")
"""Stand within a word: they part nothing."""
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
"""Letters of scripts that write no spaces between words, or that hang endings on names."""


class ShortWords:
    """Short words, made ready to be searched for."""

    def __init__(self, words: Iterable[str], *, read: bool = False) -> None:
        """Take the words.

        Args:
            words: Of one letter or more.
            read: Whether an engine read the texts off pictures, which leaves out spaces and takes letters for
                others: a capital begins a word then, and one letter may be one that looks like it.
        """
        self._read = read
        forms = dict.fromkeys(form for word in words for form in composed(word))
        joined = "|".join(pattern for form in forms for pattern in _patterns(form, read=read))
        self._pattern = re.compile(joined, re.IGNORECASE) if joined else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where words stand in a text, as first and last index plus one."""
        at = 0
        while self._pattern is not None and (found := self._pattern.search(text, at)):
            start, stop = found.span()
            alone = self._is_edge(text, start) and self._is_edge(text, stop)
            if alone:
                yield start, stop
            at = stop if alone else start + 1

    def _is_edge(self, text: str, at: int) -> bool:
        """Say whether a word may begin or end before a character of a text."""
        before, after = at - 1, at
        while before >= 0 and text[before] in _UNSEEN:
            before -= 1
        while after < len(text) and text[after] in _UNSEEN:
            after += 1
        if before < 0 or after >= len(text):
            return True
        left, right = text[before], text[after]
        if unicodedata.category(right).startswith("M"):
            return False  # An accent of the letter before it.
        if not (_is_of_word(left) and _is_of_word(right)):
            return True
        if self._read and left.islower() and right.isupper():
            return True
        return bool(_UNSPACED.match(left) or _UNSPACED.match(right))


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _patterns(word: str, *, read: bool) -> Iterator[str]:
    letters = [r"\s+" if letter.isspace() else letter_pattern(letter) for letter in word]
    yield "".join(letters)
    if not read or len(word) == 1:
        return
    for at, letter in enumerate(word):
        # Strokes are read of any edge.
        alike = "".join(filter(str.isalnum, look_alikes(letter)))
        if alike:
            yield "".join([*letters[:at], f"[{alike}]", *letters[at + 1 :]])
