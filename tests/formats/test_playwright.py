"""The importer of Playwright's traces: mouse, keyboard, text, pages, pictures and clocks."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from formats.importers.playwright import importer
from formats.importers.playwright.keys import combination
from formats.model.displays import display_place
from formats.model.report import Imported
from formats.model.streams import button_name
from replay.core.actions import reduce_actions
from replay.core.typed_text import typed_runs
from tests.formats.playwright_traces import (
    PAGE,
    SESSIONS,
    WALL_MS,
    call,
    context,
    picture,
    raw_records,
    take,
)

VERSIONS = ("v3", "v4", "v6", "v7", "v8", "v9", "v10")
DRAG = "drag left (100, 399) to (150, 249)"
SCRIPT = [
    'type "hello there"',
    'type "s3cret"',
    "key Enter",
    "click right (100, 399)",
    "double click left (100, 399)",
    "Shift+click left (611, 138)",
    "click left (66, 90)",
    'type " typed"',
    "scroll down 3 (200, 300)",
    "drag left (900, 100) to (950, 300)",
    "click left (300, 50)",
    "double click left (400, 20)",
    "hotkey Ctrl+A",
    "hotkey Shift+ArrowLeft",
    'type "abcdef"',
    DRAG,
    "click left (20, 18)",
]
MS = 1_000_000


def rows(imported: Imported, stream: str, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in imported.recording.events(stream).records()]


def labels(imported: Imported) -> list[str]:
    actions = reduce_actions(imported.recording)
    return [actions.label(n) for n in range(len(actions)) if actions.kind(n) != "wait"]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_reads_as_what_its_script_did(version: str) -> None:
    """One script, recorded by seven versions of Playwright: the same actions, half a drag apart in v3."""
    imported = importer.open_recording(SESSIONS / f"{version}.zip")

    assert labels(imported) == [label for label in SCRIPT if label != DRAG or version != "v3"]
    assert imported.recording.problems == ()
    assert imported.report.counts["calls of mouse and keyboard that failed, kept as markers only"] == 2
    assert {(w["app"], w["title"]) for w in imported.recording.events("window").records()} >= {
        ("https://example.test/form", "Order form"),
        ("https://example.test/form", "Sent"),
        ("https://example.test/three", "Two"),
    }
    imported.recording.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_actions_are_the_calls_one_for_one(version: str) -> None:
    """Each call that clicks, fills or presses and succeeded is one action, in its order, at its place."""
    path = SESSIONS / f"{version}.zip"
    with importer.open_recording(path).recording as recording:
        actions = reduce_actions(recording)
        found = [actions.record(number) for number in range(len(actions))]

    called = calls_of(raw_records(path))
    clicked = [c for c in called if c["method"] in {"click", "dblclick", "check"}]
    clicks = [a for a in found if "click" in a["kind"] and a["x"] not in {300, 400}]
    assert [(round(a["x"], 2), round(a["y"], 2)) for a in clicks] == [
        (c["point"]["x"], c["point"]["y"]) for c in clicked
    ]
    assert [a["kind"] == "double_click" for a in clicks] == [c["method"] == "dblclick" for c in clicked]
    filled = [c["params"]["value"] for c in called if c["method"] == "fill"]
    assert [a["text"] for a in found if a["kind"] == "type"][: len(filled)] == filled
    pressed = [c for c in called if c["method"] in {"press", "keyboardPress"}]
    assert len([a for a in found if a["kind"] in {"key", "hotkey"}]) == len(pressed)


def calls_of(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the calls of a trace that succeeded: a few lines over the raw records."""
    calls: dict[str, dict[str, Any]] = {}
    for record in records:
        kind = record["type"]
        if kind == "action":
            known = record.get("metadata", record)
            calls[str(known.get("id", known.get("callId")))] = dict(known)
        elif kind == "before":
            calls[record["callId"]] = dict(record)
        elif kind in {"input", "after"} and record["callId"] in calls:
            told: dict[str, Any] = {
                name: record[name] for name in ("point", "error", "endTime") if name in record
            }
            calls[record["callId"]] |= told
    return [call for call in calls.values() if not call.get("error")]


def test_the_pointer_lies_where_the_picture_shows_it() -> None:
    """Pictures of 800x560 for a viewport of 1000x700, at two pixels a CSS pixel: the scale is of widths."""
    with importer.open_recording(SESSIONS / "v10.zip").recording as recording:
        place = display_place(recording, 1, int(recording.frames["t"][1]))
        displays = list(recording.events("display").records())

        assert (int(recording.frames["width"][1]), place.origin, place.scale) == (800, (0, 0), 0.8)
        assert (displays[0]["width"], displays[0]["height"], displays[0]["scale"]) == (1000, 700, 2)


def test_pictures_are_kept_byte_for_byte_at_their_times(tmp_path: Path) -> None:
    """By hash as before version 9 and by path as since, each on its page's display; swap times as a clock."""
    frame = {"type": "screencast-frame", "pageId": PAGE, "width": 800, "height": 600}
    old, new = picture(shade=1), picture(shade=2)
    imported = take(
        tmp_path / "a.zip",
        context(),
        {**frame, "sha1": "a.jpeg", "timestamp": 1100.25, "frameSwapWallTime": WALL_MS + 99.5},
        {**frame, "file": "screencast/b.jpeg", "timestamp": 1200},
        {**frame, "file": "screencast/gone.jpeg", "timestamp": 1300},
        files={"resources/a.jpeg": old, "screencast/b.jpeg": new},
    )
    recording = imported.recording

    assert [recording.encoded(n).data for n in (0, 1)] == [old, new]  # type: ignore[union-attr]
    assert recording.frames["t"].tolist() == [round((t - 1000.5) * MS) for t in (1100.25, 1200, 1300)]
    assert rows(imported, "clock", "clock", "reading_ns") == [
        ("frameSwapWallTime", WALL_MS * MS + 99_500_000)
    ]
    assert "gone.jpeg" in recording.problems[0]
    recording.close()


def test_pictures_are_found_where_a_folder_was_zipped_around_them(tmp_path: Path) -> None:
    """As people pass traces on; of two that a name may mean, none is taken."""
    frame = {"type": "screencast-frame", "pageId": PAGE, "width": 800, "height": 600}
    one, other = picture(shade=1), picture(shade=2)
    imported = take(
        tmp_path / "a.zip",
        context(),
        {**frame, "sha1": "a.jpeg", "timestamp": 1100},
        {**frame, "file": "b.jpeg", "timestamp": 1200},
        {**frame, "sha1": "c.jpeg", "timestamp": 1300},
        files={
            "test/resources/a.jpeg": one,
            "resources/b.jpeg": other,
            "x/resources/c.jpeg": one,
            "y/resources/c.jpeg": other,
        },
    )

    assert [imported.recording.encoded(n).data for n in (0, 1)] == [one, other]  # type: ignore[union-attr]
    assert "c.jpeg" in imported.recording.problems[0]
    imported.recording.close()


def test_both_clocks_are_kept_and_tied(tmp_path: Path) -> None:
    """The monotonic one has the events, the wall clock gives the start in UTC."""
    header = take(tmp_path / "a.zip", context(), *call(1, 1500.5, "hover", point=(1, 2))).recording.header

    assert [(clock.name, clock.origin_ns) for clock in header.clocks] == [
        ("monotonic", 1_000_500_000),
        ("wall", WALL_MS * MS),
    ]
    assert header.start_utc_ns == WALL_MS * MS


def test_two_calls_are_two_clicks_however_close(tmp_path: Path) -> None:
    """And one call of a double click is one, of a click with a count of three a triple one."""
    imported = take(
        tmp_path / "a.zip",
        context(),
        *call(1, 1100, "click", point=(5, 5)),
        *call(2, 1120, "click", point=(5, 5)),
        *call(3, 1140, "dblclick", point=(5, 5), delay=50),
        *call(4, 1240, "click", point=(5, 5), clickCount=3, button="middle"),
    )

    assert labels(imported) == [
        "click left (5, 5)",
        "click left (5, 5)",
        "double click left (5, 5)",
        "triple click middle (5, 5)",
    ]


def test_a_call_acts_when_its_log_says_so(tmp_path: Path) -> None:
    """Waiting for an element takes seconds: the click is at the performing, not at the start."""
    imported = take(tmp_path / "a.zip", context(), *call(1, 1100.5, "click", point=(5, 5)))

    assert rows(imported, "button", "t_ns") == [(104 * MS,), (104 * MS,)]
    assert rows(imported, "marker", "t_ns") == [(100 * MS,)]


def test_a_call_that_failed_never_ended_or_only_tried_is_a_marker(tmp_path: Path) -> None:
    """Nothing says that it clicked; its error and what was asked stand in the marker."""
    imported = take(
        tmp_path / "a.zip",
        context(),
        *call(1, 1100, "click", selector="#pay", point=(5, 5), error="Timeout 30000ms exceeded"),
        *call(2, 1200, "fill", selector="#name", value="Ann")[:-1],
        *call(3, 1300, "click", trial=True, point=(5, 5)),
    )
    markers = [(name, json.loads(payload)) for name, payload in rows(imported, "marker", "name", "payload")]

    assert "button" not in imported.recording.streams
    assert "text" not in imported.recording.streams
    assert markers[0][1]["error"]["message"].startswith("Timeout")
    assert markers[1][1]["params"] == {"selector": "#name", "value": "Ann"}
    assert imported.report.counts["calls without an end"] == 1


def test_fields_filled_one_after_the_other_are_runs_of_their_own(tmp_path: Path) -> None:
    """Secrets stand as they were recorded; keys pressed in a field come after its text."""
    imported = take(
        tmp_path / "a.zip",
        context(),
        *call(1, 1100, "fill", selector="#user", value="ann"),
        *call(2, 1120, "fill", selector="#password", value="s3cret"),
        *call(3, 1140, "press", selector="#password", key="Enter"),
        *call(4, 1160, "fill", selector="#user", value=""),
        *call(5, 1180, "keyboardInsertText", owner="Page", text="入力"),
    )

    assert [run.text for run in typed_runs(imported.recording)] == ["ann", "s3cret", "入力"]
    assert labels(imported)[:3] == ['type "ann"', 'type "s3cret"', "key Enter"]
    assert rows(imported, "text", "kind")[-1] == ("ime",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", [("KeyA", "a")]),
        ("A", [("KeyA", "A")]),
        ("Shift+a", [("ShiftLeft", "Shift"), ("KeyA", "A")]),
        ("KeyA", [("KeyA", "a")]),
        ("Control+Shift+ArrowLeft", [("ControlLeft", "Control"), ("ShiftLeft", "Shift"), ("ArrowLeft",) * 2]),
        ("Control++", [("ControlLeft", "Control"), ("Equal", "+")]),
        ("+", [("Equal", "+")]),
        ("ControlOrMeta+c", [("MetaLeft", "Meta"), ("KeyC", "c")]),
        ("ShiftRight", [("ShiftRight", "Shift")]),
        ("Numpad1", [("Numpad1", "1")]),
        ("Enter", [("Enter", "Enter")]),
        ("é", [("", "é")]),
        ("", []),
    ],
)
def test_combinations_are_keys_in_the_order_they_go_down(text: str, expected: list[tuple[str, str]]) -> None:
    """Names of keys, of places and single characters, a plus sign among them."""
    assert [(key.code, key.key) for key in combination(text, mac=True)] == expected


def test_low_level_calls_move_press_and_scroll(tmp_path: Path) -> None:
    """Buttons go down where the mouse was moved to; a wheel's pixels are steps of 100."""
    imported = take(
        tmp_path / "a.zip",
        context(),
        *call(1, 1100, "mouseMove", owner="Page", x=10, y=20),
        *call(2, 1120, "mouseDown", owner="Page", button="right"),
        *call(3, 1140, "mouseUp", owner="Page", button="right"),
        *call(4, 1160, "mouseWheel", owner="Page", deltaX=50, deltaY=-200),
        *call(5, 1180, "keyboardDown", owner="Page", key="Shift"),
        *call(6, 1190, "keyboardPress", owner="Page", key="a"),
        *call(7, 1200, "keyboardUp", owner="Page", key="Shift"),
    )

    assert rows(imported, "button", "x", "y", "button", "pressed") == [
        (10, 20, button_name(2), True),
        (10, 20, button_name(2), False),
    ]
    assert rows(imported, "scroll", "x", "y", "dx", "dy") == [(10, 20, 0.5, 2)]
    assert rows(imported, "key", "key", "pressed", "modifiers") == [
        ("Shift", True, ["Shift"]),
        ("A", True, ["Shift"]),
        ("A", False, ["Shift"]),
        ("Shift", False, []),
    ]


def test_pages_have_displays_and_come_to_the_front(tmp_path: Path) -> None:
    """A page's viewport is what its pictures say, or what the script asked for where there are none."""
    other = "page@2"
    created = {"type": "event", "class": "BrowserContext", "method": "page", "params": {"pageId": other}}
    document = {"isMainFrame": True, "frameUrl": "https://b.test/", "pageId": other, "timestamp": 1310}
    html = ["HTML", {}, ["HEAD", {}, ["TITLE", {}, "Two"]]]
    imported = take(
        tmp_path / "a.zip",
        context(),
        *call(1, 1100, "click", point=(1, 1)),
        *call(2, 1200, "setViewportSize", owner="Page", viewportSize={"width": 300, "height": 200}),
        {**created, "time": 1300},
        {"type": "frame-snapshot", "snapshot": {**document, "html": html}},
        {"type": "screencast-frame", "pageId": other, "width": 500, "height": 400, "timestamp": 1320},
        *call(3, 1400, "click", point=(2, 2)),
    )

    assert rows(imported, "display", "id", "t_ns", "width") == [
        (0, round(99.5 * MS), 800),
        (0, round(209.5 * MS), 300),
        (1, round(299.5 * MS), 800),
    ]
    assert rows(imported, "window", "app", "title") == [("https://b.test/", "Two")]


@pytest.mark.parametrize("named", ["stepId", "wallTime"])
def test_the_test_runner_s_own_clock_is_tied_by_its_steps(tmp_path: Path, named: str) -> None:
    """Steps and calls that name each other agree, whatever the wall clocks of two machines say.

    Older versions name them by what both call the same: the method and the wall clock's time.
    """
    library = [context(), *call(1, 1100, "click", point=(1, 1))]
    shared = {"apiName": "page.click", "wallTime": WALL_MS + 7} if named == "wallTime" else {"stepId": "s@7"}
    library[1] |= {**shared, "title": "click"}
    step = {"class": "Test", "method": "step", "params": {}}
    common = {name: value for name, value in shared.items() if name != "stepId"}
    runner = [
        {**context(), "origin": "testRunner", "wallTime": WALL_MS + 3_600_000, "monotonicTime": 50},
        {"type": "before", "callId": "s@7", "startTime": 70, "title": "Click the button", **step, **common},
        {"type": "after", "callId": "s@7", "endTime": 90},
        {"type": "before", "callId": "hook@1", "startTime": 60, "title": "Before Hooks", **step},
        {"type": "error", "message": "expected 1 to be 2", "stack": []},
    ]
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, records in (("0-trace.trace", library), ("test.trace", runner)):
            archive.writestr(name, "\n".join(map(json.dumps, records)))
    imported = importer.open_recording(path)
    markers = dict(rows(imported, "marker", "name", "t_ns"))

    assert markers["Click the button"] == markers["click"]
    assert markers["Before Hooks"] == markers["click"] - 10 * MS
    assert markers["error"] == markers["Before Hooks"]
    assert any("moved by" in sentence and "1 steps" in sentence for sentence in imported.report.guessed)


def test_screenshots_attached_are_pictures_on_a_display_of_their_own(tmp_path: Path) -> None:
    """By file, by hash or inline; what is no picture is counted."""
    shot = picture(shade=9)
    after = call(1, 1100, "step", owner="Test")
    after[-1]["attachments"] = [
        {"name": "screenshot", "contentType": "image/jpeg", "sha1": "c.jpeg"},
        {"name": "log", "contentType": "text/plain", "sha1": "d.txt"},
        {"name": "broken", "contentType": "image/png", "base64": "!"},
    ]
    imported = take(tmp_path / "a.zip", context(), *after, files={"resources/c.jpeg": shot})

    assert imported.recording.encoded(0).data == shot  # type: ignore[union-attr]
    assert imported.recording.frames["display"].tolist() == [1, 1]
    assert any("1 text/plain" in sentence for sentence in imported.report.lost)
    assert "broken" in imported.recording.problems[0]


def test_console_errors_and_requests_are_kept(tmp_path: Path) -> None:
    """As they came, in other; an error of the page is a marker as well."""
    console = {"type": "console", "time": 1200, "messageType": "log", "text": "hi"}
    failed = {"type": "event", "time": 1300, "class": "BrowserContext", "method": "pageError", "params": {}}
    request = {"type": "resource-snapshot", "snapshot": {"_monotonicTime": 1250, "request": {"url": "u"}}}
    imported = take(
        tmp_path / "a.zip",
        context(),
        console,
        failed,
        files={"trace.network": json.dumps(request).encode() + b"\n", "trace.stacks": b'{"files": []}'},
    )

    kept = {kind: json.loads(payload) for kind, payload in rows(imported, "other", "kind", "payload")}
    assert kept["console"] == console
    assert kept["network"] == request
    assert kept["event BrowserContext.pageError"] == failed
    assert "stacks" in kept
    assert ("pageError",) in rows(imported, "marker", "name")
