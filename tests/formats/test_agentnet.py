"""The importer of AgentNet and DuckTrack, on what their folders may hold."""

import json
import math
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from formats.errors import FormatError, UnknownFormatError, UnsupportedError
from formats.model.streams import button_name
from formats.model.time import NS_PER_S
from formats.registry import detect, import_recording, open_recording
from tests.formats.agentnet_folders import ELEMENT, EVENTS, METADATA, lines, write_folder


def test_names_and_hardware_are_private(tmp_path: Path) -> None:
    """What tells a person or a machine stands in the private part, and nowhere else."""
    name = "2024-11-05_jo.doe+x@example.org_2c05b837-8d5c-4c1e-9b53-7a1d9a3c5e11"
    header = import_recording(write_folder(tmp_path / name)).recording.header

    assert header.private.names["folder"] == name
    assert header.private.names["e-mail"].endswith("jo.doe+x@example.org")
    told = {"node", "id", "model", "release", "version", "machine", "processor"}
    assert set(header.private.hardware) == told
    assert not told & set(header.details)
    assert "example.org" not in json.dumps([header.details, header.task, header.recording_id])
    assert header.recording_id == "2c05b837-8d5c-4c1e-9b53-7a1d9a3c5e11"


def test_the_task_is_read(tmp_path: Path) -> None:
    """AgentNet's task name and description, or DuckTrack's description."""
    folder = write_folder(tmp_path / "a")
    (folder / "task_name.json").write_text('{"task_name": " Buy milk ", "description": "two bottles"}')
    other = write_folder(tmp_path / "b")
    (other / "README.md").write_text("Write a letter\n")

    assert import_recording(folder).recording.header.task == "Buy milk\ntwo bottles"
    assert import_recording(other).recording.header.task == "Write a letter"


def test_every_stream_of_a_made_folder(tmp_path: Path) -> None:
    """Rows, markers for pauses, elements with role and rectangle, and unknown things in other."""
    extra = {"time_stamp": 1003.5, "action": "gesture", "fingers": 3}
    fields = {"time_stamp": 1003.6, "action": "move", "x": 1, "y": 2, "pressure": 0.5}
    folder = write_folder(
        tmp_path / "r",
        events=[*EVENTS, extra, fields],
        element=lines([ELEMENT]),
        top_window=lines([{"time_stamp": 1000.2, "top_window_name": "explorer"}]),
        html=lines([{"url": "about:blank"}]),
    )
    imported = import_recording(folder)
    recording = imported.recording

    keys = list(recording.events("key").records())
    assert [(k["key"], k["modifiers"]) for k in keys[:4]] == [
        ("Shift", ["Shift"]),
        ("A", ["Shift"]),
        ("A", ["Shift"]),
        ("Shift", []),
    ]
    assert recording.events("button").column("pressed").tolist() == [1, 0]
    assert recording.events("scroll").column("dy").tolist() == [-2]
    markers = {m["name"]: m["payload"] for m in recording.events("marker").records()}
    assert {"pause", "resume", "Save"} == set(markers)
    element = json.loads(markers["Save"])
    assert (element["role"], element["rectangle"]) == ("ButtonControl", [5, 10, 20, 30])
    assert element["named"] == [{"name": "disk", "role": "ImageControl"}]
    other = {o["kind"]: json.loads(o["payload"]) for o in recording.events("other").records()}
    assert other["gesture"] == extra
    assert other["move fields"] == {"pressure": 0.5}
    assert other["html"] == {"url": "about:blank"}
    assert other["key"] == {"name": None, "pynput_key": "<255>"}
    assert recording.events("window").record(0)["app"] == "explorer"
    assert recording.complete
    # The first thing is the window change: without a video its declared start is nobody's time.
    assert recording.events("window").t[0] == 0


def test_a_tree_of_macos_is_understood(tmp_path: Path) -> None:
    """Names, roles and frames of macOS, the frame as Python's notation of a dict."""
    child = {"AXTitle": "Bold", "AXRole": "AXButton", "AXFrame": "{'x': 1.5, 'y': -2.0, 'w': 3.0, 'h': 4.0}"}
    tree = {"AXRole": "AXGroup", "AXDescription": "toolbar", "AXColumns": [child]}
    folder = write_folder(tmp_path / "r", element=lines([{"time_stamp": 1000.6, "a11y_tree": tree}]))

    marker = import_recording(folder).recording.events("marker").record(0)

    assert marker["name"] == "toolbar"
    assert json.loads(marker["payload"])["named"] == [
        {"name": "Bold", "role": "AXButton", "rectangle": [1.5, -2, 3, 4]}
    ]


def test_what_real_files_do_is_survived_and_counted(tmp_path: Path) -> None:
    """Sentinels, negative positions, duplicates, disorder, unknown buttons: kept, and told."""
    move = {"time_stamp": 1001.0, "action": "move", "x": 1, "y": 1}
    events = [
        move,
        move,
        {"time_stamp": 1000.0, "action": "move", "x": 65535, "y": 65535},
        {"time_stamp": 1002.0, "action": "move", "x": -1919.5, "y": -3},
        {"time_stamp": 1003.0, "action": "click", "x": 0, "y": 0, "button": "button8", "pressed": True},
        {"time_stamp": 1004.0, "action": "click", "x": 0, "y": 0, "button": "unknown", "pressed": True},
    ]
    imported = import_recording(write_folder(tmp_path / "r", events=events))
    pointer = imported.recording.events("pointer")
    counts = imported.report.counts

    assert counts["exact duplicates"] == 1
    assert counts["out of order"] == 1
    assert counts["negative positions, kept"] == 1
    assert counts["positions (65535, 65535), which mean unknown"] == 1
    assert len(pointer) == 4
    assert math.isnan(pointer.column("x")[0])
    assert pointer.column("x")[3] == -1919.5
    assert pointer.rows["seq"].tolist()[1:3] == sorted(pointer.rows["seq"].tolist()[1:3])
    assert [button_name(b) for b in imported.recording.events("button").column("button")] == [
        "back",
        "button 255",
    ]


def test_a_cut_line_and_a_broken_line_are_told_by_number(tmp_path: Path) -> None:
    """Everything else is read, and the recording says that it is not complete."""
    text = lines(EVENTS)
    rows = text.splitlines(keepends=True)
    broken = "".join([*rows[:2], "{not json}\n", *rows[2:]])[:-20]
    imported = import_recording(write_folder(tmp_path / "r", events=broken))

    assert (
        sum(imported.report.read[name] for name in ("pointer", "button", "scroll", "key")) == len(EVENTS) - 3
    )
    assert not imported.recording.complete
    told = " ".join(imported.recording.problems)
    assert "events.jsonl line 3: no JSON" in told
    assert f"events.jsonl line {len(EVENTS) + 1}: the file ends inside this line" in told


@pytest.mark.parametrize("name", ["events.jsonl", "element.jsonl", "task_name.json"])
@pytest.mark.parametrize("text", ["gAAAAABlYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo=\n", "encrypted\ngAAA"])
def test_encrypted_files_are_refused_in_one_line(tmp_path: Path, name: str, text: str) -> None:
    """It is said which file it is, and what to do."""
    folder = write_folder(tmp_path / "r")
    (folder / name).write_text(text)

    with pytest.raises(UnsupportedError, match=f"{name} is encrypted") as caught:
        open_recording(folder)

    assert "\n" not in str(caught.value)
    assert "move this file away" in str(caught.value) or name == "events.jsonl"


@pytest.mark.parametrize("data", [b"q83v" * 100, b"0f3c" * 40 + b"\n", bytes(range(256)) * 4])
def test_what_any_encryption_leaves_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    """Base64, hexadecimal digits and plain bytes; text that is damaged at its beginning is not that."""
    folder = write_folder(tmp_path / "r")
    (folder / "element.jsonl").write_bytes(data)

    with pytest.raises(UnsupportedError, match=r"element\.jsonl is no JSON and seems to be encrypted"):
        open_recording(folder)

    (folder / "element.jsonl").write_text('"time_stamp": 1000.6, "a11y_tree": null}\n' * 9)
    assert open_recording(folder).streams["pointer"].rows == 2


def test_the_events_file_itself_names_the_recording(tmp_path: Path) -> None:
    """Pointing at events.jsonl is pointing at its folder."""
    folder = write_folder(tmp_path / "r")

    assert detect(folder) == detect(folder / "events.jsonl") == "agentnet"
    assert import_recording(folder / "events.jsonl").recording.header.private.hardware["node"] == "desk-of-jo"


def test_other_folders_are_not_taken_for_recordings(tmp_path: Path) -> None:
    """A folder needs events of this shape; other recorders call their file the same."""
    (tmp_path / "empty").mkdir()
    other = tmp_path / "other"
    other.mkdir()
    (other / "events.jsonl").write_text('{"t": 1, "k": "move"}\n')

    for folder in (tmp_path / "empty", other):
        with pytest.raises(UnknownFormatError, match="this folder holds no recording"):
            detect(folder)


def test_a_missing_metadata_file_loses_only_itself(tmp_path: Path) -> None:
    """Events are read without it."""
    imported = import_recording(write_folder(tmp_path / "r", metadata=None))

    assert "metadata.json is missing" in imported.report.lost
    assert imported.report.read["pointer"] == 2


def little_video(path: Path, pictures: int = 20) -> None:
    av = pytest.importorskip("av", reason="PyAV is in the extra 'video'")
    with path.open("wb") as file, av.open(file, "w", format="mp4") as out:
        stream = out.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(pictures):
            pixels = np.full((48, 64, 3), 0 if number % 4 < 2 else 200, np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")):
                out.mux(packet)
        for packet in stream.encode():
            out.mux(packet)


def test_pauses_lie_between_the_pictures(tmp_path: Path) -> None:
    """The video stands still while recording is paused, and its later pictures come that much later."""
    folder = write_folder(tmp_path / "r")
    little_video(folder / "video.mp4")
    imported = import_recording(folder)
    frames = imported.recording.frames
    seconds = frames["t"] / NS_PER_S

    # Video time 1.3 s is the pause at 1001.3, which lasts two seconds.
    assert frames["pts"][0] == 0
    assert seconds[0] == 0
    before, after = seconds[seconds < 1.3], seconds[seconds >= 1.3]
    assert len(before)
    assert after.min() >= 3.3
    assert any("stood still for 2.000 s in 1 pauses" in told for told in imported.report.guessed)
    imported.recording.close()


def test_without_pyav_events_and_the_video_itself_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report and the recording say what to install; the video's bytes are kept."""
    folder = write_folder(tmp_path / "r")
    little_video(folder / "video.mp4")
    monkeypatch.setitem(sys.modules, "av", None)
    imported = import_recording(folder)
    recording = imported.recording

    assert len(recording.frames) == 0
    assert recording.streams["pointer"].rows == 2
    with recording.videos[0].open() as file:
        assert file.read() == (folder / "video.mp4").read_bytes()
    assert any("pip install 'replay-desk[video]'" in told for told in imported.report.lost)
    assert any("pip install 'replay-desk[video]'" in told for told in recording.problems)


def test_a_broken_video_loses_only_its_pictures(tmp_path: Path) -> None:
    """Events are read; the recording says what is wrong."""
    pytest.importorskip("av", reason="PyAV is in the extra 'video'")
    folder = write_folder(tmp_path / "r")
    (folder / "video.mp4").write_bytes(b"no video at all" * 100)
    imported = import_recording(folder)

    assert imported.report.read["pointer"] == 2
    assert any("none of its pictures can be shown" in told for told in imported.recording.problems)


def test_the_times_of_a_longer_recording_are_not_believed(tmp_path: Path) -> None:
    """A part cut out of a recording keeps OBS's times of the whole; they are told and not used."""
    metadata = {**METADATA, "obs_record_state_timings": {"OBS_WEBSOCKET_OUTPUT_STARTED": [400.0]}}
    folder = write_folder(tmp_path / "r", metadata=metadata)
    little_video(folder / "video.mp4")

    imported = import_recording(folder)

    assert any("the recording that this one was cut from" in told for told in imported.report.guessed)
    assert imported.recording.frames["t"][0] == 0
    imported.recording.close()


def test_a_line_longer_than_the_limit_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never held whole, and the lines after it are read."""
    monkeypatch.setattr("formats.sources.lines.LINE_BYTES", 1 << 20)
    text = lines(EVENTS[:1]) + '{"a": "' + "x" * (5 << 20) + '"}\n' + lines(EVENTS[1:2])
    imported = import_recording(write_folder(tmp_path / "r", events=text))

    assert imported.report.read["pointer"] == 2
    assert "line 2: longer than" in imported.report.lost[0]


def test_importing_again_gives_the_same(tmp_path: Path) -> None:
    """Ids and rows depend on the folder alone."""
    folder = write_folder(tmp_path / "r", element=lines([ELEMENT]))
    copy = tmp_path / "elsewhere" / "r"
    shutil.copytree(folder, copy)

    first, second = import_recording(folder).recording, import_recording(copy).recording

    assert first.header == second.header
    for name in first.streams:
        assert first.events(name).rows.tobytes() == second.events(name).rows.tobytes()


def test_an_unreadable_folder_is_one_line(tmp_path: Path) -> None:
    """A path that is not there is said to be not there."""
    with pytest.raises(FormatError, match="there is no such file"):
        open_recording(tmp_path / "nowhere")
