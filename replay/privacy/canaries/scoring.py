"""How many canaries a search has found, and how many a reviewer would have had removed."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from formats.model.annotations import DONE_VERDICTS, Flag
from replay.privacy.canaries.planted import Canary
from replay.privacy.finding import Finding
from replay.privacy.lookalikes import fold
from replay.privacy.review.deciding import Word

_Z = 1.959964
"""Of the normal distribution, for an interval of 95 %."""
_CHANNELS: Mapping[str, frozenset[str]] = {"typed": frozenset({"typed", "keys"})}


@dataclass(frozen=True, slots=True)
class Recall:
    """How many of so many were found."""

    found: int
    of: int

    @property
    def share(self) -> float:
        """Part that was found, 0 to 1; 1 of nothing."""
        return self.found / self.of if self.of else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Within which the recall lies with 95 %: a dozen canaries tell little.

        Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927.
        """
        if not self.of:
            return 0.0, 1.0
        n, share = self.of, self.share
        middle = share + _Z**2 / (2 * n)
        half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
        return max((middle - half) / (1 + _Z**2 / n), 0.0), min((middle + half) / (1 + _Z**2 / n), 1.0)


@dataclass(frozen=True, slots=True)
class Scored:
    """One canary, and who found it."""

    canary: Canary
    findings: tuple[str, ...]
    """Ids of the findings that hold it."""
    people: frozenset[str]
    """Who confirmed such a finding, or flagged the place."""
    rejected: frozenset[str]
    """Who called such a finding no secret."""


def scored(
    canaries: Iterable[Canary],
    findings: Sequence[Finding],
    words: Iterable[Word],
    flags: Iterable[tuple[str, Flag]],
) -> list[Scored]:
    """Hold what was found and decided in a copy against what was planted in it.

    Args:
        canaries: What was planted.
        findings: Of a search of the copy.
        words: What people said on its findings.
        flags: What people flagged in it by hand, each with who did.
    """
    every, said = list(flags), [word for word in words if word.verdict not in DONE_VERDICTS]
    out: list[Scored] = []
    for canary in canaries:
        names = {finding.id for finding in findings if holds(finding, canary)}
        by = {
            verdicts: {word.author for word in said if word.subject in names and word.verdict in verdicts}
            for verdicts in (("accepted", "adjusted"), ("rejected",))
        }
        flagged = {author for author, flag in every if _is_flagged(canary, flag)}
        out.append(
            Scored(
                canary,
                tuple(sorted(names)),
                frozenset(by["accepted", "adjusted"] | flagged),
                frozenset(by["rejected",]),
            )
        )
    return out


def holds(finding: Finding, canary: Canary) -> bool:
    """Say whether a finding is of a canary: in its channel and time, with its text or a good part of it."""
    if finding.channel not in _CHANNELS.get(canary.channel, {canary.channel}):
        return False
    if finding.end_ns < canary.start_ns or canary.end_ns < finding.start_ns:
        return False
    one, other = (fold(text, squeeze=True).text for text in (finding.text, canary.text))
    return bool(one) and (one in other or other in one) and 2 * min(len(one), len(other)) >= len(other)


def recall(scores: Iterable[Scored], is_found: Callable[[Scored], bool]) -> Recall:
    """Count what was found."""
    every = list(scores)
    return Recall(sum(map(is_found, every)), len(every))


def _is_flagged(canary: Canary, flag: Flag) -> bool:
    if flag.start.t_ns > canary.start_ns or flag.end.t_ns < canary.end_ns:
        return False
    if canary.channel != "screen" or canary.box is None:
        return not flag.region if not flag.channels else canary.channel in flag.channels
    if flag.region is None:
        return not flag.channels or "screen" in flag.channels
    x, y, width, height = canary.box
    region = flag.region
    return (
        region.display == canary.display
        and region.x <= x
        and region.y <= y
        and region.x + region.width >= x + width
        and region.y + region.height >= y + height
    )
