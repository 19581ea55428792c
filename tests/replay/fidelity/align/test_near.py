"""Aligning without a cursor: the first changes near presses give the offset, or nothing is said."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.model.recording import Recording
from formats.registry import open_recording
from replay.fidelity.align.near import Trials, estimated
from replay.fidelity.align.trials import find_trials
from replay.fidelity.align.unseen import align_unseen
from tests.data import ROOT, real
from tests.replay.fidelity.injected import changed, desk, shifted, without_cursor

MS = 1_000_000
S = 1_000 * MS


@pytest.fixture(name="recording", scope="module")
def _recording() -> Iterator[Recording]:
    with desk() as recording:
        yield recording


@pytest.mark.parametrize("late_ms", [0, 180, -60])
def test_late_frames_are_found_without_a_cursor(recording: Recording, late_ms: int) -> None:
    """Four frames a second, the cursor taken out of them: within 10 ms, and no surer than it can be."""
    found = align_unseen(without_cursor(recording, late_ms * MS), 1)

    assert found.offset_ns == pytest.approx(-late_ms * MS, abs=10 * MS)
    assert found.method == "near changes"
    assert found.verdict == ("off" if late_ms else "ok")
    assert 0.3 < found.confidence < 0.7
    assert found.uncertain_ns is not None
    assert found.uncertain_ns > 10 * MS


def test_agentnets_clicks_say_what_its_cursor_says() -> None:
    """Two measures of one real recording: +306 ms by the drawn cursor, within 20 ms of it by the clicks."""
    pytest.importorskip("av")
    with open_recording(real("agentnet", "recording")) as recording:
        found = align_unseen(recording, 1)

    assert found.offset_ns == pytest.approx(306 * MS, abs=20 * MS)
    assert found.method == "near changes"


@pytest.mark.parametrize(
    "parts",
    [("owamcap", "0.3.2.mcap"), ("owamcap", "0.5.1.mcap"), ("openadapt-flow", "mockmed-showcase")],
)
def test_short_recordings_are_unknown(parts: tuple[str, ...]) -> None:
    """A dozen presses in a few seconds are too thin for a number."""
    pytest.importorskip("av")
    pytest.importorskip("mcap")
    with open_recording(real(*parts)) as recording:
        found = align_unseen(recording, 0)

    assert (found.offset_ns, found.confidence, found.verdict) == (None, 0.0, "unknown")


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("answer_ms", [(15, 50), (30, 80), (60, 140)])
def test_programs_that_take_their_time_are_no_offset(answer_ms: tuple[int, int], seed: int) -> None:
    """Answers after 30 ms are within what is said to be unsure; later ones are as frames stamped late."""
    found = estimated(_answered(np.random.default_rng(seed), *answer_ms))

    assert abs(found.offset_ns or 0) <= found.uncertain_ns
    assert (found.offset_ns is None) == (found.answers_ns is not None)
    assert answer_ms[1] < 100 or found.offset_ns is None


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("answer_ms", "late_ms"), [((5, 20), 60), ((5, 20), 90), ((30, 60), 40), ((60, 140), 0)]
)
def test_what_cannot_be_told_from_slow_programs_has_a_bound(
    answer_ms: tuple[int, int], late_ms: int, seed: int
) -> None:
    """Nothing answers before it is asked: frames are no later than pictures change after presses."""
    found = estimated(_answered(np.random.default_rng(seed), *answer_ms, late_ms))

    assert found.offset_ns is None
    assert found.latest_ns is not None
    assert late_ms * MS <= found.latest_ns <= (late_ms + answer_ms[1] + 100) * MS


@pytest.mark.parametrize("early_ms", [60, 120])
def test_frames_that_are_early_are_told_whatever_programs_take(early_ms: int) -> None:
    """Nothing answers before it is asked: what looks early is that at least."""
    found = estimated(_answered(np.random.default_rng(3), 15, 50, -early_ms))

    assert found.offset_ns is not None
    assert found.offset_ns == pytest.approx(early_ms * MS, abs=found.uncertain_ns)
    assert found.offset_ns > 20 * MS


def test_a_few_drawings_that_land_elsewhere_do_not_widen_the_rest() -> None:
    """The cursorless sample: two drawings of 64 find the rhythm of typing, 180 ms away."""
    with open_recording(ROOT / "samples" / "desk.replay") as recording:
        found = align_unseen(recording, 1)

    assert (found.method, found.verdict) == ("near changes", "ok")
    assert abs(found.offset_ns or S) < 10 * MS
    assert (found.uncertain_ns or S) < 50 * MS


def _answered(rng: np.random.Generator, least_ms: int, most_ms: int, late_ms: int = 0) -> Trials:
    """Return frames, fifteen a second, of programs that answer evenly between two times."""
    presses = np.cumsum(rng.integers(200 * MS, 1500 * MS, 120))
    taken = np.arange(0, int(presses[-1]) + S, 66 * MS)
    answers = presses + rng.integers(least_ms * MS, most_ms * MS, 120)
    frames = taken + late_ms * MS
    return Trials(frames[:-1], frames[1:], np.histogram(answers, taken)[0] > 0, presses)


def test_presses_of_another_time_say_nothing(recording: Recording) -> None:
    """Presses moved by 23 s have nothing to do with the pictures, and no number is made of them."""
    moved = changed(recording, ("key", "button", "scroll"), shifted(23 * S))

    assert estimated(find_trials(moved)).offset_ns is None


@settings(max_examples=8, deadline=None)
@given(st.integers(-600, 600), st.integers(5, 40), st.sampled_from([33, 100, 250]), st.integers(0, 2**31))
def test_any_offset_comes_back(late_ms: int, answer_ms: int, interval_ms: int, seed: int) -> None:
    """At any rate of frames, with stray changes and unseen presses: within its uncertainty and 15 ms."""
    rng = np.random.default_rng(seed)
    trials = _made(rng, late_ms, answer_ms, interval_ms)

    found = estimated(trials)

    if found.offset_ns is not None:
        assert found.offset_ns == pytest.approx(-late_ms * MS, abs=15 * MS + found.uncertain_ns)


def test_most_made_up_recordings_are_known() -> None:
    """Ninety presses in two minutes are enough at ten frames a second."""
    found = [
        estimated(_made(np.random.default_rng(seed), 120, 20, 100)).offset_ns is not None for seed in range(5)
    ]

    assert sum(found) >= 4


def test_trying_offsets_tells_how_far_it_is() -> None:
    """It takes seconds for hours, after the last picture is read."""
    told: list[tuple[str, int, int]] = []

    estimated(_made(np.random.default_rng(1), 0, 20, 100), lambda *what: told.append(what))

    assert len(told) == told[0][2] > 100


def test_changes_at_random_are_unknown() -> None:
    """Frames that change whenever they do give no number."""
    for seed in range(4):
        rng = np.random.default_rng(seed)
        trials = _made(rng, 0, 20, 100)
        rng.shuffle(trials.changed)

        assert estimated(trials).offset_ns is None


def _made(rng: np.random.Generator, late_ms: int, answer_ms: int, interval_ms: int) -> Trials:
    presses = np.cumsum(rng.integers(150, 2500, 90)) * MS
    seen = presses[rng.random(len(presses)) < 0.85]
    answers = seen + (answer_ms * np.exp(rng.normal(0, 0.4, len(seen))) * MS).astype(np.int64)
    stray = rng.integers(0, presses[-1], 15)
    taken = np.arange(0, presses[-1] + S, interval_ms * MS)
    counts = np.histogram(np.concatenate([answers, stray]), taken)[0]
    frames = taken + late_ms * MS
    return Trials(frames[:-1], frames[1:], counts > 0, presses)
