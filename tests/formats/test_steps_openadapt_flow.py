"""The importer of step folders on openadapt-flow recordings, made up as their recorders write them."""

import json
from pathlib import Path
from typing import Any

from formats.model.time import NS_PER_S
from formats.registry import import_recording
from tests.formats.step_folders import (
    HEIGHT,
    WIDTH,
    write_flow,
)
from tests.formats.step_readings import labels, markers, read

FLOW: list[tuple[dict[str, Any], str]] = [
    ({"kind": "click", "x": 10, "y": 20}, "click left (10, 20)"),
    ({"kind": "double_click", "x": 10, "y": 20}, "double click left (10, 20)"),
    ({"kind": "right_click", "x": 10, "y": 20}, "click right (10, 20)"),
    ({"kind": "drag", "x": 10, "y": 20, "end_x": 60, "end_y": 70}, "drag left (10, 20) to (60, 70)"),
    ({"kind": "scroll", "dx": 0, "dy": 400}, "scroll down 400 (60, 70)"),
    ({"kind": "scroll", "dx": 30, "dy": 0}, "scroll right 30 (60, 70)"),
    ({"kind": "type", "text": "Jane Roe, knee", "param": "note"}, 'type "Jane Roe, knee"'),
    ({"kind": "key", "key": "Enter"}, "key Enter"),
    ({"kind": "key", "key": "Control+a"}, "hotkey Ctrl+A"),
    ({"kind": "hotkey", "modifiers": ["Control", "Shift"], "key": "T"}, "hotkey Ctrl+Shift+T"),
]


def test_events_of_openadapt_flow_come_back_as_actions(tmp_path: Path) -> None:
    """Every kind that its recorder writes."""
    recording = read(write_flow(tmp_path, *(event for event, _ in FLOW)))

    assert labels(recording) == [label for _, label in FLOW]


def test_frames_lie_around_each_step(tmp_path: Path) -> None:
    """Before it, and after it; the next one before shows no change."""
    recording = read(write_flow(tmp_path, *[{"kind": "click", "x": 1, "y": 2}] * 2))

    half = NS_PER_S // 2
    assert recording.frames["t"].tolist() == [0, 1, half, half + 1]
    assert recording.frames["changed"].tolist() == [1, 1, 0, 1]
    assert recording.events("pointer").t.tolist() == [0, half]
    assert recording.header.clocks[0].origin_ns == half


def test_a_recording_without_its_metadata_is_read(tmp_path: Path) -> None:
    """Its steps and pictures are all there; what is missing is told."""
    folder = write_flow(tmp_path, {"kind": "click", "x": 10, "y": 20})
    (folder / "meta.json").unlink()

    imported = import_recording(folder)

    assert labels(imported.recording) == ["click left (10, 20)"]
    assert "meta.json: there is no such file" in imported.report.lost[0]


def test_parameters_and_addresses_are_private(tmp_path: Path) -> None:
    """What was typed is kept as recorded; the header names it in its private part alone."""
    recording = read(write_flow(tmp_path, {"kind": "type", "text": "Jane Roe, knee", "param": "note"}))
    header = recording.header

    assert recording.events("text").texts("string").tolist() == ["Jane Roe, knee"]
    assert markers(recording) == [("step", {"param": "note"})]
    assert header.private.names["params"] == {"note": "Jane Roe, knee"}
    assert header.private.names["app_url"] == "http://records.clinic.example/"
    public = json.dumps([header.details, header.task])
    assert "Jane" not in public
    assert "clinic" not in public
    assert header.details["param_names"] == ["note"]
    assert header.recording_id == "18088720-baa3-47c9-b6fa-e136362ddfa0"


def test_a_secret_that_was_not_recorded_is_told(tmp_path: Path) -> None:
    """It was typed, and there is no text."""
    imported = import_recording(
        write_flow(
            tmp_path, {"kind": "type", "param": "password", "secret": True}, {"kind": "key", "key": "Tab"}
        )
    )

    assert ("secret typed", {"param": "password"}) in markers(imported.recording)
    assert imported.report.counts["texts that were secret and not recorded"] == 1
    assert labels(imported.recording) == ["key Tab"]


def test_pages_and_elements_of_openadapt_flow(tmp_path: Path) -> None:
    """Titles are windows, addresses and elements are markers; what stays the same is told once."""
    step = {
        "kind": "click",
        "x": 1,
        "y": 2,
        "structural": {"selector": "#go", "role": "button", "name": "Go"},
        "title_before": "Home",
        "title_after": "List",
        "url_before": "http://a/",
        "url_after": "http://a/list",
    }
    recording = read(
        write_flow(tmp_path, step, {**step, "title_before": "List", "url_before": "http://a/list"})
    )

    assert recording.events("window").texts("title").tolist() == ["Home", "List"]
    assert [name for name, _ in markers(recording)] == ["url", "Go", "url", "Go"]


def test_a_viewport_is_not_its_pictures(tmp_path: Path) -> None:
    """On a display of twice the density, positions are turned into the picture's pixels."""
    recording = read(write_flow(tmp_path, {"kind": "click", "x": 10, "y": 20}, size=(WIDTH * 2, HEIGHT * 2)))

    assert labels(recording) == ["click left (20, 40)"]
    assert recording.header.details["coordinates"].startswith("pixels of a viewport of 200x100")
