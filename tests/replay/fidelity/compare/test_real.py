"""Recordings of others with faults put in are held against themselves: these are found, and nothing else."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from formats.model.recording import Recording
from formats.registry import open_recording
from replay.fidelity.compare.comparison import Comparison, compare
from tests.data import real
from tests.replay.fidelity.faults import copy_of, rows_of
from tests.replay.fidelity.injected import scaled, shifted

MS, S = 1_000_000, 1_000_000_000
PLACED = ("pointer", "button", "scroll")
REAL = {
    "agentnet": ("agentnet", "recording"),
    "ducktrack": ("ducktrack", "recording"),
    "owamcap": ("owamcap", "0.3.2.mcap"),
    "evemu": ("evemu", "PS2 Generic Mouse.events"),
}


@pytest.fixture(name="recording", params=list(REAL), scope="module")
def _recording(request: pytest.FixtureRequest) -> Iterator[Recording]:
    for needed in ("av", "mcap"):
        pytest.importorskip(needed)
    with open_recording(real(*REAL[request.param])) as opened:
        yield copy_of(opened)


def held(recording: Recording, streams: tuple[str, ...], change: Callable[[Any], Any]) -> Comparison:
    """Hold a copy in which some streams are changed against the recording."""
    there = [name for name in streams if name in recording.streams]
    return compare(
        recording, copy_of(recording, streams={name: change(rows_of(recording, name)) for name in there})
    )


def unmatched(found: Comparison) -> dict[str, tuple[int, int, int]]:
    """Return what was lost, added and moved of which stream."""
    counts = {name: (each.lost, each.extra, each.moved) for name, each in found.streams.items()}
    return {name: each for name, each in counts.items() if any(each)}


def test_a_step_is_found_whatever_comes_after_it(recording: Recording) -> None:
    """Also after the last keys: then the pointer's path tells of it."""
    every = tuple(name for name in recording.streams if name != "frame")
    inputs = [rows_of(recording, name)["t"] for name in (*PLACED, "key") if name in recording.streams]
    at_ns = int(np.median(np.concatenate(inputs)))

    def later(rows: Any) -> Any:
        rows["t"] += np.where(rows["t"] >= at_ns, 150 * MS, 0)
        return rows

    streams = {name: later(rows_of(recording, name)) for name in every}
    found = compare(recording, copy_of(recording, streams=streams, frames=later(recording.frames.copy())))

    assert [round(step.size_ns / MS) for step in found.clock.steps] == [150]
    assert unmatched(found) == {}


def test_a_pointer_that_is_late_is_late_by_so_much(recording: Recording) -> None:
    """Against what else there is, all of which keeps together; a pointer alone begins later."""
    found = held(recording, ("pointer",), shifted(100 * MS))

    lags = {name: each.lag_ns for name, each in found.streams.items() if name in {*PLACED, "key"}}
    late_ns = lags.pop("pointer")
    assert late_ns is not None
    later = {late_ns - (lag or 0) for lag in lags.values()} if lags else {found.clock.offset_ns}
    assert later == {100 * MS}
    assert unmatched(found) == {}


@pytest.mark.parametrize("factor", [1.25, 0.5])
def test_a_scale_is_found_in_the_shortest(recording: Recording, factor: float) -> None:
    """Five seconds are enough; and no clock is made of the places that are the same by chance."""
    found = held(recording, PLACED, scaled(factor))

    assert found.space is not None
    assert (found.space.scale_x, found.space.scale_y) == pytest.approx((factor, factor), rel=0.002)
    assert found.clock.offset_ns == 0
    assert [each.lag_ns for each in found.streams.values() if each.lag_ns] == []


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
def test_of_few_places_none_that_is_lost_makes_a_scale(share: float) -> None:
    """A line is drawn across what is missing, and must not outweigh what is there."""
    with open_recording(real("screenagent", "0b9e0fd926ba4caa8751484f931aefbd")) as opened:
        recording = copy_of(opened)
    start_ns = int(np.quantile(rows_of(recording, "button")["t"], share))

    found = held(
        recording, PLACED, lambda rows: rows[(rows["t"] < start_ns) | (rows["t"] > start_ns + 3 * S)]
    )

    assert found.space is not None
    assert found.space.scale == 1
