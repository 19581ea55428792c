"""Many words looked for at once, each by itself or as the beginning or the end of longer ones.

Words are written with "|" between. A star stands for letters that go on ("diabet*") or come before
("*krebs"), within a phrase as well ("zwolnieni* lekarsk*"); "?" before a word says that it means what it is
listed for only beside something else. A word with a capital counts in its case alone: "AIDS", not "aids".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import ahocorasick

from replay.privacy.words.plain import plain, spellings

_MORE = r"[^\W_]*(?:-[^\W_]+)?"
_FIXED = re.compile(r"[^*\[]+")
_LONGEST_BEGINNING = 40
"""Letters before a word that ends one; what is longer is no word."""
_PART = re.compile(r"\*|\[..\]|[^*\[]+")


@dataclass(frozen=True, slots=True)
class Stem:
    """A word of a list."""

    kind: str
    is_weak: bool
    """Whether it needs something beside it."""
    form: re.Pattern[str]
    """All of the word where it stands, in a text without accents, from its first fixed letter on."""
    goes_back: bool
    shows: str
    """What is written in capitals, to be held against the text itself; empty where case does not count."""


@dataclass(frozen=True, slots=True)
class Found:
    """A word in a text."""

    start: int
    stop: int
    stem: Stem


class Stems:
    """Words of several kinds."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        """Take the words of each kind."""
        self._automaton = ahocorasick.Automaton()
        held: dict[str, list[Stem]] = {}
        for kind, words in lists.items():
            for word in re.split(r"\s*\|\s*", " ".join(words.split())):
                for begun, stem in _stems(kind, word):
                    held.setdefault(begun, []).append(stem)
        for begun, stems in held.items():
            self._automaton.add_word(begun, (len(begun), stems))
        self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Found]:
        """Yield every word in a text, in the order in which their beginnings end; they may overlap."""
        bare = plain(text)
        lowered = bare.lower().replace("’", "'").replace("ς", "σ")
        if len(lowered) != len(text):
            return  # A letter that has two in lower case: of scripts in which there are no words here.
        for last, (length, stems) in self._automaton.iter(lowered):
            for stem in stems:
                found = _at(text, lowered, last + 1 - length, stem)
                if found is not None:
                    yield found


def _stems(kind: str, word: str) -> Iterator[tuple[str, Stem]]:
    bare = word.removeprefix("?")
    shows = bare if bare != bare.lower() else ""
    for spelt in spellings(bare.removeprefix("*")):
        form = "".join(
            _MORE if part == "*" else part if part.startswith("[") else re.escape(part)
            for part in _PART.findall(spelt)
        )
        begun = _FIXED.match(spelt)
        if begun is not None:
            yield begun[0], Stem(kind, word != bare, re.compile(form), bare.startswith("*"), shows)


def _at(text: str, lowered: str, start: int, stem: Stem) -> Found | None:
    found = stem.form.match(lowered, start)
    if found is None:
        return None
    stop = found.end()
    if stem.goes_back:
        while start > max(found.start() - _LONGEST_BEGINNING, 0) and lowered[start - 1].isalnum():
            start -= 1
        if start == found.start():
            return None  # The word alone is another one of the list.
    # Neither a part of a word, nor of the name of something, nor an option.
    if not lowered[stop : stop + 1].isalnum() and lowered[stop : stop + 1] not in {"_", "-"}:
        before = lowered[max(start - 2, 0) : start]
        if not (before[-1:].isalnum() or before[-1:] == "_" or before in {"--", " -"}):
            return Found(start, stop, stem) if text.startswith(stem.shows, start) else None
    return None
