"""Secrets inside encoded text: base64, hexadecimal, URLs, JSON and backwards, as a redaction knows them."""

import re
import string
from collections.abc import Iterable, Iterator, Mapping

import ahocorasick

from replay.privacy.encodings import needles
from replay.privacy.finding import Secret

SHORTEST_CODED = 6
"""Fewer characters of a coding are in any long token by chance."""

_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_AROUND: Mapping[str, re.Pattern[str]] = {
    "base64": re.compile(r"[\w+/=-]", re.ASCII),
    "hexadecimal": re.compile(r"[0-9A-Fa-f]"),
}
"""What else belongs to the token in which a coding lies: at its edges stand bits of the secret, too."""


class CodedSearch:
    """All codings of all secrets, looked for at once."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        self._automaton = ahocorasick.Automaton()
        found: dict[str, list[tuple[str, str, Secret]]] = {}
        # Of words that differ by case alone the codings differ altogether.
        for plain, secret in {each.text.strip(): each for each in secrets}.items():
            for name, raw in needles(plain):
                coded = raw.decode("utf-8", "surrogatepass") if not name.startswith("UTF-16") else ""
                if len(coded) >= SHORTEST_CODED and coded.lower() != plain.lower():
                    found.setdefault(coded.translate(_LOWER), []).append(
                        (re.split(r"\W", name)[0], coded, secret)
                    )
        for lowered, meanings in found.items():
            self._automaton.add_word(lowered, meanings)
        self._is_empty = not found
        if found:
            self._automaton.make_automaton()

    def places(self, text: str) -> Iterator[tuple[int, int, Secret]]:
        """Yield where codings of secrets stand in a text, as whole tokens, each once."""
        told: set[tuple[int, int, str]] = set()
        # One letter each, as in the text: what str.lower() makes of some letters is longer.
        for last, meanings in () if self._is_empty else self._automaton.iter(text.translate(_LOWER)):
            for name, coded, secret in meanings:
                start, stop = last + 1 - len(coded), last + 1
                if name == "base64" and text[start:stop] != coded:
                    continue
                start, stop = _token(text, start, stop, _AROUND.get(name))
                if (start, stop, secret.text) not in told:
                    told.add((start, stop, secret.text))
                    yield start, stop, secret


def _token(text: str, start: int, stop: int, around: re.Pattern[str] | None) -> tuple[int, int]:
    while around is not None and start > 0 and around.match(text[start - 1]):
        start -= 1
    while around is not None and stop < len(text) and around.match(text[stop]):
        stop += 1
    return start, stop
