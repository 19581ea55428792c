"""Annotations made at random, for properties."""

from dataclasses import replace

from hypothesis import strategies as st

from formats.model.annotations import (
    Anchor,
    Annotation,
    Comment,
    Correction,
    Decision,
    Defect,
    Edge,
    Flag,
    Mark,
    Region,
    Segment,
)
from formats.model.exchange import ExchangeContext

TIMES = st.integers(-(1 << 62), 1 << 62)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IDS = st.text("abc012-", min_size=1, max_size=6)
ANCHORS = st.builds(Anchor, st.sampled_from(["event", "frame"]), st.integers(0, 1 << 40))
REGIONS = st.builds(Region, *[st.integers(-9000, 9000)] * 3, st.integers(1, 9000), st.integers(1, 9000))


NEAR_TIMES = st.integers(0, 40).map(lambda step: step * 500_000_123)
"""Few times of a short recording, so that annotations touch, overlap and begin together."""


@st.composite
def edges(draw: st.DrawFn, times: st.SearchStrategy[int] = TIMES) -> tuple[Edge, Edge]:
    """Two edges, the first not after the second."""
    start, end = sorted([draw(times), draw(times)])
    anchor = st.none() | ANCHORS
    return Edge(start, draw(anchor)), Edge(end, draw(anchor))


@st.composite
def annotations(
    draw: st.DrawFn, ids: st.SearchStrategy[str] = IDS, times: st.SearchStrategy[int] = TIMES
) -> Annotation:
    """Any annotation."""
    name, (start, end) = draw(ids), draw(edges(times))
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
        Correction(name, draw(st.integers(-(1 << 62), 1 << 62)), draw(st.integers(-9000, 9000)), draw(TEXTS)),
    ]
    return draw(st.sampled_from(choices))


@st.composite
def annotated(
    draw: st.DrawFn, times: st.SearchStrategy[int] = TIMES
) -> tuple[list[Annotation], ExchangeContext]:
    """Annotations of one recording, each with an id of its own, and who made some of them."""
    count = draw(st.integers(0, 8))
    made = [draw(annotations(st.just(f"id-{number}"), times)) for number in range(count)]
    # Few names, so that tiers, labels and authors are shared.
    names = [*draw(st.lists(TEXTS, min_size=1, max_size=3)), "task", "task (2)", ""]
    for number, one in enumerate(made):
        if isinstance(one, Segment | Mark):
            tier, label = draw(st.sampled_from(names)), draw(st.sampled_from(names))
            made[number] = replace(one, tier=tier, label=label)
    authors = {one.id: draw(st.sampled_from(["", "ann", *names])) for one in made}
    duration_ns = draw(st.integers(0, 1 << 61))
    return made, ExchangeContext(draw(TEXTS), duration_ns, draw(TEXTS), draw(st.none() | times), authors)
