"""The sweep: a secret known from one place is looked for in every other one."""

from collections.abc import Iterable, Iterator

from replay.privacy.coded import CodedSearch
from replay.privacy.finding import ChannelText, Finding, Secret, finding_at
from replay.privacy.lookalikes import Folded, fold

RULE = "sweep"

SHORTEST = 4
"""A folded secret of fewer characters is in every text by chance."""

_SHORTEST_INSIDE = 8
"""A shorter one must stand alone, with no letter or digit at either side."""


def sweep(texts: Iterable[ChannelText], secrets: Iterable[Secret]) -> list[Finding]:
    """Find secrets wherever they are, folding case, look-alikes and separators, and inside encoded text.

    Args:
        texts: Of the channels to be searched.
        secrets: What to look for; of equal ones the first counts.

    Returns:
        A finding with the rule "sweep" for each place, in the order of the texts.
    """
    wanted: dict[str, Secret] = {}
    long_enough: list[Secret] = []
    for secret in secrets:
        folded = fold(secret.text.strip(), squeeze=True).text
        if len(folded) >= SHORTEST:
            wanted.setdefault(folded, secret)
            long_enough.append(secret)
    findings: list[Finding] = []
    if not wanted:
        return findings
    coded = CodedSearch(long_enough)
    cache: dict[str, list[tuple[int, int, Secret]]] = {}
    for text in texts:
        places = cache.get(text.text)
        if places is None:
            places = cache[text.text] = [*_places(text.text, wanted), *coded.places(text.text)]
        for start, stop, secret in places:
            if not text.is_own(start, stop):
                continue
            findings.append(
                finding_at(
                    text,
                    start,
                    stop,
                    rule=RULE,
                    number=start,
                    category=secret.category,
                    severity=secret.severity,
                    confidence=0.9,
                )
            )
    return findings


def _places(text: str, wanted: dict[str, Secret]) -> Iterator[tuple[int, int, Secret]]:
    folded = fold(text, squeeze=True)
    for needle, secret in wanted.items():
        at = folded.text.find(needle)
        while at >= 0:
            start, stop = folded.origin[at], folded.origin[at + len(needle) - 1] + 1
            if _stands(text, folded, at, needle):
                yield start, stop, secret
            at = folded.text.find(needle, at + len(needle))


def _stands(text: str, folded: Folded, at: int, needle: str) -> bool:
    """Say whether a match is no accident: digits are not part of a longer number, short words stand alone."""
    start, stop = folded.origin[at], folded.origin[at + len(needle) - 1] + 1
    before, after = text[start - 1 : start], text[stop : stop + 1]
    if len(needle) < _SHORTEST_INSIDE:
        return not (before.isalnum() or after.isalnum())
    if text[start:stop].translate({ord(c): None for c in " -.+()"}).isdigit():
        return not (before.isdigit() or after.isdigit())
    return True
