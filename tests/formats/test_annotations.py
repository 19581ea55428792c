"""Annotations and changes as JSON and back, and what an altered journal is found out by."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.errors import DamagedError
from formats.model.annotation_json import annotation_record, read_annotation
from formats.model.annotations import Annotation, Edge, Segment, with_edge
from formats.model.changes import Change, broken_chains, change_record, read_change
from tests.formats.annotations_made import annotations


def _chain(length: int, writer: str = "ann-1", previous: str = "") -> list[Change]:
    chain: list[Change] = []
    before: Annotation | None = None
    for number in range(length):
        after = Segment("s", "task", f"label {number}", Edge(number))
        change = Change("rec", writer, number, previous, "ann", number, "test", f"g{number}", before, after)
        chain.append(change)
        before, previous = after, change.hash
    return chain


@given(annotations())
def test_an_annotation_comes_back_from_json(annotation: Annotation) -> None:
    """Whatever is kept of an annotation in a journal reads back as the same annotation."""
    text = json.dumps(annotation_record(annotation))

    assert read_annotation(json.loads(text)) == annotation


@given(annotations(), st.text(max_size=5), st.integers(0, 1 << 62), st.sampled_from(["", "eve", "Ève\\x"]))
def test_a_change_comes_back_from_json(annotation: Annotation, author: str, number: int, login: str) -> None:
    """A change reads back with the same hash, whatever its author is called, and as whom the system knows."""
    if not author.isprintable():
        author = "ann"
    change = Change("rec", "w", number, "", author, 5, "test", "g", None, annotation, ("a", "b"), "h", login)

    read = read_change(json.loads(json.dumps(change_record(change))))

    assert (read, read.hash) == (change, change.hash)


def test_a_change_without_a_login_is_as_it_was_before_there_were_logins() -> None:
    """Its fields and its hash are those of version 1, so that old journals read and old chains hold."""
    after = Segment("s", "task", "pay", Edge(0), Edge(10))
    change = Change("rec", "ann-1", 0, "", "ann", 5, "test", "g", None, after)
    known = replace(change, login="eve")

    assert change_record(change)["version"] == 1
    assert "login" not in change_record(change)
    assert change.hash == "c11acc1c88fec3bbdbd595a67bcb77c8b11b37d42c7f0c03109834e5d9a75084"
    assert (change_record(known)["version"], change_record(known)["login"]) == (2, "eve")
    assert known.hash != change.hash


def test_a_chain_holds_changes_with_and_without_a_login() -> None:
    """Who upgrades in the middle of their work breaks nothing."""
    first, second = _chain(2)
    second = replace(second, login="eve")

    assert broken_chains([first, second]) == []


@pytest.mark.parametrize(
    ("changed", "word"),
    [({"login": "eve"}, "has the fields"), ({"version": 2}, "has the fields"), ({"version": 3}, "1 to 2")],
)
def test_a_login_is_of_version_2_alone(changed: dict[str, Any], word: str) -> None:
    """What says otherwise was altered."""
    (change,) = _chain(1)

    with pytest.raises(DamagedError, match=word):
        read_change({**change_record(change), **changed})


def test_a_login_that_was_put_in_another_place_is_found() -> None:
    """Nor can it be emptied: then two names of one person would be two people."""
    change = replace(_chain(1)[0], login="eve")

    with pytest.raises(DamagedError, match="was altered"):
        read_change({**change_record(change), "login": "ann"})
    with pytest.raises(DamagedError, match="is empty"):
        read_change({**change_record(change), "login": ""})


@pytest.mark.parametrize(
    ("record", "word"),
    [
        ([], "a map"),
        ({"kind": "tail"}, "cannot be a 'tail'"),
        ({"kind": "mark", "id": "a"}, "needs 'at'"),
        ({"kind": "mark", "id": "", "at": {"t_ns": 1}}, "needs an id"),
        ({"kind": "mark", "id": "a", "at": {"t_ns": 1.5}}, "mark.at is no whole number"),
        ({"kind": "mark", "id": "a", "at": {"t_ns": True}}, "mark.at is no whole number"),
        ({"kind": "mark", "id": "a", "at": {"t_ns": 1 << 63}}, "mark.at is no whole number"),
        ({"kind": "mark", "id": "a", "at": {"t_ns": 1, "event": 1, "frame": 1}}, "mark.at is no edge"),
        ({"kind": "mark", "id": "a", "at": {"t_ns": 1}, "colour": "red"}, "has no 'colour'"),
        ({"kind": "mark", "id": "a", "at": {"t_ns": 1}, "note": "x" * 70_000}, "70,000 characters"),
        ({"kind": "mark", "id": "a", "at": {"t_ns": 1}, "note": "\ud800"}, "half a character"),
        (
            {"kind": "segment", "id": "a", "tier": "", "label": "", "start": {"t_ns": 2}, "end": {"t_ns": 1}},
            "ends",
        ),
        ({"kind": "decision", "id": "a", "subject": "f", "verdict": "perhaps"}, "is none of accepted"),
        ({"kind": "comment", "id": "a", "text": "", "start": {"t_ns": 1}, "resolved": 1}, "neither true"),
        (
            {
                "kind": "comment",
                "id": "a",
                "text": "",
                "start": {"t_ns": 1},
                "region": {"display": 0, "x": 0, "y": 0, "width": 0, "height": 1},
            },
            "empty region",
        ),
        (
            {
                "kind": "flag",
                "id": "a",
                "start": {"t_ns": 1},
                "end": {"t_ns": 1},
                "category": "",
                "channels": "x",
            },
            "no list",
        ),
    ],
)
def test_what_is_no_annotation_is_refused_in_a_line(record: Any, word: str) -> None:
    """A stranger's journal gives one line that names the field, never a wrong annotation."""
    with pytest.raises(DamagedError, match=word) as caught:
        read_annotation(record)

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "field", ["author", "at_utc_ns", "after", "previous", "replaces", "recording", "hash"]
)
def test_an_altered_change_is_found(field: str) -> None:
    """Whatever of a change is altered, its hash no longer holds."""
    record = change_record(_chain(1)[0])
    other = change_record(_chain(2)[1])
    record[field] = ["x"] if field == "replaces" else "x" if field == "recording" else other[field]
    if field == "author":
        record[field] = "eve"

    with pytest.raises(DamagedError, match="was altered"):
        read_change(record)


def test_what_is_no_change_is_refused() -> None:
    """A change of another version, with a field more, fewer, or of another kind, is refused."""
    whole = change_record(_chain(1)[0])
    for wrong in (
        None,
        {**whole, "version": 2},
        {**whole, "more": 1},
        {name: value for name, value in whole.items() if name != "tool"},
        {**whole, "number": -1},
        {**whole, "author": "x" * 2000},
        {**whole, "replaces": [1]},
        {**whole, "after": None},
    ):
        with pytest.raises(DamagedError):
            read_change(wrong)


@pytest.mark.parametrize("field", ["author", "recording", "writer", "group"])
@pytest.mark.parametrize("text", ["a\0b", "a\ud800"])
def test_what_no_database_takes_is_refused(field: str, text: str) -> None:
    """Half a character, or one that ends a text, is refused where it is read, with its hash in order."""
    values: dict[str, Any] = {field: text}
    change = replace(_chain(1)[0], **values)

    with pytest.raises(DamagedError, match=f"{field} of a change holds "):
        read_change(change_record(change))


@given(st.permutations(range(6)))
def test_whole_chains_hold_in_any_order(order: list[int]) -> None:
    """Chains are judged by what they hold, not by the order in which they came."""
    first = _chain(3)
    both = [*first, *_chain(3, "ben-1", first[-1].hash)]

    assert not broken_chains([both[number] for number in order] + both[:2])


def test_what_was_taken_out_of_a_chain_is_found() -> None:
    """A change, or a whole chain that another one followed, cannot be taken out unnoticed."""
    first = _chain(3)
    later = _chain(2, "ben-1", first[-1].hash)

    assert "change 1 is missing" in broken_chains([first[0], first[2]])[0]
    assert "is missing" in broken_chains(later)[0]
    rival = replace(first[1], author="eve")
    assert "2 changes numbered 1" in broken_chains([*first, rival])[0]
    forged = replace(first[2], previous=first[0].hash)
    assert "change 2 does not follow" in broken_chains([*first[:2], forged])[0]


def test_a_segment_cannot_end_before_it_starts() -> None:
    """Moving an edge over the other is refused; an open segment lasts to the end."""
    segment = Segment("s", "task", "search", Edge(5), Edge(9))

    with pytest.raises(ValueError, match="before it starts"):
        with_edge(segment, start=Edge(10))
    assert with_edge(segment, end=Edge(20)).span(100).end_ns == 20
    assert Segment("s", "task", "search", Edge(5)).span(100).end_ns == 100
