"""What was typed and taken back before it was whole, or with a slip: neither the end nor the keys tell it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from replay.core.text_runs import TextRuns
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.lookalikes import fold
from replay.privacy.typing_order import TypingOrder

_ALIKE = 0.75
_PLACE = re.compile(r"s\d+\.back\d+")


def taken_back_texts(runs: TextRuns) -> Iterator[ChannelText]:
    """Yield what stood in each run whenever something of it was about to be erased, as texts of the keys."""
    for run in runs:
        for number, text in enumerate(dict.fromkeys(run.taken_back)):
            if text != run.text and text not in run.typed:
                yield ChannelText(
                    "keys",
                    f"s{run.first_seq}.back{number}",
                    text,
                    run.start_ns,
                    run.end_ns,
                    run.first_seq,
                    run.last_seq,
                )


def told_once(found: Iterable[Finding]) -> list[Finding]:
    """Drop what stood for a while where the same stands in the end, in the order of keys, or stood before.

    A text is noted at every correction, and a secret in it as often, at first with its end missing.
    """
    given = list(found)
    kept = [each for each in given if not is_back(each)]
    typed = [each for each in kept if each.channel in {"typed", "keys"}]
    back = sorted(filter(is_back, given), key=lambda each: -len(each.text))
    for each in back:
        if not any(_is_same(each, other) for other in typed):
            typed.append(each)
    return [each for each in given if not is_back(each) or each in typed]


def timed(found: Iterable[Finding], texts: Sequence[ChannelText], order: TypingOrder) -> Iterator[Finding]:
    """Give what was taken back the time at which it was typed, where until now it has that of its run."""
    known = {text.place: text for text in texts if text.channel == "keys"}
    for each in found:
        text = known.get(each.place) if is_back(each) else None
        if text is not None:
            times = order.times(text.start_ns, text.end_ns, text.first_seq, text.last_seq, text.text)
            start_ns, end_ns = replace(text, times=times).span_of(each.start, each.stop)
            each = replace(each, start_ns=start_ns, end_ns=end_ns)
        yield each


def is_back(finding: Finding) -> bool:
    """Say whether a finding is in a text that stood for a while."""
    return finding.channel == "keys" and _PLACE.fullmatch(finding.place) is not None


def _is_same(finding: Finding, other: Finding) -> bool:
    if finding.start_ns > other.end_ns or other.start_ns > finding.end_ns:
        return False
    one, two = (fold(each.text, squeeze=True).text for each in (finding, other))
    return one in two or two in one or SequenceMatcher(None, one, two).ratio() >= _ALIKE
