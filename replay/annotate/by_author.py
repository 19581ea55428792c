"""What stands in a ledger by author: an annotation belongs to who made it, whoever changed it since."""

from collections.abc import Iterable, Sequence

import numpy as np

from formats.model.annotations import Decision, Defect, Flag, Segment
from replay.annotate.ledger import Ledger
from replay.core.spans import NO_SPANS, Spans


def segments_by_author(ledger: Ledger, tier: str | None = None) -> dict[str, list[Segment]]:
    """Return the segments of each author who has any, in the order of their names.

    Args:
        ledger: Of one recording.
        tier: The one that counts; None for all.
    """
    found: dict[str, list[Segment]] = {}
    for name, annotation in ledger.standing.items():
        if isinstance(annotation, Segment) and tier in {None, annotation.tier}:
            found.setdefault(ledger.owner(name), []).append(annotation)
    return dict(sorted(found.items()))


def tiers_by_authors(ledgers: Iterable[Ledger]) -> dict[str, set[str]]:
    """Return the authors who have segments in each tier, the tiers in the order of their names."""
    found: dict[str, set[str]] = {}
    for ledger in ledgers:
        for name, annotation in ledger.standing.items():
            if isinstance(annotation, Segment):
                found.setdefault(annotation.tier, set()).add(ledger.owner(name))
    return dict(sorted(found.items()))


def defect_spans(ledger: Ledger) -> Spans:
    """Return where checks found the capture wrong; spans may overlap, and an instant holds nothing.

    A defect that somebody rejected, and nobody accepted, is none.
    """
    return _spans(standing_defects(ledger))


def standing_defects(ledger: Ledger) -> list[Defect]:
    """Return the defects that hold: those that nobody rejected, or that somebody accepted all the same."""
    decided = [each for each in ledger.standing.values() if isinstance(each, Decision)]
    rejected = {each.subject for each in decided if each.verdict == "rejected"}
    rejected -= {each.subject for each in decided if each.verdict == "accepted"}
    return [each for each in ledger.standing.values() if isinstance(each, Defect) and each.id not in rejected]


def flagged_spans(ledger: Ledger) -> Spans:
    """Return where sensitive content was flagged, which is or will be redacted; spans may overlap."""
    return _spans([each for each in ledger.standing.values() if isinstance(each, Flag)])


def _spans(annotations: Sequence[Defect | Flag]) -> Spans:
    if not annotations:
        return NO_SPANS
    return np.array([(each.start.t_ns, each.end.t_ns) for each in annotations], np.int64)
