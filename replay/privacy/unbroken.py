"""Texts without their breaks of lines: a word may go over several, at hyphens and where a line was full."""

import re
from collections.abc import Iterator

_BREAK = r"[\r\n]\s*+(?:[>|#]++\s*+)*+"
"""With the signs with which a quotation begins its lines."""
_BREAKS = re.compile(_BREAK)
_HYPHENS = re.compile(rf"(?<=\w)[-\u00ad\u2010]{_BREAK}")


def unbroken(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield a text without its breaks, and without the hyphens before them; nothing for a single line.

    With each comes the index in the text of every character of it.
    """
    if "\n" not in text and "\r" not in text:
        return
    yield _without(_BREAKS, text)
    if _HYPHENS.search(text):
        hyphens = _without(_HYPHENS, text)
        # What is broken without a hyphen as well as with one.
        rest, origin = _without(_BREAKS, hyphens[0])
        yield rest, tuple(hyphens[1][at] for at in origin)


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, tuple[int, ...]]:
    parts, origin, at = [], [], 0
    for found in pattern.finditer(text):
        parts.append(text[at : found.start()])
        origin.append(range(at, found.start()))
        at = found.end()
    parts.append(text[at:])
    origin.append(range(at, len(text)))
    return "".join(parts), tuple(place for each in origin for place in each)
