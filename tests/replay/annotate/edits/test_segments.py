"""Edits of segments: each does what its name says, is refused in one line, and has an inverse."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.annotations import Anchor, Edge, Segment
from replay.annotate.edits import edges
from replay.annotate.edits import partition as partition_edits
from replay.annotate.edits import segments as segment_edits
from replay.annotate.errors import EditError
from replay.annotate.history import Edit
from replay.annotate.tier_view import TierView
from tests.replay.annotate.segments import END_S, S, after, edge, names, segment, told, view

SPLIT = view(segment("a", 0, 5), segment("b", 5, 12), segment("c", 12, END_S), partition=True)
FREE = view(segment("a", 1, 5), segment("b", 7, 12), segment("in", 8, 10))


def test_a_segment_is_made_from_two_points_in_either_order() -> None:
    """People go back to where something began as often as not."""
    made = segment_edits.add(FREE, edge(6), edge(5), "x")

    assert made == segment_edits.add(FREE, edge(5), edge(6), "x", make_id=lambda: made[0].after.id)  # type: ignore[union-attr]
    assert after(FREE, made)[1] == (5, 6, "x")


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [(3, 3, "takes time"), (4, 8, "overlap 'a'"), (9, 14, "overlap 'b'"), (15, 21, "beyond the timeline")],
)
def test_what_makes_no_segment_is_refused(start: int, end: int, said: str) -> None:
    """Empty, across an edge, beyond the end; one inside another is nesting."""
    with pytest.raises(EditError, match=said):
        segment_edits.add(FREE, edge(start), edge(end))
    assert segment_edits.add(FREE, edge(7.5), edge(11))
    assert segment_edits.add(FREE, edge(1), edge(5), "a") == ()


def test_a_segment_of_a_partition_takes_its_time_from_what_was_there() -> None:
    """Neighbours give way, what it covers goes, and both parts of what it cuts stay."""
    over = segment_edits.add(SPLIT, edge(4), edge(13), "x")
    within = segment_edits.add(SPLIT, edge(6), edge(8), "x")
    alone = segment_edits.add(view(partition=True), edge(6), edge(8), "x")
    same = segment_edits.add(SPLIT, edge(5), edge(12), "x")

    assert after(SPLIT, over) == [(0, 4, "a"), (4, 13, "x"), (13, END_S, "c")]
    assert after(SPLIT, within)[1:4] == [(5, 6, "b"), (6, 8, "x"), (8, 12, "b")]
    assert after(view(partition=True), alone) == [(0, 6, ""), (6, 8, "x"), (8, END_S, "")]
    assert [(e.before and e.before.id, e.after and e.after.id) for e in same] == [("b", "b")]


def test_splitting_here_leaves_no_gap() -> None:
    """The second part waits for its label; at an edge nothing is to be done."""
    assert after(SPLIT, partition_edits.split_here(SPLIT, edge(8)))[1:3] == [(5, 8, "b"), (8, 12, "")]
    assert partition_edits.split_here(SPLIT, edge(5)) == ()
    assert partition_edits.split_here(SPLIT, edge(END_S)) == ()
    empty = view(partition=True)
    assert after(empty, partition_edits.split_here(empty, edge(8), "x")) == [(0, 8, ""), (8, END_S, "x")]
    assert after(empty, partition_edits.split_here(empty, edge(0), "x")) == [(0, END_S, "x")]
    with pytest.raises(EditError, match="beyond"):
        partition_edits.split_here(SPLIT, edge(END_S + 1))


def test_both_sides_of_a_split_have_the_same_anchor() -> None:
    """A shared edge goes where its frame goes, as one."""
    at = Edge(8 * S, Anchor("frame", 3))

    first, second = (edit.after for edit in partition_edits.split_here(SPLIT, at))

    assert isinstance(first, Segment)
    assert isinstance(second, Segment)
    assert first.end == second.start == at


def test_a_split_keeps_the_label() -> None:
    """Both halves are what the whole was."""
    assert after(FREE, segment_edits.split(FREE, edge(3)))[:2] == [(1, 3, "a"), (3, 5, "a")]
    assert segment_edits.split(FREE, edge(7)) == ()
    with pytest.raises(EditError, match="no segment to split"):
        segment_edits.split(FREE, edge(6))


def test_a_merge_keeps_the_label_of_the_first() -> None:
    """Whichever of the two was chosen; a gap between them is taken in."""
    b = SPLIT.segment("b")
    assert b is not None
    assert after(SPLIT, segment_edits.merge(SPLIT, b, "before"))[0] == (0, 12, "a")
    assert after(SPLIT, segment_edits.merge(SPLIT, b, "after"))[1] == (5, END_S, "b")
    a = FREE.segment("a")
    assert a is not None
    assert after(FREE, segment_edits.merge(FREE, a, "after"))[0] == (1, 12, "a")
    with pytest.raises(EditError, match="no segment before"):
        segment_edits.merge(FREE, a, "before")


def test_deleting_from_a_partition_lets_a_neighbour_grow() -> None:
    """The one before, the one after where there is none, and a run of them as one."""

    def without(*gone: str) -> list[tuple[float, float | None, str]]:
        segments = [s for s in SPLIT if s.id in gone]
        return after(SPLIT, segment_edits.delete(SPLIT, segments))

    assert without("b") == [(0, 12, "a"), (12, END_S, "c")]
    assert without("a") == [(0, 12, "b"), (12, END_S, "c")]
    assert without("a", "b") == [(0, END_S, "c")]
    assert without("a", "c") == [(0, END_S, "b")]
    assert without("a", "b", "c") == []


def test_deleting_from_a_free_tier_leaves_a_gap() -> None:
    """And what is not there is not deleted."""
    gone = [segment("b", 7, 12), segment("z", 0, 1)]

    assert after(FREE, segment_edits.delete(FREE, gone)) == [(1, 5, "a"), (8, 10, "in")]


def test_labelling_while_playing_ends_one_and_begins_the_next() -> None:
    """Ten keys make ten segments that touch; the last is open."""
    tier = view()
    make_id = names()
    for at, label in ((2, "x"), (4, "y"), (4, "z"), (6, "z"), (9, "x")):
        tier.apply(segment_edits.label_from(tier, edge(at), label, make_id=make_id))

    assert told(tier) == [(2, 4, "x"), (4, 9, "z"), (9, None, "x")]
    tier.apply(segment_edits.close(tier, edge(11)))
    assert told(tier)[-1] == (9, 11, "x")
    with pytest.raises(EditError, match="open"):
        segment_edits.close(tier, edge(3))


def test_labelling_goes_up_to_what_follows() -> None:
    """In a gap the new segment ends where the next begins; inside of one it takes the rest."""
    assert after(FREE, segment_edits.label_from(FREE, edge(6), "x"))[1] == (6, 7, "x")
    assert after(FREE, segment_edits.label_from(FREE, edge(3), "x"))[:2] == [(1, 3, "a"), (3, 5, "x")]
    empty = view(partition=True)
    assert after(empty, segment_edits.label_from(empty, edge(6), "x")) == [(0, 6, ""), (6, None, "x")]
    with pytest.raises(EditError, match="end of the timeline"):
        segment_edits.label_from(FREE, edge(END_S), "x")


def test_many_are_changed_at_once() -> None:
    """And those that are so already are left out."""
    edits = segment_edits.relabel(SPLIT, "a")

    assert [edit.before.id for edit in edits if edit.before] == ["b", "c"]
    assert {label for _, _, label in after(SPLIT, edits)} == {"a"}
    assert after(SPLIT, segment_edits.change(SPLIT, tier="u")) == []


def test_a_tier_is_copied_where_nothing_is_in_the_way() -> None:
    """With new ids, and without labels where they would mean something else."""
    other = view(tier="u")
    copied = segment_edits.copy_tier(SPLIT, other, keep_labels=False)

    assert after(other, copied) == [(0, 5, ""), (5, 12, ""), (12, END_S, "")]
    assert {edit.after.id for edit in copied if edit.after}.isdisjoint({"a", "b", "c"})
    with pytest.raises(EditError, match="delete them first"):
        segment_edits.copy_tier(SPLIT, view(segment("x", 4, 6, tier="u"), tier="u"))
    with pytest.raises(EditError, match="overlap"):
        segment_edits.copy_tier(FREE, view(tier="u", partition=True))


def test_a_shared_edge_moves_for_both() -> None:
    """In a partition, with what begins or ends with it in the tiers inside."""
    inner = view(segment("i", 2, 5, tier="u"), segment("j", 5, 6, tier="u"), tier="u")
    b = SPLIT.segment("b")
    assert b is not None

    edits = edges.move_edge(SPLIT, b, "start", edge(5.5), inner=[inner])

    assert after(SPLIT, edits)[:2] == [(0, 5.5, "a"), (5.5, 12, "b")]
    assert after(inner, edits) == [(2, 5.5, "i"), (5.5, 6, "j")]
    assert edges.move_edge(SPLIT, b, "start", edge(5)) == ()


@pytest.mark.parametrize(
    ("tier", "name", "side", "to", "said"),
    [
        (SPLIT, "b", "start", 12, "nothing would be left of 'b'"),
        (SPLIT, "b", "start", 0, "nothing would be left of 'a'"),
        (SPLIT, "a", "start", 1, "leaves no gap"),
        (SPLIT, "c", "end", END_S + 1, "beyond the timeline"),
        (FREE, "a", "end", 8, "overlap 'b'"),
        (FREE, "in", "end", 13, "overlap 'b'"),
    ],
)
def test_an_edge_that_cannot_go_there_stays(tier: TierView, name: str, side: str, to: int, said: str) -> None:
    """With the reason in one line."""
    moved = tier.segment(name)
    assert moved is not None
    with pytest.raises(EditError, match=said):
        edges.move_edge(tier, moved, side, edge(to))  # type: ignore[arg-type]


def test_what_overlapped_before_can_be_mended() -> None:
    """An edge may be moved while the segment still cuts another one, of an import perhaps."""
    tier = view(segment("a", 0, 8), segment("b", 5, 12))
    a = tier.segment("a")
    assert a is not None

    assert after(tier, edges.move_edge(tier, a, "end", edge(7)))[0] == (0, 7, "a")


def test_an_open_segment_is_ended_by_moving_its_end() -> None:
    """Even to where the recording ends."""
    tier = view(segment("a", 3, None))
    (a,) = tier

    assert after(tier, edges.move_edge(tier, a, "end", edge(END_S))) == [(3, END_S, "a")]


@given(st.data())
def test_no_edit_breaks_a_partition(data: st.DataObject) -> None:
    """Whatever is done: no gap, no overlap, and taking the edits back gives what was there."""
    tier = view(partition=True)
    make_id = names()
    tier.apply(partition_edits.split_here(tier, edge(0), make_id=make_id))
    for _ in range(data.draw(st.integers(1, 12))):
        before = told(tier)
        edits = _any_edit(data, tier, names_from=make_id)
        tier.apply(edits)
        assert all(edit.before != edit.after for edit in edits)
        assert len({(edit.after or edit.before).id for edit in edits}) == len(edits)  # type: ignore[union-attr]
        ends = [(tier.span(s).start_ns, tier.span(s).end_ns) for s in tier]
        assert not ends or (ends[0][0], ends[-1][1]) == (0, END_S * S)
        assert all(first[1] == second[0] for first, second in pairwise(ends))
        assert all(start < end for start, end in ends)
        tier.apply([Edit(edit.after, edit.before) for edit in reversed(edits)])
        assert told(tier) == before
        tier.apply(edits)


def _any_edit(data: st.DataObject, tier: TierView, names_from: object) -> tuple[Edit, ...]:
    at = edge(data.draw(st.integers(0, END_S * 2)) / 2)
    other = edge(data.draw(st.integers(0, END_S * 2)) / 2)
    segments = list(tier)
    label = data.draw(st.sampled_from(["x", "y"]))
    make = {"make_id": names_from}
    choices = [
        lambda: partition_edits.split_here(tier, at, label, **make),  # type: ignore[arg-type]
        lambda: segment_edits.add(tier, at, other, label, **make),  # type: ignore[arg-type]
        lambda: segment_edits.label_from(tier, at, label, **make),  # type: ignore[arg-type]
        lambda: segment_edits.split(tier, at, **make),  # type: ignore[arg-type]
    ]
    if segments:
        chosen = data.draw(st.sampled_from(segments))
        many = data.draw(st.lists(st.sampled_from(segments), max_size=3))
        side = data.draw(st.sampled_from(["before", "after"]))
        which = data.draw(st.sampled_from(["start", "end"]))
        choices += [
            lambda: segment_edits.merge(tier, chosen, side),  # type: ignore[arg-type]
            lambda: segment_edits.delete(tier, many),
            lambda: segment_edits.relabel(many, label),
            lambda: edges.move_edge(tier, chosen, which, at),  # type: ignore[arg-type]
        ]
    try:
        return data.draw(st.sampled_from(choices))()
    except EditError:
        return ()
