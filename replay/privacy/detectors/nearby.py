"""Words beside a match that make it likelier to be what it looks like."""

import re


def is_told(text: str, start: int, words: re.Pattern[str], reach: int = 40) -> bool:
    """Say whether one of `words` stands in the characters before a match, on its line or the one before."""
    before = text[max(start - reach, 0) : start]
    lines = before.split("\n")
    return words.search("\n".join(lines[-2:])) is not None
