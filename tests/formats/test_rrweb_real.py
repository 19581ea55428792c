"""The importer of rrweb on a real recording, against the raw file."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from formats.importers.rrweb import importer
from formats.model.report import Imported
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import detect, import_recording
from replay.core.actions import reduce_actions
from tests.data import real


@pytest.fixture(scope="module")
def source() -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = json.loads(real("rrweb", "events.json").read_bytes())
    return events


@pytest.fixture(scope="module")
def imported() -> Imported:
    return importer.open_recording(real("rrweb", "events.json"))


def test_every_real_position_is_there_at_its_time(source: list[dict[str, Any]], imported: Imported) -> None:
    """Each batched position is a row; together they are in order of time."""
    expected = [
        ((e["timestamp"] + p["timeOffset"] - source[0]["timestamp"]) * 1_000_000, p["x"], p["y"])
        for e in source
        if e["type"] == 3 and e["data"]["source"] == 1
        for p in e["data"]["positions"]
    ]
    rows = [(r["t_ns"], r["x"], r["y"]) for r in imported.recording.events("pointer").records()]

    assert rows == sorted(expected, key=lambda row: row[0])


def test_every_real_click_is_one_action(source: list[dict[str, Any]], imported: Imported) -> None:
    """The clicks of the file, and no other ones."""
    clicks = [e for e in source if e["type"] == 3 and e["data"]["source"] == 2 and e["data"]["type"] == 2]
    actions = reduce_actions(imported.recording)
    found = [actions.record(n) for n in range(len(actions)) if "click" in actions.kind(n)]

    assert [(a["x"], a["y"]) for a in found] == [(e["data"]["x"], e["data"]["y"]) for e in clicks]
    ends = [(e["timestamp"] - source[0]["timestamp"]) * 1_000_000 for e in clicks]
    assert [a["end_ns"] for a in found] == ends


def test_every_other_real_event_is_kept_as_it_came(source: list[dict[str, Any]], imported: Imported) -> None:
    """What gives no rows of its own, or more than rows can hold, stands in other."""
    kept = Counter(row["payload"] for row in imported.recording.events("other").records())
    told = Counter(
        json.dumps(e) for e in source if e["type"] == 2 or (e["type"] == 3 and e["data"]["source"] != 1)
    )

    assert Counter(json.dumps(json.loads(payload)) for payload in kept.elements()) == told


def test_the_real_recording_survives_the_container(tmp_path: Path, imported: Imported) -> None:
    """Detected by its content, reported, and equal in a .replay file."""
    path = real("rrweb", "events.json")
    assert detect(path) == "rrweb"
    counts = import_recording(path).report.counts
    assert counts["out of display"] == counts["unbalanced buttons"] == 0
    write_recording(imported.recording, tmp_path / "a.replay")

    with Reader(tmp_path / "a.replay") as copy:
        assert copy.header == imported.recording.header
        for stream in imported.recording.streams:
            assert list(copy.events(stream).records()) == list(imported.recording.events(stream).records())
