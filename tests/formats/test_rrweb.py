"""The importer of rrweb: pointer, buttons, scrolling, text and windows from a page's events."""

import json
from pathlib import Path
from typing import Any

import pytest

from formats.importers.rrweb import importer
from formats.model.report import Imported
from replay.core.actions import reduce_actions
from replay.core.typed_text import typed_runs
from tests.formats.rrweb_events import (
    SESSION,
    START_MS,
    change,
    element,
    event,
    meta,
    mouse,
    snapshot,
    take,
    text_node,
    typed,
)

UP, DOWN, CLICK, MENU, DOUBLE, FOCUS, BLUR, TOUCH, TOUCH_END = 0, 1, 2, 3, 4, 5, 6, 7, 9


def rows(imported: Imported, stream: str, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in imported.recording.events(stream).records()]


def labels(imported: Imported) -> list[str]:
    actions = reduce_actions(imported.recording)
    return [actions.label(n) for n in range(len(actions)) if actions.kind(n) != "wait"]


def test_a_real_session_reads_as_what_its_script_did() -> None:
    """Clicks of both buttons, typing with a correction, a masked field, wheel steps, a drag: nothing else.

    The script also pressed the middle button, which rrweb does not tell from the left one.
    """
    imported = importer.open_recording(SESSION)

    assert labels(imported) == [
        "click left (90, 138)",
        'type "hello there"',
        'type "******"',
        "click left (458, 122)",
        'type "rxy"',
        "click left (28, 91)",
        "click right (100, 399)",
        "double click left (100, 399)",
        "click left (100, 399)",
        "scroll down 3 (150, 248)",
        "scroll up 1 (150, 248)",
        "scroll down 4 (900, 650)",
        "scroll up 4 (900, 650)",
        "drag left (900, 100) to (950, 300)",
    ]
    assert [run.text for run in typed_runs(imported.recording)] == ["hello there", "******", "rxy"]
    assert rows(imported, "window", "title")[-1] == ("Sent",)
    counts = imported.report.counts
    assert counts["presses without a click: of another button, or on what went away"] == 1
    assert counts["clicks that no button made, kept in other"] == 2
    assert any("masked" in sentence for sentence in imported.report.lost)


def test_batched_moves_come_at_their_own_times(tmp_path: Path) -> None:
    """A position lies before an event that was written earlier; those of one time keep their order."""
    batch = [{"x": x, "y": 1, "id": 9, "timeOffset": offset} for x, offset in ((1, -400), (2, -400), (3, -5))]
    imported = take(
        tmp_path / "a.json", [meta(), mouse(DOWN, 300), change(1, 500, positions=batch), mouse(UP, 510)]
    )

    assert rows(imported, "pointer", "t_ns", "x") == [
        (100_000_000, 1),
        (100_000_000, 2),
        (495_000_000, 3),
    ]
    assert rows(imported, "button", "t_ns", "pressed") == [(300_000_000, True), (510_000_000, False)]


def test_a_move_before_the_first_event_is_the_start(tmp_path: Path) -> None:
    """Time 0 is the first thing that happened, in UTC as the page's clock had it."""
    batch = [{"x": 1, "y": 1, "id": 9, "timeOffset": -250.5}]
    header = take(tmp_path / "a.json", [meta(), change(1, 0, positions=batch)]).recording.header

    assert header.start_utc_ns == START_MS * 1_000_000 - 250_500_000
    assert header.clocks[0].tick_ns == 1_000_000


def test_times_that_are_no_dates_give_no_start_in_utc(tmp_path: Path) -> None:
    """A recording whose times were made relative says nothing of the calendar."""
    header = take(tmp_path / "a.json", [{**meta(), "timestamp": 5}]).recording.header

    assert header.start_utc_ns is None
    assert header.clocks[0].name == "page"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([mouse(DOWN, 1), mouse(UP, 9), mouse(CLICK, 9)], ["click left (50, 60)"]),
        ([mouse(CLICK, 9)], ["click left (50, 60)"]),
        ([mouse(CLICK, 9), mouse(CLICK, 90), mouse(DOUBLE, 91)], ["double click left (50, 60)"]),
        ([mouse(DOUBLE, 9)], ["double click left (50, 60)"]),
        ([mouse(MENU, 9)], ["click right (50, 60)"]),
        ([mouse(DOWN, 1), mouse(MENU, 2), mouse(UP, 9)], ["click right (50, 60)"]),
        ([mouse(DOWN, 1), mouse(UP, 9), mouse(MENU, 9)], ["click right (50, 60)"]),
        ([mouse(DOWN, 1), mouse(UP, 9), mouse(CLICK, 9), mouse(CLICK, 500, 0, 0)], ["click left (50, 60)"]),
        ([mouse(CLICK, 500, 0, 0)], []),
        ([mouse(TOUCH, 1), mouse(TOUCH_END, 90), mouse(CLICK, 91)], ["click left (50, 60)"]),
        (
            # A browser makes the mouse's events of a tap as well.
            [mouse(TOUCH, 1), mouse(TOUCH_END, 90), mouse(DOWN, 95), mouse(UP, 96), mouse(CLICK, 97)],
            ["click left (50, 60)"],
        ),
        ([mouse(TOUCH, 1), mouse(MENU, 600, pointerType=2), mouse(TOUCH_END, 900)], ["click left (50, 60)"]),
        (
            [mouse(DOWN, 1), change(12, 300, positions=[{"x": 90, "y": 60, "id": 9, "timeOffset": 0}])],
            ["drag left (50, 60) to (90, 60)"],
        ),
    ],
)
def test_interactions_are_the_clicks_that_were_made(
    tmp_path: Path, events: list[dict[str, Any]], expected: list[str]
) -> None:
    """One click each, whatever of down, up and click a browser sent; keys and labels click nothing."""
    assert labels(take(tmp_path / "a.json", [meta(), *events])) == expected


def test_a_scroll_is_wheel_steps_of_what_the_pointer_was_on(tmp_path: Path) -> None:
    """100 CSS pixels a step, down is negative; an element scrolled elsewhere is the page's doing."""
    move = change(1, 10, positions=[{"x": 5, "y": 6, "id": 9, "timeOffset": 0}])
    page = snapshot(1, element(8, "div", element(9, "p")), element(20, "div"))
    scrolls = [
        change(3, at, id=n, x=0, y=y) for at, n, y in ((20, 8, 250), (30, 8, 200), (40, 20, 70), (50, 1, 100))
    ]
    imported = take(tmp_path / "a.json", [meta(), page, move, *scrolls])

    assert rows(imported, "scroll", "x", "y", "dy") == [(5, 6, -2.5), (5, 6, 0.5), (5, 6, -1)]
    assert imported.report.counts["scrolled elements that the pointer was not on, kept in other"] == 1
    assert len([kind for (kind,) in rows(imported, "other", "kind") if kind == "scroll"]) == 4


def test_successive_values_are_what_was_typed(tmp_path: Path) -> None:
    """Text in fields one after the other, no click between, is text of each; what stood there is none."""
    page = snapshot(1, element(9, "input", name="who"), element(10, "input", value="Mr ", type="text"))
    values = [typed(v, 10 + n) for n, v in enumerate(["a", "ab", "a", "an", "ann"])]
    other = [typed(v, 50 + n, 10) for n, v in enumerate(["Mr x", "Mr xy"])]
    runs = list(typed_runs(take(tmp_path / "a.json", [meta(), page, *values, *other]).recording))

    assert [(run.text, run.start_ns // 1_000_000) for run in runs] == [("ann", 10), ("xy", 50)]


def test_a_field_that_is_sent_and_emptied_keeps_what_was_typed(tmp_path: Path) -> None:
    """A chat's field loses its text by sending; the next text is one of its own."""
    values = [typed(v, n) for n, v in enumerate(["h", "hi", "", "y", "yo"], 1)]
    runs = typed_runs(take(tmp_path / "a.json", [meta(), *values]).recording)

    assert [run.text for run in runs] == ["hi", "yo"]


def test_marks_choices_and_values_by_the_page_are_not_typing(tmp_path: Path) -> None:
    """A tick, a choice and a script's value are no text; nothing of them is lost."""
    page = snapshot(1, element(9, "input", type="checkbox", name="agree"), element(10, "select", name="size"))
    inputs = [
        change(5, 2, id=9, text="on", isChecked=True),
        typed("large", 3, 10),
        typed("set", 4, 11, userTriggered=False),
    ]
    imported = take(tmp_path / "a.json", [meta(), page, *inputs])

    assert "text" not in imported.recording.streams
    markers = rows(imported, "marker", "name", "payload")
    assert [name for name, _ in markers] == ["set checkbox input agree", "set select size"]
    assert json.loads(markers[1][1])["value"] == "large"
    assert [kind for (kind,) in rows(imported, "other", "kind")].count("input") == 3


def test_displays_and_windows_follow_the_viewport_and_the_title(tmp_path: Path) -> None:
    """Meta and resize give the display; title and URL the window, a changed title too."""
    retitled = change(0, 30, texts=[{"id": 5, "value": "Basket"}], attributes=[], removes=[], adds=[])
    resized = change(4, 40, width=400, height=300)
    imported = take(
        tmp_path / "a.json", [meta(), snapshot(1), retitled, resized, meta(50, "https://x.test/b")]
    )

    assert rows(imported, "display", "t_ns", "width", "height") == [
        (0, 800, 600),
        (40_000_000, 400, 300),
        (50_000_000, 800, 600),
    ]
    assert rows(imported, "window", "app", "title") == [
        ("https://shop.test/", ""),
        ("https://shop.test/", "Shop"),
        ("https://shop.test/", "Basket"),
        ("https://shop.test/", "Basket"),
        ("https://x.test/b", ""),
    ]


def test_pressed_elements_and_custom_events_are_markers(tmp_path: Path) -> None:
    """What was clicked is named by its text, and tags stand with their payload."""
    page = snapshot(1, element(8, "button", element(9, "b", text_node(10, "Pay now"))))
    custom = event(5, {"tag": "checkout", "payload": {"step": 2}}, 3)
    imported = take(tmp_path / "a.json", [meta(), page, mouse(DOWN, 2), custom, mouse(UP, 4)])

    assert rows(imported, "marker", "name", "payload")[1] == ("checkout", '{"step":2}')
    assert rows(imported, "marker", "name")[0] == ("button Pay now",)


def test_nothing_is_removed_silently(tmp_path: Path) -> None:
    """Documents, changes, consoles, media and kinds of the future stand in other, as they came."""
    events = [
        meta(),
        snapshot(1),
        change(0, 2, texts=[], attributes=[], removes=[], adds=[]),
        change(7, 3, id=9, type=0),
        change(99, 4, id=9),
        event(6, {"plugin": "rrweb/console@1", "payload": {"level": "log"}}, 5),
        event(42, {"x": 1}, 6),
    ]
    kept = rows(take(tmp_path / "a.json", events), "other", "kind", "payload")

    assert [kind for kind, _ in kept] == [
        "full snapshot",
        "mutation",
        "media",
        "incremental 99",
        "plugin rrweb/console@1",
        "type 42",
    ]
    assert [json.loads(payload) for _, payload in kept] == events[1:]


def test_positions_inside_of_iframes_are_said_to_be_relative(tmp_path: Path) -> None:
    """Where a frame lies is not told, so they are kept and the report says so."""
    inner = {"type": 0, "id": 30, "childNodes": [element(31, "html", element(9, "p"))]}
    adds = [{"parentId": 20, "nextId": None, "node": inner}]
    attached = change(0, 2, texts=[], attributes=[], removes=[], adds=adds, isAttachIframe=True)
    imported = take(
        tmp_path / "a.json",
        [meta(), snapshot(1, element(20, "iframe")), attached, mouse(DOWN, 3), mouse(UP, 4)],
    )

    assert imported.report.counts["positions inside of iframes, relative to these"] == 2
    assert any("iframes" in sentence for sentence in imported.report.guessed)
