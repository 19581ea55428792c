"""The importer of OpenAdapt on what its databases may hold, in both schemas."""

import json
from pathlib import Path
from typing import Any

import pytest

from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import detect, import_recording
from tests.formats.openadapt_databases import (
    ACTIONS,
    CAPTURE,
    EVENTS,
    OLD_TABLES,
    RECORDING,
    T0,
    WINDOWS,
    Row,
    write_journal,
    write_tables,
)

MS = 1_000_000


def ms(t_ns: int) -> int:
    """Round to the millisecond: seconds since 1970 in a float are good for 240 ns."""
    return round(t_ns / MS)


def actions(*rows: Row) -> list[Row]:
    return [{"timestamp": T0 + 1, **row} for row in rows]


@pytest.mark.parametrize("name", ["recording.db", "capture.db"])
def test_a_folder_and_its_database_are_one_recording(tmp_path: Path, name: str) -> None:
    """Both are detected by the tables, and give the same rows."""
    write_tables(tmp_path / name)

    assert detect(tmp_path) == detect(tmp_path / name) == "openadapt"
    assert import_recording(tmp_path).report.read == import_recording(tmp_path / name).report.read


def test_every_kind_of_action_is_a_row(tmp_path: Path) -> None:
    """Pointer, buttons, wheel, keys and windows, with the start, the task and the display."""
    imported = import_recording(write_tables(tmp_path / "recording.db"))
    recording = imported.recording

    assert imported.report.read == {
        "pointer": 1,
        "button": 2,
        "scroll": 1,
        "key": 4,
        "window": 1,
        "display": 1,
        "marker": 1,
    }
    keys = list(recording.events("key").records())
    assert [(k["code"], k["key"], k["pressed"], k["modifiers"]) for k in keys] == [
        ("ShiftLeft", "Shift", True, ["Shift"]),
        ("KeyA", "A", True, ["Shift"]),
        ("KeyA", "A", False, ["Shift"]),
        ("ShiftLeft", "Shift", False, []),
    ]
    assert ms(keys[0]["t_ns"]) == 500
    assert recording.events("scroll").record(0)["dy"] == -2
    marker = recording.events("marker").record(0)
    assert marker["name"] == "Save"
    assert json.loads(marker["payload"])["role"] == "AXButton"
    assert recording.header.task == "Turn off Night Shift"
    assert recording.header.recorder == "OpenAdapt on Darwin"
    assert recording.header.start_utc_ns is not None
    assert abs(recording.header.start_utc_ns - (T0 + 0.9) * 1e9) < 1000
    assert recording.complete


def test_every_type_of_the_older_schema_is_a_row(tmp_path: Path) -> None:
    """The same, from a table of JSON."""
    imported = import_recording(write_journal(tmp_path / "recording.db"))

    assert imported.report.read == {"pointer": 1, "button": 2, "scroll": 1, "key": 4, "display": 1}
    keys = list(imported.recording.events("key").records())
    assert [(k["code"], k["modifiers"]) for k in keys[:2]] == [
        ("ControlLeft", ["Control"]),
        ("KeyS", ["Control"]),
    ]
    assert imported.recording.header.task == "Buy milk"


@pytest.mark.parametrize(
    ("config", "ratio", "expected"),
    [
        (None, 2.0, (201, 100)),
        ({"pixel_ratio": 3.0}, None, (301.5, 150)),
        ({"capture_window": {"coordinate_space": "window_pixels", "viewport": [800, 600]}}, 2.0, (100.5, 50)),
        ({"capture_desktop": {"coordinate_space": "virtual_desktop_pixels"}}, 2.0, (100.5, 50)),
        ({"coordinate_space": "window_pixels"}, 2.0, (100.5, 50)),
        ({"coordinate_space": "millimetres"}, 2.0, (100.5, 50)),
        (None, None, (100.5, 50)),
        ({"pixel_ratio": "nonsense"}, -1, (100.5, 50)),
    ],
)
def test_positions_are_scaled_only_by_what_the_recorder_says(
    tmp_path: Path, config: Any, ratio: float | None, expected: tuple[float, float]
) -> None:
    """Pixels by name are not scaled, points are by the ratio, and without one nothing is made up."""
    row = {**RECORDING, "config": config, "pixel_ratio": ratio}

    imported = import_recording(write_tables(tmp_path / "recording.db", recording=row))

    button = imported.recording.events("button").record(0)
    assert (button["x"], button["y"]) == expected
    assert imported.report.guessed[0].startswith("positions are")
    display = imported.recording.events("display").record(0)
    wanted = (800, 600) if config and "capture_window" in config else (2880, 1800)
    assert (display["width"], display["height"]) == wanted


def test_windows_are_scaled_with_the_pointer_and_told_once(tmp_path: Path) -> None:
    """A window that is told again without a change is one row; its state is kept as it came."""
    window = {**WINDOWS[0], "state": {"meta": 1}}
    later = [{**window, "timestamp": T0 + n} for n in (1, 2)] + [
        {**window, "timestamp": T0 + 3, "title": "Mail"}
    ]

    imported = import_recording(write_tables(tmp_path / "r.db", window_event=[window, *later]))

    windows = list(imported.recording.events("window").records())
    assert [(w["title"], w["x"], w["width"]) for w in windows] == [("Settings", 20, 600), ("Mail", 20, 600)]
    assert imported.report.counts["windows told again without a change"] == 2
    assert imported.report.read["other"] == 4


def test_merged_actions_are_markers_and_never_events_again(tmp_path: Path) -> None:
    """A merged click with its parts, the parts written twice, and one that was disabled."""
    raw = [
        {"id": 1, **ACTIONS[1], "element_state": None},
        {"id": 2, **ACTIONS[2]},
        {"id": 3, "name": "singleclick", "timestamp": T0 + 1.1, "mouse_x": 100.5, "mouse_y": 50},
        {"id": 4, **ACTIONS[1], "element_state": None, "parent_id": 3},
        {"id": 5, **ACTIONS[2], "parent_id": 3},
        {"id": 6, "name": "move", "timestamp": T0 + 2, "mouse_x": 1, "mouse_y": 1, "disabled": True},
        {"id": 7, "name": "type", "timestamp": T0 + 3, "key_char": "a"},
        {"id": 8, "name": "press", "timestamp": T0 + 3, "key_char": "a", "parent_id": 7},
        {"id": 9, "name": "release", "timestamp": T0 + 3.1, "key_char": "a", "parent_id": 7},
    ]

    imported = import_recording(write_tables(tmp_path / "r.db", action_event=raw))

    assert {name: imported.report.read.get(name) for name in ("button", "key", "pointer", "text")} == {
        "button": 2,
        "key": 2,
        "pointer": None,
        "text": None,
    }
    names = imported.recording.events("marker").texts("name").tolist()
    assert names == ["merged click", "merged type"]
    assert imported.recording.events("other").record(0)["kind"] == "disabled action"
    counts = imported.report.counts
    assert counts["parts of merged actions that are there as events, not doubled"] == 2
    assert counts["actions that were disabled, kept in other"] == 1


def test_merged_events_of_the_older_schema_are_not_doubled(tmp_path: Path) -> None:
    """A double click with its children, which are there as events of their own as well."""
    down, up = EVENTS[1], EVENTS[2]
    click = {"x": 10.0, "y": 20.0, "button": "left"}
    events = [
        down,
        up,
        (T0 + 1.1, "mouse.doubleclick", click),
        (*down, 3),
        (*up, 3),
        (T0 + 5, "key.type", {"text": "hi"}),
    ]

    imported = import_recording(write_journal(tmp_path / "r.db", events))

    assert imported.report.read["button"] == 2
    assert imported.recording.events("marker").texts("name").tolist() == ["merged double click"]
    assert imported.recording.events("text").texts("string").tolist() == ["hi"]


def test_merged_events_without_their_parts_are_taken_apart(tmp_path: Path) -> None:
    """A click, a drag, typing and a shortcut give the events that they must have had, and are told."""
    events = [
        (T0 + 1, "mouse.singleclick", {"x": 10, "y": 20, "button": "right"}),
        (T0 + 2, "mouse.doubleclick", {"x": 10, "y": 20, "button": "left"}),
        (T0 + 3, "mouse.drag", {"x": 10, "y": 20, "dx": 5, "dy": -5, "button": "left"}),
        (T0 + 4, "key.type", {"text": "milk"}),
        (T0 + 5, "key.shortcut", {"modifiers": ["ctrl"], "key": "s"}),
    ]

    imported = import_recording(write_journal(tmp_path / "r.db", events))

    buttons = [(b["button"], b["x"], b["pressed"]) for b in imported.recording.events("button").records()]
    assert buttons == [
        ("right", 15, True),
        ("right", 15, False),
        *[("left", 15, True), ("left", 15, False)] * 2,
        ("left", 15, True),
        ("left", 22.5, False),
    ]
    text = imported.recording.events("text").record(0)
    assert (text["kind"], text["string"]) == ("typed", "milk")
    keys = [(k["code"], k["pressed"]) for k in imported.recording.events("key").records()]
    assert keys == [("ControlLeft", True), ("KeyS", True), ("KeyS", False), ("ControlLeft", False)]
    assert any(told.startswith("5 merged actions whose events are not") for told in imported.report.guessed)


def test_browser_events_and_speech_are_markers(tmp_path: Path) -> None:
    """Their JSON is kept as it came; the pointer and the keys are not doubled."""
    messages = [
        {"message": {"eventType": "click", "clientX": 5, "element": {"role": "button", "name": "Buy"}}},
        {"eventType": "navigate", "payload": {"eventType": "navigate", "url": "https://example.org/"}},
        {"message": {"payload": {"eventType": "input", "value": "secret", "element": {"name": "Password"}}}},
    ]
    words = [{"word": "now", "start": 0.1, "end": 0.4}]
    path = write_tables(
        tmp_path / "r.db",
        browser_event=[{"timestamp": T0 + n, "message": message} for n, message in enumerate(messages)],
        audio_info=[
            {
                "timestamp": T0 + 9,
                "flac_data": b"fLaC",
                "transcribed_text": "now save",
                "words_with_timestamps": json.dumps(words),
            }
        ],
    )

    imported = import_recording(path)

    markers = list(imported.recording.events("marker").records())
    assert [m["name"] for m in markers] == [
        "browser click: Buy",
        "browser navigate: https://example.org/",
        "browser input: Password",
        "said: now save",
    ]
    assert json.loads(markers[2]["payload"]) == messages[2]
    assert json.loads(markers[3]["payload"]) == words
    assert not {"pointer", "key", "button"} & set(imported.report.read)
    assert any(told.startswith("sound is not kept: in the database") for told in imported.report.lost)


def test_keys_by_name_character_and_number(tmp_path: Path) -> None:
    """The system's number tells the place; a canonical key stands in where there is nothing else."""
    keys = [
        {"key_char": "й", "key_vk": "12"},
        {"key_name": "cmd"},
        {"key_vk": "49"},
        {"canonical_key_char": "x"},
        {"key_vk": "999"},
        {},
    ]
    path = write_tables(tmp_path / "r.db", action_event=actions(*({"name": "press", **key} for key in keys)))

    imported = import_recording(path)

    rows = [(k["code"], k["key"]) for k in imported.recording.events("key").records()]
    assert rows[:4] == [("KeyQ", "й"), ("MetaLeft", "Meta"), ("Space", " "), ("KeyX", "x")]
    assert rows[4:] == [("", "")]
    kinds = imported.recording.events("other").texts("kind").tolist()
    assert kinds == ["key", "malformed action_event"]
    assert any("a key without a name" in told for told in imported.report.lost)


def test_alt_gr_on_windows_is_told_from_the_right_alt(tmp_path: Path) -> None:
    """Only AltGr brings a Control of its own."""
    names = ["ctrl_l", "alt_gr"]
    rows = [
        {"name": "press", "timestamp": T0 + 1 + n / 1000, "key_name": name} for n, name in enumerate(names)
    ]
    path = write_tables(tmp_path / "r.db", recording={**RECORDING, "platform": "win32"}, action_event=rows)

    keys = import_recording(path).recording.events("key").texts("key").tolist()

    assert keys == ["Control", "AltGraph"]


def test_what_is_not_understood_is_kept(tmp_path: Path) -> None:
    """Unknown names and columns, clicks without a position, times that are none."""
    path = write_tables(
        tmp_path / "r.db",
        action_event=actions(
            {"name": "wink"},
            {"name": "click", "mouse_button_name": "left", "mouse_pressed": True},
            {"name": "move", "mouse_x": 1, "mouse_y": 2, "active_segment_description": "the form"},
            {"name": "move", "mouse_x": 1, "mouse_y": 2, "timestamp": "soon"},
        ),
    )

    imported = import_recording(path)

    other = [(o["kind"], json.loads(o["payload"])) for o in imported.recording.events("other").records()]
    assert sorted(kind for kind, _ in other) == ["action fields", *["malformed action_event"] * 3]
    assert dict(other)["action fields"] == {"active_segment_description": "the form"}
    assert imported.report.read["pointer"] == 1
    assert any("an action of the name 'wink'" in told for told in imported.report.lost)


def test_missing_columns_are_read_as_null(tmp_path: Path) -> None:
    """A database of an OpenAdapt from before half of the columns, where rows are tied by times alone."""
    old = {
        name: RECORDING[name] for name in ("id", "timestamp", "monitor_width", "monitor_height", "platform")
    }
    path = write_tables(tmp_path / "openadapt.db", recording=old, schema=OLD_TABLES, action_event=ACTIONS)

    imported = import_recording(path)

    assert imported.report.read["key"] == 4
    assert "no pixel_ratio is told" in imported.report.guessed[0]


def test_the_newest_of_several_recordings_is_read(tmp_path: Path) -> None:
    """Rows of the others stay out, and that there are others is told."""
    newer = {**RECORDING, "id": 2, "timestamp": T0 + 1000, "task_description": "second"}
    mine = {"name": "move", "timestamp": T0 + 1001, "mouse_x": 5, "mouse_y": 6, "recording_id": 2}
    path = write_tables(tmp_path / "r.db", recording=[RECORDING, newer], action_event=[*ACTIONS, mine])

    imported = import_recording(path)

    assert imported.recording.header.task == "second"
    assert imported.report.read == {"pointer": 1, "display": 1}
    assert any("holds 2 recordings: the newest was read" in told for told in imported.report.guessed)


def test_the_journal_s_numbers_settle_the_order_of_all_tables(tmp_path: Path) -> None:
    """Rows of one time keep the order in which the recorder numbered them."""
    path = write_tables(
        tmp_path / "r.db",
        action_event=[
            {"name": "move", "timestamp": T0, "mouse_x": 1, "mouse_y": 1, "source_ordinal": 1},
            {"name": "move", "timestamp": T0, "mouse_x": 2, "mouse_y": 2, "source_ordinal": 3},
        ],
        window_event=[{**WINDOWS[0], "timestamp": T0, "source_ordinal": 2}],
    )

    recording = import_recording(path).recording

    pointer, window = (recording.events(name).column("seq").tolist() for name in ("pointer", "window"))
    assert pointer[0] < window[0] < pointer[1]


def test_the_round_trip_keeps_every_row(tmp_path: Path) -> None:
    """Both schemas, written and read again."""
    for path in (write_tables(tmp_path / "a.db"), write_journal(tmp_path / "b.db", capture={**CAPTURE})):
        recording = import_recording(path).recording
        out = path.with_suffix(".replay")
        write_recording(recording, out)

        with Reader(out) as back:
            assert dict(back.streams) == dict(recording.streams)
            for name in recording.streams:
                assert list(back.events(name).records()) == list(recording.events(name).records())
