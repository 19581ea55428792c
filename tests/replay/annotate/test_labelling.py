"""A person labels: what the keys do, one after the other, in a workspace."""

import random
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from formats.model.annotations import Edge
from formats.model.changes import Change
from formats.model.recording import Recording
from replay.annotate import labelling
from replay.annotate.errors import EditError
from replay.annotate.label_sets.label_text import parse_label_set
from replay.annotate.ledger import Ledger
from replay.annotate.notebook import Notebook
from replay.annotate.workspace import Workspace
from replay.core.actions import reduce_actions
from tests.replay.annotate.segments import S, told
from tests.replay.core.recordings import recording

_SET = parse_label_set(
    """
name = "small"
version = 1

[[tiers]]
name = "task"
partition = true

[[tiers]]
name = "step"

[[tiers]]
name = "outcome"
kind = "points"

[[labels]]
name = "shop"
tier = "task"
key = "1"

[[labels]]
name = "mail"
tier = "task"
key = "2"

[[labels]]
name = "search"
tier = "step"
key = "1"

[[labels]]
name = "sent"
tier = "outcome"
kind = "point"
key = "1"
"""
)


class _Saved:
    def __init__(self) -> None:
        self.changes: list[Change] = []

    def submit(self, changes: Sequence[Change]) -> None:
        self.changes += changes


def _recording() -> Recording:
    clicks = [
        ("button", at, {"x": 5, "y": 5, "button": 0, "pressed": pressed})
        for second in range(20)
        for at, pressed in ((second, 1), (second + 0.1, 0))
    ]
    return recording(*clicks, frames=[(second / 2, True) for second in range(41)])


def _work(saved: _Saved | None = None) -> Workspace:
    saved = saved or _Saved()
    notebook = Notebook("rec", "ann", list(saved.changes), saved.submit, tool="test")
    return Workspace(notebook, _SET, _recording())


def _s(seconds: float) -> int:
    return round(seconds * S)


def test_enter_and_one_key_a_label_cut_a_recording_without_gaps() -> None:
    """Two splits and three labels make three tasks that share their edges and leave nothing out."""
    work = _work()

    labelling.split(work, _s(5))
    labelling.split(work, _s(9))
    for at, key in ((1, "1"), (6, "2"), (12, "1")):
        labelling.key(work, _s(at), key, playing=False)

    assert told(work.view) == [(0, 5, "shop"), (5, 9, "mail"), (9, 20, "shop")]
    assert work.path_at(_s(6)) == ("mail",)


def test_a_label_while_playing_ends_the_last_segment() -> None:
    """Playing, a key ends what is there and begins the next, as one labels by ear."""
    work = _work()
    for at, key in ((2, "1"), (6, "2"), (11, "1")):
        labelling.key(work, _s(at), key, playing=True)

    assert [label for _, _, label in told(work.view)] == ["", "shop", "mail", "shop"]


def test_in_and_out_points_make_a_segment() -> None:
    """With both points the label takes the span between them; with the in point alone, up to the playhead."""
    work = _work()
    work.next_tier(1)
    work.set_in(_s(3))
    work.set_out(_s(6))
    labelling.key(work, _s(15), "1", playing=False)
    work.set_in(_s(8))
    labelling.key(work, _s(10), "1", playing=False)

    assert told(work.view) == [(3, 6, "search"), (8, 10, "search")]
    assert work.in_point is work.out_point is None


def test_a_refused_edit_keeps_the_points() -> None:
    """What makes no sense says so, and what was in hand stays in hand."""
    work = _work()
    work.next_tier(1)
    work.set_in(_s(3))
    work.set_out(_s(3))

    with pytest.raises(EditError):
        labelling.key(work, _s(15), "1", playing=False)

    assert work.in_point == Edge(_s(3), work.in_point.anchor if work.in_point else None)
    assert not work.notebook.ledger.standing


def test_edges_are_anchored_to_what_lies_under_the_playhead() -> None:
    """The playhead steps from event to event: an edge put there remembers the event."""
    work = _work()
    work.actions = reduce_actions(work.recording)

    labelling.split(work, _s(5))
    labelling.split(work, _s(9.25))

    edges = [segment.start for segment in work.view]
    assert edges[1].anchor is not None
    assert edges[1].anchor.kind == "event"
    assert edges[2].anchor is None


def test_snapping_takes_the_edge_to_the_nearest_thing() -> None:
    """Switched on, an edge goes to what happened near the playhead, and the playhead with it."""
    work = _work()
    work.actions = reduce_actions(work.recording)
    work.turn_snapping()

    done = labelling.split(work, _s(5.3))

    assert done.t_ns in {_s(5.1), _s(5.5)}


def test_nudging_moves_the_edge_by_events_frames_and_milliseconds() -> None:
    """The nearest edge goes one step of the kind chosen, its neighbour and the playhead with it."""
    work = _work()
    labelling.split(work, _s(5))

    assert labelling.nudge(work, _s(5), 1).t_ns == _s(5.1)
    assert work.next_nudge().words == "edges are nudged by a frame"
    assert labelling.nudge(work, _s(5.1), 1).t_ns == _s(5.5)
    work.next_nudge()
    assert labelling.nudge(work, _s(5.5), -1).t_ns == _s(5.49)
    assert [segment.start.t_ns for segment in work.view] == [0, _s(5.49)]


def test_grow_shrink_merge_delete_and_relabel_alike() -> None:
    """Each key of editing does what it says, and undo takes all of it back."""
    work = _work()
    for at in (4, 8, 12):
        labelling.split(work, _s(at))
    labelling.edge_here(work, _s(9), "start")
    labelling.merge(work, _s(10), "after")
    labelling.key(work, _s(1), "1", playing=False)
    labelling.relabel_alike(work, _s(5), "mail")
    before_delete = told(work.view)
    labelling.delete(work, _s(1))

    assert [round(start, 3) for start, _, _ in before_delete] == [0, 4, 9]
    assert [label for _, _, label in before_delete] == ["shop", "mail", "mail"]
    assert len(work.view) == 2
    for _ in range(8):
        work.undo()
    assert not work.notebook.ledger.standing
    assert len(work.view) == 0


def test_points_comments_and_copies() -> None:
    """Points of their own tier, comments that are resolved and reopened, and a tier copied to another."""
    work = _work()
    labelling.split(work, _s(5))
    labelling.copy_to(work, "step")
    work.next_tier(1)
    assert len(work.view) == 2
    work.next_tier(1)
    labelling.key(work, _s(7), "1", playing=False)
    assert [mark.label for mark in work.points("outcome")] == ["sent"]
    labelling.delete(work, _s(7.5))
    assert not work.points("outcome")
    labelling.comment(work, _s(7), "is this right?")
    assert labelling.turn_comment(work, _s(7)).words == "comment resolved"
    assert [comment.resolved for comment in work.comments()] == [True]
    assert labelling.turn_comment(work, _s(7)).words == "comment open again"


def test_going_into_a_segment_and_back() -> None:
    """Inside a segment it is the whole timeline, and the tier inside is in hand."""
    work = _work()
    labelling.split(work, _s(5))
    work.descend(_s(7))

    assert (work.tier, work.bounds.start_ns, work.depth) == ("step", _s(5), ("unlabelled",))
    work.set_in(_s(6))
    labelling.key(work, _s(8), "1", playing=False)
    work.set_in(_s(2))
    with pytest.raises(EditError):
        labelling.key(work, _s(6), "1", playing=False)
    work.ascend()
    assert (work.tier, work.depth) == ("task", ())
    assert told(work.all_tiers["step"]) == [(6, 8, "search")]


def test_an_undo_that_takes_the_segment_away_comes_out_of_it() -> None:
    """One cannot stay inside what is no longer there."""
    work = _work()
    labelling.split(work, _s(5))
    work.descend(_s(7))
    work.undo()

    assert (work.depth, work.tier) == ((), "task")


def test_what_was_done_is_there_after_a_restart_and_can_be_undone() -> None:
    """The workspace of the next run shows the same, and takes back the last run's key."""
    saved = _Saved()
    work = _work(saved)
    labelling.split(work, _s(5))
    labelling.key(work, _s(6), "2", playing=False)
    again = _work(saved)

    assert told(again.view) == told(work.view)
    again.undo()
    assert [label for _, _, label in told(again.view)] == ["", ""]


def test_what_others_annotated_is_not_shown() -> None:
    """Two people label blind: each sees their own."""
    saved = _Saved()
    labelling.split(_work(saved), _s(5))
    other = Workspace(Notebook("rec", "ben", saved.changes, saved.submit, tool="test"), _SET, _recording())

    assert len(other.view) == 0


@pytest.mark.parametrize("seed", range(6))
def test_views_follow_any_keys(seed: int) -> None:
    """After any keys, undo and redo among them, what is shown is what the ledger holds; partitions hold."""
    chance = random.Random(seed)
    saved = _Saved()
    work = _work(saved)
    work.actions = reduce_actions(work.recording)
    keys: list[Callable[[int], object]] = [
        lambda t: labelling.split(work, t),
        lambda t: labelling.key(work, t, chance.choice("12"), playing=chance.random() < 0.5),
        work.set_in,
        work.set_out,
        lambda t: labelling.merge(work, t, chance.choice(["before", "after"])),
        lambda t: labelling.delete(work, t),
        lambda t: labelling.nudge(work, t, chance.choice([-1, 1])),
        lambda t: labelling.edge_here(work, t, chance.choice(["start", "end"])),
        work.descend,
        lambda _: work.ascend(),
        lambda _: work.undo(),
        lambda _: work.redo(),
        lambda _: work.next_tier(1),
        lambda t: labelling.comment(work, t, "word"),
        lambda t: labelling.turn_comment(work, t),
        lambda t: labelling.relabel_alike(work, t, "shop"),
    ]
    for _ in range(400):
        try:
            chance.choice(keys)(_s(chance.randrange(0, 20)))
        except EditError:
            continue

    fresh = _work(saved)
    for name, view in work.all_tiers.items():
        assert told(view) == told(fresh.all_tiers[name])
    task = told(work.all_tiers["task"])
    assert all(before[1] == after[0] for before, after in pairwise(task))
    assert Ledger(saved.changes).standing == work.notebook.ledger.standing


_NESTED = parse_label_set(
    """
name = "nested"
version = 1

[[tiers]]
name = "task"
partition = true

[[tiers]]
name = "step"
partition = true

[[labels]]
name = "shop"
tier = "task"
key = "1"

[[labels]]
name = "search"
tier = "step"
key = "1"
"""
)


def test_a_partition_inside_another_is_cut_within_it() -> None:
    """Steps fill the task around the playhead and leave the next one alone: nothing crosses its edge."""
    work = Workspace(Notebook("rec", "ann", [], _Saved().submit, tool="test"), _NESTED, _recording())
    labelling.split(work, _s(10))
    work.next_tier(1)
    labelling.split(work, _s(4))
    labelling.key(work, _s(6), "1", playing=False)

    assert told(work.view) == [(0, 4, ""), (4, 10, "search")]
    work.set_in(_s(12))
    with pytest.raises(EditError):
        labelling.key(work, _s(8), "1", playing=False)
    labelling.key(work, _s(15), "1", playing=False)
    assert [(start, label) for start, _, label in told(work.view)][2:] == [(10, ""), (12, "search"), (15, "")]
