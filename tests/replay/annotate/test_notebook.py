"""A notebook: edits become changes at once, and what was done can be undone after any restart."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.annotations import Annotation, Edge, Flag, Mark, Segment
from formats.model.changes import Change, broken_chains
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook

_SEGMENT = Segment("s1", "task", "search", Edge(0), Edge(10))


@dataclass
class Desk:
    """A notebook with a clock that is set by hand, and what it hands on to be saved."""

    author: str = "ann"
    now_ns: int = 0
    saved: list[Change] = field(default_factory=list)

    def open(self, changes: Iterable[Change] = ()) -> Notebook:
        """Open the notebook with the changes of others; one's own are there."""
        known = [*self.saved, *changes]
        return Notebook("rec", self.author, known, self.saved.extend, tool="test", now_ns=lambda: self.now_ns)


def put(book: Notebook, annotation: Annotation) -> list[Change]:
    """Make or change one annotation."""
    return book.do([Edit(book.ledger.standing.get(annotation.id), annotation)])


def test_what_is_done_stands_at_once_and_is_handed_on() -> None:
    """The ledger, the history and the writer get the same changes, those of one key as one group."""
    desk = Desk()
    book = desk.open()
    other = replace(_SEGMENT, id="s2")

    made = book.do([Edit(None, _SEGMENT), Edit(None, other), Edit(_SEGMENT, None)])

    assert desk.saved == made
    assert book.ledger.standing == {"s2": other}
    assert len({change.group for change in made}) == 1
    assert not broken_chains(made)
    back = book.undo()
    assert back is not None
    assert back.kept == ()
    assert not book.ledger.standing


def test_an_edit_that_changes_nothing_leaves_no_trace() -> None:
    """A key held down at a limit fills no journal."""
    desk = Desk()
    book = desk.open()
    put(book, _SEGMENT)

    assert book.do([Edit(_SEGMENT, _SEGMENT)]) == []
    assert book.do([]) == []
    assert len(desk.saved) == 1


@pytest.mark.parametrize(
    "edit",
    [
        Edit(None, _SEGMENT),
        Edit(replace(_SEGMENT, label="pay"), None),
        Edit(_SEGMENT, replace(_SEGMENT, id="s9")),
        Edit(None, None),
    ],
)
def test_an_edit_of_what_does_not_stand_does_nothing_at_all(edit: Edit) -> None:
    """Neither it nor those beside it: half of a key's work would be worse."""
    desk = Desk()
    book = desk.open()
    put(book, _SEGMENT)

    with pytest.raises(ValueError, match="annotation"):
        book.do([Edit(None, replace(_SEGMENT, id="s2")), edit])

    assert len(desk.saved) == 1
    assert book.ledger.standing == {"s1": _SEGMENT}


@given(
    st.lists(st.tuples(st.sampled_from(["put", "undo", "redo", "restart"]), st.integers(-3, 3)), max_size=30)
)
def test_a_restart_at_any_moment_changes_nothing(does: list[tuple[str, int]]) -> None:
    """With a clock that is set forth and back, undo and redo go on as if the program had never ended."""
    restarted, steady = Desk(), Desk()
    books = [restarted.open(), steady.open()]
    for number, (what, step) in enumerate(does):
        for place, desk in enumerate((restarted, steady)):
            desk.now_ns = max(desk.now_ns + step, 0)
            if what == "put":
                put(books[place], replace(_SEGMENT, id=f"s{number % 3}", label=f"l{number}"))
            elif what == "undo":
                books[place].undo()
            elif what == "redo":
                books[place].redo()
        if what == "restart":
            books[0] = restarted.open()

    assert books[0].ledger.standing == books[1].ledger.standing
    assert not broken_chains(restarted.saved)


def test_a_settled_conflict_is_one_no_more() -> None:
    """Also where what is shown is what stays: everybody who hears of it sees the same, and no conflict."""
    ann, ben = Desk("ann"), Desk("ben")
    book = ann.open()
    put(book, _SEGMENT)
    other = ben.open(ann.saved)
    put(book, replace(_SEGMENT, label="pay"))
    put(other, replace(_SEGMENT, label="look"))
    assert book.hear(ben.saved) == 1
    assert len(book.ledger.conflicts()) == 1

    book.settle("s1", book.ledger.standing["s1"])
    other.hear(ann.saved)

    assert book.ledger.conflicts() == other.ledger.conflicts() == []
    assert book.ledger.standing == other.ledger.standing
    assert not broken_chains([*ann.saved, *ben.saved])


def test_taking_back_one_of_several_values_loses_none_of_the_others() -> None:
    """What was made of it apart is still in conflict, and done again it is all as before."""
    ann, ben = Desk("ann"), Desk("ben")
    put(ann.open(), _SEGMENT)
    here, there = ann.open(), ben.open(ann.saved)
    put(there, replace(_SEGMENT, label="look"))
    ann.now_ns = 10
    put(here, replace(_SEGMENT, label="pay"))
    here.hear(ben.saved)
    before = here.ledger.conflicts()

    here.undo()
    values = _values(here)
    here.redo()

    assert [each.after for each in before[0].rivals] == [
        replace(_SEGMENT, label="pay"),
        replace(_SEGMENT, label="look"),
    ]
    assert values == [_SEGMENT, replace(_SEGMENT, label="look")]
    assert _values(here) == [each.after for each in before[0].rivals]
    assert not broken_chains([*ann.saved, *ben.saved])


def _values(book: Notebook) -> list[Annotation | None]:
    (conflict,) = book.ledger.conflicts()
    return [change.after for change in conflict.rivals]


def test_changes_of_other_recordings_are_not_heard() -> None:
    """A store holds those of many."""
    ann, ben = Desk("ann"), Desk("ben")
    book = ann.open()
    put(ben.open(), _SEGMENT)

    assert book.hear([replace(change, recording="other") for change in ben.saved]) == 0
    assert not book.ledger.standing


def test_a_change_from_the_end_of_time_stops_nobody() -> None:
    """A forged change in one's own name cannot make one's next change unreadable."""
    ann, eve = Desk("ann"), Desk("ann", now_ns=(1 << 63) - 1)
    put(eve.open(), replace(_SEGMENT, id="s9"))
    book = ann.open(eve.saved)

    (change,) = put(book, _SEGMENT)

    assert change.at_utc_ns < 1 << 63


@given(
    st.lists(st.tuples(st.sampled_from(["do", "undo", "redo"]), st.integers(0, 3)), max_size=12),
)
def test_what_stands_of_a_kind_is_what_stands(does: list[tuple[str, int]]) -> None:
    """However annotations come, change and go again."""
    book = Notebook("r", "ann", [], lambda _: None, tool="test")
    for what, number in does:
        if what == "undo":
            book.undo()
        elif what == "redo":
            book.redo()
        else:
            before = book.ledger.standing.get(f"{number}")
            flag = Flag(f"{number}", Edge(0), Edge(len(does) + number), "person", note=f"{len(book.ledger)}")
            mark = Mark(f"{number}", Edge(0), "event", "submit")
            after = None if before is not None and number == 3 else flag if number % 2 else mark
            book.do([Edit(before, after)])

    standing = list(book.ledger.standing.values())
    for kind in (Flag, Mark, Segment):
        found = book.ledger.standing_of(kind)
        assert sorted(each.id for each in found) == sorted(
            each.id for each in standing if isinstance(each, kind)
        )
        assert all(each in standing for each in found)
