"""Annotations made at random, for properties."""

from hypothesis import strategies as st

from formats.model.annotations import (
    Anchor,
    Annotation,
    Comment,
    Decision,
    Defect,
    Edge,
    Flag,
    Mark,
    Region,
    Segment,
)

TIMES = st.integers(-(1 << 62), 1 << 62)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IDS = st.text("abc012-", min_size=1, max_size=6)
ANCHORS = st.builds(Anchor, st.sampled_from(["event", "frame"]), st.integers(0, 1 << 40))
REGIONS = st.builds(Region, *[st.integers(-9000, 9000)] * 3, st.integers(1, 9000), st.integers(1, 9000))


@st.composite
def edges(draw: st.DrawFn) -> tuple[Edge, Edge]:
    """Two edges, the first not after the second."""
    start, end = sorted([draw(TIMES), draw(TIMES)])
    anchor = st.none() | ANCHORS
    return Edge(start, draw(anchor)), Edge(end, draw(anchor))


@st.composite
def annotations(draw: st.DrawFn, ids: st.SearchStrategy[str] = IDS) -> Annotation:
    """Any annotation."""
    name, (start, end) = draw(ids), draw(edges())
    region = draw(st.none() | REGIONS)
    choices: list[Annotation] = [
        Segment(name, draw(TEXTS), draw(TEXTS), start, draw(st.sampled_from([None, end])), draw(TEXTS)),
        Mark(name, start, draw(TEXTS), draw(TEXTS), draw(TEXTS)),
        Flag(name, start, end, draw(TEXTS), tuple(draw(st.lists(TEXTS, max_size=3))), region, draw(TEXTS)),
        Comment(
            name, draw(TEXTS), start, draw(st.sampled_from([None, end])), region, "", draw(st.booleans())
        ),
        Defect(name, draw(TEXTS), start, end, draw(st.sampled_from(["doubtful", "bad"])), draw(TEXTS)),
        Decision(name, draw(TEXTS), draw(st.sampled_from(["accepted", "rejected", "skipped", "adjusted"]))),
    ]
    return draw(st.sampled_from(choices))
