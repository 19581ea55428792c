"""Commands follow the correction that is kept of a recording, say so, and can leave it."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest

from formats.model.annotations import Anchor, Correction, Edge, Flag, Segment
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.native.reader import Reader
from formats.registry import EXPORTERS
from replay.annotate.correction import CORRECTION
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.store.glance import may_hold_corrections
from replay.store.journal import open_store
from replay.store.place import Place, place_beside
from tests.data import SAMPLE
from tests.replay.cli.shell import replay, replay_process
from tests.replay.core.recordings import MS

_BY = -180 * MS
_CORRECTION = Correction(CORRECTION, _BY, note="measured")


@pytest.fixture(name="source")
def _source(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path / "desk.replay"))


def _keep(source: Path, *made: Correction | Segment | Flag, place: Place | None = None) -> None:
    changes: list[Change] = []
    with Reader(source) as reader, open_store(place or place_beside(source)) as store:
        known = content_id(reader)
        book = Notebook(known, "ann", store.changes(known, []), changes.extend, tool="test")
        book.do([Edit(None, each) for each in made])
        store.append(changes)


def _frame_times(source: Path, *options: str | Path) -> list[int]:
    return [
        each["t_ns"] for each in replay("events", source, "--stream", "frame", "--json", *options).objects
    ]


def test_frames_are_listed_where_they_belong(source: Path) -> None:
    """By default corrected, and told on stderr; with --uncorrected as recorded; the file stays as it was."""
    before = source.read_bytes()
    recorded = _frame_times(source)
    _keep(source, _CORRECTION)

    told = replay("events", source, "--stream", "frame")
    assert _frame_times(source) == [t + _BY for t in recorded]
    assert _frame_times(source, "--uncorrected") == recorded
    assert "frames moved by -180.0 ms, kept by ann" in told.err
    assert source.read_bytes() == before


def test_another_store_is_followed_where_it_is_named(source: Path, tmp_path: Path) -> None:
    """A correction in a store that is not beside the recording holds for whoever names that store."""
    recorded = _frame_times(source)
    _keep(source, _CORRECTION, place=Place(tmp_path / "team.db"))

    assert _frame_times(source) == recorded
    assert _frame_times(source, "--store", tmp_path / "team.db") == [t + _BY for t in recorded]
    assert "frames moved" in replay("check", source, "--store", tmp_path / "team.db").err
    assert "frames moved" not in replay("check", source).err


def test_the_picture_is_that_of_the_corrected_time(source: Path, tmp_path: Path) -> None:
    """The last one at or before it, when frames are where they belong."""
    with Reader(source) as reader:
        times = reader.frames["t"]
    at_ns = 20 * 10**9
    due = int(np.searchsorted(times + _BY, at_ns, side="right")) - 1
    as_recorded = int(np.searchsorted(times, at_ns, side="right")) - 1
    _keep(source, _CORRECTION)

    shown = replay("frame", source, "--at", "20", "-o", tmp_path / "a.png")
    recorded = replay("frame", source, "--at", "20", "-o", tmp_path / "b.png", "--uncorrected")

    assert f"frame #{due} " in shown.err
    assert f"frame #{as_recorded} " in recorded.err


def test_info_says_what_is_in_force(source: Path) -> None:
    """By how much, whose it is and since when, for people and for programs; one that is wild is told."""
    assert replay("info", source, "--json").document["correction"] is None
    _keep(source, _CORRECTION)

    found = replay("info", source, "--json").document["correction"]
    assert (found["offset_ns"], found["by"], found["followed"]) == (_BY, "ann", True)
    assert "correction   in force: frames moved by -180.0 ms, kept by ann on " in replay("info", source).out
    assert "correction" not in replay("info", source, "--uncorrected").out


def test_a_wild_correction_is_not_followed(source: Path) -> None:
    """A journal may be a stranger's."""
    recorded = _frame_times(source)
    _keep(source, Correction(CORRECTION, 1 << 60))

    assert _frame_times(source) == recorded
    assert "not followed: its offset is longer than an hour" in replay("info", source).out


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_export_says_that_it_is_corrected(few_pictures: Path, tmp_path: Path, name: str) -> None:
    """In its report, whatever the format; without the correction it says nothing."""
    source = Path(shutil.copy(few_pictures, tmp_path / "desk.replay"))
    _keep(source, _CORRECTION)

    ended = replay("export", source, "--to", name, "--rate", "16", "-o", tmp_path / f"out-{name}", "--json")
    if ended.status:
        pytest.skip(ended.err)

    assert any("corrected by -180.0 ms" in sentence for sentence in ended.document["lost"])


def test_an_export_holds_the_corrected_times_and_says_so_itself(source: Path, tmp_path: Path) -> None:
    """The frames, and a word in the header, for who has the export alone."""
    recorded = _frame_times(source)
    _keep(source, _CORRECTION)

    replay("export", source, "--to", "jsonl", "-o", tmp_path / "out.jsonl", "--no-pictures")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]

    assert [each["t_ns"] for each in lines if each.get("stream") == "frame"] == [t + _BY for t in recorded]
    assert "frames_corrected" in (tmp_path / "out.jsonl").read_text()


def test_labels_at_frames_go_out_and_come_in_with_them(source: Path, tmp_path: Path) -> None:
    """Exported where they lie; taken in again, they are the same and nothing changes."""
    with Reader(source) as reader:
        at_ns = int(reader.frames["t"][40])
    edge = Edge(at_ns, Anchor("frame", 40))
    _keep(source, _CORRECTION, Segment("s", "task", "a", edge, Edge(at_ns + 10**9)))

    replay("label", "export", source, "--to", "jsonl", "-o", tmp_path / "labels.jsonl")
    again = replay("label", "import", source, tmp_path / "labels.jsonl", "--json")

    assert str(at_ns + _BY) in (tmp_path / "labels.jsonl").read_text()
    assert again.document["changed"] == 0


def test_a_file_tells_under_which_correction_it_was_written(source: Path, tmp_path: Path) -> None:
    """Labels at frames stay at them, whether frames are corrected where they are taken in or not."""
    with Reader(source) as reader:
        times = reader.frames["t"][[60, 100]].tolist()
    start, end = (Edge(t, Anchor("frame", number)) for t, number in zip(times, (60, 100), strict=True))
    _keep(source, Segment("s", "task", "work", start, end))
    before, under = tmp_path / "before.jsonl", tmp_path / "under.jsonl"
    replay("label", "export", source, "--to", "jsonl", "-o", before)
    _keep(source, _CORRECTION)
    replay("label", "export", source, "--to", "jsonl", "-o", under)

    found = replay("label", "import", source, before, "--json").document
    replay("label", "import", source, under, "--store", tmp_path / "fresh.db")
    replay("label", "export", source, "--to", "jsonl", "-o", tmp_path / "x", "--store", tmp_path / "fresh.db")

    assert (found["new"], found["changed"], found["known"]) == (0, 0, 1)
    starts = {
        path.name: [json.loads(line)["start"] for line in path.read_text().splitlines() if '"start"' in line]
        for path in (before, under, tmp_path / "x")
    }
    assert starts["before.jsonl"] == [{"t_ns": times[0], "frame": 60}]
    assert starts["under.jsonl"] == starts["x"] == [{"t_ns": times[0] + _BY, "frame": 60}]


@pytest.mark.parametrize("name", ["eaf", "textgrid", "webvtt", "labelstudio"])
def test_a_file_that_tells_no_frames_is_told_of_the_correction(
    source: Path, tmp_path: Path, name: str
) -> None:
    """Written before the correction, its edges are counted where frames were; asked, they go with them."""
    with Reader(source) as reader:
        times = reader.frames["t"][[60, 100]].tolist()
    start, end = (Edge(t, Anchor("frame", number)) for t, number in zip(times, (60, 100), strict=True))
    _keep(source, Segment("s", "task", "work", start, end))
    before, fresh = tmp_path / "before", tmp_path / "fresh.db"
    replay("label", "export", source, "--to", name, "-o", before)
    quiet = replay("label", "import", source, before, "--store", fresh, "--json").document
    _keep(source, _CORRECTION)

    told = replay("label", "import", source, before)
    counted = replay("label", "import", source, before, "--json").document["corrected_since"]
    other = tmp_path / "other.db"
    _keep(source, _CORRECTION, place=Place(other))
    mended = replay("label", "import", source, before, "--before-correction", "--store", other, "--json")
    replay("label", "export", source, "--to", "jsonl", "-o", tmp_path / "x", "--store", other)

    assert quiet["corrected_since"] is mended.document["corrected_since"] is None
    assert counted == {"edges": 2, "recorded": 2, "corrected": 0}
    assert "of 2 edges 2 lie where a frame was recorded, 0 where one is now" in told.out
    found = [json.loads(line) for line in (tmp_path / "x").read_text().splitlines() if '"work"' in line]
    assert found[0]["start"] == {"t_ns": times[0] + _BY, "frame": 60}
    assert found[0]["end"] == {"t_ns": times[1] + _BY, "frame": 100}


def test_a_redacted_copy_is_made_in_sight_of_the_correction(source: Path, tmp_path: Path) -> None:
    """Frames go by when they were taken, not by when they were stamped; the copy has recorded times."""
    with Reader(source) as reader:
        times = reader.frames["t"]
    _keep(source, _CORRECTION)
    out = tmp_path / "copy.replay"

    made = replay("redact", source, "-o", out, "--drop-span", "20", "25", "--pictures", "keep-unsearched")
    with Reader(out) as copy:
        left = copy.frames["t"].tolist()

    gone = (times + _BY >= 20 * 10**9) & (times + _BY < 25 * 10**9)
    assert made.status == 0
    assert left == times[~gone].tolist()


def test_a_copy_is_verified_in_sight_of_the_correction_that_it_was_made_in(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the store that is named, too; else every frame at the edges of what went would differ."""
    monkeypatch.setattr(
        "replay.cli.reading.screen_text.screen_reader", lambda *_, **__: nullcontext((None, "not read"))
    )
    store, out = tmp_path / "team.db", tmp_path / "copy.replay"
    _keep(source, _CORRECTION, place=Place(store))
    asked = ("--drop-span", "20", "25", "--pictures", "keep-unsearched", "--store", store)
    assert replay("redact", source, "-o", out, *asked).status == 0

    checks = replay("verify", out, "--against", source, "--store", store, "--json").document["checks"]

    held = {each["check"]: each["status"] for each in checks}
    assert (held["events"], held["pictures"], held["header"]) == ("clean", "clean", "clean")


def test_checks_say_that_frames_are_corrected(source: Path, tmp_path: Path) -> None:
    """On every way out, and by how much: nothing is repaired silently."""
    _keep(source, _CORRECTION)
    page = tmp_path / "page.html"

    told = replay("check", source, "--html", page)
    document = replay("check", source, "--json").document

    assert "Frames are judged as moved by -180.0 ms" in told.out
    assert "Frames are judged as moved by -180.0 ms" in page.read_text()
    assert document["frames_corrected"] == {"offset_ns": _BY, "drift_ppm": 0}
    assert replay("check", source, "--json", "--uncorrected").document["frames_corrected"] is None


@pytest.mark.parametrize("side", ["reference", "capture"])
def test_a_comparison_follows_the_corrections_of_both(source: Path, tmp_path: Path, side: str) -> None:
    """Frames lag by what one of the two is corrected by, which is said on every way out."""
    _keep(source, _CORRECTION)
    pair = (source, SAMPLE) if side == "reference" else (SAMPLE, source)
    due = _BY if side == "capture" else -_BY
    page = tmp_path / "page.html"

    told = replay("compare", *pair, "--html", page)
    document = replay("compare", *pair, "--json").document
    recorded = replay("compare", *pair, "--json", "--uncorrected").document

    assert document["stream_lag_ns"]["frame"] == due
    assert document["frames_corrected"][side] == {"offset_ns": _BY, "drift_ppm": 0}
    assert recorded["stream_lag_ns"]["frame"] == 0
    assert recorded["frames_corrected"] == {"reference": None, "capture": None}
    assert f"In the {side}: Frames are judged as moved by -180.0 ms" in told.out
    assert f"In the {side}: Frames are judged as moved by -180.0 ms" in page.read_text()
    assert f"{source}: frames moved by -180.0 ms, kept by ann" in told.err


def test_nothing_is_imported_for_what_is_not_there(source: Path, tmp_path: Path) -> None:
    """Without a correction neither a database is imported nor an event read, whatever else is annotated."""
    _keep(source, Segment("s", "task", "a", Edge(0)))
    script = (
        "import sys; from pathlib import Path; from replay.cli.reading.source import open_source;"
        "from replay.cli.reading.corrections import Following\n"
        f"with open_source(Path({str(source)!r}), Following()) as opened: opened.frames\n"
        "print('sqlalchemy' in sys.modules, 'formats.model.content_id' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.split()[0] == "False"


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"no database"), lambda path: path.mkdir()])
def test_a_store_that_does_not_read_is_told(
    source: Path, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    """Frames are then as recorded, and nobody thinks that they are corrected."""
    recorded = _frame_times(source)
    place = place_beside(source).path
    assert place is not None
    place.parent.mkdir()
    spoil(place)

    ended = replay("events", source, "--stream", "frame", "--json")

    assert [each["t_ns"] for each in ended.objects] == recorded
    assert "whether frames are corrected cannot be read, so they are not" in ended.err


def test_a_glance_at_a_store(tmp_path: Path) -> None:
    """False where there is no store, none with a correction; True where that cannot be said."""
    assert not may_hold_corrections(Place(tmp_path / "none.db"))
    assert may_hold_corrections(Place(None, "postgresql://somewhere"))
    (tmp_path / "empty.db").touch()
    assert not may_hold_corrections(Place(tmp_path / "empty.db"))
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE t (x)").connection.close()
    assert may_hold_corrections(Place(tmp_path / "other.db"))


def test_a_process_ends_well(source: Path) -> None:
    """The whole way, as a shell runs it."""
    _keep(source, _CORRECTION)

    assert replay_process("info", source).status == 0
