"""Adjudication: what is taken is what stands."""

import random
from itertools import count, pairwise

from formats.model.annotations import Anchor, Edge, Segment
from replay.annotate.adjudication import Contested, Edits, Which, contested, take, take_all
from replay.annotate.agreement.labelling import innermost
from tests.replay.annotate.agreement.laid import UNIT_NS, random_pairs, segments

_UNITS = 12
_IDS = count()


def new_id() -> str:
    return f"new{next(_IDS)}"


def boundaries(first: str, second: str, tolerance: int = 1) -> tuple[Contested, ...]:
    return contested(
        segments(first, "a"),
        segments(second, "b"),
        tolerance_ns=tolerance * UNIT_NS,
        duration_ns=len(first) * UNIT_NS,
    )


def done(own: list[Segment], edits: Edits) -> list[Segment]:
    """Return the segments after edits, each of which must be of what stands."""
    standing = {segment.id: segment for segment in own}
    for edit in edits:
        either = edit.after or edit.before
        assert isinstance(either, Segment)
        assert standing.get(either.id) == edit.before
        standing.pop(either.id, None)
        if isinstance(edit.after, Segment):
            standing[either.id] = edit.after
    return sorted(standing.values(), key=lambda segment: segment.start.t_ns)


def follow(own: list[Segment], boundary: Contested, which: Which) -> list[Segment]:
    return done(own, take(boundary, which, own, tier="task", make_id=new_id))


def letters(own: list[Segment], units: int) -> str:
    out = ["."] * units
    for start, end, segment in innermost(own, units * UNIT_NS):
        out[start // UNIT_NS : end // UNIT_NS] = segment.label * ((end - start) // UNIT_NS)
    return "".join(out)


def edges(own: list[Segment]) -> list[tuple[int, int | None, str]]:
    return [(s.start.t_ns, None if s.end is None else s.end.t_ns, s.label) for s in own]


def test_each_boundary_is_listed_once() -> None:
    """Pairs within the tolerance as one, with what the other has where only one has it."""
    found = boundaries("aaaabbbb..", "aaabbbcccc")

    assert [(b.t_ns // UNIT_NS, b.a is not None, b.b is not None) for b in found] == [
        (0, True, True),
        (3, True, True),
        (6, False, True),
        (8, True, False),
        (10, False, True),
    ]
    assert [b.agreed for b in found] == [True, True, False, False, False]
    assert found[2].going_a is not None
    assert found[2].going_a.label == "b"
    assert found[3].going_b is not None
    assert found[3].going_b.label == "c"


def test_taking_all_of_one_gives_what_they_have() -> None:
    """From an empty tier, in order: every segment with its edges, label and gaps."""
    for first, second in random_pairs(21):
        every = boundaries(first, second)

        for which, whole in (("a", first), ("b", second)):
            edits = take_all(every, which, [], tier="task", make_id=new_id)  # type: ignore[arg-type]
            assert edges(done([], edits)) == edges(segments(whole))


def test_one_at_a_time_is_the_same_as_all_at_once() -> None:
    """The edits of each are of what stands then."""
    for first, second in random_pairs(22):
        own: list[Segment] = []
        for boundary in boundaries(first, second):
            own = follow(own, boundary, "b")

        assert edges(own) == edges(segments(second))


def test_whatever_is_decided_segments_never_overlap() -> None:
    """In any order, again and again; and deciding the same twice changes nothing."""
    chance = random.Random(23)
    for first, second in random_pairs(23):
        every = boundaries(first, second, chance.randint(0, 3))
        own: list[Segment] = []
        for _ in range(12 if every else 0):
            boundary, which = chance.choice(every), chance.choice(["a", "b", "both"])
            own = follow(own, boundary, which)  # type: ignore[arg-type]

            assert all(s.end is None or s.start.t_ns < s.end.t_ns for s in own)
            assert all(a.end is not None and a.end.t_ns <= b.start.t_ns for a, b in pairwise(own))
            assert take(boundary, which, own, tier="task", make_id=new_id) == ()  # type: ignore[arg-type]


def test_a_boundary_can_be_decided_otherwise() -> None:
    """Its edge moves, and nothing else does."""
    every = boundaries("aaaabbbbcc", "aaabbbbbcc")
    own = done([], take_all(every, "a", [], tier="task", make_id=new_id))

    assert letters(follow(own, every[1], "b"), 10) == "aaabbbbbcc"
    assert letters(follow(follow(own, every[1], "b"), every[1], "a"), 10) == "aaaabbbbcc"


def test_both_puts_it_in_the_middle() -> None:
    """Of two that are near; the same place twice is that place."""
    every = boundaries("aaaaabbbbb", "aaabbbbbbb", 2)
    own = done([], take_all(every, "both", [], tier="task", make_id=new_id))

    assert letters(own, 10) == "aaaabbbbbb"


def test_what_only_one_has_is_left_out_by_following_the_other() -> None:
    """The segment before goes on over it."""
    every = boundaries("aaaaaaaaaa", "aaaabbaaaa")
    own = done([], take_all(every, "b", [], tier="task", make_id=new_id))

    own = follow(own, every[1], "a")

    assert letters(own, 10) == "aaaaaaaaaa"
    assert edges(own)[0] == (0, 6 * UNIT_NS, "a")


def test_the_anchor_and_the_note_go_with_what_is_taken() -> None:
    """What an edge was snapped to survives, and so do words."""
    edge = Edge(4 * UNIT_NS, Anchor("event", 7))
    a = [Segment("1", "task", "a", Edge(0), edge), Segment("2", "task", "b", edge, None, "why")]
    [_, second] = contested(a, a, tolerance_ns=0, duration_ns=10 * UNIT_NS)

    own = follow([], second, "a")

    assert (own[0].start, own[0].end, own[0].note) == (edge, None, "why")
