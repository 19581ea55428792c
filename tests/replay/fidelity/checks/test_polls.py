"""Polls that are missing are told from polls that found the pointer unmoved."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from formats.model.build import EventBuilder
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import Rows
from formats.registry import open_recording
from replay.fidelity.capture import Floats, Ints
from replay.fidelity.checks import polling
from replay.fidelity.checks.poll_leaps import leaps_of
from replay.fidelity.checks.poll_odds import PollOdds
from replay.fidelity.checks.poll_places import PAUSE_NS, Path, beat_of
from replay.fidelity.outcome import Outcome
from replay.fidelity.registry import check
from tests.data import real
from tests.replay.fidelity.faults import copy_of, rows_of

MS, S = 1_000_000, 1_000_000_000


def moves(times_ms: list[float], ways: list[float]) -> Rows:
    """Return rows of a pointer that goes to the right."""
    builder = EventBuilder()
    for t_ms, x in zip(times_ms, ways, strict=True):
        builder.add("pointer", int(t_ms * MS), x=x, y=100.0)
    return builder.events()["pointer"].rows


def missed(recording: Recording, rows: Rows) -> Outcome:
    """Return what the check says of a recording with these moves."""
    return check(copy_of(recording, streams={"pointer": rows})).outcome("missed-polls")


def test_the_pace_of_a_pointer_is_found_once(desk: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many checks ask for it; it is that of the device."""
    found = []

    def finding(counts: Ints, gaps: Floats) -> float | None:
        found.append(interval_of(counts, gaps))
        return found[-1]

    interval_of = polling.interval_of
    monkeypatch.setattr(polling, "interval_of", finding)
    check(desk)

    assert found == [8 * MS]


def test_a_late_move_and_the_next_in_time_are_two_polls() -> None:
    """One that was heard 4 ms late leaves 12 ms before it and 4 after it: nothing is missing."""
    beat = beat_of(moves([0, 8, 20, 24, 32, 48], [0, 1, 2, 3, 4, 5])["t"], 8 * MS)

    assert beat.polls.tolist() == [1, 1, 1, 1, 2]
    assert beat.at.tolist() == [0, 1, 2, 3, 4, 6]


def test_a_pause_ends_a_motion() -> None:
    """What was before tells nothing of the path after."""
    beat = beat_of(moves([0, 8, 8 + PAUSE_NS / MS, 116], [0, 1, 2, 3])["t"], 8 * MS)

    assert beat.motion.tolist() == [0, 0, 1, 1]


def test_a_fast_pointer_was_moved_and_a_resting_one_was_not() -> None:
    """A poll is missing from 5 px a poll; one in the middle of a rest found the pointer where it was."""
    fast = moves([8 * n for n in range(20) if n != 10], [5.0 * n for n in range(20) if n != 10])
    slow = moves([8 * n for n in range(20) if n != 10], [n // 10 for n in range(20) if n != 10])

    odds = [
        Path(rows, beat_of(rows["t"], 8 * MS), 1.0).unmoved(np.array([9]), np.array([1]), hidden=False)[0]
        for rows in (fast, slow)
    ]

    assert odds[0] < 0.001
    assert 0.2 < odds[1] < 0.9


def test_a_path_that_nothing_tells_of_has_no_odds() -> None:
    """Three moves lie on any parabola."""
    rows = moves([0, 8, 24], [0, 5, 15])

    odds = Path(rows, beat_of(rows["t"], 8 * MS), 1.0).unmoved(np.array([1]), np.array([1]), hidden=False)

    assert np.isnan(odds).all()


@example(share=0.01, level=1.0, seed=278)
@given(
    share=st.sampled_from([0.0, 0.01, 0.05, 0.3]),
    level=st.floats(-1, 1),
    seed=st.integers(0, 1 << 20),
)
def test_the_truth_lies_within_what_is_said(share: float, level: float, seed: int) -> None:
    """Polls are drawn by odds that the path tells wrongly: how wrongly is learnt from them."""
    rng = np.random.default_rng(seed)
    told = rng.normal(-3, 3, 4000)
    unmoved = rng.random(4000) < 1 / (1 + np.exp(-level - told))
    lost = ~unmoved & (rng.random(4000) < share)
    chances = 1 / (1 + np.exp(-told))
    odds = PollOdds()

    odds.take(chances[~unmoved & ~lost], chances[unmoved | lost], 1)
    count = odds.count(odds.learn())

    # Nineteen times of twenty is not always: what is said is stretched for the twentieth, which chance finds.
    assert count.most is not None
    slack = count.most - count.fewest + 5
    assert count.fewest - slack <= lost.sum() <= count.most + slack
    assert count.most - count.fewest <= 0.4 * lost.sum() + 60


def test_many_moves_stand_for_as_many() -> None:
    """A sample of the moves, each for several, finds the share that all of them find."""
    rng = np.random.default_rng(5)
    chances = rng.beta(0.3, 3, 40_000)
    unmoved, lost = rng.random(40_000) < chances, rng.random(40_000) < 0.05
    whole, sampled = PollOdds(), PollOdds()

    whole.take(chances[~unmoved & ~lost], chances[unmoved | lost], 1)
    sampled.take(chances[~unmoved & ~lost][::10], chances[unmoved | lost], 10)

    assert sampled.learn().share == pytest.approx(whole.learn().share, rel=0.1)
    assert whole.learn().share == pytest.approx(0.05, rel=0.1)


@pytest.mark.parametrize(("share", "least"), [(0.01, 0.6), (0.02, 0.7), (0.05, 0.95), (0.2, 1.0)])
def test_how_often_a_short_recording_comes_within_15_percent(
    desk: Recording, share: float, least: float
) -> None:
    """Of 840 moves 8 to 168 are gone; the range that is told holds the truth in all draws but one."""
    rows = rows_of(desk, "pointer")
    within, told = [], []
    for seed in range(20):
        kept = np.random.default_rng(seed).random(len(rows)) >= share
        found, truth = missed(desk, rows[kept]), int((~kept).sum())
        assert found.value is not None
        within.append(abs(found.value - truth) <= 0.15 * truth)
        told.append(found.figures["fewest"] <= truth <= found.figures["most"])

    assert np.mean(within) >= least
    assert sum(told) >= 19


def test_a_stretch_that_lost_every_other_poll_has_not_half_the_rate(desk: Recording) -> None:
    """There the commonest gap is two intervals: the rest of the recording says that it is no device's."""
    rows = rows_of(desk, "pointer")
    at = np.arange(len(rows))
    stretch = (at > 0.3 * len(rows)) & (at < 0.5 * len(rows))
    gone = stretch & (at % 2 == 0)
    random = stretch & (np.random.default_rng(1).random(len(rows)) < 0.5)

    for lost in (gone, random):
        found = missed(desk, rows[~lost])

        assert found.value == pytest.approx(int(lost.sum()), rel=0.15)
        assert found.figures["fewest"] <= lost.sum() <= found.figures["most"]


def test_nothing_is_missing_where_nothing_was_taken(desk: Recording) -> None:
    """The 26 gaps of the desk's slow motion are polls that found nothing new."""
    found = missed(desk, rows_of(desk, "pointer"))

    assert (found.value, found.verdict, found.figures["fewest"]) == (0, "ok", 0)
    assert not found.spans


def test_gaps_are_shown_where_polls_are_missing(desk: Recording) -> None:
    """Most of the places that are shown lack a move that was taken out there."""
    rows = rows_of(desk, "pointer")
    kept = np.random.default_rng(3).random(len(rows)) >= 0.05

    found = missed(desk, rows[kept])

    gone = rows["t"][~kept]
    right = sum(bool(((each.span.start_ns < gone) & (gone < each.span.end_ns)).any()) for each in found.spans)
    assert right >= 0.9 * len(found.spans)
    assert right >= 0.6 * len(gone)


@pytest.mark.parametrize("share", [0.5, 0.7])
def test_of_very_many_the_least_is_told(day: MemoryRecording, share: float) -> None:
    """Gaps of many lost polls pass for rests: no most is claimed, and it is bad all the same."""
    rows = rows_of(day, "pointer")
    kept = np.random.default_rng(1).random(len(rows)) >= share

    found = missed(day, rows[kept])

    assert found.verdict == "bad"
    assert "most" not in found.figures
    assert found.note.startswith("at least ")
    assert 0.3 * (~kept).sum() <= found.figures["fewest"] <= (~kept).sum()


@pytest.mark.parametrize("share", [0.3, 0.5, 0.6, 0.7, 0.8, 0.9])
def test_a_stretch_that_lost_most_of_its_moves_is_within_what_is_said(
    day: MemoryRecording, share: float
) -> None:
    """A fifth of the recording lost them; where most gaps pass for rests only the least is told."""
    rows = rows_of(day, "pointer")
    first = len(rows) // 5
    kept = np.random.default_rng(1).random(len(rows)) >= share
    kept[:first] = kept[2 * first :] = True

    found = missed(day, rows[kept])

    truth = int((~kept).sum())
    assert found.verdict == ("bad" if share < 0.9 else "doubtful")
    assert found.figures["fewest"] <= truth <= found.figures.get("most", np.inf)
    assert ("most" in found.figures) == (share <= 0.6)
    assert found.value is not None
    assert 0.1 * truth <= found.value <= 1.15 * truth


def test_what_may_have_lost_much_is_not_called_ok(day: MemoryRecording) -> None:
    """A tenth of the time lost nearly all moves: leaps are left, and how much they hide nobody knows."""
    rows = rows_of(day, "pointer")
    stretch = rows["t"] % (60 * S) < 6 * S
    kept = ~stretch | (np.random.default_rng(1).random(len(rows)) >= 0.95)

    found = missed(day, rows[kept])

    assert found.verdict == "cannot be known"
    assert found.value is not None
    assert found.note.startswith("at least ")
    assert found.figures["long_leaps"] > 10
    assert found.spans


@pytest.mark.parametrize("share", [0, 0.02, 0.1])
def test_of_a_mouse_that_tells_polls_in_two_moves_the_least_is_told(share: float) -> None:
    """One of 250 Hz under Windows tells some a millisecond apart: one of these that is lost leaves no gap."""
    pytest.importorskip("av")
    pytest.importorskip("mcap")
    with open_recording(real("owamcap", "0.5.1.mcap")) as recording:
        rows = rows_of(recording, "pointer")
        kept = np.random.default_rng(1).random(len(rows)) >= share

        found = missed(recording, rows[kept])

    assert found.note.startswith("at least ")
    assert "most" not in found.figures
    assert found.figures["fewest"] <= (~kept).sum()
    assert found.verdict == ("cannot be known" if share < 0.1 else "doubtful")


@pytest.mark.parametrize("name", ["desk", "day"])
def test_a_pointer_that_begins_to_move_leaps_nowhere(name: str, request: pytest.FixtureRequest) -> None:
    """After a rest the first step is no larger than the next ones."""
    recording: Recording = request.getfixturevalue(name)

    assert missed(recording, rows_of(recording, "pointer")).figures["long_leaps"] == 0


def test_a_leap_is_a_gap_that_a_motion_goes_on_through() -> None:
    """Eight polls are missing between two moves that are 90 px apart; after a rest there are none."""
    moving = [10.0 * n for n in range(30)]
    rows = moves(
        [8 * n for n in range(30) if not 10 < n < 19], [moving[n] for n in range(30) if not 10 < n < 19]
    )
    rested = moves([8 * n + (64 if n > 10 else 0) for n in range(30)], moving)

    leaps = leaps_of(rows, beat_of(rows["t"], 8 * MS), 0, 1.0)

    assert (leaps.rows.tolist(), leaps.polls.tolist(), leaps.long) == ([10], [8], 0)
    assert not len(leaps_of(rested, beat_of(rested["t"], 8 * MS), 0, 1.0).rows)


def test_a_second_device_of_another_rate_lost_nothing(day: MemoryRecording) -> None:
    """Of a mouse of 125 Hz with stretches of one of 60 Hz no poll is missing: 60 is no half of it."""
    rows = rows_of(day, "pointer")
    gaps = np.diff(rows["t"], prepend=rows["t"][0])
    stretch = slice(len(rows) // 5, 2 * len(rows) // 5)
    slower = gaps.copy()
    slower[stretch] = gaps[stretch] * 125 // 60
    rows["t"] = rows["t"][0] + np.cumsum(slower)

    found = missed(day, rows)

    assert found.verdict == "ok"
    assert found.value is not None
    assert found.value < 0.002 * len(rows)
