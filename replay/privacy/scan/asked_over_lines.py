"""Words that begin on one line of a picture and go on in the next ones: an engine reads lines.

A sentence breaks between its words, and so may a word: at a hyphen, or where a terminal's line is full.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from replay.privacy.finding import ChannelText
from replay.privacy.lookalikes import fold

_APART_HEIGHTS = 2.0
"""So far below the top of a line, in its heights, the next one begins at most."""
_KEY = 4
"""Letters by which lines are looked up."""
_SHORTEST_INSIDE = 8
"""A shorter word must stand alone: the end of one word and the beginning of the next give many others."""


def over_lines(texts: Iterable[ChannelText], words: Iterable[str]) -> Iterator[ChannelText]:
    """Yield lines over which a word goes, each right below the one before it; some more than once.

    Args:
        texts: Of pictures.
        words: To be looked for.
    """
    lines = _Lines(texts)
    for word in dict.fromkeys(fold(word, squeeze=True).text for word in words):
        for at in range(1, len(word)):
            for first in lines.ending(word[:at]):
                if len(word) >= _SHORTEST_INSIDE or first.may_part(len(first.folded) - at):
                    yield from _followed(lines, first, word, at)


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    text: ChannelText
    folded: str

    def may_part(self, at: int) -> bool:
        """Say whether a word may begin or end before a folded character, or behind the last one."""
        whole, origin = self.text.text, fold(self.text.text, squeeze=True).origin
        place = origin[at] if at < len(origin) else origin[-1] + 1
        return not (whole[place - 1 : place].isalnum() and whole[place : place + 1].isalnum())


class _Lines:
    """Lines, looked up by what they begin and end with."""

    def __init__(self, texts: Iterable[ChannelText]) -> None:
        self._ends: dict[str, list[_Line]] = {}
        self._starts: dict[str, list[_Line]] = {}
        self._brief: dict[str, list[_Line]] = {}
        """Lines shorter than a key."""
        for text in texts:
            folded = fold(text.text, squeeze=True).text if text.box is not None else ""
            line = _Line(text, folded)
            for length in range(1, min(_KEY, len(folded)) + 1):
                self._ends.setdefault(folded[-length:], []).append(line)
                self._starts.setdefault(folded[:length], []).append(line)
            if 0 < len(folded) < _KEY:
                self._brief.setdefault(folded, []).append(line)

    def ending(self, head: str) -> Iterator[_Line]:
        """Yield the lines that end with the first characters of a word."""
        yield from (line for line in self._ends.get(head[-_KEY:], ()) if line.folded.endswith(head))

    def going_on(self, rest: str) -> Iterator[_Line]:
        """Yield the lines that begin with all of a text, or are the beginning of it."""
        for length in range(1, min(_KEY, len(rest))):
            yield from self._brief.get(rest[:length], ())
        for line in self._starts.get(rest[:_KEY], ()):
            if line.folded.startswith(rest) or rest.startswith(line.folded):
                yield line


def _followed(lines: _Lines, first: _Line, word: str, at: int) -> Iterator[ChannelText]:
    """Yield a line that ends with a word's first characters, and all below it that hold the others."""
    waiting = [(first, at)]
    before: dict[tuple[_Line, int], list[tuple[_Line, int]]] = {(first, at): []}
    ends: list[tuple[_Line, int]] = []
    while waiting:
        above = waiting.pop()
        rest = word[above[1] :]
        for line in lines.going_on(rest):
            is_last = line.folded.startswith(rest)
            part = is_last and len(word) < _SHORTEST_INSIDE
            if not _is_below(above[0].text, line.text) or (part and not line.may_part(len(rest))):
                continue
            state = (line, len(word) if is_last else above[1] + len(line.folded))
            if state not in before:
                before[state] = []
                (ends if is_last else waiting).append(state)
            before[state].append(above)
    told: set[tuple[_Line, int]] = set()
    while ends:
        state = ends.pop()
        if state not in told:
            told.add(state)
            yield state[0].text
            ends += before[state]


def _is_below(above: ChannelText, below: ChannelText) -> bool:
    """Say whether a line stands right below another one, on one display and at one time."""
    if above.box is None or below.box is None or above is below:
        return False
    if above.place.partition(".")[0] != below.place.partition(".")[0]:
        return False
    if above.start_ns >= below.end_ns or below.start_ns >= above.end_ns:
        return False
    x, y, wide, high = above.box
    u, v, other_wide, other_high = below.box
    beside = u < x + wide and x < u + other_wide
    return beside and 0 < v - y <= _APART_HEIGHTS * max(high, other_high)
