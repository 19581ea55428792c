"""Words beside a match that make it likelier to be what it looks like, or without which it is nothing."""

import re
from collections.abc import Iterable


def is_told(text: str, start: int, words: re.Pattern[str], reach: int = 40) -> bool:
    """Say whether one of `words` stands in the characters before a match, on its line or the one before."""
    before = text[max(start - reach, 0) : start]
    lines = before.split("\n")
    return words.search("\n".join(lines[-2:])) is not None


def has_any(text: str, cues: Iterable[str]) -> bool:
    """Say whether one of some words, in lower case, stands anywhere in a text, in any case.

    Most texts hold none, and this takes a tenth of the time of an expression that wants one of them.
    """
    return holds_any(text.casefold(), cues)


def holds_any(folded: str, cues: Iterable[str]) -> bool:
    """Say the same of a text that is in lower case."""
    return any(cue in folded for cue in cues)
