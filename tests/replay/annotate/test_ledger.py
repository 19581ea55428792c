"""The state of annotations: the same from the same changes, in whatever order they come."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from formats.model.annotations import Edge, Segment
from formats.model.changes import broken_chains
from replay.annotate.ledger import Ledger
from tests.replay.annotate.changing import Person

_SEGMENT = Segment("s1", "task", "search", Edge(0), Edge(10))


def test_two_peoples_offline_edits_merge_to_the_same_in_any_order() -> None:
    """Ann and Ben change the same and other things apart; whoever hears of what first, all see the same."""
    ann, ben = Person("ann"), Person("ben")
    ben.hear([ann.put(_SEGMENT)])
    ann.put(replace(_SEGMENT, label="compare"))
    ben.put(replace(_SEGMENT, label="pay"))
    ben.put(Segment("s2", "task", "mail", Edge(10)))
    every = [*ann.ledger.changes, *ben.ledger.changes]
    chance = random.Random(1)

    seen = set()
    for _ in range(50):
        chance.shuffle(every)
        ledger = Ledger(every)
        [conflict] = ledger.conflicts()
        seen.add((tuple(sorted(ledger.standing.items())), conflict))

    assert len(seen) == 1
    ((standing, conflict),) = seen
    assert {name for name, _ in standing} == {"s1", "s2"}
    labels = {change.after.label for change in conflict.rivals if isinstance(change.after, Segment)}
    assert labels == {"compare", "pay"}
    assert conflict.rivals[0].after == dict(standing)["s1"]


def test_a_conflict_is_settled_by_the_next_change() -> None:
    """Who changes an annotation that is in conflict replaces all rivals."""
    ann, ben = Person("ann"), Person("ben")
    ben.hear([ann.put(_SEGMENT)])
    ann.put(replace(_SEGMENT, label="compare"))
    ann.hear([ben.put(replace(_SEGMENT, label="pay"))])
    assert ann.ledger.conflicts()

    settled = ann.put(replace(_SEGMENT, label="book"))

    assert not ann.ledger.conflicts()
    assert ann.ledger.standing["s1"] == settled.after


def test_what_one_deletes_and_another_changes_stands_until_it_is_settled() -> None:
    """No one's work disappears by somebody else's deletion that did not know of it."""
    ann, ben = Person("ann"), Person("ben")
    ben.hear([ann.put(_SEGMENT)])
    ann.drop("s1")
    ann.hear([ben.put(replace(_SEGMENT, label="pay"))])

    assert ann.ledger.standing["s1"] == replace(_SEGMENT, label="pay")
    assert [conflict.annotation for conflict in ann.ledger.conflicts()] == ["s1"]


def test_a_change_has_no_say_over_other_annotations() -> None:
    """A change that names the hash of another annotation's change does not take it away, in either order."""
    ann, eve = Person("ann"), Person("eve")
    real = ann.put(_SEGMENT)
    forged = replace(eve.put(Segment("s9", "", "", Edge(0))), replaces=(real.hash,))

    assert set(Ledger([real, forged]).standing) == set(Ledger([forged, real]).standing) == {"s1", "s9"}


def test_an_annotation_belongs_to_who_made_it() -> None:
    """The owner is the author of the first change, also where a reviewer changed it since."""
    ann, ben = Person("ann"), Person("ben")
    ben.hear([ann.put(_SEGMENT)])
    ben.put(replace(_SEGMENT, label="pay"))

    for order in (list(ben.ledger.changes), list(ben.ledger.changes)[::-1]):
        assert Ledger(order).owner("s1") == "ann"


@given(st.lists(st.sampled_from(["put", "drop", "undo", "redo"]), max_size=40), st.randoms())
def test_undo_and_redo_are_inverses(does: list[str], chance: random.Random) -> None:
    """Whatever was done, all of it can be taken back, and all of it made again."""
    ann = Person("ann")
    for number, what in enumerate(does):
        if what == "put":
            ann.put(replace(_SEGMENT, id=f"s{chance.randrange(3)}", label=f"l{number}"))
        elif what == "drop" and ann.ledger.standing:
            ann.drop(chance.choice(sorted(ann.ledger.standing)))
        elif what == "undo":
            ann.undo()
        elif what == "redo":
            ann.redo()
    while ann.redo() is not None:
        pass
    end = dict(ann.ledger.standing)
    steps = 0
    while ann.undo() is not None:
        steps += 1

    assert not ann.ledger.standing
    for _ in range(steps):
        assert ann.redo() is not None
    assert ann.ledger.standing == end
    assert ann.redo() is None
    assert not broken_chains(ann.ledger.changes)


def test_undo_goes_on_after_a_restart() -> None:
    """What can be undone is read from the changes alone."""
    ann = Person("ann")
    ann.put(_SEGMENT)
    ann.put(replace(_SEGMENT, label="pay"))
    ann.undo()
    again = Person("ann")
    again.ledger = ann.ledger
    again.history = type(ann.history).of(ann.ledger.changes, "ann")

    redo, undo = again.history.redo(again.ledger), again.history.undo(again.ledger)

    assert redo is not None
    assert undo is not None
    assert redo.edits[0].after == replace(_SEGMENT, label="pay")
    assert undo.edits[0].after is None


def test_undo_keeps_what_somebody_else_changed_since() -> None:
    """Taking back one's own change never takes back another person's."""
    ann, ben = Person("ann"), Person("ben")
    ben.hear([ann.put(_SEGMENT)])
    ann.hear([ben.put(replace(_SEGMENT, label="pay"))])

    assert ann.undo() == ("s1",)
    assert ann.ledger.standing["s1"] == replace(_SEGMENT, label="pay")
