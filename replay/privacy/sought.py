"""Words found in recorded text, folding case, look-alikes and what parts letters; and in its encodings."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from replay.privacy.decoded import decoded
from replay.privacy.encodings import needles
from replay.privacy.lookalikes import Folded, compatible, cut_at_end, cut_at_start, fold
from replay.privacy.short_words import ShortWords
from replay.privacy.unbroken import unbroken
from replay.privacy.word_pattern import composed, word_pattern

SHORTEST_WORD = 4
"""A shorter word is part of many others: it is looked for where it stands alone."""
SHORTEST_APART = 8
"""A shorter word is put together by chance from what spaces, dots, hyphens and breaks of lines part."""
FILL = "[redacted]"
"""Stands for a removed word; always this long, whatever the word was."""
_LEFT_OUT = re.compile(r"…|\.{3,}")


class Words:
    """Secrets, made ready to be searched for."""

    def __init__(self, words: Iterable[str], alone: Iterable[str] = (), *, read: bool = False) -> None:
        """Take words that are searched for wherever they stand, and some that are where they stand alone.

        Args:
            words: Long enough to be no accident.
            alone: Shorter ones: with a letter or a digit beside them they are part of another word.
            read: Whether an engine read the texts off pictures, see `ShortWords`.
        """
        # The longest first: a secret that holds another is replaced as one.
        self.words = tuple(sorted(dict.fromkeys(words), key=len, reverse=True))
        self.alone = tuple(dict.fromkeys(alone))
        joined = "|".join(word_pattern(form) for word in self.words for form in composed(word))
        self._pattern = re.compile(joined, re.IGNORECASE) if joined else None
        self._short = ShortWords(self.alone, read=read)
        folded = dict.fromkeys(fold(word, squeeze=True).text for word in self.words)
        self._apart = [each for each in folded if len(each) >= SHORTEST_APART]
        written = dict.fromkeys(form for word in self.words for form in _forms(word))
        self._needles = [needle for word in written for _, needle in needles(word) if len(needle) > 3]

    @classmethod
    def asked(cls, words: Sequence[str], *, read: bool = False) -> "Words":
        """Take words that somebody asked for, each searched for as its length allows."""
        long, short = usable_words(words)
        return cls(long, short, read=read)

    def __bool__(self) -> bool:
        return self._pattern is not None or bool(self._short)

    @property
    def count(self) -> int:
        """How many words there are."""
        return len(self.words) + len(self.alone)

    @property
    def inside(self) -> "Words":
        """Those alone that are searched for wherever they stand."""
        return Words(self.words) if self.alone else self

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where words stand in a text, as first and last index plus one, in order and apart."""
        out: list[tuple[int, int]] = []
        for start, stop in sorted([*self._places(text), *self._short.spans(text)]):
            if out and start < out[-1][1]:
                out[-1] = out[-1][0], max(out[-1][1], stop)
            else:
                out.append((start, stop))
        return out

    def found_in(self, text: str) -> bool:
        """Say whether a word, or a coding of it, stands in a text."""
        return self._stands_in(text) or self._coded(text) or any(True for _ in self._short.spans(text))

    def removed(self, text: str) -> str:
        """Return a text with `FILL` for each word; one that holds a word in some coding is emptied.

        The same text comes back where nothing was found.
        """
        if not self or not text:
            return text
        replaced = _filled(text, self.spans(text))
        # Beside what was filled a short one may stand alone now.
        while again := [*self._short.spans(replaced)]:
            replaced = _filled(replaced, again)
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
        yield from self._broken(text)

    def _broken(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a word goes over lines that part it elsewhere than between its own parts."""
        for whole, origin in unbroken(text) if self._pattern else ():
            for found in self._pattern.finditer(whole) if self._pattern else ():
                start, stop = found.span()
                parted = origin[stop - 1] - origin[start] >= stop - start
                alone = not (_is_letter(whole, start - 1) or _is_letter(whole, stop))
                if parted and (alone or stop - start >= SHORTEST_APART):
                    yield origin[start], origin[stop - 1] + 1

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


def _filled(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, stop in spans:
        parts += [text[at:start], FILL]
        at = stop
    return "".join([*parts, text[at:]]) if parts else text


def _of_origin(folded: Folded, start: int, stop: int) -> tuple[int, int]:
    return folded.origin[start], folded.origin[stop - 1] + 1


def _is_letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()


def _goes_on(text: str, start: int, stop: int) -> bool:
    """Say whether a number is part of a longer one."""
    return text[start - 1 : start].isdigit() or text[stop : stop + 1].isdigit()


def _forms(word: str) -> tuple[str, ...]:
    """Return a word as it is, with its accents in the letters, and with them behind the letters."""
    return (*composed(word), unicodedata.normalize("NFD", word))


def usable_words(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that can be searched for wherever they stand, and those that are too short for that.

    Each once, without spaces around them.
    """
    stripped = dict.fromkeys(word.strip() for word in words if word.strip())
    return (
        tuple(word for word in stripped if len(word) >= SHORTEST_WORD),
        tuple(word for word in stripped if len(word) < SHORTEST_WORD),
    )
