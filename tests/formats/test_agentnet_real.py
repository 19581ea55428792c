"""The importer of AgentNet and DuckTrack on real recordings, row by row."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formats.importers.agentnet import importer
from formats.model.report import PICTURES_AGAIN, Imported
from formats.model.time import NS_PER_S
from tests.data import real


@pytest.fixture(scope="module")
def agentnet() -> Iterator[Imported]:
    pytest.importorskip("av", reason="PyAV is in the extra 'video'")
    imported = importer.open_recording(real("agentnet", "recording"))
    yield imported
    imported.recording.close()


@pytest.fixture(scope="module")
def ducktrack() -> Imported:
    return importer.open_recording(real("ducktrack", "recording"))


def source_events(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]


def as_source(stream: str, record: dict[str, Any]) -> tuple[Any, ...]:
    """Return a row in the words of the source, without its time."""
    if stream == "pointer":
        return ("move", record["x"], record["y"])
    if stream == "button":
        return ("click", record["x"], record["y"], record["button"], record["pressed"])
    if stream == "scroll":
        return ("scroll", record["x"], record["y"], record["dx"], record["dy"])
    return ("press" if record["pressed"] else "release",)


def in_source(event: dict[str, Any]) -> tuple[Any, ...]:
    names = {"move": "xy", "click": ("x", "y", "button", "pressed"), "scroll": ("x", "y", "dx", "dy")}
    return (event["action"], *(event[name] for name in names.get(event["action"], ())))


@pytest.mark.parametrize("which", ["agentnet", "ducktrack"])
def test_every_real_event_is_there_in_order(which: str, request: pytest.FixtureRequest) -> None:
    """Each line of the source is one row, with its values, its time to the nanosecond, and its place."""
    imported: Imported = request.getfixturevalue(which)
    events = source_events(real(which, "recording"))
    origin_ns = imported.recording.header.clocks[0].origin_ns

    rows: list[tuple[int, int, tuple[Any, ...]]] = []
    for stream in ("pointer", "button", "scroll", "key"):
        records = imported.recording.events(stream).records()
        rows += [(record["seq"], record["t_ns"], as_source(stream, record)) for record in records]
    rows.sort()

    assert [row[2] for row in rows] == [in_source(event) for event in events]
    due = np.array([event["time_stamp"] for event in events]) * NS_PER_S - origin_ns
    assert np.abs(np.array([row[1] for row in rows]) - due).max() < 100


def test_the_real_typing_reads_as_words(ducktrack: Imported) -> None:
    """The keys of the real recording spell what was typed."""
    keys = [record for record in ducktrack.recording.events("key").records() if record["pressed"]]

    assert "".join(k["key"] for k in keys if len(k["key"]) == 1) == "wikipediatransformer model"
    assert all(
        k["code"] == "Enter" or k["code"].removeprefix("Key").lower() in (k["key"], "space") for k in keys
    )


def test_sub_pixel_positions_are_exact(ducktrack: Imported) -> None:
    """Positions of 1/256 pixel survive as they came."""
    source = [event for event in source_events(real("ducktrack", "recording")) if event["action"] == "move"]
    pointer = ducktrack.recording.events("pointer")

    assert pointer.column("x").tolist() == [event["x"] for event in source]
    assert pointer.column("y").tolist() == [event["y"] for event in source]


def test_the_stop_hotkey_of_the_real_recording_has_codes(agentnet: Imported) -> None:
    """Control, Alt and a key that is told only by its number."""
    keys = list(agentnet.recording.events("key").records())

    assert [key["code"] for key in keys] == ["ControlLeft", "AltLeft", "KeyT", "KeyT"]
    assert keys[2]["modifiers"] == ["Control", "Alt"]


def test_the_video_lists_the_pictures_that_differ(agentnet: Imported) -> None:
    """Frames have the video's own times, counted from its declared start, and show what it shows."""
    recording = agentnet.recording
    frames = recording.frames
    start_ns = next(-clock.origin_ns for clock in recording.header.clocks if clock.name == "video")
    numerator, denominator = recording.videos[0].time_base
    due = start_ns + frames["pts"] * numerator * NS_PER_S // denominator

    assert 2_000 < len(frames) < 3_678
    assert len(frames) + agentnet.report.counts[PICTURES_AGAIN] == 3_678
    assert 0 < frames["changed"].sum() < len(frames)
    assert np.abs(frames["t"] - due).max() <= 1
    assert recording.pixels(700).shape == (718, 1276, 3)
    assert recording.videos[0].size_bytes == next(real("agentnet", "recording").glob("*.mp4")).stat().st_size
    assert any("video_start_timestamp" in told and "+0.504 s" in told for told in agentnet.report.guessed)


def test_windows_and_elements_are_there(agentnet: Imported) -> None:
    """Window changes are rows, elements are markers by their names, and their trees are kept whole."""
    recording = agentnet.recording
    folder = real("agentnet", "recording")
    trees = {name: (folder / name).read_text().splitlines() for name in ("a11y.jsonl", "element.jsonl")}

    assert recording.events("window").texts("app").tolist()[0] == "agentnet-annotator"
    names = recording.events("marker").texts("name").tolist()
    assert len(names) == sum(map(len, trees.values()))
    assert "Night light" in names
    others = list(recording.events("other").records())
    for name, source in trees.items():
        kept = [json.loads(other["payload"]) for other in others if other["kind"] == Path(name).stem]
        assert kept == [json.loads(line) for line in source]


def test_a_changed_resolution_is_told_and_not_invented(agentnet: Imported) -> None:
    """Positions beyond the declared display are kept, and the display stays what was declared."""
    displays = list(agentnet.recording.events("display").records())

    assert [(d["width"], d["height"]) for d in displays] == [(1366, 768)]
    assert agentnet.recording.events("pointer").column("y").max() == 1592
    assert any(
        "its resolution was changed or there is another display" in told for told in agentnet.report.guessed
    )
