"""The importer of step folders on real recordings, step by step against the raw files."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formats.importers.steps.importer import sniff
from formats.model.report import Imported
from formats.model.time import NS_PER_S
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import detect, import_recording, importer
from replay.core.actions import reduce_actions
from tests.data import real

PLACES = {
    "pc-tracker": ("pc-tracker", "events"),
    "openadapt-flow": ("openadapt-flow", "mockmed-showcase"),
    "screenagent": ("screenagent", "0b9e0fd926ba4caa8751484f931aefbd"),
}


@pytest.fixture(scope="module", params=list(PLACES))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def imported(kind: str) -> Iterator[Imported]:
    found = import_recording(real(*PLACES[kind]))
    yield found
    found.recording.close()


def reduced(imported: Imported) -> list[dict[str, Any]]:
    """Return the actions with what a source tells of them, without waits."""
    actions = reduce_actions(imported.recording)
    records = [actions.record(row) for row in range(len(actions))]
    told = ("kind", "x", "y", "x2", "y2", "button", "text", "keys")
    return [
        {name: record[name] for name in told if name in record}
        for record in records
        if record["kind"] != "wait"
    ]


def click(x: float, y: float) -> dict[str, Any]:
    return {"kind": "click", "x": x, "y": y, "button": "left"}


def pc_tracker(folder: Path) -> tuple[list[dict[str, Any]], list[int], int]:
    """Return actions, times in nanoseconds, and number of pictures, counted from the raw file."""
    steps = [json.loads(line) for line in next(folder.glob("*.jsonl")).read_text().splitlines()]
    actions: list[dict[str, Any]] = []
    for step in steps:
        if found := re.fullmatch(r"click \((\d+), (\d+)\)", step["action"]):
            actions.append(click(int(found[1]), int(found[2])))
        elif step["action"].startswith("type text: "):
            actions.append({"kind": "type", "text": step["action"][11:]})
    stamps = [datetime.strptime(step["timestamp"], "%Y-%m-%d_%H:%M:%S") for step in steps]
    times = [round((stamp - stamps[0]).total_seconds()) * NS_PER_S for stamp in stamps]
    return actions, times, len(list((folder / "screenshot").glob("*.png")))


def openadapt_flow(folder: Path) -> tuple[list[dict[str, Any]], list[int], int]:
    steps = [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]
    actions = [
        click(step["x"], step["y"]) if step["kind"] == "click" else {"kind": "type", "text": step["text"]}
        for step in steps
    ]
    times = [round((step["t"] - steps[0]["t"]) * 1000) * 1_000_000 for step in steps]
    return actions, times, len(list((folder / "frames").glob("*.png")))


def screenagent(folder: Path) -> tuple[list[dict[str, Any]], list[int], int]:
    actions: list[dict[str, Any]] = []
    times = []
    pointer = (0, 0)
    for path in sorted(folder.glob("*.json")):
        stamp = datetime.strptime(path.name[:26], "%Y-%m-%d_%H-%M-%S-%f").replace(tzinfo=UTC)
        times.append(round(stamp.timestamp() * 1e6) * 1000)
        for action in json.loads(path.read_text())["actions"]:
            place = action.get("mouse_position")
            kind = action.get("mouse_action_type")
            if kind == "click":
                actions.append(click(place["width"], place["height"]))
            elif kind == "drag":
                ends = {"x": pointer[0], "y": pointer[1], "x2": place["width"], "y2": place["height"]}
                actions.append({"kind": "drag", **ends, "button": "left"})
            elif action.get("keyboard_text"):
                actions.append({"kind": "type", "text": action["keyboard_text"]})
            elif action.get("keyboard_key"):
                actions.append({"kind": "hotkey", "keys": "Ctrl+S"})
            if place:
                pointer = (place["width"], place["height"])
    return actions, [at - times[0] for at in times], len(list((folder / "images").glob("*.jpg")))


COUNTED = {"pc-tracker": pc_tracker, "openadapt-flow": openadapt_flow, "screenagent": screenagent}


def test_the_real_steps_come_back_as_actions(kind: str, imported: Imported) -> None:
    """One for one: kinds, positions, buttons, texts and keys, in their order."""
    actions, _, _ = COUNTED[kind](real(*PLACES[kind]))

    assert len(actions) > 5
    assert reduced(imported) == actions


def test_the_real_steps_keep_their_times(kind: str, imported: Imported) -> None:
    """Every event lies at its step's own time, and nothing between."""
    _, times, _ = COUNTED[kind](real(*PLACES[kind]))
    recording = imported.recording

    found = {at for name in recording.streams if name != "frame" for at in recording.events(name).t.tolist()}
    assert found <= set(times)
    assert recording.duration_ns in {times[-1], times[-1] + 1}


def test_the_real_pictures_are_all_there(kind: str, imported: Imported) -> None:
    """Each once, as it came, and each is seen at some instant."""
    _, _, pictures = COUNTED[kind](real(*PLACES[kind]))
    frames = imported.recording.frames

    assert len(frames) == pictures
    assert len(set(frames["t"].tolist())) == pictures
    files = {path.read_bytes() for path in real(*PLACES[kind]).rglob("*") if path.suffix in {".png", ".jpg"}}
    encoded = [imported.recording.encoded(frame) for frame in range(pictures)]
    assert {picture.data for picture in encoded if picture} == files
    assert imported.report.counts["pictures missing"] == 0
    assert imported.report.counts["out of display"] == 0


def test_the_frames_before_a_real_step_show_what_it_was_done_on(kind: str, imported: Imported) -> None:
    """The screen at a click's time is its picture before: the file's own link, not the nearest time."""
    recording = imported.recording
    folder = real(*PLACES[kind])
    at = int(recording.events("button").t[0])
    shown = recording.encoded(int(np.searchsorted(recording.frames["t"], at, side="right")) - 1)

    first = {
        "pc-tracker": "screenshot/20241126_161519_1.png",
        "openadapt-flow": "frames/0000_before.png",
        "screenagent": "images/2023-12-23_16-25-01-997518.jpg",
    }
    assert shown is not None
    assert shown.data == (folder / first[kind]).read_bytes()


def test_a_real_recording_survives_the_container(kind: str, imported: Imported, tmp_path: Path) -> None:
    """Rows, strings, pictures and header are the same when they are read back."""
    recording = imported.recording
    write_recording(recording, tmp_path / "a.replay")

    with Reader(tmp_path / "a.replay") as back:
        assert back.header == recording.header
        assert list(back.streams) == list(recording.streams)
        for name in recording.streams:
            if name != "frame":
                assert list(back.events(name).records()) == list(recording.events(name).records())
        for name in ("t", "seq", "width", "height", "changed"):
            assert back.frames[name].tolist() == recording.frames[name].tolist()
        assert np.array_equal(back.pixels(0), recording.pixels(0))


def test_nothing_of_a_real_step_is_lost(kind: str, imported: Imported) -> None:
    """Each text that a step holds is found in a stream, and nothing had to be kept unread."""
    recording = imported.recording
    texts = [*recording.events("text").texts("string"), *recording.events("marker").texts("payload")]
    texts += [*recording.events("marker").texts("name"), recording.header.task]
    found = " ".join(map(str, texts))

    assert "other" not in recording.streams
    words = {
        "pc-tracker": ("Blank Presentation", "Hello, world", "marked_screenshot", "create a new blank slide"),
        "openadapt-flow": ("nurse.demo", "mockmed-demo-pass", '"param": "note"'),
        "screenagent": ("need_retry", "Learning with Robots", "send_prompt", "LLM_response_editer_zh"),
    }
    assert all(word in found for word in words[kind])


def test_real_parameters_are_private(imported: Imported, kind: str) -> None:
    """Only openadapt-flow names values of its parameters; none of them is in the open part."""
    header = imported.recording.header

    assert ("params" in header.private.names) == (kind == "openadapt-flow")
    assert "three months" not in json.dumps([header.details, header.task])


def test_no_other_real_recording_is_taken() -> None:
    """Nor do others take these."""
    root = real("README.md").parent
    own = [root.joinpath(*place) for place in PLACES.values()]
    taken = set()
    for path in [*root.rglob("*"), *own]:
        head = b"" if path.is_dir() else path.read_bytes()[:4096]
        if sniff(path, head):
            taken.add(path)
            assert detect(path) == "steps"
            assert not importer("agentnet").sniff(path, head)

    assert set(own) <= taken
    # The folder above the events, and the files of steps themselves.
    assert all(
        any(place in {path, *path.parents} for place in own) or path == own[0].parent for path in taken
    )
