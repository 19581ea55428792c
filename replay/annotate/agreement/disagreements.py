"""Where two annotators disagree: spans with unlike labels, and boundaries that only one of them has.

What differs for no longer than the tolerance is no span of its own: that is how far apart boundaries may lie.
A boundary without a partner counts only where no such span tells of it already.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from formats.model.changes import canonical
from formats.model.time import Span
from replay.annotate.agreement.axis import Axis
from replay.annotate.agreement.intervals import intervals, vocabulary
from replay.annotate.agreement.labelling import UNLABELLED, Labelling
from replay.annotate.agreement.matching import matched


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing to look at."""

    id: str
    """The same whenever the same is found again, whoever of the two is named first."""
    span: Span
    """In the recording's time; empty for a boundary."""
    tier: str
    authors: tuple[str, str]
    labels: tuple[str, str]
    """What each says from the span's start on; "" for nothing. Of a boundary perhaps the same."""
    only: str = ""
    """The author who has the boundary, "" where labels differ."""

    @property
    def text(self) -> str:
        """Say it in a line for people; labels and names are as they were written, perhaps by a stranger."""
        if self.only:
            other = self.authors[self.only == self.authors[0]]
            label = self.labels[self.only == self.authors[1]] or "nothing"
            return f"only {self.only} has a boundary, to {label}; {other} goes on"
        said = (f"{who}: {label or 'nothing'}" for who, label in zip(self.authors, self.labels, strict=True))
        return ", ".join(said)


def disagreements(
    first: Labelling,
    second: Labelling,
    axis: Axis,
    *,
    tier: str,
    authors: tuple[str, str],
    tolerance_ns: int,
    gaps: bool = True,
) -> list[Disagreement]:
    """Return where two annotators disagree, the longest first, then boundaries in order of time.

    Args:
        first: One annotator's labels.
        second: The other's, on the same axis.
        axis: The recording's, on which both lie.
        tier: Of both.
        authors: The two, in the same order.
        tolerance_ns: How far apart boundaries may lie.
        gaps: Whether what one did not label is a disagreement; else it was not judged.
    """
    words = vocabulary([first, second], gaps=gaps)
    merged = intervals([first, second], words, np.array([0, axis.length_ns]))
    unlike = (merged.codes[0] != merged.codes[1]) & (merged.codes >= 0).all(axis=0)
    changed = (np.diff(merged.codes, axis=1) != 0).any(axis=0)
    starts = np.flatnonzero(np.concatenate([[True], changed])) if len(unlike) else np.empty(0, np.intp)
    edges = np.concatenate([merged.edges[starts], merged.edges[-1:]])
    found: list[tuple[int, int, tuple[str, str], str]] = []
    for place, (start, end) in zip(starts.tolist(), pairwise(edges.tolist()), strict=True):
        if unlike[place] and end - start > tolerance_ns:
            found.append((start, end, _labels(words, merged.codes[:, place].tolist()), ""))
    found.sort(key=lambda each: (each[0] - each[1], each[0]))
    found += _alone(first, second, authors, tolerance_ns, [each[:2] for each in found])
    return [_made(axis, tier, authors, each) for each in found]


def _alone(
    first: Labelling,
    second: Labelling,
    authors: tuple[str, str],
    tolerance_ns: int,
    told: Sequence[tuple[int, int]],
) -> list[tuple[int, int, tuple[str, str], str]]:
    """Return boundaries without a partner that no span tells of, in order of time."""
    sides = first.boundaries, second.boundaries
    pairs = matched(*sides, tolerance_ns)
    spans = np.array(sorted(told), np.int64).reshape(-1, 2)
    out = []
    for side, times in enumerate(sides):
        lonely = np.delete(times, pairs[:, side])
        within = np.searchsorted(spans[:, 0], lonely, side="right") - 1
        ends = spans[within, 1] if len(spans) else np.full(len(lonely), -1)
        out += [
            (time, time, (_label_at(first, time), _label_at(second, time)), authors[side])
            for time in lonely[(within < 0) | (lonely > ends)].tolist()
        ]
    return sorted(out)


def _label_at(each: Labelling, time: int) -> str:
    place = int(np.searchsorted(each.starts, time, side="right")) - 1
    return each.labels[place] if place >= 0 and time < each.ends[place] else UNLABELLED


def _labels(words: Sequence[str], codes: Sequence[int]) -> tuple[str, str]:
    return words[codes[0]], words[codes[1]]


def _made(
    axis: Axis, tier: str, authors: tuple[str, str], each: tuple[int, int, tuple[str, str], str]
) -> Disagreement:
    start, end, labels, only = each
    span = axis.in_recording(start, end)
    said = sorted(zip(authors, labels, strict=True))
    told = ["disagreement", tier, span.start_ns, span.end_ns, [list(one) for one in said], only]
    name = hashlib.sha256(canonical(told)).hexdigest()[:32]
    return Disagreement(name, span, tier, authors, labels, only)
