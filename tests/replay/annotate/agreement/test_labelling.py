"""Segments laid on an axis."""

import random

import numpy as np

from formats.model.annotations import Edge, Segment
from replay.annotate.agreement.axis import axis
from replay.annotate.agreement.labelling import Labelling, labelling


def segment(start: int, end: int | None, label: str) -> Segment:
    return Segment(f"{label}{start}", "task", label, Edge(start), None if end is None else Edge(end))


def pieces(laid: Labelling) -> list[tuple[int, int, str]]:
    return list(zip(laid.starts.tolist(), laid.ends.tolist(), laid.labels, strict=True))


def test_at_each_instant_the_innermost_holds() -> None:
    """On random segments, nested and overlapping, against asking for each instant."""
    chance = random.Random(1)
    for _ in range(300):
        made = []
        for number in range(chance.randint(0, 7)):
            start, end = sorted((chance.randint(-3, 33), chance.randint(-3, 33)))
            made.append(Segment(f"s{number}", "task", f"l{number}", Edge(start), Edge(end)))

        laid = labelling(made, axis(30))

        for t in range(30):
            around = [segment for segment in made if segment.span(30).contains(t)]
            inner = max(around, key=_depth, default=None)
            held = [label for start, end, label in pieces(laid) if start <= t < end]
            assert held == ([] if inner is None else [inner.label])


def _depth(one: Segment) -> tuple[int, int, str]:
    span = one.span(30)
    return max(span.start_ns, 0), -min(span.end_ns, 30), one.id


def test_an_open_segment_lasts_to_the_end() -> None:
    """As it is shown."""
    assert pieces(labelling([segment(3, None, "a")], axis(10))) == [(3, 10, "a")]


def test_boundaries_are_edges_within_the_axis() -> None:
    """The start and the end of a recording are nobody's merit; where two segments meet is one boundary."""
    laid = labelling([segment(0, 4, "a"), segment(4, 6, "a"), segment(7, 10, "b")], axis(10))

    assert laid.boundaries.tolist() == [4, 6, 7]
    assert laid.parts == 4


def test_a_coarser_level_has_no_boundaries_within_an_ancestor() -> None:
    """What is one at the level that is compared is one."""
    made = [segment(0, 3, "web"), segment(3, 5, "mail"), segment(5, 7, "pay"), segment(7, 9, "pay")]

    laid = labelling(made, axis(10), {"web": "look", "mail": "look"})

    assert pieces(laid) == [(0, 5, "look"), (5, 7, "pay"), (7, 9, "pay")]


def test_a_parent_around_its_child_is_one_at_the_level_of_the_parent() -> None:
    """Descending into a segment makes it no other one."""
    made = [segment(0, 9, "look"), segment(3, 5, "web")]

    assert pieces(labelling(made, axis(10))) == [(0, 3, "look"), (3, 5, "web"), (5, 9, "look")]
    assert pieces(labelling(made, axis(10), {"web": "look"})) == [(0, 9, "look")]


def test_what_is_cut_within_what_is_taken_out_is_not_cut() -> None:
    """One who leaves an idle span unlabelled and one who labels through it agree without it."""
    out = axis(30, [np.array([[10, 20]], np.int64)])
    through = labelling([segment(0, 30, "a")], out)
    around = labelling([segment(0, 10, "a"), segment(20, 30, "a")], out)
    within = labelling([segment(0, 14, "a"), segment(14, 30, "a")], out)

    assert pieces(through) == pieces(around) == pieces(within) == [(0, 20, "a")]


def test_two_labels_meet_at_a_seam() -> None:
    """Wherever within what is taken out the change was put, it is in one place."""
    out = axis(30, [np.array([[10, 20]], np.int64)])

    assert pieces(labelling([segment(0, 12, "a"), segment(17, 30, "b")], out)) == [
        (0, 10, "a"),
        (10, 20, "b"),
    ]
