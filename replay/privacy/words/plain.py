"""Letters without their accents: people leave them out, and an engine that reads pictures loses them."""

import re
import unicodedata


def _bare(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return (
        base
        if base.isascii()
        else {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d"}.get(letter, letter)
    )


_PLAIN = {code: bare for code in range(0xC0, 0x250) if (bare := _bare(chr(code))) != chr(code)}


def plain(text: str) -> str:
    """Return a text with Latin letters without their accents; every character stays in its place."""
    return text if text.isascii() else text.translate(_PLAIN)


_PAIRS = {"ä": "(?:a|ae)", "ö": "(?:o|oe)", "ü": "(?:u|ue)", "ß": "(?:ß|ss?)"}
_PART = re.compile(r"\[(?:\\.|[^\]\\])*\]|[äöüß]")


def loose(form: str) -> str:
    """Return an expression for words as one for texts without accents, where "ae" may stand for "ä".

    Args:
        form: A regular expression without ranges of accented letters.
    """
    return plain(_PART.sub(lambda part: _PAIRS.get(part[0], part[0]), form))


def spellings(word: str) -> set[str]:
    """Return how a word may be spelt in a text without accents, in lower case."""
    folded = word.casefold()
    return {plain(folded), plain(folded.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))}


class Words:
    """An expression that finds words with or without their accents, in any case."""

    def __init__(self, form: str) -> None:
        """Take a regular expression without ranges of accented letters."""
        self.form = loose(form)
        self._whole = re.compile(self.form, re.IGNORECASE)

    def search(self, text: str) -> re.Match[str] | None:
        """Look for it anywhere in a text; places are those of the text."""
        return self._whole.search(plain(text))

    def match(self, text: str) -> re.Match[str] | None:
        """Hold it against the beginning of a text."""
        return self._whole.match(plain(text))

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Hold it against a whole text."""
        return self._whole.fullmatch(plain(text))
