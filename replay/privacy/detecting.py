"""All detectors asked of one text."""

from collections.abc import Iterable, Sequence

from replay.privacy.detectors.registry import DETECTORS
from replay.privacy.finding import ChannelText, Finding, finding_at
from replay.privacy.match import Detector, Match
from replay.privacy.policy import Policy
from replay.privacy.taken import disjoint


def matches_in(text: str, more: Sequence[Detector] = ()) -> list[Match]:
    """Ask every detector; of matches that overlap the most certain stands, of equals the longest.

    Args:
        text: Any text.
        more: Detectors beside those that are always asked.
    """
    found: list[Match] = []
    for detector in (*DETECTORS, *more):
        found += detector.detect(text)
    return apart(found)


def apart(matches: Iterable[Match]) -> list[Match]:
    """Return matches that do not overlap, in order: the most certain stand, of equals the longest."""
    given = list(matches)
    if len(given) < 2:
        return given
    ranked = sorted(given, key=lambda match: (-match.confidence, match.start - match.stop, match.start))
    return sorted(disjoint(ranked), key=lambda match: match.start)


def findings_in(text: ChannelText, matches: Iterable[Match], policy: Policy) -> list[Finding]:
    """Make findings of the matches in a text that the policy wants.

    A finding's id counts the matches of its rule in the text, wanted or not: a changed policy leaves it.
    """
    counts: dict[str, int] = {}
    found: list[Finding] = []
    for match in matches:
        number = counts[match.rule] = counts.get(match.rule, -1) + 1
        secret = text.text[match.start : match.stop]
        own = text.is_own(match.start, match.stop)
        if own and policy.wants(match.category, match.rule, match.confidence, secret):
            found.append(
                finding_at(
                    text,
                    match.start,
                    match.stop,
                    rule=match.rule,
                    number=number,
                    category=match.category,
                    severity=policy.severity(match.category, match.confidence),
                    confidence=match.confidence,
                )
            )
    return found
