"""Damaged and hostile AgentNet folders: read as far as they are sound, or refused in one line."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.errors import FormatError
from formats.importers.agentnet.elements import element_marker
from formats.model.time import NS_PER_S
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import import_recording
from formats.sources.lines import LineFaults, depth_of, json_lines, parse_object
from tests.data import real
from tests.formats.agentnet_folders import ELEMENT, EVENTS, METADATA, lines, write_folder

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

numbers = (
    st.integers(-(10**400), 10**400) | st.floats() | st.sampled_from([65535, -1, 1e308, 2**63, -(2**70)])
)
values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
fields = st.sampled_from(sorted({name for event in EVENTS for name in event} | {"extra"}))


def attempt(folder: Path) -> bool:
    """Import and write a folder; return whether it was read. Anything but FormatError goes through."""
    try:
        imported = import_recording(folder)
    except FormatError:
        return False
    out = folder.with_suffix(".replay")
    with imported.recording as recording:
        rows = {name: info.rows for name, info in recording.streams.items()}
        try:
            write_recording(recording, out)
        except FormatError:
            assert not out.exists()
            return False
    with Reader(out) as back:
        assert {name: info.rows for name, info in back.streams.items()} == rows
    assert all("\n" not in told for told in (*imported.report.lost, *imported.report.guessed))
    return True


@SLOW
@given(st.lists(st.tuples(st.integers(0, len(EVENTS) - 1), fields, values), min_size=1, max_size=6))
def test_any_value_in_any_field_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, str, Any]]
) -> None:
    """Huge numbers, wrong types and strange texts in events cost at most their own rows."""
    events = [dict(event) for event in EVENTS]
    for at, name, value in changes:
        events[at][name] = value

    folder = write_folder(tmp_path_factory.mktemp("f") / "r", events=events)

    assert attempt(folder)


@SLOW
@given(st.dictionaries(st.sampled_from(sorted(METADATA)), values, min_size=1, max_size=5))
def test_any_metadata_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[str, Any]
) -> None:
    """Metadata of any kind never keeps the events from being read."""
    folder = write_folder(tmp_path_factory.mktemp("f") / "r", metadata={**METADATA, **changes})

    assert attempt(folder)


@SLOW
@given(values, values, st.sampled_from(["element", "a11y", "top_window", "html"]))
def test_any_side_file_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, tree: Any, time: Any, stem: str
) -> None:
    """Trees, windows and times of any kind are kept or told."""
    record = {"time_stamp": time, "a11y_tree": tree, "axtree": tree, "top_window_name": tree}
    folder = write_folder(tmp_path_factory.mktemp("f") / "r", **{stem: lines([record, tree, ELEMENT])})

    assert attempt(folder)


@pytest.mark.parametrize("seed", range(40))
def test_a_mutated_real_recording_never_crashes(tmp_path: Path, seed: int) -> None:
    """Lines dropped, doubled, swapped, cut and overwritten: the rest is read."""
    rng = random.Random(seed)
    source = real("agentnet", "recording")
    rows = (source / "events.jsonl").read_bytes().splitlines(keepends=True)
    start = rng.randrange(len(rows) - 400)
    part = rows[start : start + 400]
    for _ in range(rng.randint(1, 30)):
        at = rng.randrange(len(part))
        kind = rng.randrange(6)
        if kind == 0:
            del part[at]
        elif kind == 1:
            part.insert(at, part[rng.randrange(len(part))])
        elif kind == 2:
            part[at] = part[at][: rng.randrange(len(part[at]))] + b"\n"
        elif kind == 3:
            part[at] = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 60))) + b"\n"
        elif kind == 4:
            part[at] = part[at].replace(b"30", rng.choice([b"1e999", b"-9" * 40, b"null", b'"x"', b"[]"]), 1)
        else:
            rng.shuffle(part)
    folder = tmp_path / "r"
    folder.mkdir()
    text = b"".join(part)
    (folder / "events.jsonl").write_bytes(text[: rng.randrange(len(text) // 2, len(text))])
    (folder / "metadata.json").write_bytes(
        (source / "metadata.json").read_bytes()[: rng.choice([10, 300, 710])]
    )
    top = (source / "top_window.jsonl").read_bytes()
    (folder / "top_window.jsonl").write_bytes(top[rng.randrange(50) :])

    assert attempt(folder)


@pytest.mark.parametrize("cut", range(0, 1200, 7))
def test_a_file_cut_anywhere_loses_at_most_its_last_line(tmp_path: Path, cut: int) -> None:
    """Every whole line before the cut is a row."""
    text = lines(EVENTS)
    cut = min(cut, len(text))
    folder = write_folder(tmp_path / "r", events=text[:cut])

    imported = import_recording(folder)

    streams = ("pointer", "button", "scroll", "key", "marker")
    whole = text[:cut].count("\n")
    read = sum(imported.report.read.get(name, 0) for name in streams)
    assert read in {whole, whole + 1}
    assert imported.recording.complete == (read == whole + 1 or cut == 0 or text[cut - 1] == "\n")


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000 + "1" + "}" * 100_000, '{"a": ' + "9" * 5000 + "}"]
)
def test_nesting_and_digits_without_end_are_one_bad_line(tmp_path: Path, text: str) -> None:
    """What would overflow Python's stack is told with its line."""
    folder = write_folder(tmp_path / "r", events=lines(EVENTS[:2]) + text + "\n" + lines(EVENTS[2:]))

    imported = import_recording(folder)

    assert imported.report.read["pointer"] == 2
    assert "events.jsonl line 3:" in imported.report.lost[0]


def test_a_time_of_years_away_does_not_make_the_recording_years_long(tmp_path: Path) -> None:
    """A broken time is told with its line and left out."""
    events = [*EVENTS, {"time_stamp": 4e9, "action": "move", "x": 0, "y": 0}]

    imported = import_recording(write_folder(tmp_path / "r", events=events))

    assert imported.recording.duration_ns < 10 * NS_PER_S
    assert f"line {len(events)}: a time more than 30 days" in imported.report.lost[0]


def test_a_huge_tree_is_walked_within_limits() -> None:
    """Hundred thousand elements, or as deep as JSON goes, end soon and with a name."""
    wide = {"Name": "top", "Children": [{"Name": f"n{n}", "Children": []} for n in range(120_000)]}
    deep: dict[str, Any] = {"Name": "bottom"}
    for _ in range(150):
        deep = {"Name": "", "ControlType": "Pane", "Children": [deep]}

    marker, inner = element_marker(wide), element_marker(deep)

    assert marker is not None
    assert marker[0] == "top"
    assert len(json.loads(marker[1])["named"]) == 200
    assert inner is not None
    assert inner[0] == "(Pane)"
    assert json.loads(inner[1])["named"][0]["name"] == "bottom"


@given(values)
def test_depth_is_counted_without_recursion(value: Any) -> None:
    """Depth is that of the brackets."""
    text = json.dumps(value)
    inside = quoted = deepest = 0
    escaped = False
    for char in text:
        if quoted:
            quoted, escaped = not (char == '"' and not escaped), char == "\\" and not escaped
        elif char == '"':
            quoted = 1
        elif char in "[{":
            inside += 1
            deepest = max(deepest, inside)
        elif char in "]}":
            inside -= 1

    assert depth_of(value) == deepest


@given(st.binary(max_size=200))
def test_any_bytes_are_lines_or_faults(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Every line that is not blank is an object, a fault, or cut."""
    path = tmp_path_factory.mktemp("l") / "x.jsonl"
    path.write_bytes(data)
    faults = LineFaults("x.jsonl")

    read = list(json_lines(path, faults))

    told = len(read) + len(faults.bad) + bool(faults.cut)
    assert told <= data.count(b"\n") + 1
    assert parse_object(b"{}") == ({}, "")
