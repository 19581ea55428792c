"""Flags by hand: on what is here, on a region, on where that went; and away again."""

import pytest

from formats.model.annotations import Comment, Flag, Region
from formats.model.time import Span
from replay.annotate import flagging
from replay.annotate.errors import EditError
from replay.annotate.label_sets.label_text import parse_label_set
from replay.annotate.notebook import Notebook
from replay.annotate.stops import Stop, adjust, decide_together, nearest, still_open
from replay.annotate.workspace import Workspace
from replay.core.actions import reduce_actions
from tests.replay.annotate.segments import S
from tests.replay.core.recordings import recording
from tests.replay.core.typing import keys

_REGION = Region(0, 10, 20, 30, 40)


@pytest.fixture
def work() -> Workspace:
    window = {"app": "Mail"}
    made = recording(
        ("window", 0.5, {**window, "title": "Inbox"}),
        *keys(1.0, "hello", "Enter", "text:secret"),
        ("clipboard", 5.0, {"kind": "text/plain", "string": "secret"}),
        ("window", 8.0, {**window, "title": "Sent"}),
        ("pointer", 12.0, {"x": 1.0, "y": 1.0}),
    )
    notebook = Notebook("rec", "ann", (), lambda _: None, tool="test")
    work = Workspace(
        notebook, parse_label_set('name = "small"\nversion = 1\n\n[[tiers]]\nname = "task"\n'), made
    )
    work.actions = reduce_actions(made)
    return work


def _flags(work: Workspace) -> list[tuple[float, float, tuple[str, ...]]]:
    return [
        (round(each.start.t_ns / S, 1), round(each.end.t_ns / S, 1), each.channels)
        for each in flagging.flags_of(work)
    ]


def test_a_title_is_flagged_as_long_as_it_stood(work: Workspace) -> None:
    """And the clipboard from when it was filled; before that there is none."""
    flagging.flag(work, 3 * S, "person", "title")
    flagging.flag(work, 7 * S, "password", "clipboard")

    assert _flags(work)[0] == (0.5, 8.0, ("title",))
    assert _flags(work)[1][0] == 5.0
    with pytest.raises(EditError, match="not known here"):
        flagging.flag(work, 1 * S, "password", "clipboard")


def test_the_points_count_for_more_than_what_is_here(work: Workspace) -> None:
    """In any order, and they are used up."""
    work.set_in(6 * S)
    work.set_out(2 * S)
    flagging.flag(work, 3 * S, "password", "typed", Span(0, 9))

    assert _flags(work) == [(2.0, 6.0, ("typed",))]
    assert work.in_point is None


def test_a_region_is_flagged_spread_and_taken_away(work: Workspace) -> None:
    """The flag grows over its own region, others are added once, and go with it."""
    flagging.flag_region(work, 7, Span(2 * S, 3 * S), _REGION, "person", make_id=lambda: "f")
    moved = Region(0, 10, 5, 30, 40)
    places = [(moved, Span(S, 2 * S)), (_REGION, Span(2 * S, 6 * S))]

    done = flagging.spread(work, "f", places, "the same as flag f: scrolled")

    assert "1 other place" in done.words
    assert _flags(work) == [(1.0, 2.0, ()), (2.0, 6.0, ())]
    flagging.unflag(work, 5 * S, "the same as flag ")
    assert _flags(work) == []
    work.undo()
    assert len(_flags(work)) == 2


def test_a_region_for_a_span_is_not_followed(work: Workspace) -> None:
    """Who says from where to where has said it, whatever picture it was drawn on."""
    work.set_in(1 * S)
    work.set_out(9 * S)
    flagging.flag_region(work, 7, Span(2 * S, 3 * S), _REGION, "person")

    assert _flags(work) == [(1.0, 9.0, ("screen",))]


def test_a_flag_that_was_taken_back_meanwhile_stays_so(work: Workspace) -> None:
    """What a thread found of it comes too late."""
    flagging.flag_region(work, 7, Span(2 * S, 3 * S), _REGION, "person", make_id=lambda: "f")
    work.undo()

    flagging.spread(work, "f", [(_REGION, Span(0, 9 * S))], "")

    assert _flags(work) == []
    with pytest.raises(EditError, match="no flag here"):
        flagging.unflag(work, 2 * S, "")


def test_a_comment_on_a_region(work: Workspace) -> None:
    """It is pinned to the playhead and the region."""
    flagging.comment_region(work, 4 * S, _REGION, "who?")

    (comment,) = work.comments()
    assert (comment.text, comment.region, comment.start.t_ns) == ("who?", _REGION, 4 * S)
    assert isinstance(comment, Comment)


def test_a_group_is_decided_and_taken_back_as_one(work: Workspace) -> None:
    """Every stop of it gets its decision, and one undo takes them all back."""
    stops = [Stop(number, "finding", f"s{number}", "", group="secret 0") for number in (9, 3, 5)]

    decide_together(work, stops, "accepted")
    decided = still_open(work, stops)
    work.undo()

    assert decided == []
    assert still_open(work, stops) == stops


def test_what_is_adjusted_is_flagged_otherwise(work: Workspace) -> None:
    """Decision and flag are one edit."""
    stop = Stop(5, "finding", "s", "")
    flagging.flag_region(work, 7, Span(2 * S, 3 * S), _REGION, "person", make_id=lambda: "f")
    (made,) = flagging.flags_of(work)
    work.undo()

    adjust(work, stop, [made])
    assert still_open(work, [stop]) == []
    work.undo()

    assert still_open(work, [stop]) == [stop]
    assert not any(isinstance(each, Flag) for each in work.notebook.ledger.standing.values())


def test_of_ranked_stops_at_one_time_the_first_is_meant() -> None:
    """It is the worst; where they are in order of time the list shows the last."""
    first, last = Stop(5, "finding", "a", ""), Stop(5, "finding", "b", "")

    assert nearest([first, last], 5, first=True) is first
    assert nearest([first, last], 5) is last
