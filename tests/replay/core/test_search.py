"""Search over everything with words."""

import time
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.streams import STREAMS, Events
from replay.core.actions import reduce_actions
from replay.core.hits import Note
from replay.core.search import MOST_HITS, hit_after, hit_before, search
from replay.core.typed_text import typed_runs
from tests.replay.core.recordings import S, recording
from tests.replay.core.typing import keys

SOURCE = recording(
    ("window", 0, {"app": "Firefox", "title": "Flüge nach Osló"}),
    *keys(1, "flights", "Backspace"),
    ("clipboard", 30, {"kind": "text/plain", "string": "FLIGHT LH 400"}),
    ("marker", 20, {"name": "task", "payload": '{"name": "book the flight"}'}),
    ("button", 40, {"x": 1, "y": 2, "pressed": True}),
    ("button", 40.1, {"x": 1, "y": 2, "pressed": False}),
    ("text", 50, {"kind": "ime", "string": "飛行機 flight"}),
)


def found(needle: str, notes: tuple[Note, ...] = ()) -> list[tuple[str, int]]:
    hits = search(SOURCE, needle, runs=typed_runs(SOURCE), actions=reduce_actions(SOURCE), notes=notes)
    return [(hit.where, hit.t_ns // S) for hit in hits]


def test_every_place_is_searched_in_order_of_time() -> None:
    """One search finds what was typed, copied, marked and noted, and says where."""
    hits = found("flight", (Note(5 * S, "Flight found here"),))

    assert ("typed", 1) in hits
    assert ("note", 5) in hits
    assert ("marker", 20) in hits
    assert ("clipboard", 30) in hits
    assert ("text", 50) in hits
    assert [at for _, at in hits] == sorted(at for _, at in hits)


@pytest.mark.parametrize("needle", ["FLÜGE", "flüge", unicodedata.normalize("NFD", "Flüge"), "oSLÓ"])
def test_case_and_the_way_accents_are_stored_do_not_matter(needle: str) -> None:
    """A title is found however it is written."""
    assert found(needle) == [("title", 0)]


def test_what_was_corrected_away_is_found() -> None:
    """A letter erased was typed all the same."""
    assert ("typed", 1) in found("flights")


def test_an_action_is_found_by_its_words() -> None:
    """Clicks have no text but what they are called."""
    assert found("click left") == [("action", 40)]


def test_nothing_finds_nothing() -> None:
    """An empty box is not a search."""
    assert found("") == []
    assert found("zzz") == []


def test_hits_are_walked_both_ways() -> None:
    """From a hit, the next one and the one before are others."""
    hits = search(SOURCE, "flight", runs=typed_runs(SOURCE))

    following = hit_after(hits, hits[0].t_ns)
    assert following is not None
    assert hit_before(hits, following.t_ns) == hits[0]
    assert hit_after(hits, 100 * S) is None


@given(st.text(max_size=8), st.text(max_size=30))
def test_whatever_is_in_a_title_is_found_and_nothing_breaks(needle: str, title: str) -> None:
    """Any text may be searched for in any text."""
    source = recording(("window", 1, {"app": "a", "title": title + needle + title}))

    hits = search(source, needle)

    assert all(hit.where == "title" for hit in hits)


def test_a_search_in_two_and_a_half_million_events_is_quick() -> None:
    """Strings are compared once each, and a needle that is everywhere ends at a bound."""
    rows = np.zeros(2_500_000, STREAMS["window"].dtype)
    rows["t"] = np.arange(len(rows)) * 1000
    rows["title"] = 1 + np.arange(len(rows)) % 50
    strings = ("", *(f"window {number}" for number in range(50)))
    source = MemoryRecording(Header("x"), {"window": Events("window", rows, strings)})

    began = time.perf_counter()
    assert search(source, "nowhere") == []
    assert len(search(source, "window")) == MOST_HITS
    assert time.perf_counter() - began < 3
