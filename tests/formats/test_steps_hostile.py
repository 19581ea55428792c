"""Damaged and hostile step folders: read as far as they are sound, or refused in one line."""

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.errors import FormatError
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import import_recording
from replay.core.actions import reduce_actions
from tests.data import real
from tests.formats.step_folders import (
    BENCH,
    FLOW_META,
    agentnet_task,
    lines,
    osworld_step,
    pc_tracker_step,
    png,
    screenagent_step,
    write,
)
from tests.formats.step_readings import markers

SLOW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

numbers = (
    st.integers(-(10**400), 10**400) | st.floats() | st.sampled_from([-1, 1e308, 2**63, -(2**70), 65535])
)
texts = st.text(max_size=8) | st.sampled_from(["../../x", "/etc/passwd", "a\0b", "\ud800", "NUL", "x" * 5000])
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def attempt(place: Path) -> bool:
    """Import, reduce and write; return whether it was read. Anything but FormatError goes through."""
    try:
        imported = import_recording(place, name="steps")
    except FormatError as error:
        refusal = str(error)
    else:
        refusal = ""
    assert "\n" not in refusal
    if refusal:
        return False
    out = place.with_name("out.replay")
    with imported.recording as recording:
        rows = {name: info.rows for name, info in recording.streams.items()}
        actions = reduce_actions(recording)
        assert all(actions.label(row) for row in range(len(actions)))
        write_recording(recording, out)
    with Reader(out) as back:
        assert {name: info.rows for name, info in back.streams.items()} == rows
    assert all("\n" not in told for told in (*imported.report.lost, *imported.report.guessed))
    return True


def changed(record: Any, at: list[int], value: Any) -> Any:
    """Return a copy of a JSON value with one of its parts replaced, found by numbers."""
    if not at or not isinstance(record, (dict, list)) or not record:
        return value
    keys = list(record) if isinstance(record, dict) else list(range(len(record)))
    key = keys[at[0] % len(keys)]
    part = changed(record[key], at[1:], value)
    if isinstance(record, dict):
        return {**record, key: part}
    return [*record[:key], part, *record[key + 1 :]]


CODE = "pyautogui.moveTo(x=0.1, y=0.2)\npyautogui.dragTo(x=0.5, y=0.6)"
MOUSE = {
    "action_type": "MouseAction",
    "mouse_action_type": "click",
    "mouse_position": {"width": 5, "height": 6},
}
KEYS = {"action_type": "KeyboardAction", "keyboard_action_type": "press", "keyboard_key": ["ctrl", "s"]}
FLOW = [
    {"i": 0, "kind": "drag", "x": 1, "y": 2, "end_x": 3, "end_y": 4, "t": 0.5, "title_after": "A"},
    {"i": 1, "kind": "hotkey", "modifiers": ["Control"], "key": "a", "t": 0.9, "structural": {"role": "x"}},
    {"i": 2, "kind": "scroll", "dx": 0, "dy": 4, "t": 1.5, "url_after": "http://a"},
]
TRACKED = [
    pc_tracker_step(
        "2024-11-26_16:15:19", "click (1, 2)", 1, "Start", {"left": 1, "top": 2, "right": 3, "bottom": 4}
    ),
    pc_tracker_step("2024-11-26_16:15:20", "hotkey (Ctrl, C)", 2),
]
RUN = [
    osworld_step(1, "20250811@161510", "pyautogui.click(1, 2)"),
    osworld_step(
        2, "20250811@161512", {"action_type": "CLICK", "parameters": {"x": 1, "y": 2, "num_clicks": 2}}
    ),
    osworld_step(3, "20250811@161514", {"action_type": "HOTKEY", "keys": ["ctrl", "c"]}),
]
STAMP = "2023-12-23_16-10-01-997518"

KINDS: dict[str, tuple[Any, Callable[[Path, Any], Path]]] = {
    "agentnet": (
        agentnet_task(CODE, "pyautogui.press('a')"),
        lambda folder, task: write(folder / "r.jsonl", lines([task])),
    ),
    "bench": (BENCH, lambda folder, task: write(folder / "r.json", json.dumps(task))),
    "pc-tracker": (TRACKED, lambda folder, steps: write(folder / "r.jsonl", lines(steps))),
    "osworld": (RUN, lambda folder, steps: write(folder / "traj.jsonl", lines(steps)).parent),
    "flow": (
        [FLOW_META, *FLOW],
        lambda folder, parts: (
            write(folder / "meta.json", json.dumps(parts[0])),
            write(folder / "events.jsonl", lines(parts[1:])).parent,
        )[1],
    ),
    "screenagent": (
        screenagent_step(STAMP, [MOUSE, KEYS]),
        lambda folder, step: write(folder / f"{STAMP}.json", json.dumps(step)).parent,
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@SLOW
@given(
    st.lists(st.tuples(st.lists(st.integers(0, 20), min_size=1, max_size=6), values), min_size=1, max_size=3)
)
def test_any_value_in_any_field_is_read_or_told(
    kind: str, tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[list[int], Any]]
) -> None:
    """Wrong types, huge numbers and strange texts anywhere cost at most their own step, or one line."""
    record, make = KINDS[kind]
    for at, value in changes:
        record = changed(record, at, value)
    if not isinstance(record, (dict, list)) or len(record) == 0:
        return
    folder = tmp_path_factory.mktemp("f") / "r"
    write(folder / "images" / "0.png", png())

    attempt(make(folder, record))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_read_as_it_is(kind: str, tmp_path: Path) -> None:
    """What the other tests here damage is sound."""
    record, make = KINDS[kind]

    assert attempt(make(tmp_path / "r", record))


@pytest.mark.parametrize("kind", ["pc-tracker", "osworld", "flow"])
def test_a_file_cut_anywhere_loses_at_most_its_last_line(kind: str, tmp_path: Path) -> None:
    """And says which, as long as its first line is whole."""
    record, make = KINDS[kind]
    place = make(tmp_path / "r", record)
    path = place if place.is_file() else place / {"osworld": "traj.jsonl", "flow": "events.jsonl"}[kind]
    data = path.read_bytes()
    first = data.index(b"\n")

    for cut in range(0, len(data), 11):
        path.write_bytes(data[:cut])
        done = attempt(place)
        if cut > first:
            assert done
            told = import_recording(place).recording.problems
            # A line that lacks only its end is whole.
            whole = data[:cut].endswith((b"\n", b"}")) and data[cut - 1 : cut + 1] in {b"\n{", b"}\n"}
            assert any("ends inside this line" in problem for problem in told) != whole


@pytest.mark.parametrize("seed", range(60))
def test_mutated_real_recordings_never_crash(tmp_path: Path, seed: int) -> None:
    """Bytes changed, dropped and doubled in the files of steps; pictures cut or gone."""
    rng = random.Random(seed)
    places = (
        ("pc-tracker", "events"),
        ("openadapt-flow", "mockmed-showcase"),
        ("screenagent", "0b9e0fd926ba4caa8751484f931aefbd"),
    )
    folder = tmp_path / "r"
    shutil.copytree(real(*places[seed % 3]), folder, copy_function=shutil.copyfile)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    for path in folder.rglob("*.png"):
        kind = rng.randrange(4)
        if kind == 0:
            path.unlink()
        elif kind == 1:
            path.write_bytes(path.read_bytes()[: rng.randrange(60)])
    for path in [*folder.rglob("*.json"), *folder.rglob("*.jsonl"), *folder.rglob("*.md")]:
        data = bytearray(path.read_bytes())
        for _ in range(rng.randrange(8)):
            at = rng.randrange(len(data))
            kind = rng.randrange(4)
            if kind == 0:
                data[at] = rng.randrange(256)
            elif kind == 1:
                del data[at : at + rng.randrange(1, 9)]
            elif kind == 2:
                data[at:at] = data[at // 2 : at // 2 + rng.randrange(40)]
            else:
                data[at:at] = rng.choice([b"1e999", b"null", b"[" * 500, b'"x"', b"-9" * 40, b"{}", b"\xff"])
        path.write_bytes(bytes(data))

    attempt(folder)


def test_deep_nesting_is_told(tmp_path: Path) -> None:
    """In a line, and in a file."""
    deep = '{"a": ' * 5000 + "1" + "}" * 5000
    steps = lines(RUN[:1]) + deep + "\n" + lines(RUN[1:])
    write(tmp_path / "traj.jsonl", steps)

    problems = import_recording(tmp_path).recording.problems

    assert any("line 2: nested too deep" in problem for problem in problems)


def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    """Whatever its name promises."""
    for name in ("traj.jsonl", "events.jsonl", "meta.json", "a.json"):
        os.mkfifo(tmp_path / name)

    with pytest.raises(FormatError, match="no recording that is known"):
        import_recording(tmp_path)


def test_what_is_said_of_steps_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done is kept whole."""
    monkeypatch.setattr("formats.importers.steps.expand._TEXTS_CHARACTERS", 600)
    write(tmp_path / "traj.jsonl", lines([{**step, "response": "x" * 250} for step in RUN]))

    imported = import_recording(tmp_path)

    assert len(imported.recording.events("button")) == 6
    assert any("were not kept" in told for told in imported.report.lost)


def test_metadata_beyond_a_headers_room_is_named(tmp_path: Path) -> None:
    """The rest of the header is whole, and can be written."""
    task = agentnet_task("DONE", huge=["x" * 4000] * 900, small="y", long="w" * 5000, instruction="z" * 10**6)
    place = write(tmp_path / "r.jsonl", lines([task]))

    assert attempt(place)

    imported = import_recording(place)
    details = imported.recording.header.details
    assert details["small"] == "y"
    assert details["left out"] == ["huge"]
    # What is long, but no more than a field, is a marker.
    assert dict(markers(imported.recording))["details"] == {"long": "w" * 5000}
    assert "the header has no room for huge, which was not kept" in imported.report.lost
