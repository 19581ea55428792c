"""What the raw keys tell a second time: a secret that the typed text tells, and what was a slip in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import accumulate

from replay.privacy.context.field_parts import IN_PARTS
from replay.privacy.context.taken_back import told_once
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.lookalikes import fold
from replay.privacy.sweep import RULE as SWEEP
from replay.privacy.typed.split_typing import is_split
from replay.privacy.typed.taken_back import is_back

_ALIKE = 0.7
_LONGEST = 400
"""Characters that are held against each other; a longer finding is no slip."""


def without_echoes(found: Iterable[Finding]) -> list[Finding]:
    """Drop what the raw keys say while the typed text tells a secret: one typing is told once.

    A secret that is known from elsewhere is no echo of one of another kind: it stood beside it.
    """
    every = told_once(found)
    typed = [each for each in every if each.channel == "typed" or is_split(each)]
    at_all = _Times(typed)
    by_category = {
        category: _Times([each for each in typed if each.category == category])
        for category in {each.category for each in typed}
    }
    return [
        each
        for each in every
        if not _is_of_keys(each)
        or not (by_category.get(each.category, _NEVER) if each.rule == SWEEP else at_all).touch(each)
    ]


def without_slips(found: Iterable[Finding], texts: Iterable[ChannelText]) -> Iterator[Finding]:
    """Drop what only a slip made among the raw keys: the typed text has it otherwise, and nothing in it."""
    typed = sorted((text for text in texts if text.channel == "typed"), key=lambda text: text.start_ns)
    times = _Times(typed)
    for each in found:
        if not (_is_of_keys(each) and _is_slip(each.text, "".join(times.typed_within(each)))):
            yield each


def _is_of_keys(finding: Finding) -> bool:
    # What was typed in parts only the keys tell; a typed finding in the same time is one of its parts.
    in_parts = finding.rule in IN_PARTS
    return finding.channel == "keys" and not (is_back(finding) or is_split(finding) or in_parts)


def _is_slip(said: str, stands: str) -> bool:
    """Say whether keys were corrected to what stands there now."""
    if not stands or max(len(said), len(stands)) > _LONGEST:
        return False
    one, two = (fold(text, squeeze=True).text for text in (said, stands))
    return one != two and SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE


class _Times:
    """Spans of time, asked whether one of them touches another."""

    def __init__(self, spans: Iterable[Finding | ChannelText]) -> None:
        self._spans = sorted(spans, key=lambda span: span.start_ns)
        self._starts = [span.start_ns for span in self._spans]
        # The latest end of all that begin so early: who asks need not go through them.
        self._ends = list(accumulate((span.end_ns for span in self._spans), max))

    def touch(self, finding: Finding) -> bool:
        """Say whether one of them shares an instant with a finding."""
        count = bisect_right(self._starts, finding.end_ns)
        return count > 0 and self._ends[count - 1] >= finding.start_ns

    def typed_within(self, finding: Finding) -> Iterator[str]:
        """Yield what of the texts was typed in the time of a finding."""
        first = bisect_left(self._ends, finding.start_ns)
        for text in self._spans[first : bisect_right(self._starts, finding.end_ns)]:
            if isinstance(text, ChannelText) and len(text.times) == len(text.text) + 1:
                own = text.times[:-1]
                yield text.text[bisect_left(own, finding.start_ns) : bisect_left(own, finding.end_ns)]


_NEVER = _Times([])
