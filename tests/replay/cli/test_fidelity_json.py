"""What `check`, `align` and `compare` say to programs has the keys that are documented, on real input."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from replay.fidelity.registry import CHECKS
from tests.data import SAMPLE, real
from tests.replay.cli.shell import replay

SOURCES: dict[str, Callable[[], Path]] = {
    "desk": lambda: SAMPLE,
    "ducktrack": lambda: real("ducktrack", "recording"),
    "owamcap": lambda: real("owamcap", "0.3.2.mcap"),
    "evemu": lambda: real("evemu", "PS2 Generic Mouse.events"),
    "pc-tracker": lambda: real("pc-tracker", "events"),
}
VERDICTS = {"ok", "doubtful", "bad", "cannot be known"}


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


@pytest.mark.parametrize("name", SOURCES)
def test_checks_have_their_keys(name: str) -> None:
    """`checks`, each with name, verdict, value, unit, threshold, spans; unknown figures are null."""
    document = replay("check", SOURCES[name](), "--json").document

    assert document["verdict"] in VERDICTS
    assert [each["name"] for each in document["checks"]] == list(CHECKS)
    for each in document["checks"]:
        assert each["verdict"] in VERDICTS
        assert isinstance(each["unit"], str)
        assert all(each[key] is None or is_number(each[key]) for key in ("value", "threshold"))
        assert (each["value"] is None) <= (each["threshold"] is None)
        for span in each["spans"]:
            assert isinstance(span["start_ns"], int)
            assert span["start_ns"] <= span["end_ns"]
            assert span["verdict"] in VERDICTS


@pytest.mark.parametrize("name", ["desk", "ducktrack", "owamcap"])
def test_an_alignment_has_its_keys(name: str) -> None:
    """offset_ns, drift_ppm, confidence, method and verdict; what is unknown is null, and no number."""
    if name == "owamcap":
        pytest.importorskip("av")
    document = replay("align", SOURCES[name](), "--json").document

    assert {"offset_ns", "drift_ppm", "confidence", "method", "verdict"} <= set(document)
    assert document["verdict"] in {"ok", "off", "unknown"}
    assert (document["offset_ns"] is None) == (document["verdict"] == "unknown")
    assert 0 <= document["confidence"] <= 1
    assert document["curve_unit"] in {"px", "nats"}
    assert all(is_number(shift_ns) and is_number(misfit) for shift_ns, misfit in document["curve"])


@pytest.mark.parametrize("name", ["desk", "ducktrack", "owamcap", "evemu"])
def test_a_comparison_has_its_keys(name: str) -> None:
    """`streams`, each with reference, matched, lost, extra; clock, steps, scale, path error, lags."""
    path = SOURCES[name]()

    document = replay("compare", path, path, "--json").document

    assert {
        *("streams", "clock_offset_ns", "clock_drift_ppm", "steps", "scale", "path_error_px_p95"),
        "stream_lag_ns",
    } <= set(document)
    for stream in document["streams"].values():
        assert stream["reference"] == stream["matched"] + stream["lost"]
        assert stream["lost"] == stream["extra"] == 0
    assert document["clock_offset_ns"] == 0
    assert document["steps"] == []
