"""Cues: words of which one stands in all that a form finds, looked for all at once before any form is tried.

Most texts hold none of a form's words. One pass over a text for the words of every detector takes less time
than the first few expressions would take to find nothing.

Source: A. Aho and M. Corasick, Efficient string matching, 1975.
"""

import re

import ahocorasick

from replay.privacy.words.plain import plain, spellings

_DIGIT = re.compile(r"\d")


class _Words:
    """The words of all detectors, each with the bits of those who asked for it."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._count = 0
        self._automaton: ahocorasick.Automaton | None = None
        self._last = ("", 0)

    def cue(self, *words: str) -> int:
        """Return the bit of texts in which a word stands: anywhere, in any case, with its accents or without.

        Args:
            words: Made known once, by the module that has the form.
        """
        bit = 1 << self._count
        self._count += 1
        for word in words:
            for spelling in spellings(word):
                self._bits[spelling] = self._bits.get(spelling, 0) | bit
        self._automaton, self._last = None, ("", 0)
        return bit

    def held(self, text: str) -> int:
        """Return the bits of all cues that stand in a text."""
        last, bits = self._last
        # Every detector asks about the same text, one after the other.
        if last is text:
            return bits
        automaton = self._automaton or self._made()
        bits = DIGIT if _DIGIT.search(text) else 0
        for _, more in automaton.iter(plain(text).casefold()):
            bits |= more
        self._last = (text, bits)
        return bits

    def _made(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for word, bits in self._bits.items():
            automaton.add_word(word, bits)
        automaton.make_automaton()
        self._automaton = automaton
        return automaton


_WORDS = _Words()

DIGIT = _WORDS.cue()
"""The bit of texts with a digit."""
cue, held = _WORDS.cue, _WORDS.held
