"""What a format has no place for is taken away before, and told by kind and count."""

import pytest

from formats.model.annotations import Anchor, Annotation, Comment, Edge, Flag, Mark, Region, Segment
from formats.model.exchange import ExchangeContext, Holds, everything, unchanged
from formats.sinks.annotation_fit import fitted

_PLAIN = Holds(frozenset({"segment", "mark", "comment"}), "it", unit_ns=1000, first_ns=0, last_ns=9000)
_CASES: list[tuple[Annotation, str]] = [
    (Flag("f", Edge(0), Edge(1), "password"), "flags, which it has no place for: 1"),
    (Mark("m", Edge(0), letter="a"), "marks with a letter, which are places to return to and no labels: 1"),
    (Segment("s", "t", "x", Edge(0), Edge(1000), "why"), "notes of annotations: 1"),
    (Segment("s", "t", "x", Edge(0)), "open segments, which now end with the recording: 1"),
    (
        Segment("s", "t", "x", Edge(0, Anchor("event", 4)), Edge(1000)),
        "edges tied to an event or a frame, which are now only times: 1",
    ),
    (Segment("s", "t", "x", Edge(1), Edge(2000)), "times rounded to 1,000 ns: 1"),
    (Segment("s", "t", "x", Edge(0), Edge(0)), "spans of no length, which now have 1,000 ns: 1"),
    (Segment("s", "t", "x", Edge(-5000), Edge(2000)), "spans cut to the times that can be written: 1"),
    (Segment("s", "t", "x", Edge(-5000), Edge(-2000)), "annotations whose time cannot be written: 1"),
    (Mark("m", Edge(10_000), "t", "x"), "annotations whose time cannot be written: 1"),
    (
        Comment("c", "x", Edge(0), Edge(1000), about="s", resolved=True),
        "what comments are about, and whether they are resolved: 1",
    ),
    (Comment("c", "x", Edge(0), Edge(1000), Region(0, 0, 0, 1, 1)), "regions of comments: 1"),
    (
        Segment("s", "t", "half \ud800", Edge(0), Edge(1000)),
        "texts with characters that cannot be written, which are others now: 1",
    ),
]


@pytest.mark.parametrize(("annotation", "sentence"), _CASES)
def test_each_loss_is_told_once(annotation: Annotation, sentence: str) -> None:
    """And nothing else is said but that ids are not kept."""
    fit = fitted([annotation], ExchangeContext("r", 5000), _PLAIN, unchanged)

    assert [told for told in fit.lost if not told.startswith("the ids")] == [sentence]


def test_authors_are_counted() -> None:
    """How many people's names are not in the file."""
    made: list[Annotation] = [Mark(f"m{n}", Edge(0), "t", "x") for n in range(3)]
    authors = {"m0": "ann", "m1": "ben", "m2": "ann", "gone": "eva"}

    fit = fitted(made, ExchangeContext(authors=authors), _PLAIN, unchanged)

    assert "who made the annotations: 2 people" in fit.lost
    assert fit.authors == {}


def test_a_format_of_our_own_loses_nothing() -> None:
    """Anything but half a character, which is escaped."""
    made = [annotation for annotation, _ in _CASES]

    fit = fitted(made, ExchangeContext(), everything("ours"), unchanged)

    assert sorted(map(repr, fit.annotations[:-1])) != []
    assert fit.lost == ("texts with characters that cannot be written, which are others now: 1",)
    assert len(fit.annotations) == len(made)
