"""Temporal IoU: the best pairs, against trying all."""

from functools import cache
from itertools import groupby

import numpy as np
import pytest

from replay.annotate.agreement.iou import NO_SEGMENT, parts, temporal_iou
from tests.replay.annotate.agreement.laid import GAP, laid, random_pairs

Runs = tuple[tuple[int, int], ...]


def runs(letters: str, wanted: str) -> Runs:
    out = []
    at = 0
    for letter, run in groupby(letters):
        end = at + len(list(run))
        if letter == wanted:
            out.append((at, end))
        at = end
    return tuple(out)


def share(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


@cache
def best(first: Runs, second: Runs, threshold: float) -> float:
    """Return the highest sum, of IoU or (with a threshold) of pairs that reach it."""
    if not first or not second:
        return 0.0
    found = best(first[1:], second, threshold)
    for place, other in enumerate(second):
        if share(first[0], other) > 0:
            value = float(share(first[0], other) >= threshold) if threshold else share(first[0], other)
            found = max(found, value + best(first[1:], second[:place] + second[place + 1 :], threshold))
    return found


def test_the_pairs_are_the_best() -> None:
    """On 200 random cases: the mean counts what is alone as 0, F1 what reaches the threshold."""
    for first, second in random_pairs(9, lambda *both: max(len(runs(each, "a")) for each in both) < 7):
        a, b = runs(first, "a"), runs(second, "a")

        found = temporal_iou(laid(first), laid(second), "a", (0.25, 0.5))

        assert (found.first, found.second) == (len(a), len(b))
        if not a and not b:
            assert found.mean.why == found.f1[0].why == NO_SEGMENT
            assert found.mean.value is None
            continue
        pairs = parts(laid(first), laid(second), np.array([0, laid(first).length_ns]), "a")[0, 1]
        assert found.mean.value == pytest.approx(best(a, b, 0) / (len(a) + len(b) - pairs))
        for threshold, f1 in zip((0.25, 0.5), found.f1, strict=True):
            assert f1.value == pytest.approx(2 * best(a, b, threshold) / (len(a) + len(b)))


def test_of_all_labels_each_is_paired_with_its_own() -> None:
    """A segment over one of another label is alone."""
    found = temporal_iou(laid("aabb"), laid("aacc"))

    assert found.mean.value == pytest.approx(1 / 3)
    assert (found.first, found.second) == (2, 2)


def test_equal_work_is_full_agreement() -> None:
    """IoU and F1 at every threshold are 1."""
    for first, _ in random_pairs(10, lambda first, _: set(first) != {GAP}):
        found = temporal_iou(laid(first), laid(first))

        assert found.mean.value == 1
        assert {figure.value for figure in found.f1} == {1}
