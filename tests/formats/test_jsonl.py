"""Our JSON Lines, out and in: an equal recording, and what is told of a file that was changed."""

import contextlib
import json
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.errors import DamagedError, FormatError, UnsupportedError
from formats.exporters import jsonl
from formats.model.actions import ACTION_DTYPE, Actions
from formats.model.build import EventBuilder
from formats.model.export import ExportOptions, ExportReport, ExportSource, files_beside
from formats.model.frames import Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.report import Imported
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import detect, import_recording
from tests.data import SAMPLE, real
from tests.formats.native_samples import write_busy
from tests.formats.recordings_made import assert_equal, recordings

NONE = Actions(np.empty(0, ACTION_DTYPE))


def export(recording: Recording, out: Path, *, pictures: bool = True) -> ExportReport:
    source = ExportSource(recording, NONE, lambda _t_ns: None)
    return jsonl.export(source, out, ExportOptions(pictures=pictures))


def busy(folder: Path) -> Path:
    """Export a recording with events, tiles and images."""
    write_busy(folder / "a.replay")
    with Reader(folder / "a.replay") as recording:
        export(recording, folder / "a.jsonl")
    return folder / "a.jsonl"


def edited(path: Path, change: dict[int, bytes]) -> Imported:
    """Replace lines, by their number from 0, and import."""
    lines = path.read_bytes().splitlines(keepends=True)
    for number, line in change.items():
        lines[number] = line
    path.write_bytes(b"".join(lines))
    return import_recording(path)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(recordings())
def test_any_recording_comes_back_equal(recording: Recording) -> None:
    """Header with its private part, rows to the bit, strings with anything in them, pictures, videos."""
    with tempfile.TemporaryDirectory() as folder:
        export(recording, Path(folder, "a.jsonl"))

        with import_recording(Path(folder, "a.jsonl")).recording as again:
            if not recording.problems:
                assert_equal(again, recording)
            assert again.problems == recording.problems


def test_the_largest_numbers_come_back(tmp_path: Path) -> None:
    """Their shortest text, read as a longer float, is larger than they are."""
    largest = float(np.finfo(np.float32).max)
    builder = EventBuilder()
    for value in (largest, -largest, float(np.finfo(np.float32).smallest_subnormal), np.inf, -0.0):
        builder.add("pointer", 0, x=value, y=value)
    recording = MemoryRecording(Header("id"), builder.events())

    export(recording, tmp_path / "a.jsonl")

    assert_equal(import_recording(tmp_path / "a.jsonl").recording, recording)


@pytest.mark.parametrize(
    "parts", [("agentnet", "recording"), ("ducktrack", "recording"), ("owamcap", "0.5.1.mcap")]
)
def test_a_real_recording_comes_back_equal(parts: tuple[str, ...], tmp_path: Path) -> None:
    """With its video, byte for byte, also by way of the container."""
    with import_recording(real(*parts)).recording as imported:
        write_recording(imported, tmp_path / "a.replay", archive=False)
        with Reader(tmp_path / "a.replay") as recording:
            report = export(recording, tmp_path / "a.jsonl")
            with import_recording(tmp_path / "a.jsonl").recording as again:
                assert_equal(again, recording)
                if len(recording.frames):
                    assert (again.pixels(1) == recording.pixels(1)).all()

    assert report.lost == ()


def test_the_sample_comes_back_equal(tmp_path: Path) -> None:
    """Lossless tiles are PNG files beside the lines, and tiles again after the import."""
    with Reader(SAMPLE) as recording:
        export(recording, tmp_path / "a.jsonl")
        imported = import_recording(tmp_path / "a.jsonl")
        write_recording(imported.recording, tmp_path / "again.replay", archive=False)

        assert detect(tmp_path / "a.jsonl") == "jsonl"
        assert imported.report.lost == imported.report.guessed == ()
        assert_equal(imported.recording, recording)
        with Reader(tmp_path / "again.replay") as again:
            # Which tiles are a keyframe is the writer's own choice.
            again.frames.flags.writeable = True
            again.frames["key"] = recording.frames["key"]
            assert_equal(again, recording)


def test_every_line_is_an_object_in_order_of_time(tmp_path: Path) -> None:
    """As other programs read it: a line each, the format first, the counts last."""
    lines = [json.loads(line) for line in busy(tmp_path).read_text(encoding="utf-8").splitlines()]
    rows = [(line["t_ns"], line["seq"]) for line in lines[1:-1]]

    assert lines[0]["format"] == "replay-jsonl"
    assert lines[0]["header"]["private"]["names"] == {"user": "x"}
    assert rows == sorted(rows)
    assert sum(lines[-1]["end"].values()) == len(rows)
    assert all((tmp_path / line["file"]).is_file() for line in lines if "file" in line)


def test_without_pictures_the_times_stay_and_the_loss_is_told(tmp_path: Path) -> None:
    """There is no folder beside, and the frames say that they have no picture."""
    write_busy(tmp_path / "a.replay")
    with Reader(tmp_path / "a.replay") as recording:
        report = export(recording, tmp_path / "a.jsonl", pictures=False)
        imported = import_recording(tmp_path / "a.jsonl")

        assert "the pictures of 15 frames and 0 videos, left out as asked" in report.lost[0]
        assert not files_beside(tmp_path / "a.jsonl").exists()
        assert imported.report.lost == ()
        assert imported.recording.frames["t"].tolist() == recording.frames["t"].tolist()
        assert set(imported.recording.frames["storage"].tolist()) == {Storage.NONE}


def test_an_account_of_an_earlier_import_is_kept(tmp_path: Path) -> None:
    """What the first import guessed and lost still holds, also where lines are lost on the second way."""
    with import_recording(real("ducktrack", "recording")).recording as first:
        export(first, tmp_path / "a.jsonl")
        again = import_recording(tmp_path / "a.jsonl").recording
        cut = edited(tmp_path / "a.jsonl", {-1: b""}).recording

    assert again.header.details["import"] == first.header.details["import"]
    assert cut.header.details["import"]["earlier"] == first.header.details["import"]
    assert "the file ends before its last line" in cut.header.details["import"]["lost"][0]


def test_a_version_from_the_future_is_refused(tmp_path: Path) -> None:
    """It is ours, and said to be newer."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"format":"replay-jsonl","version":2,"header":{}}\n')

    with pytest.raises(UnsupportedError, match="version 2 of our JSON Lines, which is not known here: 1 is"):
        import_recording(path)


@pytest.mark.parametrize(
    "first",
    [
        b'{"format":"replay-jsonl","version":1}',
        b'{"format":"replay-jsonl","version":1,"header":{"task":3}}',
        b'{"format":"replay-jsonl","version":1,"header":{"$map":3}}',
        b'{"format":"replay-jsonl"',
    ],
)
def test_a_header_that_cannot_be_read_is_one_line(first: bytes, tmp_path: Path) -> None:
    """Nothing is made up in its place."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(first + b"\n")

    with pytest.raises(DamagedError) as caught:
        import_recording(path)
    assert "\n" not in str(caught.value)


def test_a_cut_file_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """The line in which it ends is named, and that there is no last line."""
    path = busy(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])

    imported = import_recording(path)

    assert "the file ends inside this line, which is lost" in imported.report.lost[0]
    assert 0 < imported.recording.streams["pointer"].rows < 600
    assert not imported.recording.complete


def test_lines_that_are_gone_are_counted(tmp_path: Path) -> None:
    """By what the last line says is due."""
    path = busy(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    gone = next(number for number, line in enumerate(lines) if line.startswith(b'{"stream":"pointer"'))

    lost = edited(path, {gone: b""}).report.lost

    assert lost == ("1 of 600 rows of pointer are not there",)


@given(field=st.sampled_from(["stream", "t_ns", "seq", "x", "y", "display", "new"]), value=st.data())
@settings(deadline=None, max_examples=60)
def test_a_line_that_is_no_row_is_kept_as_it_came(field: str, value: st.DataObject) -> None:
    """Whatever stands in whatever field: it is a row, or it is in `other`, and never a crash."""
    odd: object = value.draw(
        st.sampled_from([None, True, "x", [], {}, {"$": 1}, 1 << 80, -(1 << 63), 1e300, 0.5, 10**400])
    )
    row = {"stream": "pointer", "t_ns": 5, "seq": 1, "x": 1, "y": 2, "display": 0, field: odd}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl")
        first = '{"format":"replay-jsonl","version":1,"header":{"recording_id":"i"}}\n'
        path.write_text(first + json.dumps(row) + '\n{"end":{}}\n')

        imported = import_recording(path)

    assert sum(info.rows for info in imported.recording.streams.values()) == 1
    if "other" in imported.recording.streams:
        kept = next(imported.recording.events("other").records())
        assert json.loads(kept["payload"]) == row
        assert imported.report.guessed == ("lines 2 are none that an export writes: they are kept in other",)


@pytest.mark.parametrize("name", ["../a.png", "/etc/passwd", "a.jsonl.files/none.png", "", "a" * 400])
def test_a_picture_that_is_not_there_is_told(name: str, tmp_path: Path) -> None:
    """Outside of the folder or missing: the frame stays, without its picture."""
    path = busy(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if b'"storage":"image"' in line)
    frame = json.loads(lines[place])

    imported = edited(path, {place: json.dumps({**frame, "file": name}).encode() + b"\n"})

    assert imported.recording.frames["storage"][frame["frame"]] == Storage.NONE
    assert len(imported.report.lost) == 1


def test_a_picture_that_is_another_is_told(tmp_path: Path) -> None:
    """Its digest is in the line."""
    path = busy(tmp_path)
    picture = min((tmp_path / "a.jsonl.files" / "frames").iterdir())
    picture.write_bytes(picture.read_bytes() + b"x")

    lost = import_recording(path).report.lost

    assert "not the picture that was written" in lost[0]


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_any_changed_bytes_are_read_or_told(data: st.DataObject) -> None:
    """Never a crash, and what is left can be written to a container."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = busy(folder)
        damaged = bytearray(path.read_bytes())
        for _ in range(4):
            damaged[data.draw(st.integers(60, len(damaged) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(damaged)

        with contextlib.suppress(FormatError), import_recording(path).recording as recording:
            write_recording(recording, folder / "b.replay", archive=False)
