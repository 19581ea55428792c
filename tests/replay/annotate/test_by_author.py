"""What stands, author by author."""

from dataclasses import replace

from formats.model.annotations import Decision, Defect, Edge, Flag, Segment
from replay.annotate.by_author import defect_spans, flagged_spans, segments_by_author, tiers_by_authors
from replay.annotate.ledger import Ledger
from tests.replay.annotate.changing import Person

_SEGMENT = Segment("s1", "task", "search", Edge(0), Edge(10))


def test_a_segment_is_its_maker_s_whoever_changed_it() -> None:
    """A reviewer who mends a label does not take the work over, and what was deleted is nobody's."""
    ann, ben = Person("ann"), Person("ben")
    ben.hear([ann.put(_SEGMENT), ann.put(replace(_SEGMENT, id="s2", tier="step"))])
    mended = replace(_SEGMENT, label="pay")
    ben.put(mended)
    ben.put(replace(_SEGMENT, id="s3"))
    ben.put(replace(_SEGMENT, id="s4"))
    ben.drop("s4")

    assert segments_by_author(ben.ledger, "task") == {"ann": [mended], "ben": [replace(_SEGMENT, id="s3")]}
    assert {who: len(own) for who, own in segments_by_author(ben.ledger).items()} == {"ann": 2, "ben": 1}
    assert tiers_by_authors([ben.ledger, Ledger()]) == {"step": {"ann"}, "task": {"ann", "ben"}}


def test_spans_are_those_of_what_stands() -> None:
    """Flags and defects apart, each with its start and end; none give an empty list of spans."""
    ann = Person("ann")
    ann.put(Flag("f", Edge(3), Edge(5), "password"))
    ann.put(Defect("d", "frames", Edge(7), Edge(9)))

    assert flagged_spans(ann.ledger).tolist() == [[3, 5]]
    assert defect_spans(ann.ledger).tolist() == [[7, 9]]
    assert flagged_spans(Ledger()).shape == (0, 2)


def test_a_rejected_defect_is_none() -> None:
    """Unless another accepted it all the same: what one holds for a defect is left out."""
    ann, ben = Person("ann"), Person("ben")
    put = [
        ann.put(Defect(name, "freezes", Edge(start), Edge(start + 5)))
        for name, start in (("d", 0), ("e", 10))
    ]
    put += [ann.put(Decision(f"on {name}", name, "rejected")) for name in ("d", "e")]
    ben.hear(put)
    ben.put(Decision("no", "e", "accepted"))

    assert defect_spans(ann.ledger).tolist() == []
    assert defect_spans(ben.ledger).tolist() == [[10, 15]]
