"""One kind of number: who gives it, how it is written, which check it carries, what it is called."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from replay.privacy.detectors.checksums import weighted


@dataclass(frozen=True, slots=True)
class IdKind:
    """How a number that a state gives to people is known."""

    country: str
    """Two letters, ISO 3166-1."""
    written: str
    """A regular expression, without what may not go on at its ends."""
    form: re.Pattern[str]
    check: Callable[[str], bool]
    """Given the letters and digits alone, in upper case."""
    cues: tuple[str, ...]
    """One of them, in lower case, stands before the number where somebody says what it is."""
    digits: int
    """The fewest digits it has where form and check are enough without a word, 0 where a word must tell."""


def kind(country: str, form: str, check: Callable[[str], bool], cues: str, digits: int = 0) -> IdKind:
    """Make a kind.

    Args:
        country: Two letters.
        form: A regular expression; case does not count, and nothing may go on at its ends.
        check: Given the letters and digits alone, in upper case.
        cues: What it is called, lower case, with "|" between.
        digits: The fewest it has where form and check are enough without a word, 0 where a word must tell.
    """
    return IdKind(country, form, one_of([form]), check, tuple(cues.split("|")), digits)


def one_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of some forms, where nothing goes on at its ends."""
    return re.compile(rf"(?<![\w.-])(?<!\d[ ])(?:{'|'.join(forms)})(?![\w-])(?![.,]\d)", re.IGNORECASE)


def is_any(_bare: str) -> bool:
    """Say yes: the number carries no check, and its name must tell."""
    return True


def is_date(year: str, month: str, day: str) -> bool:
    """Say whether two digits each may be a day of a year."""
    return year.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def is_varied(bare: str) -> bool:
    """Say whether not all characters are the same."""
    return len(set(bare)) > 1


def mod_11(weights: Sequence[int], *, ten: int | None = None) -> Callable[[str], bool]:
    """Return a check: the last digit is the weighted sum of the others modulo 11.

    Args:
        weights: Of the digits before the last.
        ten: What stands for a remainder of ten, None where there is no such number.
    """

    def check(bare: str) -> bool:
        rest = weighted(bare[:-1], weights, 11)
        wanted = ten if rest == 10 else rest
        return is_varied(bare) and int(bare[-1]) == wanted

    return check


def minus_mod_11(weights: Sequence[int], *, ten: int | None = 0, eleven: int = 0) -> Callable[[str], bool]:
    """Return a check: the last digit is eleven less the weighted sum of the others modulo 11.

    Args:
        weights: Of the digits before the last.
        ten: What stands for ten, None where there is no such number.
        eleven: What stands for eleven.
    """

    def check(bare: str) -> bool:
        rest = 11 - weighted(bare[:-1], weights, 11)
        wanted = {10: ten, 11: eleven}.get(rest, rest)
        return is_varied(bare) and int(bare[-1]) == wanted

    return check
