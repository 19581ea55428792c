"""`replay align`."""

from pathlib import Path

import pytest

from formats.native.copy import write_recording
from tests.data import SAMPLE
from tests.replay.cli.shell import is_refused, replay
from tests.replay.fidelity.injected import changed, desk, shifted


@pytest.fixture(name="late", scope="module")
def _late(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample whose frames are stamped 180 ms late."""
    out = tmp_path_factory.mktemp("align") / "late.replay"
    with desk() as recording:
        shown = changed(recording, (), lambda rows: rows, frames=shifted(180_000_000))
        write_recording(shown, out)
    return out


def test_good_frames_end_with_0() -> None:
    """The sample's frames agree with its events."""
    ended = replay("align", SAMPLE)

    assert ended.status == 0
    assert "verdict      ok" in ended.out


def test_the_document_has_what_was_promised(late: Path) -> None:
    """The names of the fields do not change, and the offset is what must be added."""
    ended = replay("align", late, "--json")

    assert ended.status == 1
    assert {"offset_ns", "drift_ppm", "confidence", "method", "verdict"} <= set(ended.document)
    assert ended.document["offset_ns"] == pytest.approx(-180_000_000, abs=10_000_000)
    assert ended.document["verdict"] == "off"


def test_a_correction_is_kept_shown_and_taken_back(late: Path, tmp_path: Path) -> None:
    """What --apply keeps, --show shows and --undo takes back, and the recording stays as it was."""
    store = tmp_path / "store.db"
    before = late.read_bytes()

    applied = replay("align", late, "--apply", "--store", store, "--json")
    shown = replay("align", late, "--show", "--store", store, "--json")
    undone = replay("align", late, "--undo", "--store", store)
    after = replay("align", late, "--show", "--store", store)

    assert applied.status == 0
    assert shown.document["offset_ns"] == applied.document["offset_ns"]
    assert shown.document["by"] == applied.document["applied"]["by"]
    assert "taken back" in undone.out
    assert "no correction is kept" in after.out
    assert late.read_bytes() == before


def test_what_excludes_each_other_is_refused() -> None:
    """Two things to do at once are wrong use."""
    assert is_refused(replay("align", SAMPLE, "--show", "--undo"), 2, "exclude each other")


def test_a_page_is_written_for_people(tmp_path: Path) -> None:
    """With the curve and its minimum; not in place of another file, and not where nothing is measured."""
    out = tmp_path / "page.html"

    first = replay("align", SAMPLE, "--html", out)
    again = replay("align", SAMPLE, "--html", out)

    assert first.status == 0
    assert "minimum at" in out.read_text()
    assert "lowest at" in first.out
    assert again.status == 2
    assert replay("align", SAMPLE, "--show", "--html", out, "--force").status == 2
