"""Where annotations lie while frames have corrected times, and how that is stored."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.annotations import Anchor, Annotation, Correction, Edge, Mark, Region, Segment
from formats.model.changes import Change
from formats.model.corrected import corrected
from formats.model.recording import Recording
from formats.model.time import Span
from replay.annotate import flagging, labelling
from replay.annotate.correction import CORRECTION, in_force
from replay.annotate.doubtful import doubtful_stops
from replay.annotate.errors import EditError
from replay.annotate.history import Edit
from replay.annotate.label_sets.label_text import parse_label_set
from replay.annotate.ledger import Ledger
from replay.annotate.notebook import Notebook
from replay.annotate.placed_ledger import PlacedLedger, placed
from replay.annotate.placement import Placement, edges_of
from replay.annotate.stops import Stop, decide
from replay.annotate.workspace import Workspace
from tests.formats.annotations_made import annotations
from tests.replay.core.recordings import MS, S, recording

_SET = parse_label_set(
    'name = "s"\nversion = 1\n[[tiers]]\nname = "t"\n[[labels]]\nname = "a"\ntier = "t"\nkey = "1"\n'
)
_LATE = Correction(CORRECTION, -180 * MS)


def _frame(number: int) -> Edge:
    return Edge(number * S // 2, Anchor("frame", number))


def _event(at_s: int) -> Edge:
    """Return the edge at a press of `_recording`, whose place in the order of capture is its second."""
    return Edge(at_s * S, Anchor("event", at_s))


def _recording() -> Recording:
    press = {"code": "KeyA", "key": "a", "pressed": 1, "repeat": 0, "modifiers": 0}
    return recording(*(("key", at, press) for at in range(20)), frames=[(at / 2, True) for at in range(40)])


def _work(*made: Annotation) -> tuple[Workspace, list[Change]]:
    saved: list[Change] = []
    clock = iter(range(1, 1000))
    book = Notebook("rec", "ann", [], saved.extend, tool="test", now_ns=lambda: next(clock))
    for each in made:
        book.do([Edit(None, each)])
    return Workspace(book, _SET, _recording()), saved


def _stops(work: Workspace, since_utc_ns: int = 500) -> list[Stop]:
    return doubtful_stops(work.recording, work.whose.stored(), work.notebook.ledger, since_utc_ns)


@given(
    st.lists(annotations(), max_size=4),
    st.lists(st.integers(-S, S), max_size=5).map(lambda found: np.array(found, np.int64)),
)
def test_there_and_back_is_where_it_was(found: list[Annotation], shifts: np.ndarray) -> None:
    """No correction turns an annotation around, and what is shown unchanged is stored unchanged."""
    placement = Placement(shifts)
    for each in found:
        shown = placement.shown(each)
        edges = edges_of(shown)

        assert edges == tuple(sorted(edges, key=lambda edge: edge.t_ns)) or edges_of(each) != tuple(
            sorted(edges_of(each), key=lambda edge: edge.t_ns)
        )
        assert placement.stored(shown, each) == each
        assert Placement().shown(each) is each


def test_frames_take_their_edges_along() -> None:
    """Events keep theirs, and an edge without an anchor stays."""
    made: list[Segment | Mark] = [
        Segment("a", "t", "", _frame(10), _event(6)),
        Mark("m", _frame(10)),
        Mark("n", Edge(S)),
    ]
    placement = Placement.of(corrected(_recording(), _LATE))
    shown = [placement.shown(each) for each in made]

    assert [edge.t_ns for each in shown for edge in edges_of(each)] == [4820 * MS, 6 * S, 4820 * MS, S]


def test_a_workspace_follows_and_stores_the_times_of_the_recording() -> None:
    """What is made in sight of the correction, changed, undone: the journal holds recorded times alone."""
    work, saved = _work(Segment("a", "t", "a", _frame(10), _event(6)))
    work.take(corrected(work.recording, _LATE))
    assert [each.start.t_ns for each in work.view] == [4820 * MS]

    labelling.edge_here(work, 5820 * MS, "end")  # at the frame of 6 s, where it is shown
    changed = saved[-1].after
    assert isinstance(changed, Segment)
    assert changed.end == _frame(12)
    assert [each.end.t_ns for each in work.view if each.end] == [5820 * MS]

    work.undo()
    assert [(each.start.t_ns, each.end and each.end.t_ns) for each in work.view] == [(4820 * MS, 6 * S)]
    work.take(_recording())
    assert [each.start.t_ns for each in work.view] == [5 * S]


def test_what_is_for_certain_is_no_stop() -> None:
    """At a frame, at an event, and without a correction nothing is in doubt."""
    work, _ = _work(
        Segment("a", "t", "a", _frame(10), _event(7)), Segment("b", "t", "a", Edge(S), Edge(2 * S))
    )
    assert _stops(work) == []
    work.take(corrected(work.recording, _LATE))

    assert [stop.about for stop in _stops(work)] == ["b"]
    assert _stops(work, since_utc_ns=1) == []  # put there in sight of the correction


def test_each_doubt_has_a_reason_and_a_way_out() -> None:
    """Loose, lost, turned around, and apart from its neighbour; accepting does what the stop says."""
    made = [
        Segment("loose", "t", "a", Edge(S), Edge(2 * S)),
        Segment("lost", "t", "a", Edge(3 * S, Anchor("event", 777)), Edge(4 * S, Anchor("frame", 99))),
        Segment("turned", "t", "a", _event(5), Edge(5 * S + 100 * MS, Anchor("frame", 10))),
        Segment("first", "t", "a", _event(8), _frame(20)),
        Segment("second", "t", "a", _event(10), _event(12)),
    ]
    work, _ = _work(*made)
    work.take(corrected(work.recording, _LATE))
    stops = {stop.about: stop for stop in _stops(work)}
    assert set(stops) == {"loose", "lost", "turned", "second"}
    assert "at no event and no frame" in stops["loose"].words
    assert "start and end is at something" in stops["lost"].words
    assert "before it starts" in stops["turned"].words
    assert "no longer touches" in stops["second"].words

    for stop in stops.values():
        decide(work, stop, "accepted")

    at = {each.id: tuple(edge.t_ns for edge in edges_of(each)) for each in work.view}
    assert at["loose"] == (820 * MS, 1820 * MS)
    assert at["lost"] == (3 * S, 4 * S)
    assert at["turned"] == (5 * S, 5 * S + 100 * MS)
    assert at["second"] == (9820 * MS, 12 * S)
    assert {stops[name].id for name in stops} <= set(work.decisions)
    # It stays so when the correction is taken back: what was put beside a frame went there with it.
    work.take(_recording())
    assert {each.id: each.start.t_ns for each in work.view}["second"] == 10 * S


def test_what_was_changed_since_is_not_decided_on() -> None:
    """A stop that speaks of how an annotation was does not write over how it is."""
    work, _ = _work(Segment("loose", "t", "a", Edge(S), Edge(2 * S)))
    work.take(corrected(work.recording, _LATE))
    (stop,) = _stops(work)
    labelling.edge_here(work, 3 * S, "end")

    with pytest.raises(EditError, match="changed since"):
        decide(work, stop, "accepted")


def test_commands_read_what_stands_where_it_lies() -> None:
    """The correction is among the changes that are read; a wild one is not followed."""

    def read(correction: Sequence[Annotation]) -> tuple[Recording, Ledger]:
        work, saved = _work(Segment("a", "t", "a", _frame(10)), *correction)
        del work
        return placed(_recording(), saved)

    plain, ledger = read([])
    assert type(ledger) is Ledger
    shown, moved = read([_LATE])
    wild, _ = read([Correction(CORRECTION, 1 << 60)])

    assert isinstance(moved, PlacedLedger)
    assert shown.frames["t"][0] == -180 * MS
    assert [edge.t_ns for edge in edges_of(moved.standing["a"])] == [4820 * MS]
    assert plain.frames["t"][0] == wild.frames["t"][0] == 0
    kept = in_force(moved)
    assert kept is not None
    assert kept.short.startswith("frames moved by -180.0 ms, kept by ann on 1970-01-01")


def test_a_flagged_region_lies_and_grows_where_its_frames_do() -> None:
    """And is stored with the recording's own times, grown or not: so a correction can be taken back."""
    work, _ = _work()
    raw = work.recording.frames["t"].tolist()
    work.take(corrected(work.recording, _LATE))
    moved = work.recording.frames["t"].tolist()
    region = Region(0, 10, 20, 30, 40)

    flagging.flag_region(work, 10, Span(moved[10], moved[11]), region, "person", make_id=lambda: "f")
    set_at = _ends(flagging.flags_of(work)[0])
    flagging.spread(work, "f", [(region, Span(moved[8], moved[13]))], "")

    assert set_at == (moved[10], moved[11])
    assert _ends(flagging.flags_of(work)[0]) == (moved[8], moved[13])
    assert _ends(work.notebook.ledger.standing["f"]) == (raw[8], raw[13])
    flagging.unflag(work, moved[9], "the same as ")
    assert not work.notebook.ledger.standing


def _ends(annotation: Annotation) -> tuple[int, ...]:
    return tuple(edge.t_ns for edge in edges_of(annotation))
