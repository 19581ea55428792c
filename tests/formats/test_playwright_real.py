"""The importer of Playwright's traces on real ones, against the raw records."""

import zipfile
from pathlib import Path

import pytest

from formats.errors import UnsupportedError
from formats.importers.playwright import importer
from formats.model.report import Imported
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import detect, import_recording
from replay.core.actions import reduce_actions
from tests.data import real
from tests.formats.playwright_traces import raw_records

NAMES = ("trace-1.37.zip", "trace-library-1.46.zip")
ACTING = {"click", "dblclick", "tap", "check", "uncheck", "fill", "type", "press"}


@pytest.fixture(scope="module", params=NAMES)
def real_trace(request: pytest.FixtureRequest) -> tuple[Path, Imported]:
    path = real("playwright", request.param)
    return path, importer.open_recording(path)


def test_every_real_call_is_a_marker_at_its_time(real_trace: tuple[Path, Imported]) -> None:
    """Calls of browser and test runner alike, by name, in order of their start."""
    path, imported = real_trace
    begun = sorted((r for r in raw_records(path) if r["type"] == "before"), key=lambda r: r["startTime"])
    origin_ns = imported.recording.header.clocks[0].origin_ns
    markers = list(imported.recording.events("marker").records())

    assert sorted(m["name"] for m in markers) == sorted(r["apiName"] for r in begun)
    expected = [round(r["startTime"] * 1e6) - origin_ns for r in begun]
    assert [abs(m["t_ns"] - due) < 1000 for m, due in zip(markers, expected, strict=True)] == [True] * len(
        expected
    )


def test_every_real_acting_call_is_one_action(real_trace: tuple[Path, Imported]) -> None:
    """As many actions as calls of mouse and keyboard: these traces have none, and none is made up."""
    path, imported = real_trace
    called = [r for r in raw_records(path) if r.get("method") in ACTING]

    assert len(reduce_actions(imported.recording)) == len(called)


def test_every_real_record_is_kept_or_a_picture(real_trace: tuple[Path, Imported]) -> None:
    """Nothing is removed: each record stands in other as it came, but those of pictures."""
    path, imported = real_trace
    records = raw_records(path)
    frames = [r for r in records if r["type"] == "screencast-frame"]
    with zipfile.ZipFile(path) as archive:
        lines = [line for n in archive.namelist() if n.endswith(".network") for line in archive.open(n)]
        stacks = [name for name in archive.namelist() if name.endswith(".stacks")]

    assert imported.report.read["other"] == len(records) - len(frames) + len(lines) + len(stacks)
    assert len(imported.recording.frames) == len(frames)
    assert imported.recording.problems == ()


def test_real_pictures_are_the_files_of_the_archive(real_trace: tuple[Path, Imported]) -> None:
    """Byte for byte, at the times of their records."""
    path, imported = real_trace
    frames = [r for r in raw_records(path) if r["type"] == "screencast-frame"]
    origin_ns = imported.recording.header.clocks[0].origin_ns

    with zipfile.ZipFile(path) as archive:
        for number, frame in enumerate(frames):
            kept = imported.recording.encoded(number)
            assert kept is not None
            assert kept.data == archive.read(f"resources/{frame['sha1']}")
            due = round(frame["timestamp"] * 1e6) - origin_ns
            assert abs(int(imported.recording.frames["t"][number]) - due) < 1000


def test_real_windows_are_the_pages_documents(real_trace: tuple[Path, Imported]) -> None:
    """The URLs of main documents in their order, from when the page went there."""
    path, imported = real_trace
    documents = [r["snapshot"] for r in raw_records(path) if r["type"] == "frame-snapshot"]
    urls = list(dict.fromkeys(d["frameUrl"] for d in documents if d["isMainFrame"]))

    windows = list(imported.recording.events("window").records())
    assert [w["app"] for w in windows] == urls
    went = [r for r in raw_records(path) if r.get("method") == "navigated" and r["params"]["url"] in urls]
    origin_ns = imported.recording.header.clocks[0].origin_ns
    due = [round(r["time"] * 1e6) - origin_ns for r in went]
    assert [abs(w["t_ns"] - at) < 1000 for w, at in zip(windows[-len(due) :], due, strict=True)] == [
        True
    ] * len(due)


def test_a_real_trace_survives_the_container(real_trace: tuple[Path, Imported], tmp_path: Path) -> None:
    """Detected by its content, reported, and equal in a .replay file."""
    path, imported = real_trace
    assert detect(path) == "playwright"
    counts = import_recording(path).report.counts
    assert counts["pictures missing"] == counts["unbalanced keys"] == 0
    write_recording(imported.recording, tmp_path / "a.replay")

    with Reader(tmp_path / "a.replay") as copy:
        assert copy.header == imported.recording.header
        for stream in imported.recording.streams:
            assert list(copy.events(stream).records()) == list(imported.recording.events(stream).records())


def test_the_real_trace_from_the_future_is_refused() -> None:
    """In one line that says what to do."""
    with pytest.raises(UnsupportedError, match=r"10000.*update"):
        importer.open_recording(real("playwright", "trace-from-the-future.zip"))
