"""Search over everything with words."""

import time
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.errors import DamagedError
from formats.model.build import EventBuilder
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.streams import STREAMS, Events
from formats.native.reader import Reader
from formats.native.writer import CHUNK_ROWS, Writer
from replay.core.actions import reduce_actions
from replay.core.hits import Found, Note
from replay.core.readable import readable_rows
from replay.core.search import MOST_HITS, hit_after, hit_before, search
from replay.core.typed_text import typed_runs
from tests.replay.cli.damaged import damage
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
    found = search(SOURCE, needle, runs=typed_runs(SOURCE), actions=reduce_actions(SOURCE), notes=notes)
    return [(hit.where, hit.t_ns // S) for hit in found.hits]


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
    hits = search(SOURCE, "flight", runs=typed_runs(SOURCE)).hits

    following = hit_after(hits, hits[0].t_ns)
    assert following is not None
    assert hit_before(hits, following.t_ns) == hits[0]
    assert hit_after(hits, 100 * S) is None


@given(st.text(max_size=8), st.text(max_size=30))
def test_whatever_is_in_a_title_is_found_and_nothing_breaks(needle: str, title: str) -> None:
    """Any text may be searched for in any text."""
    source = recording(("window", 1, {"app": "a", "title": title + needle + title}))

    hits = search(source, needle).hits

    assert all(hit.where == "title" for hit in hits)


def test_a_search_in_two_and_a_half_million_events_is_quick() -> None:
    """Strings are compared once each, and a needle that is everywhere ends at a bound."""
    rows = np.zeros(2_500_000, STREAMS["window"].dtype)
    rows["t"] = np.arange(len(rows)) * 1000
    rows["title"] = 1 + np.arange(len(rows)) % 50
    strings = ("", *(f"window {number}" for number in range(50)))
    source = MemoryRecording(Header("x"), {"window": Events("window", rows, strings)})

    began = time.perf_counter()
    assert search(source, "nowhere") == Found()
    found = search(source, "window")
    assert time.perf_counter() - began < 3
    assert found.more
    assert [hit.t_ns for hit in found.hits] == (np.arange(MOST_HITS) * 1000).tolist()


def test_exactly_as_many_as_are_kept_are_all() -> None:
    """That there are more is said only where there are."""
    rows = np.zeros(MOST_HITS, STREAMS["window"].dtype)
    rows["t"] = np.arange(len(rows))
    rows["title"] = 1
    source = MemoryRecording(Header("x"), {"window": Events("window", rows, ("", "mail"))})

    assert not search(source, "mail").more
    assert search(source, "mail", notes=[Note(-1, "mail")]).more


def test_a_damaged_chunk_stops_no_search(tmp_path: Path) -> None:
    """What lies before it, behind it and in other streams is found, and that a part is missing is told."""
    path = tmp_path / "long.replay"
    markers = EventBuilder()
    markers.add("marker", 5, name="window 10")
    with Writer(path, Header("x")) as writer:
        writer.append(markers.events()["marker"])
        writer.append(_windows(5 * CHUNK_ROWS))
    damage(path, "window", chunk=1)
    damage(path, "window", chunk=3)

    with Reader(path) as source:
        hits = search(source, "window 10").hits
        found = search(source, "window")

    rows = [hit.t_ns // S for hit in hits if hit.where == "title"]
    lost = range(CHUNK_ROWS, 2 * CHUNK_ROWS), range(3 * CHUNK_ROWS, 4 * CHUNK_ROWS)
    assert ("marker", 5) in [(hit.where, hit.t_ns) for hit in hits]
    assert rows == [row for row in range(0, 5 * CHUNK_ROWS, 50) if not any(row in part for part in lost)]
    assert found.unread == ("window",)


@given(st.integers(1, 60), st.sets(st.integers(0, 59)), st.integers(1, 70))
def test_rows_that_read_are_read_whatever_is_lost_between(rows: int, lost: set[int], most: int) -> None:
    """Rows come in order and once, up to the first that is lost all of them, and none that is lost."""
    source = Damaged(_windows(rows), lost)

    parts = list(readable_rows(source, "window", most))

    read = [t // S for part in parts if part is not None for t in part.t.tolist()]
    first_lost = min((row for row in lost if row < rows), default=rows)
    assert read == sorted(set(read) - lost)
    assert read[:first_lost] == list(range(first_lost))
    assert (None in parts) == (first_lost < rows)


class Damaged(MemoryRecording):
    """Some of its rows do not read."""

    def __init__(self, events: Events, lost: set[int]) -> None:
        super().__init__(Header("x"), {events.stream: events})
        self._lost = lost

    def rows(self, stream: str, start: int, stop: int) -> Events:
        if self._lost & set(range(start, stop)):
            raise DamagedError("lost")
        return super().rows(stream, start, stop)


def _windows(count: int) -> Events:
    """Return as many windows, one a second, of fifty titles in turn."""
    rows = np.zeros(count, STREAMS["window"].dtype)
    rows["t"] = np.arange(count) * S
    rows["title"] = 1 + np.arange(count) % 50
    return Events("window", rows, ("", *(f"window {number:02}" for number in range(10, 60))))
