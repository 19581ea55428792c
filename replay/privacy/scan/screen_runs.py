"""Findings on pictures that are one: the same secret in the same place, frame after frame."""

from collections.abc import Iterable
from dataclasses import replace

from formats.model.time import NS_PER_S
from replay.privacy.finding import Box, Finding
from replay.privacy.lookalikes import fold

_GAP_NS = NS_PER_S
"""A line that was not read for so long, and is there again, was there: the pointer crossed it."""


def joined_in_time(findings: Iterable[Finding]) -> list[Finding]:
    """Join findings that follow each other with no gap to speak of, where one line grew or was read again.

    While somebody types the line changes with every key, and so does what is found in it: the longest of it
    stands. A line that moved is another finding.

    Args:
        findings: Of any channels; those without a frame are passed on.
    """
    kept: list[Finding] = []
    running: list[int] = []
    for finding in sorted(findings, key=lambda finding: (finding.start_ns, finding.end_ns)):
        if finding.channel != "screen" or finding.box is None:
            kept.append(finding)
            continue
        running = [number for number in running if kept[number].end_ns + _GAP_NS >= finding.start_ns]
        for number in running:
            if _goes_on(kept[number], finding):
                kept[number] = _joined(kept[number], finding)
                break
        else:
            running.append(len(kept))
            kept.append(finding)
    return kept


def _goes_on(before: Finding, after: Finding) -> bool:
    if before.category != after.category or before.place.split(".")[0] != after.place.split(".")[0]:
        return False
    one, other = (fold(finding.text, squeeze=True).text for finding in (before, after))
    if not (one.startswith(other) or other.startswith(one)) or before.box is None or after.box is None:
        return False
    shared = min(before.box[1] + before.box[3], after.box[1] + after.box[3]) - max(
        before.box[1], after.box[1]
    )
    return (
        shared > 0.6 * min(before.box[3], after.box[3]) and abs(before.box[0] - after.box[0]) < after.box[3]
    )


def _joined(before: Finding, after: Finding) -> Finding:
    longest = max(before, after, key=lambda finding: len(finding.text))
    surest = max(before, after, key=lambda finding: finding.confidence)
    return replace(
        before,
        end_ns=max(before.end_ns, after.end_ns),
        text=longest.text,
        confidence=surest.confidence,
        box=_around(before.box, after.box),
    )


def _around(box: Box | None, other: Box | None) -> Box | None:
    if box is None or other is None:
        return box or other
    x, y = min(box[0], other[0]), min(box[1], other[1])
    right, bottom = max(box[0] + box[2], other[0] + other[2]), max(box[1] + box[3], other[1] + other[3])
    return x, y, right - x, bottom - y
