"""A pointer that falls silent is known by what was pressed where no move led to."""

import numpy as np
import pytest

from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from replay.fidelity.checks import pointer_uses
from replay.fidelity.registry import check
from tests.replay.fidelity.faults import copy_of, rows_of

S = 1_000_000_000


@pytest.mark.parametrize("name", ["desk", "day"])
def test_presses_are_where_moves_led_to(name: str, request: pytest.FixtureRequest) -> None:
    """Nothing is found where nothing was taken."""
    recording: Recording = request.getfixturevalue(name)

    found = check(recording).outcome("pointer-silence")

    assert (found.verdict, found.value) == ("ok", 0)
    assert found.figures["uses"] > 10


def test_a_pointer_that_dies_is_told_with_its_time(day: MemoryRecording) -> None:
    """From its death to the end there is one span, and every use of a button in it is away."""
    rows = rows_of(day, "pointer")
    dies_ns = int(rows["t"][len(rows) // 2])

    report = check(copy_of(day, streams={"pointer": rows[rows["t"] <= dies_ns]}))

    found = report.outcome("pointer-silence")
    assert (found.verdict, found.value) == ("doubtful", 1)
    assert found.spans[0].span.start_ns == dies_ns
    assert found.figures["away"] > 10
    assert report.outcome("input-silence").verdict != "bad"


def test_a_hole_in_the_moves_ends_with_the_next_one(desk: Recording) -> None:
    """Between 40 and 50 s the desk's buttons are used in two places; two such holes are bad."""
    rows = rows_of(desk, "pointer")
    within = (rows["t"] > 40 * S) & (rows["t"] < 50 * S)
    kept = rows[~within]
    last, following = np.flatnonzero(~within & (rows["t"] <= 40 * S))[-1], kept["t"][kept["t"] >= 50 * S][0]

    found = check(copy_of(desk, streams={"pointer": kept})).outcome("pointer-silence")

    assert (found.verdict, found.value) == ("doubtful", 1)
    assert found.spans[0].span.start_ns == rows["t"][last]
    assert found.spans[0].span.end_ns == following
    again = (kept["t"] > 62 * S) & (kept["t"] < 68 * S)
    twice = check(copy_of(desk, streams={"pointer": kept[~again]}))
    assert twice.outcome("pointer-silence").verdict == "bad"


def test_without_moves_nothing_is_said(desk: Recording) -> None:
    """A recorder of clicks alone tells places only with them."""
    rows = rows_of(desk, "pointer")[:0]

    assert (
        check(copy_of(desk, streams={"pointer": rows})).outcome("pointer-silence").verdict
        == "cannot be known"
    )


def test_what_was_not_looked_at_is_told(desk: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more uses than memory should hold; an ok speaks of those that were looked at."""
    every = check(desk).outcome("pointer-silence")
    monkeypatch.setattr(pointer_uses, "_MOST", 5)

    found = check(desk).outcome("pointer-silence")

    assert (found.figures["uses"], found.figures["not_looked_at"]) == (5, every.figures["uses"] - 5)
    assert "more were not looked at" in found.note
    assert "more were not looked at" not in every.note
