"""`replay compare`."""

from pathlib import Path

import numpy as np
import pytest

from formats.native.copy import write_recording
from tests.data import SAMPLE
from tests.replay.cli.shell import is_refused, replay
from tests.replay.fidelity.injected import changed, desk


@pytest.fixture(name="capture", scope="module")
def _capture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample that lacks a key press and ten moves."""
    out = tmp_path_factory.mktemp("compare") / "capture.replay"
    with desk() as recording:
        cut = changed(recording, ("pointer",), lambda rows: np.delete(rows, np.s_[100:200:10]))
        write_recording(changed(cut, ("key",), lambda rows: np.delete(rows, 40)), out)
    return out


def test_a_faithful_capture_ends_with_0() -> None:
    """A recording held against itself has lost nothing."""
    ended = replay("compare", SAMPLE, SAMPLE)

    assert ended.status == 0
    assert "drift +0.0 ppm, from 642 key events" in ended.out


def test_what_was_lost_is_counted_and_named(capture: Path) -> None:
    """The table counts, the lines below name the first, and the status is 1."""
    ended = replay("compare", SAMPLE, capture)

    assert ended.status == 1
    assert "10 (1.2 %)" in ended.out
    assert "and 5 more of pointer" in ended.out
    worst = ended.out[ended.out.index("worst moments:") :].splitlines()
    assert "key: lost: " in worst[1]
    assert "pointer: " in worst[2]
    assert all(line.startswith("  replay open ") for line in worst[1:])


def test_the_document_has_what_was_promised(capture: Path) -> None:
    """The names of the fields do not change."""
    ended = replay("compare", SAMPLE, capture, "--json")

    document = ended.document
    promised = "streams clock_offset_ns clock_drift_ppm steps scale path_error_px_p95 stream_lag_ns holes"
    assert set(promised.split()) <= set(document)
    pointer = document["streams"]["pointer"]
    assert [pointer[name] for name in ("reference", "matched", "lost", "extra")] == [840, 830, 10, 0]
    assert document["streams"]["key"]["lost"] == len(document["streams"]["key"]["lost_events"]) == 1
    assert ended.status == 1


def test_a_page_is_written_for_people(capture: Path, tmp_path: Path) -> None:
    """One file without a script and without a network, that is not replaced unasked."""
    out = tmp_path / "page.html"

    first = replay("compare", SAMPLE, capture, "--html", out)
    again = replay("compare", SAMPLE, capture, "--html", out)

    page = out.read_text("utf-8")
    assert first.status == 1
    assert again.status == 2
    assert "pointer: 10 lost" in page
    assert "<svg" in page
    assert not any(word in page for word in ("<script", "http://", "https://", "nan"))


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    """Either file that cannot be read is named."""
    missing = tmp_path / "missing.replay"

    assert is_refused(replay("compare", SAMPLE, missing), 3, "missing.replay")
