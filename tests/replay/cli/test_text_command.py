"""`replay text`: what was typed, against what the driver of the desk typed."""

import json

from tests.data import SAMPLE, real
from tests.replay.cli.shell import replay

_CHARACTERS = {
    "space": " ",
    "Return": "\n",
    "minus": "-",
    "period": ".",
    "comma": ",",
    "at": "@",
    "bar": "|",
    "underscore": "_",
    "equal": "=",
    "semicolon": ";",
}


def typed_by_the_driver() -> str:
    """Return the text of the driver's keys, its typing errors and their corrections taken out."""
    text = ""
    for line in real("desk", "ground_truth.jsonl").read_text().splitlines():
        record = json.loads(line)
        sym = record.get("sym", "") if record.get("k") == "key" else ""
        if sym == "typo":
            text += "\0"
        elif sym == "BackSpace":
            text = text[:-1]
        else:
            text += sym if len(sym) == 1 else _CHARACTERS.get(sym, "")
    return text


def test_each_line_is_a_run_with_its_span_text_and_window() -> None:
    """And whether the caret was known."""
    objects = replay("text", SAMPLE, "--json").objects

    assert all(o.keys() >= {"start_ns", "end_ns", "text", "window"} for o in objects)
    assert [o["window"] for o in objects[:2]] == ["session-term", "Untitled 1 - Mousepad"]
    assert all(o["start_ns"] <= o["end_ns"] for o in objects)


def test_the_runs_are_what_the_driver_typed() -> None:
    """Letter for letter, corrections applied."""
    objects = replay("text", SAMPLE, "--json").objects

    assert "".join(o["text"] for o in objects) == typed_by_the_driver()


def test_people_read_quoted_text_with_its_window() -> None:
    """A run of one space can be seen, and an Enter cannot break the line."""
    lines = replay("text", SAMPLE).out.splitlines()

    assert lines[2] == '00:00:45.267  "Bob Example"  in Expense form'
    assert '"echo done; date␊"  in session-term' in lines[-1]
    assert any('" "  in Expense form' in line for line in lines)


def test_a_span_takes_the_runs_that_begin_in_it() -> None:
    """And no others."""
    part = replay("text", SAMPLE, "--from", "45", "--to", "50", "--json").objects

    assert [o["text"] for o in part] == ["Bob Example", "bob@example.com"]
