"""Folding: texts that people and OCR take for each other become equal."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ALIKE = str.maketrans(
    {"o": "0", "l": "1", "i": "1", "|": "1", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
)
_DROPPED = frozenset(" \t\r\n\u00a0-·.")
_ALIKE_APART = {**_ALIKE, **dict.fromkeys(map(ord, _DROPPED))}

_LEAST_LEFT = 8
"""Fewer characters of a word that is cut off stand in other texts by chance; of a longer one three fifths."""

_MISREAD = re.compile(r"(?<![^\W_])(?=[a-z]*1)(?:[a-z]+1[a-z]*|1[a-z]{2,})(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and which character of the original each of its characters comes from."""

    text: str
    origin: tuple[int, ...]


_ROUND = re.compile(r"(?<=[a-z])0(?=[A-Z]?[a-z])|(?<=[A-Z])0(?=[A-Z])")
_SMALL = re.compile(r"(?<=[A-Z])o(?=[A-Z0-9]{2})")
_LINES_ABOVE = str.maketrans("āōūĀŌŪ", "äöüÄÖÜ")


def as_meant(text: str) -> str:
    """Return text that OCR read as it was meant: "mysq1" was "mysql", "PASSW0RD" a word. No place moves."""
    meant = text.translate(_LINES_ABOVE)
    if "1" in meant:
        meant = _MISREAD.sub(lambda found: found[0].replace("1", "l"), meant)
    meant = _SMALL.sub("O", meant)
    return (
        _ROUND.sub(lambda found: "O" if meant[found.end()].isupper() else "o", meant)
        if "0" in meant
        else meant
    )


def cut_at_end(text: str, word: str) -> int:
    """Return with how many characters of its beginning a word stands at the end of a text, 0 for too few.

    Args:
        text: Folded and squeezed.
        word: Likewise.
    """
    least = _least_left(word)
    at = text.find(word[:least], max(len(text) - len(word) + 1, 0)) if least else -1
    while at >= 0:
        if word.startswith(text[at:]):
            return len(text) - at
        at = text.find(word[:least], at + 1)
    return 0


def cut_at_start(text: str, word: str) -> int:
    """Return with how many characters of its end a word stands at the start of a text, as `cut_at_end`."""
    return cut_at_end(text[: len(word)][::-1], word[::-1])


def _least_left(word: str) -> int:
    """Return how many characters tell of a word of which the rest is cut off, 0 where none do."""
    least = max(_LEAST_LEFT, -(-len(word) * 3 // 5))
    return least if least < len(word) else 0


def is_unseen(character: str) -> bool:
    """Say whether a character takes no room: a joint, a mark of direction, a place for a hyphen."""
    return unicodedata.category(character) == "Cf"


def compatible(text: str) -> Folded:
    """Return a text in plain letters, for wide, narrow and ornate ones, without what takes no room."""
    plain = ["" if is_unseen(each) else unicodedata.normalize("NFKC", each) for each in text]
    return Folded("".join(plain), tuple(at for at, each in enumerate(plain) for _ in each))


@lru_cache(maxsize=4096)
def fold(text: str, *, squeeze: bool = False) -> Folded:
    """Fold case and look-alikes (O and 0, l, I and 1) and compatibility forms.

    Args:
        text: Any text.
        squeeze: Drop spaces, line breaks, hyphens, dots and what takes no room, so that "4111 1111" is
            "41111111".
    """
    if text.isascii() and not squeeze:
        return Folded(text.lower().translate(_ALIKE), tuple(range(len(text))))
    if text.isascii():
        kept = tuple(at for at, each in enumerate(text) if each not in _DROPPED)
        return Folded(text.lower().translate(_ALIKE_APART), kept)
    out: list[str] = []
    origin: list[int] = []
    for number, character in enumerate(text):
        if squeeze and (character in _DROPPED or is_unseen(character)):
            continue
        folded = unicodedata.normalize("NFKC", character).casefold().translate(_ALIKE)
        out.append(folded)
        origin.extend([number] * len(folded))
    return Folded("".join(out), tuple(origin))
