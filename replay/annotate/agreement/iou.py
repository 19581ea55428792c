"""Temporal IoU: how well segments of one label lie over each other.

Segments of the same label are paired one to one so that the sum of their IoU, shared time over time of
either, is the highest. The mean counts what has no partner as 0. At a threshold t, F1 = 2 pairs / (both
counts), with as many pairs of at least t as there can be. Undefined where neither has a segment.

Source: C. Lea et al., "Temporal convolutional networks for action segmentation and detection", CVPR 2017
(F1@k; pairs there are taken greedily).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from replay.annotate.agreement.figure import Counts, Figure, Times, counted, figure, ratio
from replay.annotate.agreement.labelling import Labelling
from replay.core.spans import Spans, meeting

THRESHOLDS = (0.25, 0.5, 0.75)
NO_SEGMENT = "neither has a segment of it"


@dataclass(frozen=True, slots=True)
class Overlap:
    """What is found of one label, or of all."""

    mean: Figure
    f1: tuple[Figure, ...]
    """At each threshold."""
    first: int
    """Segments of the first annotator."""
    second: int


def temporal_iou(
    first: Labelling, second: Labelling, label: str | None = None, thresholds: Sequence[float] = THRESHOLDS
) -> Overlap:
    """Return the temporal IoU of two annotators on one axis.

    Args:
        first: One annotator.
        second: The other.
        label: The one that counts; None for all, each paired with its own.
        thresholds: At which F1 is wanted, each above 0.
    """
    total = parts(first, second, np.array([0, first.length_ns]), label, thresholds).sum(axis=0)
    scores = [f1(total[None], number) for number in range(len(thresholds))]
    return Overlap(
        figure(float(mean(total[None])[0]), NO_SEGMENT),
        tuple(figure(float(score[0]), NO_SEGMENT) for score in scores),
        int(total[2]),
        int(total[3]),
    )


def parts(
    first: Labelling,
    second: Labelling,
    cuts: Times,
    label: str | None = None,
    thresholds: Sequence[float] = THRESHOLDS,
) -> Counts:
    """Return by block the sum of IoU, its pairs, both counts of segments, and the pairs at each threshold."""
    wanted = sorted({*first.labels, *second.labels} if label is None else {label})
    out = np.zeros((len(cuts) - 1, 4 + len(thresholds)))
    places = [_places(each) for each in (first, second)]
    for word in wanted:
        a, b = (where.get(word, np.empty(0, np.intp)) for where in places)
        left, right, shares = _overlaps(first, second, a, b)
        kept = _best(left, right, shares)
        starts = first.starts[left]
        out[:, 0] += counted(starts[kept], cuts, shares[kept])
        out[:, 1] += counted(starts[kept], cuts)
        out[:, 2] += counted(first.starts[a], cuts)
        out[:, 3] += counted(second.starts[b], cuts)
        for number, threshold in enumerate(thresholds):
            enough = (shares >= threshold).astype(np.float64)
            pairs = _best(left, right, enough)
            out[:, 4 + number] += counted(starts[pairs], cuts, enough[pairs])
    return out


def mean(totals: Counts) -> Counts:
    """Return the mean IoU of each row of sums, NaN where it is undefined."""
    return ratio(totals[:, 0], totals[:, 2] + totals[:, 3] - totals[:, 1])


def f1(totals: Counts, number: int) -> Counts:
    """Return F1 at one of the thresholds for each row of sums, NaN where it is undefined."""
    return ratio(2 * totals[:, 4 + number], totals[:, 2] + totals[:, 3])


def _places(each: Labelling) -> dict[str, NDArray[np.intp]]:
    found: dict[str, list[int]] = {}
    for place, label in enumerate(each.labels):
        found.setdefault(label, []).append(place)
    return {label: np.array(places, np.intp) for label, places in found.items()}


def _spans(each: Labelling, places: NDArray[np.intp]) -> Spans:
    return np.stack([each.starts[places], each.ends[places]], axis=1)


def _overlaps(
    first: Labelling, second: Labelling, a: NDArray[np.intp], b: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp], Counts]:
    """Return every pair that shares time, in order, with its IoU."""
    left, right = meeting(_spans(first, a), _spans(second, b))
    i, j = a[left], b[right]
    shared = np.minimum(first.ends[i], second.ends[j]) - np.maximum(first.starts[i], second.starts[j])
    either = np.maximum(first.ends[i], second.ends[j]) - np.minimum(first.starts[i], second.starts[j])
    return i, j, shared / np.maximum(either, 1)


def _best(left: NDArray[np.intp], right: NDArray[np.intp], worth: Counts) -> NDArray[np.intp]:
    """Choose pairs that share no partner with the highest sum of `worth`.

    Both sides rise from pair to pair, so that the pairs which go with one are all those up to some place.
    """
    upto = np.minimum(np.searchsorted(left, left), np.searchsorted(right, right)).tolist()
    best = [0.0]
    takes = []
    for number, (before, value) in enumerate(zip(upto, worth.tolist(), strict=True)):
        with_it = best[before] + value
        takes.append(with_it > best[number])
        best.append(max(with_it, best[number]))
    chosen = []
    number = len(takes)
    while number:
        if takes[number - 1]:
            chosen.append(number - 1)
            number = upto[number - 1]
        else:
            number -= 1
    return np.array(chosen[::-1], np.intp)
