"""The importer of rrweb: whatever the events are wrapped in, and files that are damaged."""

import gzip
import json
import math
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.errors import DamagedError, FormatError
from formats.importers.rrweb import importer
from formats.model.report import ImportOptions
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import detect
from tests.formats.hostile_imports import replace_somewhere
from tests.formats.rrweb_events import change, event, meta, mouse, snapshot, take, typed

EVENTS = [
    meta(),
    snapshot(1),
    mouse(1, 2),
    mouse(0, 3),
    mouse(2, 3),
    typed("hello", 4),
    change(1, 5, positions=[{"x": 1, "y": 2, "id": 9, "timeOffset": 0}]),
    change(3, 6, id=1, x=0, y=40),
    change(0, 7, texts=[{"id": 5, "value": "b"}], attributes=[], removes=[{"parentId": 1, "id": 6}], adds=[]),
    event(5, {"tag": "$pageview", "payload": {"href": "https://shop.test/c"}}, 8),
    change(4, 9, width=500, height=400),
]


def squeezed(value: Any) -> str:
    """Return JSON compressed as PostHog has it: the bytes of gzip as characters."""
    return gzip.compress(json.dumps(value).encode()).decode("latin-1")


def posthog() -> list[dict[str, Any]]:
    """Return the events with documents and changes compressed one by one."""
    events: list[dict[str, Any]] = json.loads(json.dumps(EVENTS))
    for one in events:
        if one["type"] == 2:
            one.update(cv="2024-10", data=squeezed(one["data"]))
        elif one["type"] == 3 and one["data"]["source"] == 0:
            names = ("texts", "attributes", "removes", "adds")
            one.update(cv="2024-10", data={**one["data"], **{n: squeezed(one["data"][n]) for n in names}})
    return events


def lines(values: list[Any]) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


WRAPPED: dict[str, Callable[[], bytes]] = {
    "array": lambda: json.dumps(EVENTS).encode(),
    "indented": lambda: b"\xef\xbb\xbf" + json.dumps(EVENTS, indent=2).encode(),
    "lines": lambda: lines(EVENTS).encode(),
    "gzip": lambda: gzip.compress(lines(EVENTS).encode()),
    "zstd": lambda: zstandard.compress(json.dumps(EVENTS).encode()),
    "highlight": lambda: json.dumps({"events": EVENTS}).encode(),
    "sentry": lambda: json.dumps([EVENTS[:3], EVENTS[3:]]).encode(),
    "sentry segments": lambda: b'{"segment_id":0}\n' + json.dumps(EVENTS).encode(),
    "strings": lambda: json.dumps([json.dumps(one) for one in EVENTS]).encode(),
    "string lines": lambda: lines([json.dumps(one) for one in EVENTS]).encode(),
    "one string": lambda: json.dumps({"id": 7, "events": json.dumps(EVENTS)}).encode(),
    "times as strings": lambda: json.dumps(
        [{**one, "timestamp": str(one["timestamp"])} for one in EVENTS]
    ).encode(),
    "packer": lambda: json.dumps(
        [zlib.compress(json.dumps({**one, "v": "v1"}).encode()).decode("latin-1") for one in EVENTS]
    ).encode(),
    "posthog blocks": lambda: lines([{"window_id": "w", "data": posthog()}]).encode(),
    "posthog lines": lambda: lines([["w", one] for one in posthog()]).encode(),
    "posthog export": lambda: json.dumps(
        {"version": "2023-04-28", "data": {"person": {"name": "Jo"}, "snapshots": posthog()}}
    ).encode(),
    "posthog windows": lambda: json.dumps({"snapshotsByWindowId": {"w": posthog()}}).encode(),
}


@pytest.mark.parametrize("name", [name for name in WRAPPED if name != "packer"])
def test_what_wraps_the_events_makes_no_difference(tmp_path: Path, name: str) -> None:
    """Every wrapping is detected by its content and gives the very same rows."""
    plain = take(tmp_path / "plain.json", EVENTS)
    path = tmp_path / "wrapped"
    path.write_bytes(WRAPPED[name]())

    assert detect(path) == "rrweb"
    same_rows(path, plain)


def test_packed_events_are_unpacked(tmp_path: Path) -> None:
    """Strings made by rrweb's packer are the events that were packed."""
    path = tmp_path / "packed.json"
    path.write_bytes(WRAPPED["packer"]())

    same_rows(path, take(tmp_path / "plain.json", EVENTS))


def same_rows(path: Path, plain: Any) -> None:
    imported = importer.open_recording(path)
    assert imported.recording.problems == ()
    for stream in ("pointer", "button", "scroll", "text", "window", "display", "marker"):
        expected = list(plain.recording.events(stream).records())
        assert [{**row, "seq": 0} for row in imported.recording.events(stream).records()] == [
            {**row, "seq": 0} for row in expected
        ]


def test_the_person_is_private(tmp_path: Path) -> None:
    """Who was recorded stands in the private part, and nowhere else in the header."""
    path = tmp_path / "a.json"
    path.write_bytes(WRAPPED["posthog export"]())
    header = importer.open_recording(path).recording.header

    assert "Jo" in header.private.names["person"]
    assert "Jo" not in json.dumps(dict(header.details))


def test_each_of_several_windows_has_a_document_of_its_own(tmp_path: Path) -> None:
    """Ids of nodes are those of one window; coming to another one is told as a window."""
    one, other = [meta(), snapshot(1, title="One")], [meta(2, "https://b.test/"), snapshot(3, title="Two")]
    blocks = [
        {"window_id": "a", "data": [*one]},
        {"window_id": "b", "data": [*other, mouse(1, 4), mouse(0, 5)]},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text(lines([*blocks, {"window_id": "a", "data": [mouse(1, 6), mouse(0, 7)]}]))
    recording = importer.open_recording(path).recording

    shown = [(row["t_ns"] // 1_000_000, row["title"]) for row in recording.events("window").records()]
    assert shown[-2:] == [(4, "Two"), (6, "One")]
    assert {row["id"] for row in recording.events("display").records()} == {0, 1}


def test_compression_of_the_future_is_kept_and_told(tmp_path: Path) -> None:
    """An event that cannot be unpacked stands in other, and is counted."""
    imported = take(tmp_path / "a.json", [meta(), {**event(2, "\x1f\x8b", 1), "cv": "2031-01"}])

    assert imported.report.counts["events compressed in an unknown way, kept in other"] == 1
    assert [row["kind"] for row in imported.recording.events("other").records()] == ["full snapshot"]


@pytest.mark.parametrize("wrapping", ["array", "lines", "gzip", "zstd", "highlight", "posthog blocks"])
def test_a_cut_file_is_read_up_to_the_cut(tmp_path: Path, wrapping: str) -> None:
    """Cut anywhere, it is read or refused in one line, and told to be cut."""
    data = WRAPPED[wrapping]()
    path = tmp_path / "cut"
    most = 0
    for stop in range(0, len(data), max(len(data) // 60, 1)):
        path.write_bytes(data[:stop])
        try:
            imported = importer.open_recording(path)
        except FormatError:
            continue
        read = sum(imported.report.read.values())
        assert imported.recording.problems or wrapping == "lines"
        assert read >= most
        most = read

    # A small file is one block of zstd, which is there as a whole or not at all.
    assert most > 3 or wrapping == "zstd"


def test_a_changed_byte_loses_its_event_and_no_other(tmp_path: Path) -> None:
    """Behind damage reading goes on with the next sound event, and never with a part of the broken one."""
    text = json.dumps(EVENTS).replace('"tagName": "body"', '"tagName": @body')
    path = tmp_path / "a.json"
    path.write_text(text)
    imported = importer.open_recording(path)

    assert imported.report.read["button"] == 2
    assert "other" in imported.report.read
    assert "full snapshot" not in [row["kind"] for row in imported.recording.events("other").records()]
    assert "damaged" in imported.recording.problems[0]


def test_a_file_without_an_event_is_refused(tmp_path: Path) -> None:
    """There is nothing to show."""
    with pytest.raises(DamagedError, match="no event of rrweb"):
        take(tmp_path / "a.json", [{"type": 4, "data": {}, "timestamp": math.nan}])


def test_reading_can_be_interrupted(tmp_path: Path) -> None:
    """Whoever watches the progress can end it."""

    def stop(_what: str, done: int, _total: int) -> None:
        raise KeyboardInterrupt(done)

    path = tmp_path / "a.json"
    path.write_text(json.dumps([meta(n) for n in range(2000)]))
    with pytest.raises(KeyboardInterrupt):
        importer.open_recording(path, ImportOptions(progress=stop))


def test_it_survives_the_container(tmp_path: Path) -> None:
    """Every row is the same in a .replay file."""
    imported = take(tmp_path / "a.json", EVENTS)
    write_recording(imported.recording, tmp_path / "a.replay")

    with Reader(tmp_path / "a.replay") as copy:
        for stream in imported.recording.streams:
            assert list(copy.events(stream).records()) == list(imported.recording.events(stream).records())


WEIRD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(0, len(EVENTS) - 1), choose=st.integers(0, 10**6), value=WEIRD)
def test_any_value_in_any_field_is_read_or_told(tmp_path: Path, number: int, choose: int, value: Any) -> None:
    """Wrong types, huge and impossible numbers: one event suffers, and the rest is there."""
    events = json.loads(json.dumps(EVENTS))
    replace_somewhere(events[number], choose, value)
    imported = take(tmp_path / "a.json", events)

    assert sum(imported.report.read.values()) >= len(EVENTS) - 2
    write_recording(imported.recording, tmp_path / "a.replay")
