"""Findings of one secret: they are told apart by number, and decided on together."""

from collections.abc import Iterable, Mapping

from replay.privacy.finding import SEVERITIES, Finding
from replay.privacy.lookalikes import fold


def secret_numbers(findings: Iterable[Finding]) -> dict[str, int]:
    """Return the number of each finding's secret by the finding's id; equal secrets have equal numbers.

    Case, look-alikes and separators make no other secret, as in a sweep; a number tells no content. Of a
    finding whose text a file leaves out nobody knows what else is equal to it: it is alone.
    """
    numbers: dict[tuple[str, str], int] = {}
    return {each.id: numbers.setdefault(_secret(each), len(numbers)) for each in findings}


def _secret(finding: Finding) -> tuple[str, str]:
    folded = fold(finding.text.strip(), squeeze=True).text
    return (folded, "") if folded else ("", finding.id)


def worst_first(findings: Iterable[Finding], same: Mapping[str, int]) -> list[Finding]:
    """Return findings secret by secret, the worst and likeliest first, its places in order of time.

    Args:
        findings: Of one recording.
        same: As `secret_numbers` gives them.
    """
    every = list(findings)
    best: dict[int, tuple[int, float, int]] = {}
    for each in every:
        rank = (-SEVERITIES.index(each.severity), -each.confidence, each.start_ns)
        best[same[each.id]] = min(best.get(same[each.id], rank), rank)
    return sorted(every, key=lambda each: (best[same[each.id]], same[each.id], each.start_ns, each.id))
