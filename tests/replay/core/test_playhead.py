"""The playhead as a function of wall time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.core.playhead import FAST, IDLE_MODES, RATES, IdleMode, Playhead, faster, slower
from replay.core.spans import Spans

END = 1000
times = st.integers(0, END)


@st.composite
def span_lists(draw: st.DrawFn) -> Spans:
    edges = sorted(draw(st.sets(times, max_size=10)))
    return np.array(edges[: len(edges) // 2 * 2], np.int64).reshape(-1, 2)


def walked(at: int, steps: int, skips: Spans, mode: IdleMode) -> float:
    """Walk nanosecond by nanosecond: what `position` must equal."""
    budget = float(steps)
    while at < END:
        idle = mode != "off" and any(start <= at < end for start, end in skips.tolist())
        cost = 1.0 if not idle else 0.0 if mode == "skip" else 1 / FAST
        if budget < cost or (budget == 0 and cost > 0):
            return at + (budget / cost if cost else 0)
        budget -= cost
        at += 1
    return END


@given(times, st.integers(0, 2 * END), span_lists(), st.sampled_from(IDLE_MODES))
def test_playing_passes_over_idle_spans_exactly(at: int, steps: int, skips: Spans, mode: IdleMode) -> None:
    """The closed formula goes where walking step by step goes."""
    playhead = Playhead(at, 5, 1, True, END)

    assert playhead.position(5 + steps, skips, mode) == pytest.approx(walked(at, steps, skips, mode), abs=1)


@given(times, st.sampled_from(RATES), span_lists(), st.lists(st.integers(0, 3000), min_size=2, max_size=5))
def test_the_playhead_never_goes_back_nor_past_the_end(
    at: int, rate: float, skips: Spans, walls: list[int]
) -> None:
    """Later is never earlier, at any rate and over any idle spans."""
    playhead = Playhead(at, 0, rate, True, END)

    positions = [playhead.position(wall, skips, "fast") for wall in sorted(walls)]

    assert positions == sorted(positions)
    assert positions[-1] <= END


@given(times, st.integers(0, 500), st.integers(0, 500), st.sampled_from(RATES))
def test_a_pause_takes_no_time(at: int, played: int, paused: int, rate: float) -> None:
    """Playing on after a pause shows what would have been shown without it."""
    playhead = Playhead(at, 0, rate, True, END)
    half = played // 2

    resumed = playhead.pause(half).play(half + paused)

    assert resumed.position(played + paused) == pytest.approx(playhead.position(played), abs=1)


def test_a_change_of_rate_does_not_jump() -> None:
    """A new rate counts from where the playhead is."""
    playhead = Playhead(0, 0, 2, True, END).with_rate(0.5, 100)

    assert playhead.position(100) == 200
    assert playhead.position(200) == 250


def test_a_seek_stays_inside_the_recording() -> None:
    """Before the start is the start, past the end is the end."""
    playhead = Playhead(0, 0, 1, False, END)

    assert playhead.seek(-5, 9).position(9) == 0
    assert playhead.seek(END + 5, 9).position(9) == END
    assert playhead.seek(END, 9).ended(9)


def test_a_paused_playhead_can_stand_in_an_idle_span() -> None:
    """Skipping is never forced: what a person seeks to is shown."""
    skips = np.array([[100, 900]], np.int64)

    assert Playhead(0, 0, 1, False, END).seek(500, 0).position(10, skips) == 500


def test_a_rate_is_above_nothing() -> None:
    """A rate of nothing would never arrive."""
    with pytest.raises(ValueError, match="above 0"):
        Playhead(0, 0, 0, True, END)


def test_faster_and_slower_walk_the_rates() -> None:
    """Every rate is reached, and both ends hold."""
    up = [RATES[0]]
    while faster(up[-1]) != up[-1]:
        up.append(faster(up[-1]))

    assert tuple(up) == RATES
    assert slower(RATES[0]) == RATES[0]
    assert slower(4) == 2
