"""What lies in what follows from times and the order of the tiers."""

from formats.model.time import Span
from replay.annotate.edits.partition import split_here
from replay.annotate.history import Edit
from replay.annotate.label_sets.label_set import LabelSet, Tier
from replay.annotate.nesting import around, children, descend, inner_tiers, outer_tiers
from replay.annotate.tier_view import tier_views
from tests.replay.annotate.segments import END_S, S, edge, segment, told

LABELS = LabelSet(
    "n",
    tiers=(
        Tier("task"),
        Tier("mood", nested=False),
        Tier("step", partition=True),
        Tier("points", "points"),
    ),
)
SEGMENTS = [
    segment("a", 0, 10, tier="task"),
    segment("part", 2, 8, tier="task"),
    segment("b", 10, END_S, tier="task"),
    segment("happy", 3, 7, tier="mood"),
    segment("s", 2, 5, tier="step"),
    segment("t", 5, 9, tier="step"),
]
TIERS = tier_views(SEGMENTS, ["task", "mood", "step"], duration_ns=END_S * S, partitions=["step"])
BY_ID = {each.id: each for each in SEGMENTS}


def test_tiers_lie_inside_those_before_them() -> None:
    """But for one that stands for itself, and points hold nothing."""
    assert inner_tiers(LABELS, "task") == ("step", "points")
    assert outer_tiers(LABELS, "points") == ("task", "step")
    assert inner_tiers(LABELS, "mood") == outer_tiers(LABELS, "mood") == inner_tiers(LABELS, "x") == ()


def test_around_a_span_stands_the_smallest_first() -> None:
    """Of its own tier or one further out; what it reaches beyond is not around it."""

    def names(tier: str, start: int, end: int, *but: str) -> list[str]:
        return [each.id for each in around(LABELS, TIERS, tier, Span(start * S, end * S), but=but)]

    assert names("step", 2, 5, "s") == ["part", "a"]
    assert names("step", 5, 9, "t") == ["a"]
    assert names("task", 2, 8, "part") == ["a"]
    assert names("points", 3, 3) == ["s", "part", "a"]
    assert names("mood", 3, 7, "happy") == []


def test_the_children_of_a_segment_lie_inside_it() -> None:
    """Those of its own tier, and of all further in."""

    def names(name: str) -> list[str]:
        return [each.id for each in children(LABELS, TIERS, BY_ID[name])]

    assert names("a") == ["part", "s", "t"]
    assert names("part") == ["s"]
    assert names("s") == names("happy") == []


def test_an_inside_is_a_timeline_of_its_own() -> None:
    """A split there fills it to its edges, and one descends further."""
    down = descend(LABELS, TIERS, BY_ID["a"])

    assert down.bounds == Span(0, 10 * S)
    assert {name: [each.id for each in tier] for name, tier in down.tiers.items()} == {
        "task": ["part"],
        "step": ["s", "t"],
        "points": [],
    }
    step = down.tiers["step"]
    step.apply(split_here(step, edge(1)))
    assert told(step)[:2] == [(0, 1, ""), (1, 2, "")]
    further = descend(LABELS, down.tiers, BY_ID["part"])
    further.tiers["step"].apply([Edit(None, segment("beyond", 7, 9, tier="step"))])
    assert [each.id for each in further.tiers["step"]] == ["s"]
