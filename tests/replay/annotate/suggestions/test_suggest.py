"""Suggested boundaries lie where people set out for something else, say why, and beat guessing."""

from itertools import pairwise
from pathlib import Path

import pytest

from formats.model.memory import MemoryRecording
from formats.native.reader import Reader
from replay.annotate.suggestions.seams import seams, shown_changes
from replay.annotate.suggestions.suggest import LIKELY, Suggestion, suggest
from replay.core.actions import reduce_actions
from tests.benchmarks.suggestions import rated, ways
from tests.build_desk import marks
from tests.data import SAMPLE, real
from tests.replay.core.gestures import click
from tests.replay.core.recordings import S, recording
from tests.replay.core.typing import Event, keys


def window(at_s: float, app: str, title: str = "") -> Event:
    return ("window", at_s, {"app": app, "title": title})


def move(at_s: float) -> Event:
    return ("pointer", at_s, {"x": 1, "y": 2})


def suggested(source: MemoryRecording, **options: float) -> dict[float, Suggestion]:
    found = suggest(source, reduce_actions(source), **options)  # type: ignore[arg-type]
    return {each.edge.t_ns / S: each for each in found}


@pytest.mark.parametrize("tolerance_s", [1, 2])
def test_suggestions_beat_guessing_on_real_task_marks(tolerance_s: int) -> None:
    """As many evenly spaced, and every change of the window in front."""
    folder: Path = real("desk")
    truth = [mark["t_ns"] for mark in marks(folder)]
    with Reader(SAMPLE) as source:
        f1 = {way: rated(times, truth, tolerance_s * S).f1 for way, times in ways(source).items()}

    assert f1["suggested"] > max(f1["evenly spaced"], f1["changes of window"])
    assert f1["suggested"] >= 0.85


def test_a_boundary_lies_where_the_pointer_sets_out() -> None:
    """Not at the click that brings the other window, and anchored to that event."""
    source = recording(
        window(0, "Mail"),
        *click(1),
        *click(2),
        *(move(at_s) for at_s in (5.0, 5.1, 5.9)),
        *click(6),
        window(6.1, "Files"),
        *click(7),
        move(9),
    )

    found = suggested(source)

    (at,) = [t for t, each in found.items() if "window" in each.kinds]
    assert at == 5.9
    assert found[at].edge.anchor is not None
    assert found[at].reasons[0] == "goes to Files"


def test_a_mark_in_the_title_is_no_other_window() -> None:
    """And another page of the same application is less than another application."""

    def score(title: str, app: str = "Edit") -> float:
        source = recording(
            window(0, "Edit", "a.txt"), *click(1), *click(4), window(4.1, app, title), *click(6)
        )
        found = suggest(source, reduce_actions(source), likely=0.01)
        return max((each.score for each in found if "window" in each.kinds), default=0)

    assert score("*a.txt") == 0
    assert 0 < score("b.txt") < score("b.txt", "Mail")


def test_who_comes_right_back_was_looking_something_up() -> None:
    """It speaks less for another task."""

    def score(back_s: float) -> float:
        source = recording(
            window(0, "A"), *click(1), *click(5), window(5.1, "B"), *click(back_s), window(back_s + 0.1, "A")
        )
        return suggest(source, reduce_actions(source), likely=0.01)[1].score

    assert score(8) < score(30)


@pytest.mark.parametrize(
    ("events", "kind", "at_s"),
    [
        ([*click(1), *click(50)], "pause", 50),
        ([*keys(1, "abc", "Enter"), *keys(3, "abc")], "submit", 3),
        ([*click(1), *keys(2, "Ctrl+t")], "hotkey", 2),
        ([*keys(1, "Ctrl+w"), *click(3)], "hotkey", 3),
        ([*click(1), *keys(2, "example.org/a", "Enter"), *click(5)], "address", 2),
        ([*click(1), *click(2)], "begin", 1),
        ([*click(1), *click(2), move(4), window(5, "A")], "end", 4),
    ],
)
def test_each_cue_is_found_where_it_speaks(events: list[Event], kind: str, at_s: float) -> None:
    """With its time, above nothing and below certainty."""
    found = suggested(recording(*events), likely=0.01)

    (at,) = [t for t, each in found.items() if kind in each.kinds]
    assert abs(at - at_s) < 0.2
    assert 0 < found[at].score < 1


def test_a_larger_change_of_the_picture_says_more() -> None:
    """Another page is a cue, a caret that blinks is none."""
    with Reader(SAMPLE) as source:
        actions = reduce_actions(source)
        places = seams(source, actions)
        shares = list(shown_changes(source, places))

        scored = {
            share: suggest(source, actions, found=places, changes=[share] * len(places), likely=0)
            for share in (0.0, 0.1, 0.5, 1.0)
        }

    assert len(shares) == len(places)
    assert all(0 <= share <= 1 for share in shares)
    assert scored[0.0] == scored[0.1]
    total = {share: sum(each.score for each in found) for share, found in scored.items()}
    assert total[0.1] < total[0.5] < total[1.0]


def test_what_was_typed_is_in_no_reason() -> None:
    """Suggestions are shown where typed text may be hidden."""
    with Reader(SAMPLE) as source:
        found = suggest(source, reduce_actions(source), likely=0)

    words = " ".join(word for each in found for word in each.reasons)
    assert "hunter2" not in words
    assert words.isprintable()


def test_the_best_come_in_order_of_time() -> None:
    """None below the level, none closer than a second, and the same again has the same id."""
    with Reader(SAMPLE) as source:
        actions = reduce_actions(source)
        every, best = suggest(source, actions), suggest(source, actions, most=3)

    times = [each.edge.t_ns for each in every]
    assert times == sorted(times)
    assert min(each.score for each in every) >= LIKELY
    assert all(second - first >= S for first, second in pairwise(times))
    assert {each.id for each in best} < {each.id for each in every}
    assert min(each.score for each in best) >= sorted(each.score for each in every)[-3]


def test_where_nobody_did_anything_nothing_is_suggested() -> None:
    """An empty recording, and one of pictures alone."""
    for source in (recording(), recording(frames=[(0, True), (5, True)])):
        assert suggest(source, reduce_actions(source), likely=0) == []
