"""Stops: what is to be looked at, where it is, and what comes again."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from formats.model.annotations import Anchor, Comment, Correction, Decision, Edge, Segment, Verdict
from formats.model.changes import Change
from formats.model.corrected import corrected
from replay.annotate.correction import CORRECTION
from replay.annotate.history import Edit
from replay.annotate.label_sets.label_text import parse_label_set
from replay.annotate.notebook import Notebook
from replay.annotate.stops import Stop, TextPlace, carried, decide, lint_stops
from replay.annotate.workspace import Workspace
from tests.replay.core.recordings import MS, S, recording

_SET = parse_label_set('name = "s"\nversion = 1\n[[tiers]]\nname = "t"\n')


def _book(changes: Iterable[Change], saved: list[Change], at_ns: int) -> Notebook:
    times = iter(range(at_ns, at_ns + 100))
    return Notebook("rec", "ann", changes, saved.extend, tool="test", now_ns=lambda: next(times))


def _work(book: Notebook) -> Workspace:
    made = recording(("pointer", 20.0, {"x": 1.0, "y": 1.0}), frames=[(at, True) for at in range(20)])
    return Workspace(book, _SET, made)


def test_a_rejected_comment_does_not_come_again() -> None:
    """It stays open for who wrote it."""
    book = _book((), [], 1)
    book.do([Edit(None, Comment("c", "why?", Edge(5 * S)))])
    work = _work(book)
    stop = next(each for each in lint_stops(work) if each.kind == "comment")

    decide(work, stop, "rejected")

    assert not [each for each in lint_stops(work) if each.kind == "comment"]
    assert [each.resolved for each in work.comments()] == [False]


def test_a_conflict_is_a_stop_where_its_frame_is_corrected_to() -> None:
    """What is shown of the annotation lies there, too."""
    made: list[Change] = []
    at_frame = Segment("one", "t", "", Edge(4 * S, Anchor("frame", 4)), Edge(8 * S))
    _book((), made, 1).do([Edit(None, at_frame)])
    before = list(made)
    for at_ns, note in ((200, "a"), (400, "b")):
        _book(before, made, at_ns).do([Edit(at_frame, replace(at_frame, note=note))])
    work = _work(_book(made, [], 600))
    work.take(corrected(work.recording, Correction(CORRECTION, -180 * MS)))

    (conflict,) = [each for each in lint_stops(work) if each.kind == "conflict"]

    shown = work.all_tiers["t"].at(4 * S)
    assert shown is not None
    assert conflict.t_ns == shown.start.t_ns == 4 * S - 180 * MS


def _found(name: str, channel: str, group: str) -> Stop:
    return Stop(S, "finding", name, "found", group=group, place=TextPlace(channel, name, 0, 4, "card"))


@pytest.mark.parametrize("verdict", ["accepted", "rejected", "adjusted", "skipped", None])
@pytest.mark.parametrize("other", ["accepted", "rejected", None])
def test_a_secret_s_places_on_pictures_go_along_with_its_texts(
    verdict: Verdict | None, other: Verdict | None
) -> None:
    """Where all of its texts are decided alike; a place that somebody decided on stays as they said."""
    said = {"typed": verdict, "title": other, "seen": "rejected", "alone": "accepted"}
    decisions = {name: Decision(name, name, each) for name, each in said.items() if each is not None}
    stops = [
        *(_found(name, name, "secret 1") for name in ("typed", "title")),
        *(_found(name, "screen", "secret 1") for name in ("seen", "unseen")),
        _found("alone", "typed", "secret 2"),
        _found("nowhere else", "screen", "secret 3"),
    ]

    found = carried(decisions, stops)

    alike = other is not None and other == ("accepted" if verdict == "adjusted" else verdict)
    assert found == ({"unseen": other} if alike else {})
