"""What was typed and taken back: with a slip in it, neither the text in the end nor the keys tell it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from replay.privacy.context import shell
from replay.privacy.detecting import findings_in
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.likeness import is_strong
from replay.privacy.lookalikes import fold
from replay.privacy.match import Match
from replay.privacy.policy import Policy
from replay.privacy.typed.split_typing import is_split, is_split_back
from replay.privacy.typed.taken_back import is_back
from replay.privacy.typed.typing_order import TypingOrder

RULE = "password-taken-back"

_ALIKE = 0.75


def words_taken_back(texts: Sequence[ChannelText], policy: Policy) -> list[Finding]:
    """Find strong passwords that stood somewhere for a moment and were erased: it was the wrong field."""
    left = {text.first_seq: text.text for text in texts if text.channel == "typed"}
    return [
        finding
        for text in texts
        if is_back(text) or is_split_back(text)
        for finding in findings_in(text, _words(text.text, left.get(text.first_seq, "")), policy)
    ]


def told_once(found: Iterable[Finding]) -> list[Finding]:
    """Drop what stood for a while where the same stands in the end, in the order of keys, or stood before.

    A text is noted at every correction, and a secret in it as often, at first with its end missing; one in
    parts is told once of all lines that it may have gone on.
    """
    given = list(found)
    weaker = dict.fromkeys(each for each in given if is_back(each) or is_split(each))
    typed = [each for each in given if each.channel in {"typed", "keys"} and each not in weaker]
    told = set()
    # A longer guess at a secret in parts is not the secret.
    for each in sorted(
        weaker, key=lambda each: (is_back(each), -each.confidence * is_split(each), -len(each.text))
    ):
        if not any(_is_same(each, other) for other in typed):
            typed.append(each)
            told.add(each)
    return [each for each in given if each not in weaker or each in told]


def timed(found: Iterable[Finding], texts: Sequence[ChannelText], order: TypingOrder) -> Iterator[Finding]:
    """Give what was taken back the time at which it was typed, where until now it has that of its run."""
    known = {text.place: text for text in texts if text.channel == "keys"}
    for each in found:
        text = known.get(each.place) if is_back(each) else None
        if text is None:
            yield each
        else:
            times = order.times(text.start_ns, text.end_ns, text.first_seq, text.last_seq, text.text)
            # The run went on after the last character of this.
            times = (*times[:-1], *times[-2:-1])
            start_ns, end_ns = replace(text, times=times).span_of(each.start, each.stop)
            yield replace(each, start_ns=start_ns, end_ns=end_ns)


def _is_same(finding: Finding, other: Finding) -> bool:
    if finding.start_ns > other.end_ns or other.start_ns > finding.end_ns:
        return False
    one, two = (fold(each.text, squeeze=True).text for each in (finding, other))
    if is_split(finding):
        # A part of it, told by itself, is not all of it.
        return one in two and (other.channel == "typed" or is_split(other))
    return one in two or two in one or SequenceMatcher(None, one, two).ratio() >= _ALIKE


def _words(text: str, left: str) -> Iterator[Match]:
    """Find what was taken back for good, and is no word of a command: those are edited all the time."""
    kept = "".join(left.split())
    for word in re.finditer(r"\S+", text):
        if not is_strong(word.group()) or _stays(word.group(), kept):
            continue
        line = text[text.rfind("\n", 0, word.start()) + 1 : word.end()]
        if not (" " in line.strip() and shell.is_command(line.strip())):
            yield Match(word.start(), word.end(), "password", RULE, 0.65)


def _stays(word: str, kept: str) -> bool:
    """Say whether half of a word, on end, stands there after all: a slip in it was corrected."""
    half = (len(word) + 1) // 2
    return any(word[start : start + half] in kept for start in range(len(word) - half + 1))
