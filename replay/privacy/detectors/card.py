"""Payment cards: digits of an issuer's range with the right check digit; and their security codes.

Source: ISO/IEC 7812-1; the ranges are those that the networks publish.
"""

import re
from collections.abc import Iterator, Sequence

from replay.privacy.detectors import cues
from replay.privacy.detectors.checksums import is_luhn
from replay.privacy.detectors.nearby import is_told
from replay.privacy.match import Match

NAME = "card"
VERSION = 2

_DIGITS = re.compile(r"(?<![\d.])\d(?:[ \t\u00a0.-]{0,2}\d|\n\d(?=\d{3})){11,30}(?!\d)")
_GROUPED = re.compile(r"\d{4}([ -])\d{4,6}\1\d{4,5}(?:\1\d{1,7})?")
_WORDS = re.compile(
    r"card|kreditkarte|carte|tarjeta|visa|master ?card|amex|american express|pan\b", re.IGNORECASE
)
_CODE = re.compile(
    r"\b(?:cvv2?|cvc2?|csc|cid|security code|card code|"
    r"kartenprüfnummer)\b\W{0,4}(?:is\W{1,2})?(\d{3,4})(?!\d)",
    re.IGNORECASE,
)
_CODE_CUE = cues.cue("cvv", "cvc", "csc", "cid", "code", "kartenprüf")
_RANGES: tuple[tuple[int, int, frozenset[int]], ...] = (
    (4, 4, frozenset({13, 16, 19})),
    (51, 55, frozenset({16})),
    (2221, 2720, frozenset({16})),
    (34, 34, frozenset({15})),
    (37, 37, frozenset({15})),
    (300, 305, frozenset({14, 16})),
    (36, 36, frozenset({14, 16})),
    (38, 39, frozenset({14, 16})),
    (6011, 6011, frozenset({16, 19})),
    (644, 649, frozenset({16, 19})),
    (65, 65, frozenset({16, 19})),
    (622126, 622925, frozenset({16, 17, 18, 19})),
    (3528, 3589, frozenset({16, 17, 18, 19})),
    (62, 62, frozenset({16, 17, 18, 19})),
    (5018, 5018, frozenset(range(12, 20))),
    (5020, 5020, frozenset(range(12, 20))),
    (5038, 5038, frozenset(range(12, 20))),
    (6304, 6304, frozenset(range(12, 20))),
    (6759, 6763, frozenset(range(12, 20))),
    (9792, 9792, frozenset({16})),
    (2200, 2204, frozenset({16})),
)


def detect(text: str) -> Sequence[Match]:
    """Find card numbers and the codes of cards."""
    held = cues.held(text)
    if not held & cues.DIGIT:
        return []
    found = [*_numbers(text)]
    if held & _CODE_CUE:
        found.extend(_codes(text))
    return sorted(found, key=lambda match: match.start)


def _numbers(text: str) -> Iterator[Match]:
    for found in _DIGITS.finditer(text):
        for start, stop in _issued(text, found.start(), found.end()):
            # One in ten digits in a row passes the check; grouped as on a card, or told, it is no chance.
            grouped = _GROUPED.fullmatch(text[start:stop]) is not None
            told = is_told(text, start, _WORDS)
            whole = (start, stop) == found.span() or text[start:stop].isdigit()
            if not (grouped or told or whole):
                continue  # Columns of numbers hold a right one by chance.
            if not (grouped or told) and len(text[start:stop]) == 13:
                continue  # Cards of thirteen digits are hardly made any more; every article has as many.
            yield Match(start, stop, NAME, NAME, 0.99 if grouped or told else 0.9)


def _issued(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the card numbers in digits that may go on before and behind: with a month, a code, an amount."""
    groups = [(found.start() + start, found.end() + start) for found in re.finditer(r"\d+", text[start:stop])]
    first = 0
    while first < len(groups):
        for last in range(len(groups) - 1, first - 1, -1):
            begin, end = groups[first][0], groups[last][1]
            digits = re.sub(r"\D", "", text[begin:end])
            if 12 <= len(digits) <= 19 and len(set(digits)) > 1 and _is_issued(digits) and is_luhn(digits):
                yield begin, end
                first = last
                break
        first += 1


def _codes(text: str) -> Iterator[Match]:
    for found in _CODE.finditer(text):
        yield Match(found.start(1), found.end(1), "card-code", "card-code", 0.85)


def _is_issued(digits: str) -> bool:
    return any(
        low <= int(digits[: len(str(low))]) <= high and len(digits) in lengths
        for low, high, lengths in _RANGES
    )
