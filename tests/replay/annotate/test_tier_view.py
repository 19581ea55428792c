"""A tier's view answers as looking at every segment would, and follows edits as if it were made anew."""

from hypothesis import given
from hypothesis import strategies as st

from formats.model.annotations import Segment
from formats.model.time import Span
from replay.annotate.history import Edit
from replay.annotate.tier_view import TierView
from tests.replay.annotate.segments import END_S, S, free_segments, segment, view

TIMES = st.integers(-1, END_S + 1).map(lambda s: s * S)


def ids(segments: tuple[Segment, ...]) -> set[str]:
    return {each.id for each in segments}


@given(free_segments(), TIMES, TIMES)
def test_what_is_asked_is_what_looking_at_all_would_find(
    segments: list[Segment], first: int, second: int
) -> None:
    """At an instant, within a span, sharing time with it, and beside it."""
    tier = view(*segments)
    span = Span(min(first, second), max(first, second))
    spans = {each.id: tier.span(each) for each in segments}

    assert ids(tier.all_at(first)) == {name for name, own in spans.items() if own.contains(first)}
    assert ids(tier.within(span)) == {
        name for name, own in spans.items() if span.start_ns <= own.start_ns and own.end_ns <= span.end_ns
    }
    assert ids(tier.overlapping(span)) == {
        name
        for name, own in spans.items()
        if own.start_ns < span.end_ns
        and (own.end_ns > span.start_ns or own.start_ns == own.end_ns >= span.start_ns)
    }
    edges = [t for own in spans.values() for t in (own.start_ns, own.end_ns)]
    assert tier.edge_before(first) == max((t for t in edges if t < first), default=None)
    assert tier.edge_after(first) == min((t for t in edges if t > first), default=None)
    before, after = tier.before(first), tier.after(first)
    assert (before and tier.span(before).end_ns) == max(
        (own.end_ns for own in spans.values() if own.end_ns <= first), default=None
    )
    assert (after and after.start.t_ns) == min(
        (own.start_ns for own in spans.values() if own.start_ns >= first), default=None
    )
    near = tier.edges_near(first, 2 * S)
    assert sorted(edge.t_ns for edge in near) == sorted(t for t in edges if abs(t - first) <= 2 * S)
    assert [abs(edge.t_ns - first) for edge in near] == sorted(abs(edge.t_ns - first) for edge in near)


@given(free_segments(), TIMES)
def test_the_innermost_comes_first(segments: list[Segment], t_ns: int) -> None:
    """Of nested segments the one that began last is at the instant."""
    tier = view(*segments)

    found = tier.all_at(t_ns)

    assert [each.start.t_ns for each in found] == sorted((s.start.t_ns for s in found), reverse=True)
    assert tier.at(t_ns) == (found[0] if found else None)


@given(free_segments(), st.data())
def test_a_view_that_follows_edits_is_one_made_anew(segments: list[Segment], data: st.DataObject) -> None:
    """Made, changed, moved to another tier and deleted, in any order."""
    tier = view(*segments)
    standing = {each.id: each for each in segments}
    for _ in range(data.draw(st.integers(1, 8))):
        name = data.draw(st.sampled_from([*standing, "new0", "new1"]))
        start, end = sorted([data.draw(st.integers(0, END_S)), data.draw(st.integers(0, END_S))])
        made = segment(name, start, end, tier=data.draw(st.sampled_from(["t", "t", "other"])))
        after = data.draw(st.sampled_from([made, made, None]))
        before = standing.get(name)
        if before is None and after is None:
            continue
        _ = tier.columns
        tier.apply([Edit(before, after)])
        standing.pop(name, None)
        if after is not None:
            standing[name] = after

    anew = view(*standing.values())
    assert list(tier) == list(anew)
    assert tier.columns.segments == anew.columns.segments
    assert tier.columns.ends.tolist() == anew.columns.ends.tolist()
    for t_ns in range(-S, (END_S + 2) * S, S // 2):
        assert tier.all_at(t_ns) == anew.all_at(t_ns)
        assert tier.before(t_ns) == anew.before(t_ns)


@given(free_segments(), TIMES)
def test_a_gap_is_the_time_around_that_nothing_takes(segments: list[Segment], t_ns: int) -> None:
    """Up to the nearest edges, or those of the timeline."""
    tier = view(*segments)

    gap = tier.gap_at(t_ns)

    inside = 0 <= t_ns <= END_S * S
    assert (gap is None) == (not inside or tier.at(t_ns) is not None)
    if gap is not None:
        assert gap.start_ns <= t_ns <= gap.end_ns
        assert not [s for s in tier.overlapping(gap) if tier.span(s).duration_ns]


def test_a_view_of_an_inside_keeps_to_it() -> None:
    """What is made beyond its bounds is passed over, and so is the segment around it."""
    outer = segment("outer", 2, 8)
    inside = TierView("t", [outer], duration_ns=END_S * S, bounds=Span(2 * S, 8 * S), outer="outer")

    inside.apply([Edit(None, segment("in", 2, 8)), Edit(None, segment("out", 7, 9))])

    assert [each.id for each in inside] == ["in"]
