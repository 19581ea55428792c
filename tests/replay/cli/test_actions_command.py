"""`replay actions`: what the person did, against what the driver of the desk was told to do."""

import json
from typing import Any

from tests.data import SAMPLE, real
from tests.replay.cli.shell import replay

_FIELDS = {
    "click": {"x", "y", "button"},
    "double_click": {"x", "y", "button"},
    "triple_click": {"x", "y", "button"},
    "drag": {"x", "y", "x2", "y2", "button"},
    "scroll": {"x", "y", "dx", "dy"},
    "type": {"text"},
    "key": {"keys"},
    "hotkey": {"keys"},
    "wait": set[str](),
}


def driven() -> list[dict[str, Any]]:
    """Return what the driver sent, from its own log."""
    return [json.loads(line) for line in real("desk", "ground_truth.jsonl").read_text().splitlines()]


def test_each_line_is_an_object_with_the_fields_of_its_kind() -> None:
    """Span and kind always; place, button, text, keys, wheel steps by kind."""
    objects = replay("actions", SAMPLE, "--json").objects

    assert {o["kind"] for o in objects} >= {
        "click",
        "double_click",
        "drag",
        "scroll",
        "type",
        "key",
        "hotkey",
    }
    for found in objects:
        assert list(found)[:3] == ["start_ns", "end_ns", "kind"]
        assert found["start_ns"] <= found["end_ns"]
        assert found.keys() >= _FIELDS[found["kind"]]
    starts = [o["start_ns"] for o in objects]
    assert starts == sorted(starts)


def test_the_pointer_s_actions_are_those_of_the_driver() -> None:
    """Every press and release is a click, half a double click, or a drag, at its place."""
    sent = [r for r in driven() if r.get("k") in {"down", "up"}]
    presses = [(d["x"], d["y"], u["x"], u["y"]) for d, u in zip(sent[::2], sent[1::2], strict=True)]

    objects = replay("actions", SAMPLE, "--json").objects

    done: list[tuple[int, ...]] = []
    for found in objects:
        if found["kind"] in {"click", "double_click"}:
            place = (found["x"], found["y"], found["x"], found["y"])
            done += [place] * (2 if found["kind"] == "double_click" else 1)
        elif found["kind"] == "drag":
            done.append((found["x"], found["y"], found["x2"], found["y2"]))
    assert done == presses


def test_scrolling_adds_up_to_the_driver_s_wheel() -> None:
    """Six steps down and four up."""
    sent = [r["b"] for r in driven() if r.get("k") == "scroll"]

    objects = replay("actions", SAMPLE, "--json").objects

    assert [o["dy"] for o in objects if o["kind"] == "scroll"] == [-sent.count(5), sent.count(4)]


def test_hotkeys_are_those_of_the_driver() -> None:
    """In their order."""
    sent = [r["sym"] for r in driven() if "+" in str(r.get("sym"))]

    objects = replay("actions", SAMPLE, "--json").objects

    assert [o["keys"].lower() for o in objects if o["kind"] == "hotkey"] == [s.lower() for s in sent]


def test_people_read_a_line_an_action() -> None:
    """Time and a few words."""
    lines = replay("actions", SAMPLE).out.splitlines()

    assert lines[0] == "00:00:03.612  click left (347, 246)"
    assert lines[1] == '00:00:03.978  type "ls -la"'


def test_a_span_takes_the_actions_that_begin_in_it() -> None:
    """And no others."""
    everything = replay("actions", SAMPLE, "--json").objects

    part = replay("actions", SAMPLE, "--from", "20", "--to", "30", "--json").objects

    assert part == [o for o in everything if 20 <= o["start_ns"] / 1e9 < 30]
    assert part
