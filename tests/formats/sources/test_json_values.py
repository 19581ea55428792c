"""Values of a JSON document one after the other, of any size and state."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.sources import json_values as module
from formats.sources.json_values import ValueFaults, json_values


def read(data: bytes) -> tuple[list[tuple[Any, str]], ValueFaults]:
    faults = ValueFaults("some.json")
    found = json_values(
        io.BytesIO(data),
        faults,
        wrappers=frozenset({"events"}),
        wanted=lambda value: isinstance(value, dict) and "t" in value,
    )
    return [(one.value, one.label) for one in found], faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"t": 1}, {"t": 2}]', [({"t": 1}, ""), ({"t": 2}, "")]),
        ('{"t": 1}\n{"t": 2}\n', [({"t": 1}, ""), ({"t": 2}, "")]),
        ('\ufeff[[{"t": 1}], [{"t": 2}]]', [({"t": 1}, ""), ({"t": 2}, "")]),
        ('{"events": [{"t": 1}], "n": "x"}', [({"t": 1}, "events"), ("x", "n")]),
        ('["w", {"t": 1}]', [("w", ""), ({"t": 1}, "")]),
        ("12", [(12, "")]),
        ("", []),
    ],
)
def test_brackets_and_lines_make_no_difference(text: str, expected: list[Any]) -> None:
    """Arrays, lines, nested arrays and named wrappers give the values in them, with the member's name."""
    values, faults = read(text.encode())

    assert values == expected
    assert faults.sentences() == []


@given(st.lists(st.dictionaries(st.text(), st.integers() | st.text() | st.none(), max_size=3), max_size=6))
def test_what_was_written_is_read(values: list[Any]) -> None:
    """Any array of objects comes back, with the text as it stood."""
    found = json_values(
        io.BytesIO(json.dumps(values).encode()),
        ValueFaults("x"),
        wrappers=frozenset(),
        wanted=lambda _value: True,
    )

    assert [(one.value, json.loads(one.text)) for one in found] == [(value, value) for value in values]


def test_a_value_larger_than_what_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read on until the value is whole, however small the pieces."""
    monkeypatch.setattr(module, "_READ_BYTES", 7)
    values = [{"t": "x" * 500}, 123456789012, {"t": ["é" * 40]}]

    assert [value for value, _ in read(json.dumps(values, ensure_ascii=False).encode())[0]] == values


def test_an_object_too_large_to_be_taken_whole_is_gone_into(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its members come one after the other, and memory is not filled with it."""
    monkeypatch.setattr(module, "_READ_BYTES", 64)
    monkeypatch.setattr(module, "VALUE_CHARACTERS", 200)
    text = json.dumps({"about": "all", "list": [{"t": n} for n in range(200)]})
    values, faults = read(text.encode())

    assert values == [("all", "about"), *(({"t": n}, "list") for n in range(200))]
    assert faults.sentences() == []


def test_behind_damage_comes_the_next_sound_value() -> None:
    """Parts of the broken value are not taken for values."""
    values, faults = read(b'[{"t": 1}, {"t": @, "q": [{"z": 1}, {"z": 2}]}, {"t": 3}]')

    assert values == [({"t": 1}, ""), ({"t": 3}, "")]
    assert faults.sentences() == [
        "some.json: damaged, and lost up to the next sound value: value 2: Expecting value after 6 characters"
    ]


@pytest.mark.parametrize("text", ['[{"t": 1}, {"t": 2', '[{"t": 1}', '[{"t": 1}, {"t": "x'])
def test_a_cut_file_is_said_to_be_cut(text: str) -> None:
    """All before the cut is there."""
    values, faults = read(text.encode())

    assert values[0] == ({"t": 1}, "")
    assert faults.sentences() == ["some.json: the file ends in the middle; all before was read"]


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b'{"a":' * 100_000, b'},{"t":"' * 100_000, b'},{"t":[' * 100_000, b"9" * 10_000]
)
def test_hostile_text_ends_in_a_sentence(data: bytes) -> None:
    """Deep nesting, endless restarts and endless numbers are faults, and nothing is raised."""
    values, faults = read(data)

    assert values == []
    assert faults.sentences()
